//! The input of a command.

use std::path::{Path, PathBuf};

use specwright::Input;
use specwright::diagnostics::{Diagnostics, Origin};
use specwright::read::{Files, GatherError, gather};

use super::arguments::{FindingArguments, InputArguments};
use super::{Failure, report};

/// Reads the files and the options, in which the command line has the last word.
pub fn input(
    arguments: &InputArguments,
    findings: &FindingArguments,
    name: &str,
) -> Result<Input, Failure> {
    let files = Files {
        paths: &arguments.inputs,
        overlays: &arguments.overlay,
        options: arguments.options.as_deref(),
        root: arguments.root.as_deref(),
        base: Path::new(""),
    };
    let (sources, mut options) = gather(&files).map_err(|error| failure(error, findings))?;
    if let Some(document) = &arguments.document {
        options.document = Some(document.clone());
    }
    options.deny.retain(|code| !findings.allow.contains(code));
    options.allow.retain(|code| !findings.deny.contains(code));
    options.deny.extend_from_slice(&findings.deny);
    options.allow.extend_from_slice(&findings.allow);
    Ok(Input { name: name.to_owned(), sources, options, command: command(arguments) })
}

fn failure(error: GatherError, findings: &FindingArguments) -> Failure {
    let GatherError::Options { source, problem } = error else {
        return Failure::Message(error.to_string());
    };
    let mut found = Diagnostics::default();
    let origin = Origin { offset: Some(problem.offset), ..Origin::default() };
    found.report("SW0050", &origin, problem.message);
    report::findings(&found, &[*source], findings, report::Detail::Check);
    Failure::Reported
}

/// The command that generates the same again. Options of the terminal are left out, and so is the place of
/// the output, which it stands in.
fn command(arguments: &InputArguments) -> String {
    let mut words = vec!["specwright".to_owned(), "generate".to_owned()];
    words.extend(arguments.inputs.iter().map(|path| word(path)));
    let one = |name: &str, value: &Option<PathBuf>| {
        value.iter().flat_map(|path| [name.to_owned(), word(path)]).collect::<Vec<_>>()
    };
    words.extend(one("--options", &arguments.options));
    words.extend(arguments.overlay.iter().flat_map(|path| ["--overlay".to_owned(), word(path)]));
    words.extend(one("--root", &arguments.root));
    if let Some(document) = &arguments.document {
        words.extend(["--document".to_owned(), word(Path::new(document))]);
    }
    words.join(" ")
}

/// A word of a command, in quotes where a shell would not take it for one.
fn word(path: &Path) -> String {
    let text = path.display().to_string();
    let is_plain = |c: char| c.is_alphanumeric() || "-_./\\:+@%,=~".contains(c);
    if text.chars().all(is_plain) { text } else { format!("'{}'", text.replace('\'', r"'\''")) }
}
