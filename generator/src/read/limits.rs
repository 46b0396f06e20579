//! Limits on the input.

/// Maximum size of a file, in bytes.
pub const MAX_BYTES: usize = 256 << 20;

/// Maximum depth of nested collections.
pub(super) const MAX_DEPTH: usize = 128;
