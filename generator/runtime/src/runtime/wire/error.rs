//! Why a value could not be read or written.

use std::fmt;

/// A value in a JSON text that does not fit its type, and where it is. Text that is not JSON is such an error as well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodeError(Box<Details>);

/// A value that JSON has no form for (a number that is not finite, a year of five digits), and where it is.
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
    /// Line and column in the text, from 1 on.
    position: Option<(usize, usize)>,
}

/// Members and indices from the outermost value to the one in question: `.items[3].name`.
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
            /// An error at the value itself.
            #[cold]
            pub fn new(message: impl Into<String>) -> Self {
                Self(Box::new(Details { message: message.into(), ..Details::default() }))
            }

            /// The same error, seen from the object that holds the value as `member`.
            #[must_use]
            #[cold]
            pub fn in_member(mut self, member: &str) -> Self {
                self.0.path.member(member);
                self
            }

            /// The same error, seen from the array that holds the value.
            #[must_use]
            #[cold]
            pub fn in_item(mut self, index: usize) -> Self {
                self.0.path.item(index);
                self
            }

            /// Where the value is, as a path of RFC 9535: `$.items[3].name`.
            pub fn path(&self) -> String {
                self.0.path.to_string()
            }

            /// What is wrong with it.
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

/// Characters of a value that a message shows.
const SHOWN: usize = 60;

impl DecodeError {
    /// The error that a text is not JSON.
    #[cold]
    pub(super) fn syntax(message: &str, offset: usize) -> Self {
        let message = format!("not JSON: {message}");
        let offset = Some(offset);
        Self(Box::new(Details { message, is_syntax: true, offset, ..Details::default() }))
    }

    /// Whether the text is not JSON, so that no other type fits it either.
    pub(super) fn is_syntax(&self) -> bool {
        self.0.is_syntax
    }

    /// The same error, of the value at an offset.
    #[must_use]
    pub(super) fn at(mut self, offset: usize) -> Self {
        self.0.offset.get_or_insert(offset);
        self
    }

    /// Line and column of the error in the text, from 1 on; columns are counted in characters.
    #[must_use]
    pub fn position(&self) -> Option<(usize, usize)> {
        self.0.position
    }

    /// The same error with line and column in the text that its offset is in.
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

    /// A scalar as a message shows it.
    pub(super) fn shown(text: &str, is_string: bool) -> String {
        let start: String = text.chars().take(SHOWN).collect();
        let more = if start.len() < text.len() { "…" } else { "" };
        if is_string { format!("{start:?}{more}") } else { format!("{start}{more}") }
    }
}
