//! What a walk has to say: each thing at its place, or once for the many places where it is the same.

use indexmap::IndexMap;

use super::at::At;
use crate::diagnostics::{Diagnostics, Origin};

/// Findings of one walk over a tree.
pub struct Findings<'a> {
    diagnostics: &'a mut Diagnostics,
    counted: IndexMap<(&'static str, String), (usize, Origin)>,
}

impl<'a> Findings<'a> {
    pub fn new(diagnostics: &'a mut Diagnostics) -> Self {
        Self { diagnostics, counted: IndexMap::new() }
    }

    /// A finding at its place.
    pub fn report(&mut self, code: &str, at: &At<'_>, message: impl Into<String>) {
        self.diagnostics.report(code, &at.origin(), message);
    }

    /// A finding at its place, with help.
    pub fn report_with_help(
        &mut self,
        code: &str,
        at: &At<'_>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.diagnostics.report_with_help(code, &at.origin(), message, help);
    }

    /// A finding of which there may be thousands: one diagnostic at the first place, with their number.
    pub fn count(&mut self, code: &'static str, at: &At<'_>, message: impl Into<String>) {
        let entry = self.counted.entry((code, message.into())).or_insert_with(|| (0, at.origin()));
        entry.0 += 1;
    }

    /// Reports what was counted.
    pub fn finish(self) {
        for ((code, message), (count, origin)) in self.counted {
            let message = match count {
                1 => message,
                _ => format!("{message} ({count} places; this is the first)"),
            };
            self.diagnostics.report(code, &origin, message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counted_findings_are_one() {
        let mut diagnostics = Diagnostics::default();
        let mut findings = Findings::new(&mut diagnostics);
        let root = At::root();
        findings.count("SW0013", &root.key("a"), "odd");
        findings.count("SW0013", &root.key("b"), "odd");
        findings.report("SW0013", &root.key("c"), "other");
        findings.finish();
        let messages: Vec<&str> = diagnostics.list.iter().map(|d| d.message.as_str()).collect();
        assert_eq!(messages, ["other", "odd (2 places; this is the first)"]);
        assert_eq!(diagnostics.list[1].origin, Some(Origin::at("/a")));
    }
}
