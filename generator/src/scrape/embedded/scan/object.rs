//! Documents in the form of objects of JSON or JavaScript.

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::{Fault, Found, Scan, Text, Trouble};
use crate::diagnostics::Diagnostic;
use crate::read;
use crate::scrape::embedded::anchors::anchor_of;
use crate::scrape::embedded::walk::{Budget, Place, opener, place, trimmed};
use crate::scrape::javascript::literal::{self, Failure};
use crate::scrape::signature::is_document;

impl Text<'_> {
    /// Reads the object with the key at `at`.
    pub(super) fn object_around(self, at: usize, budget: &mut Budget, out: &mut Scan) -> usize {
        let Some(open) = opener(self.text, at, budget) else { return 0 };
        if self.text.as_bytes()[open] != b'{' {
            return 0;
        }
        let place = place(self.text, open, budget);
        let quote = trimmed(self.text, place.root).checked_sub(1);
        let quote = quote.filter(|at| matches!(self.text.as_bytes()[*at], b'"' | b'\'' | b'`'));
        if let Some(quote) = quote {
            let known = out.found.len();
            let covered = self.quoted_at(quote, at, budget, out);
            if out.found.len() > known {
                return covered;
            }
        }
        let anchor = anchor_of(self.text, &place, self.page);
        let trouble = |fault| Trouble { start: open, fault, anchor };
        let rest = &self.text[open..];
        let mut json = serde_json::Deserializer::from_str(rest);
        match <&RawValue>::deserialize(&mut json) {
            Ok(raw) => {
                let end = open + raw.get().len();
                budget.spend(2 * raw.get().len());
                // Not an object with this key: the version is a part of something smaller.
                match read::part(raw.get()) {
                    Ok((tree, findings)) => {
                        self.found(tree, (open, end), &place, Vec::new(), findings, budget, out)
                    }
                    Err(problem) => {
                        out.troubles.push(trouble(Fault::Malformed(problem)));
                        end
                    }
                }
            }
            Err(error) if error.is_eof() => {
                budget.spend(rest.len());
                out.troubles.push(trouble(Fault::CutOff));
                self.text.len()
            }
            Err(_) => match literal::read(self.text, open) {
                Ok(read) => {
                    budget.spend(4 * (read.end - open));
                    let (tree, span) = (read.value, (open, read.end));
                    self.found(tree, span, &place, read.expressions, Vec::new(), budget, out)
                }
                Err(failure) => {
                    let (end, fault) = match failure {
                        Failure::End => (self.text.len(), Fault::CutOff),
                        Failure::Depth(at) => (at, Fault::TooDeep),
                        Failure::Syntax(at) => (at, unexpected(self.text, at)),
                    };
                    budget.spend(4 * (end - open));
                    out.troubles.push(trouble(fault));
                    0
                }
            },
        }
    }

    #[expect(clippy::too_many_arguments, reason = "one call for JSON, one for literals")]
    pub(super) fn found(
        self,
        tree: Value,
        (start, end): (usize, usize),
        place: &Place,
        expressions: Vec<String>,
        findings: Vec<Diagnostic>,
        budget: &mut Budget,
        out: &mut Scan,
    ) -> usize {
        if is_document(&tree) {
            let anchor = anchor_of(self.text, place, self.page);
            let names = self.names(place, budget);
            out.found.push(Found { tree, start, end, anchor, names, expressions, findings });
        }
        end
    }

    /// The names of a document: certain strings beside it.
    pub(super) fn names(self, place: &Place, budget: &mut Budget) -> Vec<String> {
        let held = place.path.last().is_some_and(|key| matches!(key.as_str(), "content" | "spec"));
        let Some(parent) = place.parent.filter(|_| held) else { return Vec::new() };
        let Ok(object) = literal::read(self.text, parent) else { return Vec::new() };
        budget.spend(4 * (object.end - parent));
        ["title", "slug", "name"]
            .iter()
            .filter_map(|key| object.value.get(key)?.as_str().map(str::to_owned))
            .collect()
    }
}

fn unexpected(text: &str, at: usize) -> Fault {
    match text.get(at..).and_then(|rest| rest.chars().next()) {
        Some(found) => Fault::Unexpected(found),
        None => Fault::CutOff,
    }
}
