//! Why a value could not be read.

use std::fmt;

use super::Json;

/// A value that does not fit its type, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodeError {
    path: String,
    message: String,
}

impl DecodeError {
    /// An error at the value itself.
    pub fn new(message: impl Into<String>) -> Self {
        Self { path: String::new(), message: message.into() }
    }

    /// A value of the wrong kind.
    pub fn expected(what: &str, found: &Json) -> Self {
        let mut shown: String = found.to_string().chars().take(61).collect();
        if shown.chars().count() > 60 {
            shown = shown.chars().take(60).chain(['…']).collect();
        }
        Self::new(format!("expected {what}, found {shown}"))
    }

    /// The same error, seen from the object that holds the value as `member`.
    #[must_use]
    pub fn in_member(mut self, member: &str) -> Self {
        let plain = !member.is_empty() && member.chars().all(|c| c.is_alphanumeric() || c == '_');
        let segment = if plain { format!(".{member}") } else { format!("[{member:?}]") };
        self.path.insert_str(0, &segment);
        self
    }

    /// The same error, seen from the list that holds the value.
    #[must_use]
    pub fn in_item(mut self, index: usize) -> Self {
        self.path.insert_str(0, &format!("[{index}]"));
        self
    }

    /// Where the value stands: `$.items[3].name`.
    pub fn path(&self) -> String {
        format!("${}", self.path)
    }

    /// What is wrong with it.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "at ${}: {}", self.path, self.message)
    }
}

impl std::error::Error for DecodeError {}
