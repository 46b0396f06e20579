//! Levels of changes.

/// What a change means for callers, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Level {
    /// Code that compiled may no longer compile.
    Breaking,
    /// The Rust API has more than before.
    Addition,
    /// The Rust API is the same; something else is sent or read.
    Wire,
}

impl Level {
    /// Returns the name of the level.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Breaking => "breaking",
            Self::Addition => "addition",
            Self::Wire => "wire",
        }
    }
}
