//! Findings of a rewrite: each at its place, or once for all places with the same finding.

use indexmap::IndexMap;

use super::tree::{Located, Trail};
use crate::diagnostics::{Diagnostics, Finding, Origin};

/// Collects findings about nodes of a tree that is being rewritten. Their places are converted to origins at once,
/// because nodes may move later.
pub struct Findings<'a> {
    diagnostics: &'a mut Diagnostics,
    /// Origins of the tree that is being rewritten.
    files: &'a Trail,
    /// Findings that may be the same in many places, with the number of places and the first of them.
    repeated: IndexMap<Finding, (usize, Origin)>,
}

impl<'a> Findings<'a> {
    pub fn new(diagnostics: &'a mut Diagnostics, files: &'a Trail) -> Self {
        Self { diagnostics, files, repeated: IndexMap::new() }
    }

    /// Adds a finding about a node.
    pub fn add(&mut self, finding: impl Into<Finding>, node: &impl Located) {
        self.add_all(finding.into(), 1, &node.origin());
    }

    /// Adds a finding about a place in a source that is not part of the tree.
    pub fn add_elsewhere(&mut self, finding: impl Into<Finding>, place: &Origin) {
        self.diagnostics.add(finding, place);
    }

    /// Adds a finding that may occur thousands of times: it becomes one diagnostic, at the first node, with the number.
    pub fn add_repeated(&mut self, finding: impl Into<Finding>, node: &impl Located) {
        let repeated = self.repeated.entry(finding.into());
        repeated.or_insert_with(|| (0, node.origin())).0 += 1;
    }

    /// Adds the repeated findings.
    pub fn flush(&mut self) {
        for (finding, (count, origin)) in std::mem::take(&mut self.repeated) {
            self.add_all(finding, count, &origin);
        }
    }

    fn add_all(&mut self, finding: Finding, places: usize, first: &Origin) {
        let source = self.files.origin_of(&first.pointer);
        self.diagnostics.add_all(finding, places, &source);
        self.target(first.clone());
    }

    /// Records the place of the last finding in the tree that overlays change.
    fn target(&mut self, origin: Origin) {
        if let Some(finding) = self.diagnostics.list.last_mut() {
            finding.target = Some(origin.pointer);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::diagnostics::finding;
    use crate::document::tree::Tree;

    #[test]
    fn counted_findings_are_one() {
        let mut diagnostics = Diagnostics::default();
        let files = Trail::of(crate::document::tree::Kind::Moved, Origin::at("/whole"));
        let mut findings = Findings::new(&mut diagnostics, &files);
        let mut tree = Tree::new(json!({}));
        let root = tree.root();
        let odd = finding::Repair::ServerWithoutUrl;
        findings.add_repeated(odd.clone(), &root.spot_of("a"));
        findings.add_repeated(odd, &root.spot_of("b"));
        findings.add(finding::Repair::ApiKeyName, &root.spot_of("c"));
        findings.flush();
        let found: Vec<(&Finding, usize)> =
            diagnostics.list.iter().map(|found| (&found.finding, found.places)).collect();
        let other = Finding::from(finding::Repair::ApiKeyName);
        let odd = Finding::from(finding::Repair::ServerWithoutUrl);
        assert_eq!(found, [(&other, 1), (&odd, 2)]);
        assert!(diagnostics.list[1].message().ends_with(" (2 places; this is the first)"));
        assert_eq!(diagnostics.list[1].origin, Some(Origin::at("/whole/a")));
        assert_eq!(diagnostics.list[1].target.as_deref(), Some("/a"));
    }
}
