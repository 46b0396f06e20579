//! A single change.

use super::{Level, RustChange, Subject, WireChange};

/// A change of an item: what it means for callers, on the wire, and where the document says it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Change {
    /// The item. If it has another name now, this is the new one.
    pub subject: Subject,
    /// Changes of the Rust API.
    pub rust: Vec<RustChange>,
    /// Changes of what is sent or read.
    pub wire: Vec<WireChange>,
    /// Messages that contain the item.
    pub direction: Option<Direction>,
    /// Number of other Rust items that change only because they name this one, which is renamed.
    pub follows: usize,
    /// Place in the old document; `None` if the item is new.
    pub old: Option<Place>,
    /// Place in the new document; `None` if the item is gone.
    pub new: Option<Place>,
}

impl Change {
    /// Returns the level of the change.
    pub fn level(&self) -> Level {
        self.rust.iter().map(|change| change.effect.level()).min().unwrap_or(Level::Wire)
    }
}

/// Messages that contain an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Direction {
    /// Requests.
    Sent,
    /// Responses.
    Read,
    /// Requests and responses.
    Both,
}

impl Direction {
    /// Describes the messages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sent => "requests",
            Self::Read => "responses",
            Self::Both => "requests and responses",
        }
    }
}

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Place {
    /// Name of the file.
    pub file: String,
    /// Line, counted from 1.
    pub line: usize,
    /// Column in characters, counted from 1.
    pub column: usize,
    /// JSON pointer (RFC 6901).
    pub pointer: String,
}
