//! Arguments that several subcommands have.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use specwright::diagnostics::{known_code, known_code_or_group};

/// Where the description is, and what is added to it.
#[derive(Args)]
pub struct InputArguments {
    /// An OpenAPI document (YAML or JSON), saved documentation pages, or a folder of them.
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// Options file; by default `specwright.toml` of the folder that INPUT is or that it is in.
    #[arg(long, value_name = "FILE", help_heading = "Input")]
    pub options: Option<PathBuf>,
    /// Overlay to apply to the document, after those of the options file. May be repeated.
    #[arg(long, value_name = "FILE", help_heading = "Input")]
    pub overlay: Vec<PathBuf>,
    /// Folder that references to other files must not leave; by default that of the document.
    #[arg(long, value_name = "DIR", help_heading = "Input")]
    pub root: Option<PathBuf>,
    /// Which document to take where pages carry several: its title, or the page's name for it.
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    pub document: Option<String>,
}

/// How findings are treated and shown.
#[derive(Args)]
pub struct FindingArguments {
    /// Form of the findings, and of what else is said.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Human, help_heading = "Findings")]
    pub message_format: Format,
    /// Makes findings errors: those of a code, all `warnings`, or all `notes` and warnings. May be repeated.
    #[arg(long, value_name = "CODE|warnings|notes", value_parser = known_code_or_group, help_heading = "Findings")]
    pub deny: Vec<String>,
    /// Hides the warnings or notes of a code. May be repeated.
    #[arg(long, value_name = "CODE", value_parser = known_code, help_heading = "Findings")]
    pub allow: Vec<String>,
    /// Shows every finding with its fix, however many there are.
    #[arg(long, help_heading = "Findings")]
    pub all: bool,
    /// Says how long each phase took, and how much memory was used.
    #[arg(long, help_heading = "Output")]
    pub timings: bool,
}

/// Forms of findings.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// With source lines, for people; on standard error.
    Human,
    /// One JSON object a line, on standard output; findings have `code`, `severity`, `message`, `file`,
    /// `line`, `column`, `pointer`, `help`, and `overlay` or `options`: their fixes, as text.
    Json,
    /// Workflow commands of GitHub Actions, on standard output.
    Github,
}
