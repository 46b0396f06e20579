//! How much is read.

/// The largest input accepted, in bytes.
pub const MAX_BYTES: usize = 256 << 20;

/// The deepest nesting of collections that is read.
pub(super) const MAX_DEPTH: usize = 128;
