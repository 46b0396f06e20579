//! Writes arrays, objects and variants of unions.

use super::writer::{Object, Tag};
use super::{EncodeError, Presence, Rest, Row, Wire, Writer};

impl Writer {
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

    /// Writes an object: the members of a table, then all others, which never replace those of the table. An absent
    /// value is left out, or written as `null` if its row is `nullable`.
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
            let is_always = matches!(row.presence, Presence::required | Presence::nullable);
            if is_always || !value.is_absent() {
                self.row(&object, row, *value)?;
            }
        }
        if let Some(rest) = rest {
            rest.write(rows, self, &object)?;
        }
        self.end_object(&object);
        Ok(())
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
        let written = match &row.constant {
            None => value.encode(self),
            Some(constant) => {
                self.constant(constant);
                Ok(())
            }
        };
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

    /// Completes a member whose value was written at `start`, which may be a tag.
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

    /// Writes the value of a variant with its tag: the tag that the value has if it selects the same variant, or else
    /// the first of `values`.
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
