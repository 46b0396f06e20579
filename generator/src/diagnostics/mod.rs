//! What the generator has to say about its input: codes, severities, places and help.

mod codes;
pub mod fix;
mod jsonpath;
mod levels;
mod render;

use crate::pointer;
pub use codes::{CODES, Code, Severity, code};
pub use fix::{Fix, Fixes};
pub use levels::{Levels, known_code, known_code_or_group};
pub use render::{Presentation, counts, render, render_github, render_human, render_json};

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

    /// A byte of a source that is not JSON or YAML.
    pub fn byte(file: usize, offset: usize) -> Self {
        Self { file, offset: Some(offset), ..Self::default() }
    }

    /// The node one step below this one.
    pub fn child(&self, segment: &str) -> Self {
        Self { pointer: pointer::join(&self.pointer, segment), ..*self }
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    /// Its entry in the table of codes.
    pub code: &'static Code,
    /// How bad it is: as its code has it, or an error where the code is denied.
    pub severity: Severity,
    /// What is wrong, with the names of the input.
    pub message: String,
    /// Where.
    pub origin: Option<Origin>,
    /// What to do about it.
    pub help: Option<String>,
    /// JSON pointer of the node in the tree that overlays change: that of all files together. `None` where
    /// it is that of `origin`, or not known.
    pub target: Option<String>,
}

impl Diagnostic {
    /// What to do about it: its own help, or what helps with its code.
    pub fn advice(&self) -> Option<String> {
        self.help.clone().or_else(|| self.code.advice())
    }
}

/// All findings of a run, in the order they were made.
#[derive(Debug, Clone, Default)]
pub struct Diagnostics {
    /// The findings.
    pub list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Adds a finding. `id` is one of the codes of [`CODES`].
    pub fn report(&mut self, id: &str, origin: &Origin, message: impl Into<String>) {
        self.push(id, Some(origin.clone()), message.into(), None);
    }

    /// Adds a finding with help.
    pub fn report_with_help(
        &mut self,
        id: &str,
        origin: &Origin,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.push(id, Some(origin.clone()), message.into(), Some(help.into()));
    }

    fn push(&mut self, id: &str, origin: Option<Origin>, message: String, help: Option<String>) {
        let code = code(id);
        let severity = code.severity;
        self.list.push(Diagnostic { code, severity, message, origin, help, target: None });
    }

    /// Whether any finding is an error.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|d| d.severity == Severity::Error)
    }

    /// Whether any finding is an error because it is denied.
    pub fn has_denied(&self) -> bool {
        self.list.iter().any(|d| d.severity > d.code.severity)
    }

    /// How many findings have this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.list.iter().filter(|d| d.severity == severity).count()
    }
}
