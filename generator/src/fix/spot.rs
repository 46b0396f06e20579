//! The place of a finding.

use serde_json::Value;

use super::jsonpath::{is_list_by_name, normalized_path};
use crate::diagnostics::Origin;

/// The place of a finding, and the node there.
pub struct Spot<'a> {
    pub swagger: bool,
    /// JSON pointer in the tree that overlays change.
    pub pointer: &'a str,
    /// The node as it is in its file, where the file is a JSON or YAML text.
    pub node: Option<&'a Value>,
    pub origin: &'a Origin,
    pub tree: Option<&'a Value>,
}

impl Spot<'_> {
    /// The JSONPath of the node.
    pub fn path(&self) -> String {
        self.path_of(self.pointer)
    }

    /// The JSONPath of a node on the way to this one, or of a member of it.
    pub fn path_of(&self, pointer: &str) -> String {
        normalized_path(pointer, |parent| match self.in_file(parent) {
            Some(node) => node.is_array(),
            None => is_list_by_name(parent),
        })
    }

    /// The node of the file that became the one at a pointer of the tree. A part of a file may have been
    /// put anywhere, but what is below it stayed there.
    fn in_file(&self, pointer: &str) -> Option<&Value> {
        let tree = self.tree?;
        let below = self.pointer.strip_prefix(pointer)?;
        let above = self.origin.pointer.strip_suffix(below)?;
        tree.pointer(above)
    }

    /// The last step of the pointer, and the pointer before it.
    pub fn parent(&self) -> Option<(&str, &str)> {
        self.pointer.rsplit_once('/')
    }
}
