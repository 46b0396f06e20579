//! A pull reader of JSON text (RFC 8259).
//!
//! No maintained crate offers what generated clients need: comparing names in place, going back to a mark, errors with a
//! path, and no generic code per type. `jiter` 0.19 was considered: it depends on eleven crates. `serde_json`'s `RawValue`
//! needs a generic deserializer.

use std::borrow::Cow;

use super::DecodeError;
use super::number::{Number, is_number_byte};
use super::string::{plain_len, unescape};

/// Maximum nesting of arrays and objects.
pub const MAX_DEPTH: u8 = 128;

/// Maximum number of times that the whole text may be read without a result.
const MAX_RETRIES: usize = MAX_DEPTH as usize;

/// Reads values from the start of a JSON text to its end.
#[derive(Debug)]
pub struct Reader<'a> {
    text: &'a str,
    at: usize,
    /// Arrays and objects that may still be entered.
    levels: u8,
    /// Bytes that may still be read without a result: by variants that do not fit, and after members that do not fit.
    retries: usize,
    /// Buffer for strings with escapes.
    scratch: String,
}

/// A place in the text to go back to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    at: usize,
    levels: u8,
}

/// The kind of a value, by its first byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool,
    /// A number.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}

impl<'a> Reader<'a> {
    /// Creates a reader of a text.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let retries = text.len().saturating_mul(MAX_RETRIES);
        Self { text, at: 0, levels: MAX_DEPTH, retries, scratch: String::new() }
    }

    /// Creates a reader of UTF-8 bytes, after an optional byte order mark (RFC 8259, section 8.1).
    pub(super) fn from_bytes(bytes: &'a [u8]) -> Result<Self, DecodeError> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Self::new(text)),
            Err(error) => {
                let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
                let error = DecodeError::syntax("invalid UTF-8", valid.len());
                Err(error.located(valid))
            }
        }
    }

    /// Ends the reading of the whole text: fails if anything follows the value, and adds line and column to errors.
    /// Text that is not JSON is reported before a value that does not fit.
    pub(super) fn finish<T>(&mut self, result: Result<T, DecodeError>) -> Result<T, DecodeError> {
        let result = match result {
            Ok(value) => self.end().map(|()| value),
            Err(error) if error.is_syntax() => Err(error),
            Err(error) => {
                let mut whole = Self::new(self.text);
                Err(whole.skip().and_then(|()| whole.end()).err().unwrap_or(error))
            }
        };
        result.map_err(|error| error.located(self.text.as_bytes()))
    }

    fn end(&mut self) -> Result<(), DecodeError> {
        if self.token().is_some() { Err(self.syntax("trailing characters")) } else { Ok(()) }
    }

    /// Returns an independent reader at the same place.
    pub(super) fn fork(&self) -> Self {
        let scratch = String::new();
        Self { text: self.text, at: self.at, levels: self.levels, retries: 0, scratch }
    }

    /// Returns the number of bytes before this place.
    pub(super) fn offset(&self) -> usize {
        self.at
    }

    pub(super) fn mark(&self) -> Mark {
        Mark { at: self.at, levels: self.levels }
    }

    pub(super) fn go_back(&mut self, mark: Mark) {
        self.at = mark.at;
        self.levels = mark.levels;
    }

    /// Goes back to a place from which the text was read without a result. Returns `false` if that happened too often.
    pub(super) fn retry(&mut self, mark: Mark) -> bool {
        let read = self.at.saturating_sub(mark.at).max(1);
        self.go_back(mark);
        self.retries = self.retries.saturating_sub(read);
        self.retries > 0
    }

    #[inline]
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Returns the bytes from here on.
    #[inline]
    fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    /// Skips white space and returns the next byte.
    #[inline]
    pub(super) fn token(&mut self) -> Option<u8> {
        match self.byte() {
            Some(byte) if byte > b' ' => Some(byte),
            _ => self.token_behind_space(),
        }
    }

    fn token_behind_space(&mut self) -> Option<u8> {
        let is_space = |byte: &u8| matches!(byte, b' ' | b'\n' | b'\r' | b'\t');
        self.at += self.rest().iter().take_while(|byte| is_space(byte)).count();
        self.byte()
    }

    /// Returns the kind of the next value, or `None` if no value begins here.
    #[inline]
    pub fn kind(&mut self) -> Option<Kind> {
        match self.token()? {
            b'"' => Some(Kind::String),
            b'{' => Some(Kind::Object),
            b'[' => Some(Kind::Array),
            b'0'..=b'9' | b'-' => Some(Kind::Number),
            b't' | b'f' => Some(Kind::Bool),
            b'n' => Some(Kind::Null),
            _ => None,
        }
    }

    /// Returns the error that the text is not JSON here.
    #[cold]
    pub(super) fn syntax(&self, message: &str) -> DecodeError {
        let message = if self.at >= self.text.len() { "unexpected end" } else { message };
        DecodeError::syntax(message, self.at)
    }

    /// Returns the error that the next value is not the expected one.
    #[cold]
    pub fn expected(&mut self, what: &str) -> DecodeError {
        self.token();
        let start = self.mark();
        if let Err(error) = self.skip() {
            return error;
        }
        let found = self.text.get(start.at..self.at).unwrap_or_default();
        self.go_back(start);
        let kind = self.kind();
        let found = match kind {
            Some(Kind::String) => DecodeError::shown(&self.string().unwrap_or_default(), true),
            Some(Kind::Array) => "an array".to_owned(),
            Some(Kind::Object) => "an object".to_owned(),
            _ => DecodeError::shown(found, false),
        };
        let error = DecodeError::new(format!("expected {what}, found {found}")).at(start.at);
        error.corrected(match kind {
            Some(Kind::Null) => "make the value nullable by an overlay",
            _ => "correct its type or format by an overlay",
        })
    }

    /// Returns the error that the object at a place lacks a member.
    #[cold]
    pub(super) fn missing(object: Mark, name: &str) -> DecodeError {
        let error = DecodeError::new(format!("missing required member `{name}`")).at(object.at);
        error.corrected("take the member out of `required` by an overlay")
    }

    /// Reads the next value if it is `null`. Returns whether it is.
    ///
    /// # Errors
    ///
    /// If the text is not JSON.
    #[inline]
    pub fn null(&mut self) -> Result<bool, DecodeError> {
        if self.token() != Some(b'n') {
            return Ok(false);
        }
        self.literal("null").map(|()| true)
    }

    /// Reads `true` or `false`.
    ///
    /// # Errors
    ///
    /// If the value is neither.
    pub fn bool(&mut self) -> Result<bool, DecodeError> {
        match self.token() {
            Some(b't') => self.literal("true").map(|()| true),
            Some(b'f') => self.literal("false").map(|()| false),
            _ => Err(self.expected("true or false")),
        }
    }

    fn literal(&mut self, literal: &str) -> Result<(), DecodeError> {
        if self.rest().starts_with(literal.as_bytes()) {
            self.at += literal.len();
            return Ok(());
        }
        Err(self.syntax("expected a value"))
    }

    /// Reads a string, which is copied only if it has escapes.
    ///
    /// # Errors
    ///
    /// If the value is not a string.
    pub fn string(&mut self) -> Result<Cow<'a, str>, DecodeError> {
        if self.token() != Some(b'"') {
            return Err(self.expected("a string"));
        }
        self.string_here()
    }

    /// Reads the string whose quote is here.
    #[inline]
    fn string_here(&mut self) -> Result<Cow<'a, str>, DecodeError> {
        let start = self.at + 1;
        let len = plain_len(self.text.as_bytes().get(start..).unwrap_or_default());
        let end = start + len;
        if self.text.as_bytes().get(end) == Some(&b'"') {
            self.at = end + 1;
            return Ok(Cow::Borrowed(self.text.get(start..end).unwrap_or_default()));
        }
        self.escaped_string(start)?;
        Ok(Cow::Owned(self.scratch.clone()))
    }

    /// Reads the string after a quote into the buffer.
    fn escaped_string(&mut self, start: usize) -> Result<(), DecodeError> {
        self.scratch.clear();
        match unescape(self.text.get(start..).unwrap_or_default(), &mut self.scratch) {
            Ok(len) => {
                self.at = start + len + 1;
                Ok(())
            }
            Err((message, len)) => {
                self.at = start + len;
                Err(self.syntax(message))
            }
        }
    }

    /// Skips the string whose quote is here.
    fn skip_string(&mut self) -> Result<(), DecodeError> {
        let start = self.at + 1;
        let len = plain_len(self.text.as_bytes().get(start..).unwrap_or_default());
        if self.text.as_bytes().get(start + len) == Some(&b'"') {
            self.at = start + len + 1;
            return Ok(());
        }
        self.escaped_string(start)
    }

    /// Reads a string and parses it.
    ///
    /// # Errors
    ///
    /// If the value is not a string, or `parse` returns `None`.
    pub fn parsed<T>(
        &mut self,
        what: &str,
        parse: fn(&str) -> Option<T>,
    ) -> Result<T, DecodeError> {
        let is_string = self.token() == Some(b'"');
        let start = self.mark();
        let value = if is_string { parse(&self.string_here()?) } else { None };
        if let Some(value) = value {
            return Ok(value);
        }
        self.go_back(start);
        Err(self.expected(what))
    }

    /// Reads a string that is parsed as a date.
    ///
    /// # Errors
    ///
    /// If the value is not a string, or `parse` returns `None`.
    pub(super) fn date<T>(
        &mut self,
        what: &str,
        parse: fn(&str) -> Option<T>,
    ) -> Result<T, DecodeError> {
        let is_string = self.token() == Some(b'"');
        self.parsed(what, parse).map_err(|error| {
            let text = "set `datetime = \"string\"` in `specwright.toml`";
            if is_string { error.corrected(text) } else { error }
        })
    }

    /// Reads a number as its text.
    ///
    /// # Errors
    ///
    /// If the value is not a number.
    pub(super) fn number(&mut self, what: &str) -> Result<Number<'a>, DecodeError> {
        if !self.token().is_some_and(is_number_byte) {
            return Err(self.expected(what));
        }
        match Number::scan(self.text.get(self.at..).unwrap_or_default()) {
            Ok(number) => {
                self.at += number.text.len();
                Ok(number)
            }
            Err(len) => {
                self.at += len;
                Err(self.syntax("invalid number"))
            }
        }
    }

    /// Reads an integer of at most 18 digits. Returns `None`, and reads nothing, if the next value is another one.
    #[inline]
    pub(super) fn short_integer(&mut self) -> Option<i64> {
        self.token();
        let (value, len) = super::number::short_integer(self.rest())?;
        self.at += len;
        Some(value)
    }

    #[inline]
    fn enter(&mut self) -> Result<(), DecodeError> {
        match self.levels.checked_sub(1) {
            Some(levels) => {
                self.levels = levels;
                self.at += 1;
                Ok(())
            }
            None => Err(self.syntax("recursion limit exceeded")),
        }
    }

    #[inline]
    fn leave(&mut self) {
        self.levels += 1;
        self.at += 1;
    }

    /// Enters an array. Returns `false` if it is empty.
    ///
    /// # Errors
    ///
    /// If the value is not an array.
    pub(super) fn array(&mut self) -> Result<bool, DecodeError> {
        if self.token() != Some(b'[') {
            return Err(self.expected("an array"));
        }
        self.enter()?;
        if self.token() == Some(b']') {
            self.leave();
            return Ok(false);
        }
        Ok(true)
    }

    /// Moves to the next item. Returns `false` at the end of the array.
    pub(super) fn next_item(&mut self) -> Result<bool, DecodeError> {
        match self.token() {
            Some(b',') => {
                self.at += 1;
                Ok(true)
            }
            Some(b']') => {
                self.leave();
                Ok(false)
            }
            _ => Err(self.syntax("expected `,` or `]`")),
        }
    }

    /// Enters an object. Returns `false` if it is empty.
    ///
    /// # Errors
    ///
    /// If the value is not an object.
    #[inline]
    pub(super) fn object(&mut self) -> Result<bool, DecodeError> {
        if self.token() != Some(b'{') {
            return Err(self.expected("an object"));
        }
        self.enter()?;
        self.first_name()
    }

    #[inline]
    fn first_name(&mut self) -> Result<bool, DecodeError> {
        match self.token() {
            Some(b'"') => Ok(true),
            Some(b'}') => {
                self.leave();
                Ok(false)
            }
            _ => Err(self.syntax("expected `\"` or `}`")),
        }
    }

    /// Moves to the next member's name. Returns `false` at the end of the object.
    #[inline]
    pub(super) fn next_member(&mut self) -> Result<bool, DecodeError> {
        match self.token() {
            Some(b',') => {
                self.at += 1;
                if self.token() == Some(b'"') {
                    return Ok(true);
                }
                Err(self.syntax("expected `\"`"))
            }
            Some(b'}') => {
                self.leave();
                Ok(false)
            }
            _ => Err(self.syntax("expected `,` or `}`")),
        }
    }

    /// Reads the name and the colon here if they are written in exactly this form.
    #[inline]
    pub(super) fn is_next(&mut self, quoted_name_and_colon: &str) -> bool {
        let found = self.rest().starts_with(quoted_name_and_colon.as_bytes());
        if found {
            self.at += quoted_name_and_colon.len();
        }
        found
    }

    /// Reads the name and the colon here.
    pub(super) fn name(&mut self) -> Result<Cow<'a, str>, DecodeError> {
        let name = self.string_here()?;
        self.colon()?;
        Ok(name)
    }

    #[inline]
    fn colon(&mut self) -> Result<(), DecodeError> {
        if self.token() == Some(b':') {
            self.at += 1;
            return Ok(());
        }
        Err(self.syntax("expected `:`"))
    }

    fn skip_name(&mut self) -> Result<(), DecodeError> {
        self.skip_string()?;
        self.colon()
    }

    /// Skips a value of any kind.
    ///
    /// # Errors
    ///
    /// If the text is not JSON.
    pub fn skip(&mut self) -> Result<(), DecodeError> {
        // Of the arrays and objects that are open, the innermost in the lowest bit: 1 is an object.
        let mut objects: u128 = 0;
        let outside = self.levels;
        loop {
            match self.token() {
                Some(b'"') => self.skip_string()?,
                Some(b'{') => {
                    if self.object()? {
                        objects = objects << 1 | 1;
                        self.skip_name()?;
                        continue;
                    }
                }
                Some(b'[') => {
                    if self.array()? {
                        objects <<= 1;
                        continue;
                    }
                }
                Some(byte) if is_number_byte(byte) => {
                    self.number("a number")?;
                }
                Some(b't') => self.literal("true")?,
                Some(b'f') => self.literal("false")?,
                _ => self.literal("null")?,
            }
            // After a value: closes what ends here, and goes on in what does not.
            loop {
                if self.levels == outside {
                    return Ok(());
                }
                if objects & 1 == 0 {
                    if self.next_item()? {
                        break;
                    }
                } else if self.next_member()? {
                    self.skip_name()?;
                    break;
                }
                objects >>= 1;
            }
        }
    }

    /// Returns whether a member after the value at `value` has the same name, so that this one is replaced. Moves to the
    /// end of that value.
    #[cold]
    pub(super) fn has_again(&mut self, name: &str, value: Mark) -> Result<bool, DecodeError> {
        self.go_back(value);
        self.skip()?;
        let behind = self.mark();
        let mut found = false;
        while !found && self.next_member()? {
            found = self.name()? == name;
            self.skip()?;
        }
        // Bounds the work if many members do not fit: each of them reads to the end of the object.
        Ok(self.retry(behind) && found)
    }
}
