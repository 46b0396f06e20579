//! The place of a finding.

use serde_json::Value;

use super::jsonpath::{is_list_by_name, normalized_path};
use crate::diagnostics::Origin;

/// The place of a finding, and the node there.
pub struct Spot<'a> {
    /// Whether the description is a document of Swagger 2.0.
    pub swagger: bool,
    /// JSON pointer in the tree that overlays change.
    pub pointer: &'a str,
    /// The node in its file, if the file is a JSON or YAML text.
    pub node: Option<&'a Value>,
    pub origin: &'a Origin,
    /// The tree of the file.
    pub tree: Option<&'a Value>,
}

impl Spot<'_> {
    /// The JSONPath of the node.
    pub fn path(&self) -> String {
        self.path_of(self.pointer)
    }

    /// The JSONPath of an ancestor of the node, or of one of its members.
    pub fn path_of(&self, pointer: &str) -> String {
        normalized_path(pointer, |parent| match self.in_file(parent) {
            Some(node) => node.is_array(),
            None => is_list_by_name(parent),
        })
    }

    /// Finds the node of the file that is at a pointer of the tree. Bundling may have moved it together with all nodes below
    /// it, so the end of the pointer is the same in both.
    fn in_file(&self, pointer: &str) -> Option<&Value> {
        let tree = self.tree?;
        let below = self.pointer.strip_prefix(pointer)?;
        let above = self.origin.pointer.strip_suffix(below)?;
        tree.pointer(above)
    }

    /// The pointer of the parent, and the last segment.
    pub fn parent(&self) -> Option<(&str, &str)> {
        self.pointer.rsplit_once('/')
    }
}
