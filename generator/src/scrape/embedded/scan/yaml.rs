//! Documents in YAML.

use std::cmp::Reverse;

use super::{Fault, Scan, Text, Trouble};
use crate::read;
use crate::scrape::embedded::anchors::anchor_of;
use crate::scrape::embedded::walk::{Budget, Place};

impl Text<'_> {
    /// Reads the YAML text around `at`: the whole string, or the text between tags or backticks.
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

    /// Reads the text at `span`, with the key at `at`, as YAML.
    fn yaml(self, at: usize, span: (usize, usize), budget: &mut Budget, out: &mut Scan) {
        if !budget.spend(4 * (span.1 - span.0)) {
            return;
        }
        let place = Place { root: span.0, ..Place::default() };
        match read::part(&self.text[span.0..span.1]) {
            Ok((tree, findings)) => {
                self.found(tree, span, &place, Vec::new(), findings, budget, out);
            }
            Err(problem) => out.troubles.push(Trouble {
                start: at,
                fault: Fault::Malformed(problem),
                anchor: anchor_of(self.text, &place, self.page),
            }),
        }
    }
}
