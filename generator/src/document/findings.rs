//! The findings of a rewriting: each at its place, or once for the many places where it is the same.

use indexmap::IndexMap;

use super::tree::{Located, Trail};
use crate::diagnostics::{Diagnostics, Origin};

/// Collects findings about nodes of a tree that is rewritten. Their places become places of files at once:
/// nodes may move later.
pub struct Findings<'a> {
    diagnostics: &'a mut Diagnostics,
    /// The origins of the tree that is rewritten.
    files: &'a Trail,
    counted: IndexMap<(&'static str, String), (usize, Origin)>,
}

impl<'a> Findings<'a> {
    pub fn new(diagnostics: &'a mut Diagnostics, files: &'a Trail) -> Self {
        Self { diagnostics, files, counted: IndexMap::new() }
    }

    /// A finding at its place.
    pub fn report(&mut self, code: &str, node: &impl Located, message: impl Into<String>) {
        let origin = node.origin();
        self.diagnostics.report(code, &self.files.origin_of(&origin.pointer), message);
        self.target(origin);
    }

    /// A finding at its place, with help.
    pub fn report_with_help(
        &mut self,
        code: &str,
        node: &impl Located,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let origin = node.origin();
        let source = self.files.origin_of(&origin.pointer);
        self.diagnostics.report_with_help(code, &source, message, help);
        self.target(origin);
    }

    /// A finding about a place of a file that is no part of the tree, with help.
    pub fn report_elsewhere(
        &mut self,
        code: &str,
        place: &Origin,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.diagnostics.report_with_help(code, place, message, help);
    }

    /// A finding of which there may be thousands: one diagnostic at the first place, with their number.
    pub fn count(&mut self, code: &'static str, node: &impl Located, message: impl Into<String>) {
        let counted = self.counted.entry((code, message.into()));
        counted.or_insert_with(|| (0, node.origin())).0 += 1;
    }

    /// Reports what was counted.
    pub fn flush(&mut self) {
        for ((code, message), (count, origin)) in std::mem::take(&mut self.counted) {
            let message = match count {
                1 => message,
                _ => format!("{message} ({count} places; this is the first)"),
            };
            self.report(code, &origin, message);
        }
    }

    /// Notes the place of the last finding in the tree that overlays change.
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
    use crate::document::tree::Tree;

    #[test]
    fn counted_findings_are_one() {
        let mut diagnostics = Diagnostics::default();
        let files = Trail::of(crate::document::tree::Kind::Moved, Origin::at("/whole"));
        let mut findings = Findings::new(&mut diagnostics, &files);
        let mut tree = Tree::new(json!({}));
        let root = tree.root();
        findings.count("SW0013", &root.spot_of("a"), "odd");
        findings.count("SW0013", &root.spot_of("b"), "odd");
        findings.report("SW0013", &root.spot_of("c"), "other");
        findings.flush();
        let messages: Vec<&str> = diagnostics.list.iter().map(|d| d.message.as_str()).collect();
        assert_eq!(messages, ["other", "odd (2 places; this is the first)"]);
        assert_eq!(diagnostics.list[1].origin, Some(Origin::at("/whole/a")));
        assert_eq!(diagnostics.list[1].target.as_deref(), Some("/a"));
    }
}
