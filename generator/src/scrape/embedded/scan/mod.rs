//! Search of a text for whole documents: from a key `openapi` or `swagger` out to the enclosing object.

mod object;
mod quoted;
mod yaml;

use std::cmp::Reverse;

use serde_json::Value;

use super::anchors::{Anchor, anchor_of};
use super::walk::{Budget, place, trimmed};
use crate::diagnostics::Diagnostic;
use crate::scrape::signature::{Quoting, Signature, signatures};

/// How many strings within strings are opened.
const MAX_DEPTH: usize = 4;

/// A document in a page.
#[derive(Debug)]
pub struct Found {
    /// Its tree.
    pub tree: Value,
    /// Offset of its first byte, or of the string that holds it.
    pub start: usize,
    /// Offset after it.
    pub end: usize,
    /// The known place that it is at.
    pub anchor: Option<&'static Anchor>,
    /// What the page calls it.
    pub names: Vec<String>,
    /// Pointers of members that are JavaScript expressions.
    pub expressions: Vec<String>,
    /// What was found when it was read; at places of its own text.
    pub findings: Vec<Diagnostic>,
}

/// Something that begins like a document and cannot be read.
#[derive(Debug)]
pub struct Trouble {
    /// Where it begins.
    pub start: usize,
    /// Why it cannot be read.
    pub fault: Fault,
    /// The known place that it is at.
    pub anchor: Option<&'static Anchor>,
}

/// Why a document cannot be read.
#[derive(Debug)]
pub enum Fault {
    /// The text ends within it.
    CutOff,
    /// It nests too deep.
    TooDeep,
    /// A character where a key or a value is expected.
    Unexpected(char),
    /// Neither JSON nor YAML, as the parser says.
    Malformed(String),
}

/// What there is in a page.
#[derive(Debug, Default)]
pub struct Scan {
    /// Documents, none within another, in the order of the page.
    pub found: Vec<Found>,
    /// What could not be read.
    pub troubles: Vec<Trouble>,
    /// The page has more places to look at than the time allows.
    pub exhausted: bool,
}

/// Searches a page. The time is linear in its size.
pub fn scan(page: &str) -> Scan {
    let mut budget = Budget::new(page.len());
    let mut scan = Scan::default();
    Text { text: page, page, depth: 0 }.scan(&mut budget, &mut scan);
    scan.exhausted = budget.exhausted();
    outermost(&mut scan.found);
    scan
}

/// Leaves out documents within others: an example may contain one.
fn outermost(found: &mut Vec<Found>) {
    found.sort_by_key(|one| (one.start, Reverse(one.end)));
    let mut last = (0, 0);
    found.retain(|one| {
        let span = (one.start, one.end);
        let within = span.1 <= last.1 && span != last;
        if !within {
            last = span;
        }
        !within
    });
}

/// A page, or the text of a string in it.
#[derive(Clone, Copy)]
struct Text<'a> {
    text: &'a str,
    page: &'a str,
    depth: usize,
}

impl<'a> Text<'a> {
    fn scan(self, budget: &mut Budget, out: &mut Scan) {
        if self.depth > MAX_DEPTH || !budget.spend(self.text.len()) {
            return;
        }
        let mut covered = 0;
        for signature in signatures(self.text) {
            if signature.start < covered {
                continue;
            }
            if !budget.spend(256) {
                return;
            }
            let known = (out.found.len(), out.troubles.len());
            covered = self.candidate(&signature, budget, out).max(covered);
            if out.found.len() > known.0 {
                out.troubles.truncate(known.1);
            }
        }
    }

    /// Reads what holds the key; gives the offset up to which there is nothing more to look for.
    fn candidate(self, signature: &Signature, budget: &mut Budget, out: &mut Scan) -> usize {
        let at = signature.start;
        let known = out.found.len();
        let before = self.text[..at].bytes().next_back();
        let last = trimmed(self.text, at).checked_sub(1).map(|at| self.text.as_bytes()[at]);
        let mut covered = 0;
        if signature.quoting == Quoting::Plain
            || (signature.quoting == Quoting::Bare && matches!(last, Some(b'{' | b',')))
        {
            covered = self.object_around(at, budget, out);
            if out.found.len() > known || covered > 0 {
                return covered;
            }
        }
        if signature.quoting == Quoting::Bare && self.begins_line(at) {
            covered = self.yaml_around(at, budget, out);
            if out.found.len() > known {
                return covered;
            }
            covered = covered.max(self.object_around(at, budget, out));
        } else if signature.quoting == Quoting::Entity || matches!(before, Some(b';' | b'>')) {
            covered = covered.max(self.element_around(at, budget, out));
        } else {
            covered = covered.max(self.string_around(at, budget, out));
        }
        covered
    }

    fn begins_line(self, at: usize) -> bool {
        let before = self.text[..at].trim_end_matches([' ', '\t']);
        before.is_empty() || before.ends_with(['\n', '`'])
    }

    /// Searches a text that is in this one at `span`.
    fn nested(self, inner: &str, span: (usize, usize), budget: &mut Budget, out: &mut Scan) {
        let mut inside = Scan::default();
        let text = Text { text: inner, page: self.page, depth: self.depth + 1 };
        text.scan(budget, &mut inside);
        if inside.found.is_empty() && inside.troubles.is_empty() {
            return;
        }
        outermost(&mut inside.found);
        let place = place(self.text, span.0, budget);
        let anchor = anchor_of(self.text, &place, self.page);
        let names = self.names(&place, budget);
        let single = inside.found.len() == 1;
        for one in inside.found {
            let names = if one.names.is_empty() && single { names.clone() } else { one.names };
            // Several in one string have no places of their own.
            let anchor = one.anchor.or(anchor);
            out.found.push(Found { start: span.0, end: span.1, anchor, names, ..one });
        }
        for trouble in inside.troubles {
            let anchor = trouble.anchor.or(anchor);
            out.troubles.push(Trouble { start: span.0, anchor, ..trouble });
        }
    }
}
