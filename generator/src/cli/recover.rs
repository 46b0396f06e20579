//! `specwright recover`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use serde_json::Value;
use specwright::read::Source;
use specwright::{Coverage, Input, Phase};

use super::arguments::{FindingArguments, InputArguments};
use super::clock::Clock;
use super::failure::Failure;
use super::file;
use super::input::input;
use super::report::{self, DENIED, Detail, Output};

/// Write the OpenAPI document that pages contain, or bundle several files into one document.
///
/// A document inside a page is extracted; from other rendered pages a document is built; files that refer to each other
/// become one. Overlays and options are applied. The version of OpenAPI does not change.
#[derive(Args)]
#[command(after_help = "\
Examples:
  specwright recover docs/ -o openapi.yaml             the document of saved pages
  specwright recover swagger.html -o openapi.json      as JSON
  specwright recover api/openapi.yaml -o bundled.yaml  one file of many")]
pub struct Arguments {
    #[command(flatten)]
    input: InputArguments,
    /// File to write: YAML, or JSON if its name ends in `.json`.
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    output: PathBuf,
    #[command(flatten)]
    findings: FindingArguments,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let clock = Clock::start();
    let input = input(&arguments.input, &arguments.findings, "api")?;
    if is_input(&arguments.output, &input) {
        return Err(Failure::Message(format!(
            "{} is part of the input and is not overwritten; name another file with --output",
            arguments.output.display()
        )));
    }
    let recovered = specwright::recover_watched(input, &|phase| clock.begins(phase));
    let found = recovered.diagnostics;
    clock.begins(Phase::Write);
    let is_json = arguments.output.extension().is_some_and(|end| end.eq_ignore_ascii_case("json"));
    let written = recovered.document.filter(|_| !found.has_denied()).map(|tree| {
        let text = if is_json { json(&tree) } else { yaml(&tree) };
        file::write(&arguments.output, &text?)
    });
    let timings = clock.stop();
    report::findings(&found, &recovered.sources, &arguments.findings, Detail::Brief);
    let (output, code) = match written.transpose()? {
        Some(()) => (Output::File(&arguments.output), report::exit(&found)),
        None if found.has_denied() => (Output::Withheld(DENIED), ExitCode::from(1)),
        None => (Output::Withheld("there is no document"), ExitCode::from(1)),
    };
    report::summary(output, &found, &Coverage::default(), &arguments.findings);
    report::timings(&timings, &arguments.findings);
    Ok(code)
}

fn json(tree: &Value) -> Result<String, String> {
    serde_json::to_string_pretty(tree).map(|text| text + "\n").map_err(|error| error.to_string())
}

/// A tree as YAML, checked by reading it back. libyaml breaks lines at U+2028, which YAML 1.2 does not; a tree that reads
/// back differently is written as JSON, which is valid YAML.
fn yaml(tree: &Value) -> Result<String, String> {
    let text = serde_yaml::to_string(tree).map_err(|error| error.to_string())?;
    let source = Source::new("", text);
    if source.tree() == Some(tree) { Ok(source.text) } else { json(tree) }
}

/// Whether the output file is part of the input.
fn is_input(output: &Path, input: &Input) -> bool {
    input
        .sources
        .iter()
        .map(|source| PathBuf::from(&source.name))
        .any(|path| file::is_same(output, &path))
}
