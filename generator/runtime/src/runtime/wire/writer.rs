//! A writer of JSON text (RFC 8259) into bytes.

use serde::Serialize;

use super::{EncodeError, string};

/// Whole numbers below this are written without a fraction, larger ones with an exponent.
const MAX_WHOLE: f64 = 1e16;

/// Writes values as JSON text.
#[derive(Debug, Default)]
pub struct Writer {
    pub(super) out: Vec<u8>,
    /// Tags that the open objects still have to contain, those of the outermost first.
    pub(super) tags: Vec<Tag>,
    /// Index of the first tag for the next object.
    pub(super) next_tags: usize,
}

/// The tag of a variant: name of the member, and the values that select the variant.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tag {
    pub(super) name: &'static str,
    pub(super) values: &'static [&'static str],
}

/// An object that is being written.
#[derive(Debug)]
pub struct Object {
    start: usize,
    /// Index of the first tag of this object that no member has yet.
    pub(super) tags: usize,
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

    /// Writes a finite number, without a fraction if it is whole.
    pub(super) fn float<T: Serialize + Copy + Into<f64>>(
        &mut self,
        number: T,
    ) -> Result<(), EncodeError> {
        let value: f64 = number.into();
        if !value.is_finite() {
            return Err(EncodeError::new(format!("JSON cannot represent {value}")));
        }
        if value.fract() != 0.0 || value.abs() >= MAX_WHOLE {
            return self.number(&number);
        }
        if value == 0.0 && value.is_sign_negative() {
            self.literal("-");
        }
        #[allow(clippy::cast_possible_truncation, reason = "in range, and whole")]
        self.number(&(value as i64))
    }

    /// Writes a number.
    pub(super) fn number(&mut self, number: &impl Serialize) -> Result<(), EncodeError> {
        let written = serde_json::to_writer(&mut self.out, number);
        written.map_err(|error| EncodeError::new(error.to_string()))
    }

    pub(super) fn begin_object(&mut self) -> Object {
        let tags = std::mem::replace(&mut self.next_tags, self.tags.len());
        Object { start: self.out.len(), tags }
    }

    pub(super) fn name(&mut self, name: &str) {
        string::write_name(&mut self.out, name);
    }

    pub(super) fn end_object(&mut self, object: &Object) {
        self.next_tags = object.tags;
        // Adds the tags that no member has. If unions within each other share a tag, the outer one decides.
        while let Some(tag) = self.pop_tag(object) {
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

    /// Takes the innermost tag of an object that no member has.
    fn pop_tag(&mut self, object: &Object) -> Option<Tag> {
        if self.tags.len() > object.tags { self.tags.pop() } else { None }
    }

    /// Returns the index of an object's innermost tag with this name.
    fn tag_of(&self, object: &Object, name: &str) -> Option<usize> {
        let tags = self.tags.get(object.tags..).unwrap_or_default();
        tags.iter().rposition(|tag| tag.name == name).map(|at| object.tags + at)
    }

    /// Replaces the value of a member that is a tag, unless the value selects the variant that is being written.
    pub(super) fn settle_tag(&mut self, object: &Object, name: &str, value: usize) {
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
}
