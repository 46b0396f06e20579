//! A writer of JSON text (RFC 8259), straight into bytes.

use serde::Serialize;

use super::{EncodeError, Presence, Rest, Row, Wire, string};

/// Whole numbers from here on are written as floating-point numbers are.
const MAX_WHOLE: f64 = 9_007_199_254_740_992.0;

/// Writes values as JSON text.
#[derive(Debug, Default)]
pub struct Writer {
    out: Vec<u8>,
    /// Tags of unions that objects around this place do not have yet, the outermost first.
    tags: Vec<Tag>,
    /// Those from here on are for the next object.
    next_tags: usize,
}

/// A tag of a union's variant: the member's name, and the values that mean the variant.
#[derive(Debug, Clone, Copy)]
struct Tag {
    name: &'static str,
    values: &'static [&'static str],
}

/// An object that is being written.
#[derive(Debug)]
pub struct Object {
    start: usize,
    /// The tags of the writer from here on are this object's, and no member has them yet.
    tags: usize,
}

impl Writer {
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.out
    }

    /// Writes a literal.
    pub(super) fn literal(&mut self, literal: &str) {
        self.out.extend_from_slice(literal.as_bytes());
    }

    /// Writes a string.
    #[inline]
    pub fn string(&mut self, text: &str) {
        string::write(&mut self.out, text);
    }

    /// Writes a number that is finite; whole ones without a fraction.
    pub(super) fn float<T: Serialize + Copy + Into<f64>>(
        &mut self,
        number: T,
    ) -> Result<(), EncodeError> {
        let value: f64 = number.into();
        if !value.is_finite() {
            return Err(EncodeError::new(format!("{value} has no form in JSON")));
        }
        let is_whole = value.fract() == 0.0 && value.abs() < MAX_WHOLE;
        if is_whole && (value != 0.0 || value.is_sign_positive()) {
            #[allow(clippy::cast_possible_truncation, reason = "in range, and whole")]
            return self.number(&(value as i64));
        }
        self.number(&number)
    }

    /// Writes a number.
    pub(super) fn number(&mut self, number: &impl Serialize) -> Result<(), EncodeError> {
        let written = serde_json::to_writer(&mut self.out, number);
        written.map_err(|error| EncodeError::new(error.to_string()))
    }

    /// Writes an array.
    pub(super) fn array<'a, T: Wire + 'a>(
        &mut self,
        items: impl IntoIterator<Item = &'a T>,
    ) -> Result<(), EncodeError> {
        // Tags are not for the objects of a list.
        let tags = std::mem::replace(&mut self.next_tags, self.tags.len());
        self.out.push(b'[');
        for (index, item) in items.into_iter().enumerate() {
            if index > 0 {
                self.out.push(b',');
            }
            item.encode(self).map_err(|error| error.in_item(index))?;
        }
        self.out.push(b']');
        self.next_tags = tags;
        Ok(())
    }

    /// Writes an object of the values of a table and of all other members, which never replace those of the table.
    /// An absent value is left out, or `null` where its row says so.
    ///
    /// # Errors
    ///
    /// Those of the values.
    pub fn write_object(
        &mut self,
        rows: &[Row],
        values: &[&dyn Wire],
        rest: Option<&dyn Rest>,
    ) -> Result<(), EncodeError> {
        let object = self.begin_object();
        for (row, value) in rows.iter().zip(values) {
            if row.presence == Presence::nullable || !value.is_absent() {
                self.row(&object, row, *value)?;
            }
        }
        if let Some(rest) = rest {
            rest.write(rows, self, &object)?;
        }
        self.end_object(&object);
        Ok(())
    }

    pub(super) fn begin_object(&mut self) -> Object {
        let tags = std::mem::replace(&mut self.next_tags, self.tags.len());
        Object { start: self.out.len(), tags }
    }

    /// Writes the member of a row.
    #[inline]
    fn row(&mut self, object: &Object, row: &Row, value: &dyn Wire) -> Result<(), EncodeError> {
        // The comma before the first member becomes the opening brace.
        match row.plain_key() {
            Some(key) => self.literal(key),
            None => self.name(row.name()),
        }
        let start = self.out.len();
        let written = value.encode(self);
        if written.is_ok() && self.tags.len() == object.tags {
            return written;
        }
        self.after(written, object, row.name(), start)
    }

    /// Writes a member.
    pub(super) fn member(
        &mut self,
        object: &Object,
        name: &str,
        value: &dyn Wire,
    ) -> Result<(), EncodeError> {
        self.name(name);
        let start = self.out.len();
        let written = value.encode(self);
        self.after(written, object, name, start)
    }

    fn name(&mut self, name: &str) {
        string::write_name(&mut self.out, name);
    }

    /// Looks whether a member whose value was written at `start` is a tag.
    fn after(
        &mut self,
        written: Result<(), EncodeError>,
        object: &Object,
        name: &str,
        start: usize,
    ) -> Result<(), EncodeError> {
        written.map_err(|error| error.in_member(name))?;
        if self.tags.len() > object.tags {
            self.settle_tag(object, name, start);
        }
        Ok(())
    }

    pub(super) fn end_object(&mut self, object: &Object) {
        self.next_tags = object.tags;
        // Tags that no member has: the innermost union's first, unless one around it demands another value.
        while self.tags.len() > object.tags
            && let Some(tag) = self.tags.pop()
        {
            let mut value = tag.values.first();
            while let Some(at) = self.tag_of(object, tag.name) {
                let outer = self.tags.remove(at);
                if !value.is_some_and(|value| outer.values.contains(value)) {
                    value = outer.values.first();
                }
            }
            if let Some(value) = value {
                self.name(tag.name);
                self.string(value);
            }
        }
        match self.out.get_mut(object.start) {
            Some(comma) => *comma = b'{',
            None => self.out.push(b'{'),
        }
        self.out.push(b'}');
    }

    /// The innermost tag of an object with this name.
    fn tag_of(&self, object: &Object, name: &str) -> Option<usize> {
        let tags = self.tags.get(object.tags..).unwrap_or_default();
        tags.iter().rposition(|tag| tag.name == name).map(|at| object.tags + at)
    }

    /// Replaces the value of a member that is the tag of a union, unless it means the variant that is being written.
    fn settle_tag(&mut self, object: &Object, name: &str, value: usize) {
        while let Some(at) = self.tag_of(object, name) {
            let tag = self.tags.remove(at);
            let own = self.out.get(value..).unwrap_or_default();
            let fits = tag.values.iter().any(|value| string::is_written(own, value));
            if let (false, Some(first)) = (fits, tag.values.first()) {
                self.out.truncate(value);
                self.string(first);
            }
        }
    }

    /// Writes the value of a union's variant with its tag: its own one where that means the same variant, else the
    /// first of `values`.
    ///
    /// # Errors
    ///
    /// Those of the value.
    pub fn tagged(
        &mut self,
        value: &dyn Wire,
        name: &'static str,
        values: &'static [&'static str],
    ) -> Result<(), EncodeError> {
        let outer = self.tags.len();
        self.tags.push(Tag { name, values });
        let written = value.encode(self);
        // What is not an object has no tag.
        self.tags.truncate(outer);
        written
    }
}
