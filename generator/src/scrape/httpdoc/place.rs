//! Places in pages, and values with their places.

use crate::diagnostics::Origin;

/// A byte offset in a file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// Index of the source.
    pub(super) file: usize,
    /// Byte offset.
    pub(super) offset: usize,
}

impl Place {
    /// The place as an origin, for findings.
    pub(super) fn origin(self) -> Origin {
        Origin::byte(self.file, self.offset)
    }
}

/// A value with its place.
#[derive(Debug, Clone)]
pub(super) struct Placed<T> {
    /// The value.
    pub(super) value: T,
    /// Its place.
    pub(super) place: Place,
}
