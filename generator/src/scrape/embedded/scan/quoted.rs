//! Documents in strings, attributes and the text of elements.

use html_escape::decode_html_entities;

use super::{Scan, Text};
use crate::scrape::embedded::walk::Budget;
use crate::scrape::javascript::unquote::{self, backslashes};

impl Text<'_> {
    /// Searches the string literal or attribute around `at`.
    pub(super) fn string_around(self, at: usize, budget: &mut Budget, out: &mut Scan) -> usize {
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

    /// Searches the string literal or attribute whose opening quote is at `quote`, if it ends after `at`.
    pub(super) fn quoted_at(
        self,
        quote: usize,
        at: usize,
        budget: &mut Budget,
        out: &mut Scan,
    ) -> usize {
        let attribute = self.is_attribute(quote, budget);
        let end = if attribute {
            let byte = self.text.as_bytes()[quote];
            let length = self.text.as_bytes()[quote + 1..].iter().position(|b| *b == byte);
            budget.spend(length.unwrap_or(self.text.len() - quote));
            length.map(|length| {
                let inner = &self.text[quote + 1..quote + 1 + length];
                (decode_html_entities(inner).into_owned(), quote + length + 2)
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

    /// Searches the attribute, or the text of the element, around `at`; both may have character references.
    pub(super) fn element_around(self, at: usize, budget: &mut Budget, out: &mut Scan) -> usize {
        let known = out.found.len();
        let mut covered = self.string_around(at, budget, out);
        if out.found.len() > known {
            return covered;
        }
        let start = self.text[..at].rfind('>').map_or(0, |at| at + 1);
        let end = self.text[at..].find('<').map_or(self.text.len(), |end| at + end);
        budget.spend(2 * (end - start));
        if start > 0 {
            let inner = decode_html_entities(&self.text[start..end]).into_owned();
            self.nested(&inner, (start, end), budget, out);
            covered = covered.max(end);
        }
        covered
    }
}
