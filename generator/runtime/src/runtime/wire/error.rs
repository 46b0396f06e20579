//! Errors of reading and writing values.

use std::fmt;

/// Error of reading: a value does not fit its type, or the text is not JSON. It has the path to the value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodeError(Box<Details>);

/// Error of writing: JSON cannot represent a value, such as a number that is not finite or a year of five digits. It
/// has the path to the value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EncodeError(Box<Details>);

#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Details {
    path: Path,
    message: String,
    /// Whether the text is not JSON.
    is_syntax: bool,
    /// Bytes before the value in the text.
    offset: Option<usize>,
    /// Line and column in the text, both counted from 1.
    position: Option<(usize, usize)>,
    /// What would make the type fit the value.
    correction: Option<&'static str>,
}

/// Members and indices on the way to the value, such as `.items[3].name`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Path(String);

impl Path {
    fn member(&mut self, name: &str) {
        let plain = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_');
        let segment = if plain { format!(".{name}") } else { format!("[{name:?}]") };
        self.0.insert_str(0, &segment);
    }

    fn item(&mut self, index: usize) {
        self.0.insert_str(0, &format!("[{index}]"));
    }
}

impl fmt::Display for Path {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "${}", self.0)
    }
}

macro_rules! located {
    ($($ty:ident)*) => {$(
        impl $ty {
            /// Creates an error at the value itself.
            #[cold]
            pub fn new(message: impl Into<String>) -> Self {
                Self(Box::new(Details { message: message.into(), ..Details::default() }))
            }

            /// Adds the name of the member that holds the value.
            #[must_use]
            #[cold]
            pub fn in_member(mut self, member: &str) -> Self {
                self.0.path.member(member);
                self
            }

            /// Adds the index of the item that holds the value.
            #[must_use]
            #[cold]
            pub fn in_item(mut self, index: usize) -> Self {
                self.0.path.item(index);
                self
            }

            /// Returns the path to the value (RFC 9535), such as `$.items[3].name`.
            pub fn path(&self) -> String {
                self.0.path.to_string()
            }

            /// Returns the message, without path and position.
            pub fn message(&self) -> &str {
                &self.0.message
            }
        }

        impl fmt::Display for $ty {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(formatter, "at {}: {}", self.0.path, self.0.message)?;
                match self.0.position {
                    Some((line, column)) => write!(formatter, " (line {line}, column {column})"),
                    None => Ok(()),
                }
            }
        }

        impl std::error::Error for $ty {}
    )*};
}

located!(DecodeError EncodeError);

/// Maximum number of characters of a value that a message shows.
const SHOWN: usize = 60;

impl DecodeError {
    /// Creates the error that a text is not JSON.
    #[cold]
    pub(super) fn syntax(message: &str, offset: usize) -> Self {
        let message = format!("not JSON: {message}");
        let offset = Some(offset);
        Self(Box::new(Details { message, is_syntax: true, offset, ..Details::default() }))
    }

    /// Returns whether the text is not JSON, so that it fits no type.
    pub(super) fn is_syntax(&self) -> bool {
        self.0.is_syntax
    }

    /// Adds the offset of the value.
    #[must_use]
    pub(super) fn at(mut self, offset: usize) -> Self {
        self.0.offset.get_or_insert(offset);
        self
    }

    /// Adds what would make the type fit the value.
    #[must_use]
    #[cold]
    pub(super) fn corrected(mut self, correction: &'static str) -> Self {
        self.0.correction = Some(correction);
        self
    }

    /// Returns what would make the type fit the value, if that is known, as a sentence that goes on.
    pub(crate) fn correction(&self) -> Option<&'static str> {
        self.0.correction
    }

    /// Returns the number of bytes before the value in the text, without a byte order mark.
    pub(crate) fn offset(&self) -> Option<usize> {
        self.0.offset
    }

    /// Returns line and column of the error, both counted from 1; columns are counted in characters.
    #[must_use]
    pub fn position(&self) -> Option<(usize, usize)> {
        self.0.position
    }

    /// Adds line and column, given the text that the offset is in.
    #[must_use]
    #[cold]
    pub(super) fn located(mut self, text: &[u8]) -> Self {
        let before = self.0.offset.and_then(|offset| text.get(..offset));
        self.0.position = before.map(|before| {
            let line = before.split(|byte| *byte == b'\n').count();
            let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
            let column = String::from_utf8_lossy(before.get(start..).unwrap_or_default());
            (line, column.chars().count() + 1)
        });
        self
    }

    /// Shows a scalar in a message.
    pub(super) fn shown(text: &str, is_string: bool) -> String {
        let start: String = text.chars().take(SHOWN).collect();
        let more = if start.len() < text.len() { "…" } else { "" };
        if is_string { format!("{start:?}{more}") } else { format!("{start}{more}") }
    }
}
