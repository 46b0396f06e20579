//! Search of a text for whole documents: from a key `openapi` or `swagger` outwards to the enclosing object.

mod object;
mod quoted;
mod yaml;

use std::cmp::Reverse;

use serde_json::Value;

use super::anchors::{Anchor, anchor_of};
use super::walk::{Budget, place, trimmed};
use crate::diagnostics::Diagnostic;
use crate::scrape::signature::{Quoting, Signature, signatures};

/// Maximum depth of strings within strings.
const MAX_DEPTH: usize = 4;

/// A document in a page.
#[derive(Debug)]
pub struct Found {
    /// Its tree.
    pub tree: Value,
    /// Offset of its first byte, or of the string that contains it.
    pub start: usize,
    /// Offset of its end.
    pub end: usize,
    /// The known place where it was found, if any.
    pub anchor: Option<&'static Anchor>,
    /// Its names in the page.
    pub names: Vec<String>,
    /// Pointers of members that are JavaScript expressions.
    pub expressions: Vec<String>,
    /// Findings from reading it, at places of its own text.
    pub findings: Vec<Diagnostic>,
}

/// A text that begins like a document and cannot be read.
#[derive(Debug)]
pub struct Trouble {
    /// Offset of its beginning.
    pub start: usize,
    /// The reason.
    pub fault: Fault,
    /// The known place where it was found, if any.
    pub anchor: Option<&'static Anchor>,
}

/// The reason why a document cannot be read.
#[derive(Debug)]
pub enum Fault {
    /// The text ends within it.
    CutOff,
    /// It is nested too deeply.
    TooDeep,
    /// It has this character where a key or a value is expected.
    Unexpected(char),
    /// It is neither JSON nor YAML; with the message of the parser.
    Malformed(String),
}

/// The result of searching a page.
#[derive(Debug, Default)]
pub struct Scan {
    /// Documents in the order of the page. None is inside another.
    pub found: Vec<Found>,
    /// Texts that begin like a document and could not be read.
    pub troubles: Vec<Trouble>,
    /// Whether the search stopped early to limit its time.
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

/// Removes documents that are inside others, such as in an example.
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

    /// Reads the object, text or string around the key. Returns the offset up to which the text is searched.
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

    /// Searches the decoded text of a string at `span`.
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
            // Documents inside a string have the anchor of the string, unless they have their own.
            let anchor = one.anchor.or(anchor);
            out.found.push(Found { start: span.0, end: span.1, anchor, names, ..one });
        }
        for trouble in inside.troubles {
            let anchor = trouble.anchor.or(anchor);
            out.troubles.push(Trouble { start: span.0, anchor, ..trouble });
        }
    }
}
