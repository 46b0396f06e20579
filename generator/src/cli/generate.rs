//! `specwright generate`.

use std::io::{self, ErrorKind};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use specwright::render::{self, ReportFormat};
use specwright::write::{self, Changes};
use specwright::{Generated, Phase};

use super::arguments::{FindingArguments, Format, InputArguments};
use super::clock::Clock;
use super::diff;
use super::failure::Failure;
use super::file;
use super::input::{command, input};
use super::print;
use super::report::{self, DENIED, Detail, Output};

/// Write a crate with a client.
///
/// Files that are up to date are not touched. Files that an earlier run wrote and this one does not are removed; all
/// other files in the folder are left alone. Items with errors are left out and the rest is written, with exit code 1.
/// Nothing is written if there are denied findings, or nothing to generate.
#[derive(Args)]
#[command(after_help = "\
Examples:
  specwright generate openapi.yaml --out my-client
  specwright generate openapi.yaml --out my-client --overlay fixes.yaml --deny warnings
  specwright generate openapi.yaml --out my-client --check
  specwright generate docs/ --document 'Pet Store' --out pets --coverage coverage.json")]
pub struct Arguments {
    #[command(flatten)]
    input: InputArguments,
    /// Folder of the crate; created if it does not exist.
    #[arg(long, value_name = "DIR", help_heading = "Output")]
    out: PathBuf,
    /// Write nothing to DIR; print the changes as a diff, and exit with code 1 if there are any.
    #[arg(long, help_heading = "Output")]
    check: bool,
    /// Name of the crate; by default the name of DIR.
    #[arg(long, value_name = "NAME", help_heading = "Output")]
    name: Option<String>,
    /// Write no `names.lock`, which remembers names beside the description; one that is there is still used.
    #[arg(long, help_heading = "Output")]
    no_lock: bool,
    /// Write the coverage to this file, as JSON: whether each operation, parameter, body, response and schema is typed.
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    coverage: Option<PathBuf>,
    /// Old description, to compare with: says which step the version needs, and warns if `package.version` is too low.
    /// With `--check`, prints the report of `specwright diff`.
    #[arg(long, value_name = "OLD", help_heading = "Output")]
    base: Option<PathBuf>,
    /// Write the report to this file: Markdown if it ends in `.md`, JSON if it ends in `.json`, or else text.
    #[arg(long, value_name = "FILE", requires = "base", help_heading = "Output")]
    report: Option<PathBuf>,
    #[command(flatten)]
    findings: FindingArguments,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let clock = Clock::start();
    let folder = arguments.out.file_name().map(|name| name.to_string_lossy().into_owned());
    let name = arguments.name.clone().or(folder).unwrap_or_else(|| "client".to_owned());
    let name = crate_name(&name);
    let mut input = input(&arguments.input, &arguments.findings, &name)?;
    if arguments.name.is_some() {
        // The command line takes precedence over the options file.
        input.options.package.name = None;
    }
    input.command = command(&arguments.input, &arguments.out, &name);
    let generated = specwright::generate_watched(input, None, &|phase| clock.begins(phase));
    let written = match reason_not_to_write(&generated) {
        None => write(&generated, arguments, &clock).map(Ok),
        Some(reason) => Ok(Err(reason)),
    };
    let timings = clock.stop();
    let found = &generated.diagnostics;
    report::findings(found, &generated.sources, &arguments.findings, Detail::Brief);
    if let Some(path) = &arguments.coverage {
        file::write(path, &report::rows(&generated.coverage)?)?;
    }
    compare(&generated, arguments)?;
    let written = written?;
    let (output, code) = match &written {
        Ok((changes, diff)) if arguments.check => {
            let code = if changes.is_empty() { report::exit(found) } else { ExitCode::from(1) };
            (Output::Compared(&arguments.out, changes, diff), code)
        }
        Ok((changes, _)) => (Output::Crate(&arguments.out, changes), report::exit(found)),
        Err(reason) => (Output::Withheld(reason), ExitCode::from(1)),
    };
    report::summary(output, found, &generated.coverage, &arguments.findings);
    report::timings(&timings, &arguments.findings);
    Ok(code)
}

