//! Places of pages, and values with the place that they were read at.

use crate::diagnostics::Origin;

/// A byte of a file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// Index of the source.
    pub(super) file: usize,
    /// Byte offset.
    pub(super) offset: usize,
}

impl Place {
    /// The same for a diagnostic.
    pub(super) fn origin(self) -> Origin {
        Origin::byte(self.file, self.offset)
    }
}

/// A value and where it was read.
#[derive(Debug, Clone)]
pub(super) struct Placed<T> {
    /// What was read.
    pub(super) value: T,
    /// Where it was read.
    pub(super) place: Place,
}
