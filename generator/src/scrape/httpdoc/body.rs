//! Reading of request bodies.

use super::landmarks::{cut, find};
use super::page::Body;
use super::place::Placed;
use super::reader::Reader;
use super::schema::{self, Fault};
use super::shapes::Use;
use crate::diagnostics::finding;
use serde_json::Value;
use std::ops::Range;

/// A schema that was read.
struct Read {
    schema: Use,
    required: bool,
    /// Whether it allows no content, which means that there is no body.
    is_nothing: bool,
}

impl Reader<'_> {
    /// Reads the request body from the headers of the request and the section with its schema.
    pub(super) fn body(
        &mut self,
        pre: &Range<usize>,
        zone: &Range<usize>,
        method: &str,
    ) -> Option<Placed<Body>> {
        let bodiless = matches!(method, "get" | "delete" | "head");
        let media_type = self.header(pre, "content-type").filter(|name| !name.value.is_empty());
        if zone.is_empty() && media_type.is_none() {
            return None;
        }
        if !self.revision.has_payloads() {
            // Every such request of this revision shows an empty schema; those of others are stubs.
            let body = Body { media_type: None, schema: None, required: false, example: None };
            return (!bodiless).then(|| self.placed(body, zone.start));
        }
        let offset = match &media_type {
            Some(media_type) if zone.is_empty() => media_type.place.offset,
            _ => zone.start,
        };
        let read = self.body_schema(zone, offset);
        if bodiless && read.as_ref().is_some_and(|read| read.is_nothing) {
            return None;
        }
        let media_type = media_type.map(|header| header.value).unwrap_or_else(|| {
            self.broken(offset, finding::Httpdoc::BodyWithoutMediaType);
            "application/json".to_owned()
        });
        let example = self.example(pre, &media_type);
        let required = read.as_ref().is_some_and(|read| read.required);
        let schema = read.map(|read| read.schema);
        Some(self.placed(Body { media_type: Some(media_type), schema, required, example }, offset))
    }

    fn body_schema(&mut self, zone: &Range<usize>, offset: usize) -> Option<Read> {
        let Some(opening) = self.tag(zone, "pre", "schema") else {
            self.broken(offset, finding::Httpdoc::BodyWithoutSchema);
            return None;
        };
        // Descriptions in a schema that is not encoded may hold any markup: the last tag is its end.
        let end = cut(self.text, &(opening.end..zone.end)).rfind("</pre>");
        let range = opening.end..end.map_or(zone.end, |at| opening.end + at);
        let mut text = self.payload(&range);
        if text.trim().is_empty() {
            if find(self.text, zone, "</pre>").is_some() {
                self.broken(range.start, finding::Httpdoc::BodySchemaEmpty);
            }
            return None;
        }
        // The renderer escapes no other control characters.
        let is_raw = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
        if text.contains(is_raw) {
            let escape = |c: char| match is_raw(c) {
                true => format!("\\u{:04x}", u32::from(c)),
                false => c.to_string(),
            };
            text = text.chars().map(escape).collect();
        }
        let value: Value = match serde_json::from_str(&text) {
            Ok(value) => value,
            Err(error) => {
                let problem = error.to_string();
                self.broken(range.start, finding::Httpdoc::BodySchemaIsNotJson { problem });
                return None;
            }
        };
        let required = value.get("required").and_then(Value::as_array);
        let required = required.is_some_and(|names| !names.is_empty());
        let is_nothing = schema::is_nothing(&value);
        let schema = self.schema(value, range.start);
        Some(Read { schema, required, is_nothing })
    }

    fn schema(&mut self, printed: Value, offset: usize) -> Use {
        let converted = schema::convert(printed);
        for fault in &converted.faults {
            self.broken(
                offset,
                match fault.clone() {
                    Fault::NotASchema(text) => finding::Httpdoc::NotASchema { text },
                    Fault::Unresolved(reference) => {
                        finding::Httpdoc::ReferenceUnresolved { reference }
                    }
                },
            );
        }
        let place = self.place(offset);
        self.shapes.page(converted, place)
    }
}
