//! Places in the input.

use crate::pointer;

/// A place in the input: a file and an RFC 6901 JSON pointer into it, or a byte offset of a page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origin {
    /// Index of the source in the list given to the generator.
    pub file: usize,
    /// JSON pointer of the node; empty for the whole document.
    pub pointer: String,
    /// Byte offset, for sources that are not JSON or YAML.
    pub offset: Option<usize>,
}

impl Origin {
    /// A node of the first source.
    pub fn at(pointer: impl Into<String>) -> Self {
        Self { pointer: pointer.into(), ..Self::default() }
    }

    /// A source as a whole.
    pub fn of_file(file: usize) -> Self {
        Self { file, ..Self::default() }
    }

    /// A byte of a source that is not JSON or YAML.
    pub fn byte(file: usize, offset: usize) -> Self {
        Self { file, offset: Some(offset), ..Self::default() }
    }

    /// The node one step below this one.
    pub fn child(&self, segment: &str) -> Self {
        Self { pointer: pointer::join(&self.pointer, segment), ..*self }
    }
}
