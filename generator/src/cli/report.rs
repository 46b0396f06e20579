//! What a command says: findings, a summary, timings.

use std::env;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use serde_json::{Map, Value, json};
use specwright::Coverage;
use specwright::coverage::{Kind, State};
use specwright::diagnostics::{self, Diagnostics, Presentation, Severity};
use specwright::read::Source;
use specwright::write::Changes;

use super::arguments::{FindingArguments, Format};
use super::clock::Timings;

/// How many findings of a code are shown, unless all are wanted.
const LIMIT: usize = 5;

/// How much is shown of findings.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// They are what was asked for.
    Check,
    /// They stand beside a result.
    Brief,
}

/// Prints the findings.
pub fn findings(
    found: &Diagnostics,
    sources: &[Source],
    arguments: &FindingArguments,
    detail: Detail,
) {
    match arguments.message_format {
        Format::Json => out(&diagnostics::render_json(found, sources)),
        Format::Github => out(&diagnostics::render_github(found, sources)),
        Format::Human => {
            let brief = detail == Detail::Brief && !arguments.all;
            let how = Presentation {
                color: io::stderr().is_terminal() && env::var_os("NO_COLOR").is_none(),
                limit: (!arguments.all).then_some(LIMIT),
                count_notes: brief,
                fixes: !brief,
            };
            err(&diagnostics::render(found, sources, how));
            err(&closing(found));
        }
    }
}

/// The last line about findings.
fn closing(found: &Diagnostics) -> String {
    let counts = diagnostics::counts(found);
    // The code of the finding that stands last.
    let worst = found.list.iter().map(|one| (one.severity, one.code.id)).max();
    match worst {
        Some((_, code)) => format!("{counts}; `specwright explain {code}` tells more\n"),
        None => format!("{counts}\n"),
    }
}

/// A crate that was written.
pub struct Written<'a> {
    pub folder: &'a Path,
    pub changes: &'a Changes,
}

/// Says what came of a run, and how much of the description is typed.
pub fn summary(
    written: Option<&Written<'_>>,
    found: &Diagnostics,
    coverage: &Coverage,
    arguments: &FindingArguments,
) {
    if arguments.message_format != Format::Json {
        let line = written.map(|Written { folder, changes }| {
            let (new, gone) = (changes.written.len(), changes.removed.len());
            format!("{}: {new} files written, {gone} removed\n", folder.display())
        });
        out(&format!("{}{}", line.unwrap_or_default(), coverage.table()));
        return;
    }
    let counts = Kind::ALL.iter().map(|(kind, name)| {
        let count = |state| coverage.count(*kind, state);
        let counts = json!({
            "typed": count(State::Typed), "raw": count(State::Raw), "skipped": count(State::Skipped),
        });
        ((*name).to_owned(), counts)
    });
    let mut summary = json!({
        "errors": found.count(Severity::Error),
        "warnings": found.count(Severity::Warning),
        "notes": found.count(Severity::Note),
        "coverage": counts.collect::<Map<String, Value>>(),
    });
    if let Some(Written { folder, changes }) = written {
        summary["folder"] = json!(folder.display().to_string());
        summary["written"] = json!(changes.written.len());
        summary["removed"] = json!(changes.removed.len());
    }
    out(&format!("{}\n", json!({ "summary": summary })));
}

/// The rows of a coverage file.
pub fn rows(coverage: &Coverage) -> Result<String, String> {
    serde_json::to_string_pretty(&coverage.rows)
        .map(|text| text + "\n")
        .map_err(|error| error.to_string())
}

/// The exit code that findings mean.
pub fn exit(found: &Diagnostics) -> ExitCode {
    if found.has_errors() { ExitCode::from(1) } else { ExitCode::SUCCESS }
}

/// Says how long the phases took.
pub fn timings(timings: &Timings, arguments: &FindingArguments) {
    match arguments.message_format {
        _ if !arguments.timings => {}
        Format::Json => out(&format!("{}\n", timings.json())),
        Format::Human | Format::Github => err(&timings.table()),
    }
}

/// Prints to standard output. A reader that went away is no error.
pub fn out(text: &str) {
    let _ = io::stdout().write_all(text.as_bytes());
}

/// Prints to standard error.
pub fn err(text: &str) {
    let _ = io::stderr().write_all(text.as_bytes());
}
