//! The list-like parts of a page: parameters completed from the target, and responses.

use super::landmarks::{content, cut, decode, find, pieces};
use super::page::{Parameter, Reader, Response, Spanned};
use super::target::{Target, sanitised};
use std::collections::HashSet;
use std::ops::Range;

impl Reader<'_> {
    /// Checks the described parameters and adds those that only the target shows.
    pub(super) fn complete(
        &mut self,
        described: Vec<Spanned<Parameter>>,
        target: &Target,
        span: &Range<usize>,
    ) -> Vec<Spanned<Parameter>> {
        let placeholders: HashSet<&str> = target.placeholders().into_iter().collect();
        let mut seen: HashSet<(String, String)> = HashSet::new();
        let entries = target.listed();
        let mut listed = vec![false; target.query.len()];
        let mut parameters = Vec::new();
        for mut parameter in described {
            let Parameter { name, location, .. } = &parameter.value;
            let problem = match location.as_str() {
                "path" if !placeholders.contains(name.as_str()) => "is not in the path",
                "path" | "query" | "header" => "is described twice",
                _ => "has an unknown location",
            };
            let fresh =
                problem == "is described twice" && seen.insert((location.clone(), name.clone()));
            if !fresh {
                let message = format!("parameter `{name}` {problem}");
                self.broken(parameter.span.start, message, "it was left out");
                continue;
            }
            if location == "query"
                && let Some(&at) =
                    entries.get(name.as_str()).or_else(|| entries.get(sanitised(name)))
            {
                let explode = target.query.get(at).is_none_or(|(_, explode)| *explode);
                if let Some(mark) = listed.get_mut(at) {
                    *mark = true;
                }
                parameter.value.explode = explode;
            }
            parameter.value.required |= parameter.value.location == "path";
            parameters.push(parameter);
        }
        let inferred = |name: &str, location: &str, explode: bool| Spanned {
            value: Parameter {
                name: name.to_owned(),
                location: location.to_owned(),
                kind: "string".to_owned(),
                description: String::new(),
                required: location == "path",
                explode,
            },
            span: span.clone(),
        };
        for name in target.placeholders() {
            if seen.insert(("path".to_owned(), name.to_owned())) {
                parameters.push(inferred(name, "path", true));
            }
        }
        for ((name, explode), listed) in target.query.iter().zip(listed) {
            if !listed && seen.insert(("query".to_owned(), name.clone())) {
                parameters.push(inferred(name, "query", *explode));
            }
        }
        parameters
    }

    /// Reads the responses.
    pub(super) fn responses(&mut self, zone: &Range<usize>) -> Vec<Spanned<Response>> {
        let mut seen = HashSet::new();
        let mut responses = Vec::new();
        for piece in pieces(self.text, zone, "li", "response") {
            let end = find(self.text, &piece, "</li>").map_or(piece.end, |at| at + "</li>".len());
            let piece = piece.start..end;
            match self.response(&piece) {
                Some(value) if seen.insert(value.code.clone()) => {
                    responses.push(Spanned { value, span: piece });
                }
                Some(value) => {
                    let message = format!("response `{}` is described twice", value.code);
                    self.broken(piece.start, message, "the first description was used");
                }
                None => {
                    let help = "it was left out";
                    self.broken(piece.start, "a response could not be read", help);
                }
            }
        }
        if responses.is_empty() {
            let help = "a `default` response without content is assumed";
            self.broken(zone.start, "the page shows no response", help);
        }
        responses
    }

    fn response(&self, piece: &Range<usize>) -> Option<Response> {
        let text = self.text;
        let code = decode(cut(text, &content(text, piece, "span", "status-line")?));
        let code = code.trim().to_owned();
        let description = content(text, piece, "span", "status-description")
            .map(|range| decode(cut(text, &range)).trim().to_owned())
            .unwrap_or_default();
        let end = find(text, piece, "</pre>").unwrap_or(piece.end);
        let pre = piece.start..end;
        let content = self
            .header(&pre, "content-type")
            .map(|header| header.value.trim().to_owned())
            .filter(|name| !name.is_empty())
            .map(|name| (name, self.example(&pre)));
        is_code(&code).then_some(Response { code, description, content })
    }
}

/// Whether a word is a key that a responses object may have.
fn is_code(code: &str) -> bool {
    let [first, rest @ ..] = code.as_bytes() else { return false };
    let range = rest == b"XX" || (rest.len() == 2 && rest.iter().all(u8::is_ascii_digit));
    code == "default" || ((b'1'..=b'5').contains(first) && range)
}
