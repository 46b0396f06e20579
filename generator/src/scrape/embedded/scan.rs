//! Search of a text for whole documents: where a key `openapi` or `swagger` stands, out to what encloses it.

use std::cmp::Reverse;

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::anchors::{Anchor, anchor_of};
use super::walk::{Budget, Place, opener, place, trimmed};
use crate::diagnostics::Diagnostics;
use crate::read::{Source, parse};
use crate::scrape::javascript::literal::{self, Failure};
use crate::scrape::javascript::unquote::{self, backslashes};
use crate::scrape::signature::{Quoting, Signature, is_document, signatures};

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
    /// Whose place it stands at.
    pub anchor: Option<&'static Anchor>,
    /// What the page calls it.
    pub names: Vec<String>,
    /// Pointers of members that are JavaScript expressions.
    pub expressions: Vec<String>,
    /// What its reading has to say.
    pub diagnostics: Diagnostics,
}

/// Something that begins like a document and cannot be read.
#[derive(Debug)]
pub struct Trouble {
    /// Where it begins.
    pub start: usize,
    /// Why it cannot be read, as the end of a sentence.
    pub message: String,
    /// Whether the page ends within it.
    pub cut_off: bool,
    /// Whose place it stands at.
    pub anchor: Option<&'static Anchor>,
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

/// Leaves out documents that stand within others: an example may hold one.
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

    /// The object that has the key at `at`.
    fn object_around(self, at: usize, budget: &mut Budget, out: &mut Scan) -> usize {
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
        let trouble = |message: &str, cut_off| Trouble {
            start: open,
            message: message.to_owned(),
            cut_off,
            anchor,
        };
        let rest = &self.text[open..];
        let mut json = serde_json::Deserializer::from_str(rest);
        match <&RawValue>::deserialize(&mut json) {
            Ok(raw) => {
                let end = open + raw.get().len();
                budget.spend(2 * raw.get().len());
                // Not an object with this key: the version is a part of something smaller.
                match read(raw.get()) {
                    Ok((tree, diagnostics)) => {
                        self.found(tree, (open, end), &place, Vec::new(), diagnostics, budget, out)
                    }
                    Err(message) => {
                        out.troubles.push(trouble(&message, false));
                        end
                    }
                }
            }
            Err(error) if error.is_eof() => {
                budget.spend(rest.len());
                out.troubles.push(trouble("the page ends before it does", true));
                self.text.len()
            }
            Err(_) => match literal::read(self.text, open) {
                Ok(read) => {
                    budget.spend(4 * (read.end - open));
                    let (tree, span) = (read.value, (open, read.end));
                    let diagnostics = Diagnostics::default();
                    self.found(tree, span, &place, read.expressions, diagnostics, budget, out)
                }
                Err(failure) => {
                    let (end, message) = match failure {
                        Failure::End => (self.text.len(), "it has no end".to_owned()),
                        Failure::Depth(at) => (at, "it nests deeper than 128 levels".to_owned()),
                        Failure::Syntax(at) => (at, unexpected(self.text, at)),
                    };
                    budget.spend(4 * (end - open));
                    out.troubles.push(trouble(&message, failure == Failure::End));
                    0
                }
            },
        }
    }

    #[expect(clippy::too_many_arguments, reason = "one call for JSON, one for literals")]
    fn found(
        self,
        tree: Value,
        (start, end): (usize, usize),
        place: &Place,
        expressions: Vec<String>,
        diagnostics: Diagnostics,
        budget: &mut Budget,
        out: &mut Scan,
    ) -> usize {
        if is_document(&tree) {
            let anchor = anchor_of(self.text, place, self.page);
            let names = self.names(place, budget);
            out.found.push(Found { tree, start, end, anchor, names, expressions, diagnostics });
        }
        end
    }

    /// The strings beside a document that name it.
    fn names(self, place: &Place, budget: &mut Budget) -> Vec<String> {
        let held = place.path.last().is_some_and(|key| matches!(key.as_str(), "content" | "spec"));
        let Some(parent) = place.parent.filter(|_| held) else { return Vec::new() };
        let Ok(object) = literal::read(self.text, parent) else { return Vec::new() };
        budget.spend(4 * (object.end - parent));
        ["title", "slug", "name"]
            .iter()
            .filter_map(|key| object.value.get(key)?.as_str().map(str::to_owned))
            .collect()
    }

