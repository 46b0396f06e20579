//! `specwright check`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::arguments::{FindingArguments, InputArguments};
use super::clock::Clock;
use super::failure::Failure;
use super::file;
use super::input::input;
use super::report::{self, Detail, Output};

/// Show all findings about a description, with their fixes; write no crate.
///
/// Notes come first, errors last. Of a code with many notes or warnings the first five are shown; errors are all
/// shown.
/// Fixes are printed as actions of an OpenAPI Overlay: put them below `actions:` of a
/// file that begins with `overlay: 1.1.0`, and give it with `--overlay`.
#[derive(Args)]
#[command(after_help = "\
Examples:
  specwright check openapi.yaml
  specwright check openapi.yaml --deny warnings --allow SW0025
  specwright check openapi.yaml --overlay fixes.yaml --all
  specwright check docs/ --message-format github")]
pub struct Arguments {
    #[command(flatten)]
    input: InputArguments,
    #[command(flatten)]
    findings: FindingArguments,
    /// Write the coverage to this file, as JSON: whether each operation, parameter, body, response and schema is typed.
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    coverage: Option<PathBuf>,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let clock = Clock::start();
    let input = input(&arguments.input, &arguments.findings, "api")?;
    let generated = specwright::generate_watched(input, None, &|phase| clock.begins(phase));
    let timings = clock.stop();
    let found = &generated.diagnostics;
    report::findings(found, &generated.sources, &arguments.findings, Detail::Check);
    if let Some(path) = &arguments.coverage {
        file::write(path, &report::rows(&generated.coverage)?)?;
    }
    report::summary(Output::None, found, &generated.coverage, &arguments.findings);
    report::timings(&timings, &arguments.findings);
    Ok(report::exit(found))
}
