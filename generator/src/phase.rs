//! The phases that input goes through.

/// A phase, in the order of the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Phase {
    /// Files to texts to trees.
    Read,
    /// Pages to a tree.
    Scrape,
    /// Trees to a typed document.
    Document,
    /// The document to what it means.
    Lower,
    /// What it means to Rust.
    Plan,
    /// Rust to text.
    Emit,
    /// Text to disk.
    Write,
}

impl Phase {
    /// Its name: a verb, but for `document`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Scrape => "scrape",
            Self::Document => "document",
            Self::Lower => "lower",
            Self::Plan => "plan",
            Self::Emit => "emit",
            Self::Write => "write",
        }
    }

    /// What it does, as the rest of a line that shows the progress of a run.
    pub fn progress(self) -> &'static str {
        match self {
            Self::Read => "reading files",
            Self::Scrape => "reading pages",
            Self::Document => "reading the document",
            Self::Lower => "working out what the API means",
            Self::Plan => "choosing names and types",
            Self::Emit => "printing code",
            Self::Write => "writing files",
        }
    }
}