    /// The string literal or attribute around `at`.
    fn string_around(self, at: usize, budget: &mut Budget, out: &mut Scan) -> usize {
        let bytes = self.text.as_bytes();
        let mut quotes: Vec<usize> = Vec::new();
        for quote in [b'"', b'\'', b'`'] {
            let mut from = at;
            loop {
                let found = bytes[..from].iter().rposition(|byte| *byte == quote);
                from = found.unwrap_or(0);
                if found.is_none() {
                    break;
                }
                if backslashes(bytes, from) == 0 {
                    quotes.push(from);
                    break;
                }
            }
            if !budget.spend(at - from) {
                return self.text.len();
            }
        }
        quotes.sort_unstable_by(|a, b| b.cmp(a));
        let known = out.found.len();
        let mut covered = 0;
        for quote in quotes {
            covered = self.quoted_at(quote, at, budget, out).max(covered);
            if out.found.len() > known {
                break;
            }
        }
        covered
    }

    /// The text of the string literal or attribute whose opening quote stands at `quote`, when it goes
    /// beyond `at`.
    fn quoted_at(self, quote: usize, at: usize, budget: &mut Budget, out: &mut Scan) -> usize {
        let attribute = self.is_attribute(quote, budget);
        let end = if attribute {
            let byte = self.text.as_bytes()[quote];
            let length = self.text.as_bytes()[quote + 1..].iter().position(|b| *b == byte);
            budget.spend(length.unwrap_or(self.text.len() - quote));
            length.map(|length| {
                let inner = &self.text[quote + 1..quote + 1 + length];
                (unquote::entities(inner), quote + length + 2)
            })
        } else {
            let read = unquote::string(self.text, quote);
            budget.spend(read.as_ref().map_or(self.text.len() - quote, |(_, end)| end - quote));
            read
        };
        let Some((inner, end)) = end.filter(|(_, end)| *end > at) else { return 0 };
        self.nested(&inner, (quote, end), budget, out);
        end
    }

    /// Whether the quote opens the value of an attribute: `<name … name="`.
    fn is_attribute(self, quote: usize, budget: &mut Budget) -> bool {
        let mut from = quote.saturating_sub(1 << 14);
        while !self.text.is_char_boundary(from) {
            from += 1;
        }
        let Some(name) = self.text[from..quote].trim_end().strip_suffix('=') else { return false };
        budget.spend(name.len());
        let tag = name.rfind('<').map(|at| &name[at + 1..]);
        let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '@' | '.');
        tag.is_some_and(|tag| {
            let rest = tag.trim_start_matches(word);
            let attribute = tag.trim_end().trim_end_matches(word);
            tag.starts_with(|c: char| c.is_ascii_alphabetic())
                && rest.starts_with(|c: char| c.is_ascii_whitespace())
                && attribute.ends_with(|c: char| c.is_ascii_whitespace())
        })
    }

    /// The attribute or the text of the element around `at`, with character references.
    fn element_around(self, at: usize, budget: &mut Budget, out: &mut Scan) -> usize {
        let known = out.found.len();
        let mut covered = self.string_around(at, budget, out);
        if out.found.len() > known {
            return covered;
        }
        let start = self.text[..at].rfind('>').map_or(0, |at| at + 1);
        let end = self.text[at..].find('<').map_or(self.text.len(), |end| at + end);
        budget.spend(2 * (end - start));
        if start > 0 {
            let inner = unquote::entities(&self.text[start..end]);
            self.nested(&inner, (start, end), budget, out);
            covered = covered.max(end);
        }
        covered
    }

    /// A text of YAML around `at`: the whole string, or what stands between tags or backticks.
    fn yaml_around(self, at: usize, budget: &mut Budget, out: &mut Scan) -> usize {
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

    /// Searches a text that stands in this one at `span`.
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

/// JSON or YAML to a tree.
fn read(text: &str) -> Result<(Value, Diagnostics), String> {
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

fn unexpected(text: &str, at: usize) -> String {
    match text.get(at..).and_then(|rest| rest.chars().next()) {
        Some(found) => format!("`{}` stands where a key or a value should", found.escape_debug()),
        None => "it has no end".to_owned(),
    }
}
