//! The text of a page, and the ways that its revision writes texts.

use std::ops::Range;

use serde_json::Value;

use super::docfx;
use super::landmarks::{content, cut, decode, open, pieces};
use super::place::{Place, Placed};
use super::revision::Revision;
use super::shapes::Shapes;
use crate::diagnostics::Diagnostics;
use crate::diagnostics::finding;

/// The text of one page, and where what is read goes.
pub(super) struct Reader<'a> {
    /// The page.
    pub(super) text: &'a str,
    /// Index of its file.
    pub(super) file: usize,
    /// Name of its file.
    pub(super) name: &'a str,
    /// Who wrote it.
    pub(super) revision: Revision,
    /// Whether nothing was found broken so far.
    pub(super) whole: bool,
    /// The schemas of all pages.
    pub(super) shapes: &'a mut Shapes,
    /// The findings.
    pub(super) diagnostics: &'a mut Diagnostics,
}

impl Reader<'_> {
    /// Reports that a part of the page could not be read.
    pub(super) fn broken(&mut self, offset: usize, part: finding::Httpdoc) {
        self.whole = false;
        self.diagnostics.add(part, &self.place(offset).origin());
    }

    pub(super) fn place(&self, offset: usize) -> Place {
        Place { file: self.file, offset }
    }

    pub(super) fn placed<T>(&self, value: T, offset: usize) -> Placed<T> {
        Placed { value, place: self.place(offset) }
    }

    /// The first opening tag with the class that R3 calls by this name.
    pub(super) fn tag(
        &self,
        range: &Range<usize>,
        tag: &str,
        class: &'static str,
    ) -> Option<Range<usize>> {
        open(self.text, range, tag, &self.revision.class(class))
    }

    /// The text of the first element with the class that R3 calls by this name: one that R3 encodes.
    pub(super) fn field(&self, range: &Range<usize>, class: &'static str) -> Option<String> {
        let range = content(self.text, range, "span", &self.revision.class(class))?;
        Some(self.encoded(&range))
    }

    /// A text that R3 encodes and earlier revisions do not.
    pub(super) fn encoded(&self, range: &Range<usize>) -> String {
        let text = cut(self.text, range);
        match self.revision {
            Revision::R3 => decode(text),
            Revision::Docfx => docfx::undo(text),
            Revision::R1 | Revision::R2 | Revision::Draft => text.to_owned(),
        }
    }

    /// A text that no revision encodes.
    pub(super) fn verbatim(&self, range: &Range<usize>) -> String {
        let text = cut(self.text, range).trim();
        match self.revision {
            // Markup of the document itself stays: it is in blocks, which Markdown makes none of here.
            Revision::Docfx if text.starts_with("<p>") => docfx::close_paragraphs(text),
            Revision::Docfx => docfx::undo(text).trim().to_owned(),
            _ => text.to_owned(),
        }
    }

    /// The value of the header of this name.
    pub(super) fn header(&self, pre: &Range<usize>, name: &str) -> Option<Placed<String>> {
        let value = self.header_value(pre, name)?;
        Some(self.placed(self.encoded(&value).trim().to_owned(), value.start))
    }

    fn header_value(&self, pre: &Range<usize>, name: &str) -> Option<Range<usize>> {
        let class = self.revision.class("header-line");
        pieces(self.text, pre, "span", &class).into_iter().find_map(|line| {
            let key = content(self.text, &line, "span", &class)?;
            if !cut(self.text, &key).trim().eq_ignore_ascii_case(name) {
                return None;
            }
            content(self.text, &line, "span", &self.revision.class("header-value"))
        })
    }

    /// The text after the content type of a message, unless it says that there is no example:
    /// JSON, or text of another type.
    pub(super) fn example(&mut self, pre: &Range<usize>, media_type: &str) -> Option<Value> {
        let value = self.header_value(pre, "content-type")?;
        let range = value.end + "</span>".len()..pre.end;
        let text = self.payload(&range);
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        let stub = serde_json::json!({"example": "Example goes here"});
        match serde_json::from_str::<Value>(text) {
            Ok(example) => (!example.is_null() && example != stub).then_some(example),
            Err(_) if !media_type.contains("json") => Some(Value::String(text.to_owned())),
            Err(error) => {
                let problem = error.to_string();
                self.broken(range.start, finding::Httpdoc::ExampleIsNotJson { problem });
                None
            }
        }
    }

    /// A body or schema: encoded in some revisions, as it is in others. Printed JSON has quotes, so that
    /// text without any is encoded.
    pub(super) fn payload(&self, range: &Range<usize>) -> String {
        let text = cut(self.text, range);
        match self.revision {
            Revision::Docfx => docfx::undo_json(text),
            _ if text.contains('"') => text.to_owned(),
            _ => decode(text),
        }
    }
}
