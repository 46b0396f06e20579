//! Why a value could not be read or written.

use std::fmt;

use super::Json;

/// A value in a JSON text that does not fit its type, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodeError {
    path: Path,
    message: String,
}

/// A value that JSON has no form for (a number that is not finite, a year of five digits), and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EncodeError {
    path: Path,
    message: String,
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
            pub fn new(message: impl Into<String>) -> Self {
                Self { path: Path::default(), message: message.into() }
            }

            /// The same error, seen from the object that holds the value as `member`.
            #[must_use]
            pub fn in_member(mut self, member: &str) -> Self {
                self.path.member(member);
                self
            }

            /// The same error, seen from the array that holds the value.
            #[must_use]
            pub fn in_item(mut self, index: usize) -> Self {
                self.path.item(index);
                self
            }

            /// Where the value stands, as a path of RFC 9535: `$.items[3].name`.
            pub fn path(&self) -> String {
                self.path.to_string()
            }

            /// What is wrong with it.
            pub fn message(&self) -> &str {
                &self.message
            }
        }

        impl fmt::Display for $ty {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(formatter, "at {}: {}", self.path, self.message)
            }
        }

        impl std::error::Error for $ty {}
    )*};
}

located!(DecodeError EncodeError);

/// Characters of a value that a message shows.
const SHOWN: usize = 60;

impl DecodeError {
    /// A value of the wrong kind; the message shows the start of a scalar, and the kind of anything else.
    #[must_use]
    pub fn expected(what: &str, found: &Json) -> Self {
        let found = match found {
            Json::Array(_) => "an array".to_owned(),
            Json::Object(_) => "an object".to_owned(),
            Json::String(text) if text.chars().nth(SHOWN).is_some() => {
                format!("{:?}…", text.chars().take(SHOWN).collect::<String>())
            }
            scalar => scalar.to_string(),
        };
        Self::new(format!("expected {what}, found {found}"))
    }
}
