//! Documents that are written in YAML.

use std::cmp::Reverse;

use serde_json::Value;

use super::{Scan, Text, Trouble};
use crate::diagnostics::Diagnostics;
use crate::read::{Source, parse};
use crate::scrape::embedded::anchors::anchor_of;
use crate::scrape::embedded::walk::{Budget, Place};

impl Text<'_> {
    /// A text of YAML around `at`: the whole string, or what stands between tags or backticks.
    pub(super) fn yaml_around(self, at: usize, budget: &mut Budget, out: &mut Scan) -> usize {
        let known = out.found.len();
        let before = &self.text[..at];
        let script = [
            ("<script", "</script"),
            ("<pre", "</pre"),
            ("<code", "</code"),
            ("<textarea", "</textarea"),
            ("<template", "</template"),
        ]
        .iter()
        .filter_map(|(open, close)| Some((before.rfind(open)?, *close)))
        .filter_map(|(open, close)| Some((open + before[open..].find('>')? + 1, close)))
        .max();
        let template = before.rfind('`').map(|start| (start, "`"));
        let mut holders = [(self.depth > 0).then_some((0, "")), script, template];
        holders.sort_by_key(|holder| Reverse(holder.map(|(start, _)| start)));
        budget.spend(before.len());
        let mut covered = 0;
        for (start, close) in holders.into_iter().flatten() {
            if close == "`" {
                covered = self.quoted_at(start, at, budget, out).max(covered);
            } else {
                let end = match close {
                    "" => self.text.len(),
                    _ => self.text[at..].find(close).map_or(self.text.len(), |end| at + end),
                };
                self.yaml(at, (start, end), budget, out);
                covered = covered.max(end);
            }
            if out.found.len() > known || budget.exhausted() {
                break;
            }
        }
        covered
    }

    /// The text at `span` as YAML, whose key stands at `at`.
    fn yaml(self, at: usize, span: (usize, usize), budget: &mut Budget, out: &mut Scan) {
        if !budget.spend(4 * (span.1 - span.0)) {
            return;
        }
        let place = Place { root: span.0, ..Place::default() };
        match read(&self.text[span.0..span.1]) {
            Ok((tree, diagnostics)) => {
                self.found(tree, span, &place, Vec::new(), diagnostics, budget, out);
            }
            Err(message) => out.troubles.push(Trouble {
                start: at,
                message,
                cut_off: false,
                anchor: anchor_of(self.text, &place, self.page),
            }),
        }
    }
}

/// JSON or YAML to a tree.
pub(super) fn read(text: &str) -> Result<(Value, Diagnostics), String> {
    let mut diagnostics = Diagnostics::default();
    let source = Source::new("document", text);
    match parse(source, 0, &mut diagnostics) {
        Some(tree) => Ok((tree, diagnostics)),
        None => {
            let message = diagnostics.list.pop().map(|last| last.message()).unwrap_or_default();
            Err(message.replace("`document` cannot be parsed: ", ""))
        }
    }
}
