//! Arguments shared by several subcommands.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use specwright::diagnostics::{known_code, known_code_or_group};

/// The description, and additions to it.
#[derive(Args)]
pub struct InputArguments {
    /// An OpenAPI document (YAML or JSON), saved documentation pages, or a folder of them.
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// Options file; by default `specwright.toml` in the folder of INPUT, or in INPUT if it is a folder.
    #[arg(long, value_name = "FILE", help_heading = "Input")]
    pub options: Option<PathBuf>,
    /// Overlay to apply to the document, after those of the options file. May be repeated.
    #[arg(long, value_name = "FILE", help_heading = "Input")]
    pub overlay: Vec<PathBuf>,
    /// Folder that contains all files that references may lead to; by default the document's folder.
    #[arg(long, value_name = "DIR", help_heading = "Input")]
    pub root: Option<PathBuf>,
    /// Document to use if pages contain several: its title, or the page's name for it.
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    pub document: Option<String>,
}

impl InputArguments {
    /// The same options and overlays for another description, in a folder of its own.
    pub fn of(&self, description: &Path) -> Self {
        Self {
            inputs: vec![description.to_owned()],
            options: self.options.clone(),
            overlay: self.overlay.clone(),
            root: None,
            document: self.document.clone(),
        }
    }
}

/// Treatment and presentation of findings.
#[derive(Args)]
pub struct FindingArguments {
    /// Format of the findings and of the summary.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Human, help_heading = "Findings")]
    pub message_format: Format,
    /// Turn findings into errors: those of a code, all `warnings`, or, with `notes`, all notes and warnings. May be repeated.
    #[arg(long, value_name = "CODE|warnings|notes", value_parser = known_code_or_group, help_heading = "Findings")]
    pub deny: Vec<String>,
    /// Hide the warnings or notes of a code. May be repeated.
    #[arg(long, value_name = "CODE", value_parser = known_code, help_heading = "Findings")]
    pub allow: Vec<String>,
    /// Show every finding with its fix, however many there are.
    #[arg(long, help_heading = "Findings")]
    pub all: bool,
    /// Print how long each phase took, and how much memory was used.
    #[arg(long, help_heading = "Output")]
    pub timings: bool,
}

/// Formats of findings.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Text with source lines, for people; on standard error.
    Human,
    /// One JSON object per line, on standard output; findings have `code`, `severity`, `message`, `file`, `line`,
    /// `column`, `pointer`, `help`, and a fix as text in `overlay` or `options`.
    Json,
    /// Workflow commands of GitHub Actions, on standard output.
    Github,
}
