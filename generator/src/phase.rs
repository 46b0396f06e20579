//! Phases of the pipeline.

/// A phase of the pipeline; variants are in the order in which phases run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Phase {
    /// Files to texts to trees.
    Read,
    /// Pages to a tree.
    Scrape,
    /// Trees to a typed document.
    Document,
    /// The document to a model of the API.
    Lower,
    /// The model to Rust.
    Plan,
    /// Rust to text.
    Emit,
    /// Text to disk.
    Write,
}

impl Phase {
    /// Returns the name of the phase.
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

    /// Describes what the phase does, for a progress line.
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
