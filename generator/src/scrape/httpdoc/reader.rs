//! A reader of one page, which knows how its revision encodes texts.

use std::ops::Range;

use serde_json::Value;

use super::docfx;
use super::landmarks::{content, cut, decode, open, pieces};
use super::place::{Place, Placed};
use super::revision::Revision;
use super::shapes::Shapes;
use crate::diagnostics::Diagnostics;
use crate::diagnostics::finding;

/// A reader of one page, with the shared collections that it adds to.
pub(super) struct Reader<'a> {
    /// The text of the page.
    pub(super) text: &'a str,
    /// Index of its file.
    pub(super) file: usize,
    /// Name of its file.
    pub(super) name: &'a str,
    /// The revision of its format.
    pub(super) revision: Revision,
    /// Whether all parts could be read so far.
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

    /// Finds the first opening tag with a class, given by its name in R3.
    pub(super) fn tag(
        &self,
        range: &Range<usize>,
        tag: &str,
        class: &'static str,
    ) -> Option<Range<usize>> {
        open(self.text, range, tag, &self.revision.class(class))
    }

    /// Reads the text of the first element with a class, given by its name in R3, in which the text is encoded.
    pub(super) fn field(&self, range: &Range<usize>, class: &'static str) -> Option<String> {
        let range = content(self.text, range, "span", &self.revision.class(class))?;
        Some(self.encoded(&range))
    }

    /// Reads a text that R3 encodes and earlier revisions do not.
    pub(super) fn encoded(&self, range: &Range<usize>) -> String {
        let text = cut(self.text, range);
        match self.revision {
            Revision::R3 => decode(text),
            Revision::Docfx => docfx::undo(text),
            Revision::R1 | Revision::R2 | Revision::Draft => text.to_owned(),
        }
    }

    /// Reads a text that no revision encodes.
    pub(super) fn verbatim(&self, range: &Range<usize>) -> String {
        let text = cut(self.text, range).trim();
        match self.revision {
            // The text is HTML of the document itself: docfx renders no Markdown inside of it.
            Revision::Docfx if text.starts_with("<p>") => docfx::close_paragraphs(text),
            Revision::Docfx => docfx::undo(text).trim().to_owned(),
            _ => text.to_owned(),
        }
    }

    /// Reads the value of the header with this name.
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

    /// Reads the example after the `content-type` of a message, as JSON or as text of another media type. `None` if it is a
    /// placeholder.
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

    /// Reads a body or schema, which only some revisions encode. Printed JSON has quotes, so a text without quotes is encoded.
    pub(super) fn payload(&self, range: &Range<usize>) -> String {
        let text = cut(self.text, range);
        match self.revision {
            Revision::Docfx => docfx::undo_json(text),
            _ if text.contains('"') => text.to_owned(),
            _ => decode(text),
        }
    }
}
