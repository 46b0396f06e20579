//! Reading of a page into a plain structure.

use super::docfx;
use super::landmarks::{content, cut, find, trim, without_suffix};
use super::place::Placed;
use super::reader::Reader;
use super::response::Response;
use super::revision::Revision;
use super::shapes::Use;
use super::target;
use crate::diagnostics::finding;
use serde_json::Value;
use std::ops::Range;

/// The operation that a page describes.
#[derive(Debug)]
pub(super) struct Operation {
    /// Index of the page's file.
    pub(super) file: usize,
    /// The revision of the page's format.
    pub(super) revision: Revision,
    /// Whether all parts of the page could be read.
    pub(super) whole: bool,
    /// The method, in lower case.
    pub(super) method: Placed<String>,
    /// The path with `/` between its segments, without the query template.
    pub(super) path: Placed<String>,
    /// The `host:port` header.
    pub(super) host: Option<Placed<String>>,
    /// The operation id, where the page shows it.
    pub(super) id: Option<Placed<String>>,
    /// The summary.
    pub(super) summary: Option<Placed<String>>,
    /// The description, Markdown or HTML.
    pub(super) description: Option<Placed<String>>,
    /// All parameters: first the described ones, then those that only the target shows.
    pub(super) parameters: Vec<Placed<Parameter>>,
    /// The request body.
    pub(super) body: Option<Placed<Body>>,
    /// The responses, in page order.
    pub(super) responses: Vec<Placed<Response>>,
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
    /// Whether it is required.
    pub(super) required: bool,
    /// False if the target's query template lists it without `*`.
    pub(super) explode: bool,
    /// Whether it is described; false if only the target shows it.
    pub(super) described: bool,
}

/// The request body.
#[derive(Debug, PartialEq)]
pub(super) struct Body {
    /// The media type; `None` if the revision does not show it.
    pub(super) media_type: Option<String>,
    /// The schema; `None` if it is missing or cannot be read.
    pub(super) schema: Option<Use>,
    /// Whether the schema requires members, so that there is no request without a body.
    pub(super) required: bool,
    /// The example, unless it is a placeholder.
    pub(super) example: Option<Value>,
}

/// The methods of a path item (OpenAPI 3.0, Path Item Object).
const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

impl Reader<'_> {
    /// Reads the page. `None`, with a finding, if no operation can be recovered.
    pub(super) fn read(mut self) -> Option<Operation> {
        let text = self.text;
        let all = match self.revision {
            Revision::Docfx => docfx::article(text),
            _ => 0..text.len(),
        };
        let overview =
            self.tag(&all, "section", "requestOverview").map_or(all.start, |tag| tag.end);
        let http = self.tag(&(overview..all.end), "section", "http");
        let request = http.as_ref().map_or(overview, |tag| tag.end);
        let example = self.tag(&(request..all.end), "pre", "http-example").map(|tag| {
            let end = find(text, &(tag.end..all.end), "</pre>").unwrap_or(all.end);
            tag.end..end
        });
        let pre = example.unwrap_or(all.end..all.end);
        let (Some(method), Some(target)) = (
            self.line(&pre, "request-line"),
            self.line(&pre, "http-target").filter(|target| !target.value.is_empty()),
        ) else {
            let place = self.place(http.map_or(0, |tag| tag.start));
            let no_request = finding::Httpdoc::NoRequest { file: self.name.to_owned() };
            self.diagnostics.add(no_request, &place.origin());
            return None;
        };
        let lower = method.value.to_ascii_lowercase();
        if !METHODS.contains(&lower.as_str()) {
            let place = method.place;
            let (file, method) = (self.name.to_owned(), method.value.chars().take(40).collect());
            self.diagnostics.add(finding::Httpdoc::UnknownMethod { file, method }, &place.origin());
            return None;
        }
        let method = Placed { value: lower, ..method };
        let parsed = match self.revision {
            Revision::Docfx => target::parse(&docfx::undo_target(&target.value)),
            _ => target::parse(&target.value),
        };

        let start = |tag| self.tag(&(pre.end..all.end), "section", tag).map(|tag| tag.start);
        let answers = start("responses").unwrap_or(all.end);
        let schema = start("requestContent").filter(|at| *at < answers).unwrap_or(answers);
        if find(text, &(answers..all.end), "</article>").is_none() {
            let file = self.name.to_owned();
            self.broken(text.len(), finding::Httpdoc::PageCutOff { file });
        }
        let described = self.parameters(&(pre.end..schema));
        let parameters = self.complete(described, &parsed, target.place);
        let body = self.body(&pre, &(schema..answers), &method.value);
        let accept = self.header(&pre, "accept");
        let responses = self.responses(&(answers..all.end), accept);
        let host = self.header(&pre, "host").filter(|host| !host.value.is_empty());
        let overview = overview..http.map_or(all.end, |tag| tag.start);
        let (id, summary) = self.heading(&overview);
        Some(Operation {
            file: self.file,
            revision: self.revision,
            method,
            path: Placed { value: parsed.path, place: target.place },
            host: host.filter(|_| self.revision.has_payloads()),
            id,
            summary,
            description: self.description(&overview),
            parameters,
            body,
            responses,
            whole: self.whole,
        })
    }

    fn line(&self, pre: &Range<usize>, class: &'static str) -> Option<Placed<String>> {
        let range = content(self.text, pre, "span", &self.revision.class(class))?;
        Some(self.placed(self.encoded(&range).trim().to_owned(), range.start))
    }

    /// Reads the operation id and the summary, of which the heading is one: the page of an operation without a summary has an
    /// empty title, and the id as its heading.
    fn heading(&self, overview: &Range<usize>) -> (Option<Placed<String>>, Option<Placed<String>>) {
        let class = self.revision.class("request-summary");
        let Some(range) = content(self.text, overview, "h1", &class) else { return (None, None) };
        let heading = self.encoded(&range).trim().to_owned();
        if heading.is_empty() {
            return (None, None);
        }
        let before = cut(self.text, &(0..overview.start));
        let title = before.rfind("<title").and_then(|at| {
            let (title, _) = before.get(at..)?.split_once("</title>")?;
            Some(title.split_once('>')?.1.trim())
        });
        let is_id = match title {
            Some(title) => title.is_empty(),
            None => !heading.contains(char::is_whitespace),
        };
        let heading = Some(self.placed(heading, range.start));
        if is_id { (heading, None) } else { (None, heading) }
    }

    /// Reads the description. It is not encoded and may contain any markup, so it ends where the overview does.
    fn description(&self, overview: &Range<usize>) -> Option<Placed<String>> {
        let opening = self.tag(overview, "p", "request-description")?;
        let range = without_suffix(self.text, &(opening.end..overview.end), "</section>");
        let range = trim(self.text, &without_suffix(self.text, &range, "</p>"));
        let value = self.verbatim(&range);
        (!value.is_empty()).then(|| self.placed(value, range.start))
    }
}
