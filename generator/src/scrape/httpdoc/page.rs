//! One page of revision R3, read into a plain structure.

use super::landmarks::{content, cut, decode, find, open, pieces, trim, without_suffix};
use super::target;
use super::{Note, NoteKind};
use serde_json::Value;
use std::ops::Range;

/// A value and the bytes of the page it came from; compared by value alone.
#[derive(Debug, Clone)]
pub(super) struct Spanned<T> {
    /// What was read.
    pub(super) value: T,
    /// Where it stands.
    pub(super) span: Range<usize>,
}

impl<T: PartialEq> PartialEq for Spanned<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

/// What a page says of its operation.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Operation {
    /// The method, in lower case.
    pub(super) method: Spanned<String>,
    /// The path with `/` between its segments, without the query template.
    pub(super) path: Spanned<String>,
    /// The `host:port` header.
    pub(super) host: Option<Spanned<String>>,
    /// The page title: the summary, empty when there was none.
    pub(super) title: Option<Spanned<String>>,
    /// The page heading.
    pub(super) heading: Option<Spanned<String>>,
    /// The description as written.
    pub(super) description: Option<Spanned<String>>,
    /// All parameters: described ones, then those only the target shows.
    pub(super) parameters: Vec<Spanned<Parameter>>,
    /// The request body.
    pub(super) body: Option<Spanned<Body>>,
    /// The responses, in page order.
    pub(super) responses: Vec<Spanned<Response>>,
}

/// One parameter.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Parameter {
    /// The name, decoded.
    pub(super) name: String,
    /// `path`, `query` or `header`.
    pub(super) location: String,
    /// The bare schema type, possibly empty.
    pub(super) kind: String,
    /// The description, possibly empty.
    pub(super) description: String,
    /// Whether it must be given.
    pub(super) required: bool,
    /// False when the target's query template lists it without `*`.
    pub(super) explode: bool,
}

/// The request body.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Body {
    /// The content type.
    pub(super) media_type: String,
    /// The schema as printed, with where it stands; none when there was none or it was unreadable.
    pub(super) schema: Option<Spanned<Value>>,
    /// A real example.
    pub(super) example: Option<Value>,
}

/// One response.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Response {
    /// The status code, range or `default`.
    pub(super) code: String,
    /// The description, possibly empty.
    pub(super) description: String,
    /// The first content type and its example, if there is one.
    pub(super) content: Option<(String, Option<Value>)>,
}

/// The text of one page, and where its notes go.
pub(super) struct Reader<'a> {
    /// The page.
    pub(super) text: &'a str,
    /// Its index.
    pub(super) page: usize,
    /// The notes of all pages.
    pub(super) notes: &'a mut Vec<Note>,
}

