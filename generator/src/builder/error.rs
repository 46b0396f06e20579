//! Errors of the builder, and the findings about a description.

use std::fmt;
use std::io;
use std::path::PathBuf;

use crate::diagnostics::Diagnostics;
use crate::inputs::InputError;
use crate::read::Source;
use crate::render::{Presentation, counts, render};

/// The reason why a module is not generated. `Debug` prints the same as `Display`, so that the error is readable when
/// `main` returns it.
#[non_exhaustive]
pub enum BuildError {
    /// An input cannot be read.
    Input(InputError),
    /// The description has errors or denied findings.
    Findings(Findings),
    /// The name is not valid for a module.
    ModuleName {
        /// The name.
        name: String,
    },
    /// There is no folder to write to.
    OutDir,
    /// The module's path is taken by a file that specwright did not write.
    Foreign {
        /// Its path.
        path: PathBuf,
    },
    /// The file of the module cannot be written.
    Unwritable {
        /// Its path.
        path: PathBuf,
        /// The reason.
        error: io::Error,
    },
}

impl fmt::Display for BuildError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Input(error) => match error.help() {
                Some(help) => write!(formatter, "{error}\n  = help: {help}"),
                None => write!(formatter, "{error}"),
            },
            Self::Findings(findings) => {
                write!(
                    formatter,
                    "the API description has errors, and nothing was generated\n\n{findings}"
                )
            }
            Self::ModuleName { name } => write!(
                formatter,
                "`{name}` is not a valid name for a Rust module; set another one with `Builder::module`"
            ),
            Self::OutDir => write!(
                formatter,
                "`OUT_DIR` is not set, which Cargo only does for build scripts; name a folder with `Builder::out_dir`"
            ),
            Self::Foreign { path } => write!(
                formatter,
                "`{}` was not written by specwright and is not overwritten; choose another name with \
                 `Builder::module`, or move the file away",
                path.display()
            ),
            Self::Unwritable { path, error } => {
                write!(formatter, "`{}` cannot be written: {error}", path.display())
            }
        }
    }
}

impl fmt::Debug for BuildError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl std::error::Error for BuildError {}

impl From<InputError> for BuildError {
    fn from(error: InputError) -> Self {
        Self::Input(error)
    }
}

/// The findings about a description. `Display` prints them with their source lines, as the command `specwright` does;
/// notes are counted.
#[derive(Debug, Clone)]
pub struct Findings {
    diagnostics: Diagnostics,
    sources: Vec<Source>,
}

impl Findings {
    pub(super) fn new(diagnostics: Diagnostics, sources: Vec<Source>) -> Self {
        Self { diagnostics, sources }
    }

    /// The findings, in the order in which they were found.
    pub fn diagnostics(&self) -> &Diagnostics {
        &self.diagnostics
    }

    /// The files of the input, in the order that the places of findings refer to.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// The number of findings by severity: `1 error, 2 warnings`.
    pub fn counts(&self) -> String {
        counts(&self.diagnostics)
    }

    /// Names of the files that were read.
    pub(super) fn files(&self) -> impl Iterator<Item = &str> {
        let read = self.sources.iter().filter(|source| source.fault().is_none());
        read.map(|source| source.name.as_str())
    }
}

impl fmt::Display for Findings {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let how = Presentation { count_notes: true, ..Presentation::default() };
        formatter.write_str(&render(&self.diagnostics, &self.sources, how))?;
        formatter.write_str(&self.counts())
    }
}
