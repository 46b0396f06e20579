//! Fixes of findings, ready to paste: actions of an overlay, or lines of the options file.
//!
//! A fix follows from the finding, its place and the node there. If these are not enough to be sure that a fix resolves the
//! finding, none is offered.

mod actions;
mod jsonpath;
mod spot;
#[cfg(test)]
mod tests;

use std::cell::OnceCell;
use std::collections::BTreeMap;

use crate::diagnostics::{Diagnostic, Finding, Origin, finding};
use crate::read::Source;
use spot::Spot;

/// A change that resolves a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fix {
    /// Items of the `actions` of an overlay (OpenAPI Overlay Specification 1.1), as YAML.
    Overlay(String),
    /// Lines of the options file, as TOML.
    Options(String),
}

/// Makes fixes for the findings of a run.
#[derive(Debug)]
pub struct Fixes<'a> {
    sources: &'a [Source],
    /// Whether the description is a document of Swagger 2.0; looked up on first use.
    swagger: OnceCell<bool>,
    /// Whether the description is one file, whose pointers are then also pointers of the tree.
    single: bool,
}

impl<'a> Fixes<'a> {
    /// Makes fixes for findings about these sources.
    pub fn new(sources: &'a [Source]) -> Self {
        let mut own = sources.iter().filter(|source| source.is_description());
        let single = own.next().is_some() && own.next().is_none();
        Self { sources, swagger: OnceCell::new(), single }
    }

    fn is_swagger(&self) -> bool {
        *self.swagger.get_or_init(|| {
            let mut own = self.sources.iter().filter(|source| source.is_description());
            own.any(|source| {
                source.text.contains("swagger")
                    && source.tree().is_some_and(|tree| tree.get("swagger").is_some())
            })
        })
    }

    /// The fix of a finding, if there is one.
    pub fn of(&self, found: &Diagnostic) -> Option<Fix> {
        // An action for the first of many places would only make the next run report the second.
        if found.places > 1 {
            return None;
        }
        let origin = found.origin.as_ref()?;
        if let Finding::Name(name) = &found.finding {
            return rename(origin, name).map(Fix::Options);
        }
        let source = self.sources.get(origin.file).filter(|source| !source.is_options())?;
        let pointer = match &found.target {
            Some(target) => target,
            None if self.single && !source.is_overlay() && origin.offset.is_none() => {
                &origin.pointer
            }
            None => return None,
        };
        let tree = if origin.offset.is_none() { source.tree() } else { None };
        let node = tree.and_then(|tree| tree.pointer(&origin.pointer));
        if tree.is_some() && node.is_none() {
            // The node was created while the document was rewritten.
            return None;
        }
        let spot = Spot { swagger: self.is_swagger(), pointer, node, origin, tree };
        let actions = actions::actions(&found.finding, &spot)?;
        serde_yaml::to_string(&actions).ok().map(Fix::Overlay)
    }
}

/// A line of `[rename]` with the name that was given, to be replaced with a better one.
fn rename(origin: &Origin, name: &finding::Name) -> Option<String> {
    let given = match name {
        finding::Name::Type { given, .. }
        | finding::Name::Method { given, .. }
        | finding::Name::Variant { given, .. } => given,
        finding::Name::RepeatedId { given, .. } => &given.method,
    };
    let renamed = BTreeMap::from([(origin.pointer.as_str(), given)]);
    toml::to_string(&BTreeMap::from([("rename", renamed)])).ok()
}