impl Reader<'_> {
    /// Notes that a part of the page could not be read.
    pub(super) fn broken(&mut self, offset: usize, message: impl Into<String>, help: &str) {
        self.notes.push(Note {
            kind: NoteKind::Broken,
            page: self.page,
            offset,
            message: message.into(),
            help: help.to_owned(),
        });
    }

    fn decoded(&self, range: Range<usize>) -> Spanned<String> {
        Spanned { value: decode(cut(self.text, &range)), span: range }
    }

    /// Reads the page; none, with a note, when it shows no method and target.
    pub(super) fn read(&mut self) -> Option<Operation> {
        let text = self.text;
        let all = 0..text.len();
        let overview = open(text, &all, "section", "requestOverview").map_or(0, |tag| tag.end);
        let http = open(text, &(overview..all.end), "section", "http");
        let request = http.as_ref().map_or(all.end, |tag| tag.end);
        let example = open(text, &(request..all.end), "pre", "http-example").map(|tag| {
            let end = find(text, &(tag.end..all.end), "</pre>").unwrap_or(all.end);
            tag.end..end
        });
        let pre = example.clone().unwrap_or(all.end..all.end);
        let line = content(text, &pre, "span", "request-line").map(|range| self.decoded(range));
        let target = content(text, &pre, "span", "http-target").map(|range| self.decoded(range));
        let (Some(line), Some(target)) = (line, target) else {
            let at = http.map_or(0, |tag| tag.start);
            self.broken(
                at,
                "the page shows no method and target",
                "render the page anew; it was left out",
            );
            return None;
        };
        let method = line.value.trim().to_ascii_lowercase();
        let known = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
        if !known.contains(&method.as_str()) {
            let message = format!("`{}` is not an HTTP method", line.value);
            self.broken(line.span.start, message, "the page was left out");
            return None;
        }
        let parsed = target::parse(&target.value);

        let start = |tag: &str| open(text, &(pre.end..all.end), "section", tag).map(|t| t.start);
        let answers = start("responses").unwrap_or(all.end);
        let schema = start("requestContent").filter(|at| *at < answers).unwrap_or(answers);
        let described = self.parameters(&(pre.end..schema));
        let parameters = self.complete(described, &parsed, &target.span);
        let body = self.body(&pre, &(schema..answers));
        let responses = self.responses(&(answers..all.end));
        if find(text, &(answers..all.end), "</article>").is_none() {
            self.broken(
                text.len(),
                "the page ends before its article does",
                "it was cut off; what came before was used",
            );
        }
        let overview = overview..http.map_or(all.end, |tag| tag.start);
        Some(Operation {
            method: Spanned { value: method, span: line.span },
            path: Spanned { value: parsed.path, span: target.span },
            host: self.header(&pre, "host").filter(|host| !host.value.trim().is_empty()),
            title: self.title(overview.start),
            heading: content(text, &overview, "h1", "request-summary")
                .map(|range| self.decoded(range)),
            description: self.description(&overview),
            parameters,
            body,
            responses,
        })
    }

    fn title(&self, overview: usize) -> Option<Spanned<String>> {
        let start = find(self.text, &(0..overview), "<title>")? + "<title>".len();
        let end = find(self.text, &(start..overview), "</title>")?;
        Some(self.decoded(start..end))
    }

    /// The description is not encoded and may hold any markup: it ends where the overview does.
    fn description(&self, overview: &Range<usize>) -> Option<Spanned<String>> {
        let opening = open(self.text, overview, "p", "request-description")?;
        let range = without_suffix(self.text, &(opening.end..overview.end), "</section>");
        let range = trim(self.text, &without_suffix(self.text, &range, "</p>"));
        let value = cut(self.text, &range).to_owned();
        (!value.is_empty()).then_some(Spanned { value, span: range })
    }

    /// The value of the header of this name.
    pub(super) fn header(&self, pre: &Range<usize>, name: &str) -> Option<Spanned<String>> {
        pieces(self.text, pre, "span", "header-line").into_iter().find_map(|line| {
            let key = content(self.text, &line, "span", "header-line")?;
            if !cut(self.text, &key).trim().eq_ignore_ascii_case(name) {
                return None;
            }
            content(self.text, &line, "span", "header-value").map(|range| self.decoded(range))
        })
    }

    /// The JSON behind the last header, unless it stands for the lack of an example.
    pub(super) fn example(&self, pre: &Range<usize>) -> Option<Value> {
        let last = pieces(self.text, pre, "span", "header-line").pop()?;
        let value = content(self.text, &last, "span", "header-value")?;
        let text = decode(cut(self.text, &(value.end + "</span>".len()..pre.end)));
        let example: Value = serde_json::from_str(text.trim()).ok()?;
        let stub = serde_json::json!({"example": "Example goes here"});
        (!example.is_null() && example != stub).then_some(example)
    }

    fn parameters(&mut self, zone: &Range<usize>) -> Vec<Spanned<Parameter>> {
        let end = cut(self.text, zone).rfind("</dl>").map_or(zone.end, |at| zone.start + at);
        let mut found = Vec::new();
        for piece in pieces(self.text, &(zone.start..end), "dt", "parameter") {
            match self.parameter(&piece) {
                Some(value) => found.push(Spanned { value, span: piece }),
                None => self.broken(
                    piece.start,
                    "a parameter could not be read",
                    "it was left out, unless the target shows it",
                ),
            }
        }
        found
    }

    fn parameter(&self, piece: &Range<usize>) -> Option<Parameter> {
        let text = self.text;
        let field = |class| Some(decode(cut(text, &content(text, piece, "span", class)?)));
        let description = open(text, piece, "span", "parameter-description")?;
        let required = pieces(text, &(description.end..piece.end), "span", "parameter-required");
        let required = required.last()?;
        let word = content(text, required, "span", "parameter-required")?;
        let range = without_suffix(text, &(description.end..required.start), "</span>");
        Some(Parameter {
            name: field("parameter-name").filter(|name| !name.is_empty())?,
            location: field("parameter-location")?.trim().to_ascii_lowercase(),
            kind: field("parameter-type")?.trim().to_owned(),
            description: cut(text, &range).trim().to_owned(),
            required: cut(text, &word).trim() == "required",
            explode: true,
        })
    }

    fn body(&mut self, pre: &Range<usize>, zone: &Range<usize>) -> Option<Spanned<Body>> {
        let media_type = self.header(pre, "content-type");
        if zone.is_empty() && media_type.is_none() {
            return None;
        }
        let schema = content(self.text, zone, "pre", "schema").and_then(|range| self.json(range));
        if !zone.is_empty() && open(self.text, zone, "pre", "schema").is_none() {
            self.broken(zone.start, "a request body without a schema", "any JSON is accepted");
        }
        let span = match &media_type {
            Some(media_type) if zone.is_empty() => media_type.span.clone(),
            _ => zone.clone(),
        };
        let media_type = media_type.map(|header| header.value.trim().to_owned());
        let media_type = media_type.filter(|name| !name.is_empty()).unwrap_or_else(|| {
            self.broken(
                zone.start,
                "a request body without a content type",
                "`application/json` is assumed",
            );
            "application/json".to_owned()
        });
        let example = self.example(pre);
        Some(Spanned { value: Body { media_type, schema, example }, span })
    }

    fn json(&mut self, span: Range<usize>) -> Option<Spanned<Value>> {
        let text = decode(cut(self.text, &span));
        if text.trim().is_empty() {
            return None;
        }
        match serde_json::from_str(&text) {
            Ok(value) => Some(Spanned { value, span }),
            Err(error) => {
                let message = format!("the request schema is not JSON: {error}");
                self.broken(span.start, message, "any JSON is accepted in its place");
                None
            }
        }
    }
}
