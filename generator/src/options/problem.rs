//! Problems of an options file.

use std::fmt;

use crate::closest::closest;
use crate::diagnostics::{Diagnostics, Origin, finding};
use crate::read::{position, toml};

/// A problem of an options file (`SW0050`).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problem {
    /// Says what is wrong, with a suggestion.
    pub message: String,
    /// Line, counted from 1.
    pub line: usize,
    /// Column in characters, counted from 1.
    pub column: usize,
    /// Byte offset in the file.
    pub offset: usize,
}

impl Problem {
    pub(crate) fn new(error: &::toml::de::Error, text: &str) -> Self {
        let offset = error.span().map_or(0, |span| span.start);
        let place = position::at_offset(text, offset);
        let message = message(error.message());
        Self { message, line: place.line, column: place.column, offset }
    }

    /// A problem of the option at a JSON pointer.
    pub(crate) fn at(pointer: &str, message: String, text: &str) -> Self {
        let offset = toml::locate_all(text, &[pointer]).pop().map_or(0, |bytes| bytes.start);
        let place = position::at_offset(text, offset);
        Self { message, line: place.line, column: place.column, offset }
    }
}

impl Problem {
    /// Reports the problem as a finding, whose source has the index 0.
    pub fn diagnostics(&self) -> Diagnostics {
        let mut diagnostics = Diagnostics::default();
        let origin = Origin::byte(0, self.offset);
        diagnostics.add(finding::Options::Invalid { problem: self.message.clone() }, &origin);
        diagnostics
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "line {}, column {}: {}", self.line, self.column, self.message)
    }
}

impl std::error::Error for Problem {}

/// Rewrites the parser's message: for an unknown name, it suggests the closest known one, or lists all of them.
fn message(parser: &str) -> String {
    // serde writes: unknown field `x`, expected one of `a`, `b`
    let names: Vec<&str> = parser.split('`').skip(1).step_by(2).collect();
    let what = if parser.starts_with("unknown field") { "key" } else { "value" };
    match names.split_first() {
        Some((unknown, known)) if parser.starts_with("unknown ") => {
            match closest(unknown, known.iter().copied()) {
                Some(close) => format!("unknown {what} `{unknown}`; did you mean `{close}`?"),
                None => format!("unknown {what} `{unknown}`; use one of {}", known.join(", ")),
            }
        }
        _ => parser.trim_end().replace('\n', "; "),
    }
}
