//! `specwright diff`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use specwright::Generated;
use specwright::changes::{Changes, Level};
use specwright::render::ReportFormat;

use super::arguments::{FindingArguments, Format as MessageFormat, InputArguments};
use super::failure::Failure;
use super::file;
use super::input::input;
use super::print::{err, out};
use super::report::{self, Detail};

/// Report what changes for the users of a client when its description changes.
///
/// Each change is shown three times side by side: in the Rust API (by the rules of Cargo), on the wire (what is sent or
/// read), and with its place in both descriptions. The first line begins with the step that the version needs: major,
/// minor, patch or none. Breaking changes follow, then additions, then changes of the wire alone; changes of
/// documentation are counted.
#[derive(Args)]
#[command(after_help = "\
Examples:
  specwright diff old.yaml new.yaml
  specwright diff old.yaml new.yaml --options specwright.toml --overlay fixes.yaml
  specwright diff old/ new/ --format markdown --output report.md
  specwright diff old.yaml new.yaml --deny breaking --deny version

Exit codes:
  0  the report is printed
  1  the report has what `--deny` names, or a description has errors
  2  wrong usage, or a file that cannot be read or written")]
pub struct Arguments {
    /// Old description: a document, pages, or a folder of them.
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// New description.
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// Options file for both; by default the `specwright.toml` beside each of them.
    #[arg(long, value_name = "FILE", help_heading = "Input")]
    options: Option<PathBuf>,
    /// Options file for OLD.
    #[arg(long, value_name = "FILE", help_heading = "Input")]
    old_options: Option<PathBuf>,
    /// Overlay to apply to both, after those of the options file. May be repeated.
    #[arg(long, value_name = "FILE", help_heading = "Input")]
    overlay: Vec<PathBuf>,
    /// Overlay to apply to OLD, in place of those of `--overlay`. May be repeated.
    #[arg(long, value_name = "FILE", help_heading = "Input")]
    old_overlay: Vec<PathBuf>,
    /// Document to use if pages contain several: its title, or the page's name for it.
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    document: Option<String>,
    /// Format of the report; by default that of FILE's extension.
    #[arg(long, value_enum, value_name = "FORMAT", help_heading = "Output")]
    format: Option<Format>,
    /// Write the report to this file.
    #[arg(long, short, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,
    /// Exit with code 1 if there are such changes, or if `package.version` is lower than the changes require. May be
    /// repeated.
    #[arg(long, value_enum, value_name = "WHAT", help_heading = "Output")]
    deny: Vec<Denied>,
}

/// Findings are shown where they are errors.
const FINDINGS: FindingArguments = FindingArguments {
    message_format: MessageFormat::Human,
    deny: Vec::new(),
    allow: Vec::new(),
    all: false,
    timings: false,
};

/// Formats of the report.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Text.
    Terminal,
    /// Tables, for a pull request.
    Markdown,
    /// A JSON object.
    Json,
}

/// What makes the command fail.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Denied {
    Breaking,
    Additions,
    Wire,
    Version,
}

impl From<Format> for ReportFormat {
    fn from(format: Format) -> Self {
        match format {
            Format::Terminal => Self::Terminal,
            Format::Markdown => Self::Markdown,
            Format::Json => Self::Json,
        }
    }
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let old_options = arguments.old_options.as_ref().or(arguments.options.as_ref());
    let old_overlays = match arguments.old_overlay.as_slice() {
        [] => &arguments.overlay,
        overlays => overlays,
    };
    let side = |description: &PathBuf, options: Option<&PathBuf>, overlays: &[PathBuf]| {
        generate(&InputArguments {
            inputs: vec![description.clone()],
            options: options.cloned(),
            overlay: overlays.to_vec(),
            root: None,
            document: arguments.document.clone(),
        })
    };
    let old = side(&arguments.old, old_options, old_overlays)?;
    let new = side(&arguments.new, arguments.options.as_ref(), &arguments.overlay)?;
    let Some(changes) = specwright::diff(&old, &new) else {
        err("there is nothing to compare: nothing can be generated from one of the descriptions\n");
        return Ok(ExitCode::from(1));
    };
    let of_file = arguments.output.as_deref().map(ReportFormat::of_file);
    let format = arguments.format.map(ReportFormat::from).or(of_file);
    let report = format.unwrap_or(ReportFormat::Terminal).render(&changes);
    match &arguments.output {
        Some(path) => file::write(path, &report)?,
        None => out(&report),
    }
    let has_errors = old.diagnostics.has_errors() || new.diagnostics.has_errors();
    let fails = has_errors || arguments.deny.iter().any(|denied| denied.applies(&changes));
    Ok(if fails { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

impl Denied {
    fn applies(self, changes: &Changes) -> bool {
        match self {
            Self::Breaking => changes.count(Level::Breaking) > 0,
            Self::Additions => changes.count(Level::Addition) > 0,
            Self::Wire => changes.count(Level::Wire) > 0,
            Self::Version => changes.is_version_behind(),
        }
    }
}

/// Generates one of the two APIs. Its errors are shown, since the report lacks what they leave out.
pub fn generate(arguments: &InputArguments) -> Result<Generated, Failure> {
    let generated = specwright::generate(input(arguments, &FINDINGS, "client")?, None);
    if generated.diagnostics.has_errors() {
        for description in &arguments.inputs {
            err(&format!("errors in {}:\n", description.display()));
        }
        let found = &generated.diagnostics;
        report::findings(found, &generated.sources, &FINDINGS, Detail::Brief);
    }
    Ok(generated)
}