/// Compares with the old description, if there is one, and reports the changes.
fn compare(generated: &Generated, arguments: &Arguments) -> Result<(), Failure> {
    let Some(base) = &arguments.base else { return Ok(()) };
    let old = diff::generate(&arguments.input.of(base))?;
    let Some(changes) = specwright::diff(&old, generated) else { return Ok(()) };
    if let Some(path) = &arguments.report {
        file::write(path, &ReportFormat::of_file(path).render(&changes))?;
    }
    if arguments.check && arguments.findings.message_format == Format::Human {
        print::out(&ReportFormat::Terminal.render(&changes));
    } else {
        print::err(&render::summary(&changes));
    }
    Ok(())
}

/// The reason why a generated crate must not be written.
fn reason_not_to_write(generated: &Generated) -> Option<&'static str> {
    let found = &generated.diagnostics;
    if found.has_denied() {
        Some(DENIED)
    } else if found.has_errors() && generated.coverage.is_empty() {
        Some("there is nothing to generate")
    } else {
        None
    }
}

/// Writes the crate, or with `--check` compares it. Returns the changes and, for `--check`, the diff.
fn write(
    generated: &Generated,
    arguments: &Arguments,
    clock: &Clock,
) -> Result<(Changes, String), String> {
    clock.begins(Phase::Emit);
    let Some(package) = specwright::stand_alone(generated) else { return Ok(Default::default()) };
    clock.begins(Phase::Write);
    let out = &arguments.out;
    let done = if arguments.check {
        let name = out.file_name().unwrap_or_default().to_string_lossy();
        write::diff(&package, out, &name)
    } else {
        write::write(&package, out).map(|changes| (changes, String::new()))
    };
    let done = match arguments.no_lock {
        true => done,
        false => done.and_then(|done| lock(generated, arguments.check, done)),
    };
    let verb = if arguments.check { "compared" } else { "written" };
    done.map_err(|error| {
        let message = format!("`{}` cannot be {verb}: {error}", out.display());
        match error.kind() {
            ErrorKind::AlreadyExists => format!(
                "{message}\n  = help: name a new or an empty folder with `--out`, or move the existing files away"
            ),
            _ => message,
        }
    })
}

/// Writes the lock, or with `--check` adds its changes.
fn lock(
    generated: &Generated,
    check: bool,
    (mut changes, mut diff): (Changes, String),
) -> io::Result<(Changes, String)> {
    let Some((path, text)) = generated.lock() else { return Ok((changes, diff)) };
    if check {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let change = write::diff_lock(path, &text, &name)?;
        if !change.is_empty() {
            changes.written.push(path.display().to_string());
            diff.push_str(&change);
        }
        return Ok((changes, diff));
    }
    match write::write_lock(path, &text) {
        Err(error) if !path.exists() && is_read_only(&error) => print::err(&format!(
            "`{}` was not written, so that names can change with the description: {error}\n",
            path.display()
        )),
        done => drop(done?),
    }
    Ok((changes, diff))
}

/// Whether a file cannot be written because its folder is not the user's.
fn is_read_only(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem)
}

/// Makes a valid crate name that does not clash with a crate that generated code uses.
fn crate_name(name: &str) -> String {
    let words: Vec<String> = name
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '-')
        .map(|word| word.trim_matches('-').to_ascii_lowercase())
        .filter(|word| !word.is_empty())
        .collect();
    let clean = words.join("_");
    if !clean.starts_with(|c: char| c.is_ascii_alphabetic()) {
        format!("api_{clean}")
    } else if specwright::is_reserved_crate_name(&clean) {
        format!("{clean}_client")
    } else {
        clean
    }
}
