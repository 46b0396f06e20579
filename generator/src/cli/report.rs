//! Output of a command: findings, a summary, timings.

use std::env;
use std::io::{self, IsTerminal};
use std::path::Path;
use std::process::ExitCode;

use serde_json::{Map, Value, json};
use specwright::Coverage;
use specwright::coverage::{Kind, State};
use specwright::diagnostics::{Diagnostics, Severity};
use specwright::read::Source;
use specwright::render::{self, Presentation};
use specwright::write::Changes;

use super::arguments::{FindingArguments, Format};
use super::clock::Timings;
use super::print::{err, out};
use super::workspace::Workspace;

/// Number of findings of a code that are shown without `--all`.
const LIMIT: usize = 5;

/// Reason for writing nothing if there are denied findings.
pub const DENIED: &str = "there are denied findings";

/// Amount of detail in which findings are shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// All of them, with fixes: the findings are the result.
    Check,
    /// Notes are counted and fixes left out: the result is something else.
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
        Format::Json => out(&render::render_json(found, sources)),
        Format::Github => out(&render::render_github(found, sources)),
        Format::Human => {
            let brief = detail == Detail::Brief && !arguments.all;
            let how = Presentation {
                color: io::stderr().is_terminal()
                    && env::var_os("NO_COLOR").is_none_or(|no| no.is_empty()),
                limit: (!arguments.all).then_some(LIMIT),
                count_notes: brief,
                fixes: !brief,
            };
            err(&render::render(found, sources, how));
            err(&closing(found, brief));
        }
    }
}

/// The last line about findings.
fn closing(found: &Diagnostics, brief: bool) -> String {
    let mut counts = render::counts(found);
    if brief && found.count(Severity::Note) > 0 {
        counts.push_str(" (shown by --all)");
    }
    // The last finding that is shown has this code.
    let worst = found.list.iter().map(|one| (one.severity, one.code().id())).max();
    match worst {
        Some((_, code)) => format!("{counts}; `specwright explain {code}` explains more\n"),
        None => format!("{counts}\n"),
    }
}

/// The output of a run.
#[derive(Clone, Copy)]
pub enum Output<'a> {
    /// The run writes no output.
    None,
    /// A crate in a folder.
    Crate(&'a Path, &'a Changes),
    /// A crate compared with a folder: the changes, and the same as a diff.
    Compared(&'a Path, &'a Changes, &'a str),
    /// A file.
    File(&'a Path),
    /// The output was not written, for this reason.
    Withheld(&'a str),
}

/// Prints the output of a run, and how much of the description is typed.
pub fn summary(
    output: Output<'_>,
    found: &Diagnostics,
    coverage: &Coverage,
    arguments: &FindingArguments,
) {
    if arguments.message_format != Format::Json {
        match output {
            Output::None => {}
            Output::Crate(folder, changes) => {
                let (new, gone) = (changes.written.len(), changes.removed.len());
                out(&format!("{}: {new} files written, {gone} removed\n", folder.display()));
                err(&unlisted(folder, changes).map_or(String::new(), |around| around.note(folder)));
            }
            Output::Compared(folder, changes, diff) => {
                out(diff);
                let folder = folder.display();
                if changes.is_empty() {
                    out(&format!("{folder} is up to date\n"));
                } else {
                    err(&format!("{folder} is not up to date: run the same without `--check`\n"));
                }
                return;
            }
            Output::File(path) => out(&format!("{} written\n", path.display())),
            Output::Withheld(reason) => {
                err(&format!("nothing was written: {reason}\n"));
                return;
            }
        }
        if !coverage.rows.is_empty() {
            out(&coverage.table());
        }
        return;
    }
    let counts = Kind::ALL.iter().map(|(kind, name)| {
        let counts = State::ALL
            .iter()
            .map(|(state, name)| ((*name).to_owned(), json!(coverage.count(*kind, *state))));
        ((*name).to_owned(), Value::Object(counts.collect()))
    });
    let mut summary = json!({
        "errors": found.count(Severity::Error),
        "warnings": found.count(Severity::Warning),
        "notes": found.count(Severity::Note),
        "coverage": counts.collect::<Map<String, Value>>(),
    });
    match output {
        Output::None => {}
        Output::Crate(folder, changes) => {
            summary["folder"] = json!(folder.display().to_string());
            summary["written"] = json!(changes.written.len());
            summary["removed"] = json!(changes.removed.len());
            if let Some(around) = unlisted(folder, changes) {
                summary["unlisted_in"] = json!(around.manifest.display().to_string());
            }
        }
        Output::Compared(folder, changes, diff) => {
            summary["folder"] = json!(folder.display().to_string());
            summary["differing"] = json!(changes.written);
            summary["superfluous"] = json!(changes.removed);
            summary["diff"] = json!(diff);
        }
        Output::File(path) => summary["file"] = json!(path.display().to_string()),
        Output::Withheld(reason) => summary["withheld"] = json!(reason),
    }
    out(&format!("{}\n", json!({ "summary": summary })));
}

/// The workspace around a new crate, if it does not list the crate as a member.
fn unlisted(folder: &Path, changes: &Changes) -> Option<Workspace> {
    let is_new = changes.written.iter().any(|path| path == "Cargo.toml");
    Workspace::around(folder).filter(|around| is_new && !around.is_member)
}

/// The content of a coverage file.
pub fn rows(coverage: &Coverage) -> Result<String, String> {
    serde_json::to_string_pretty(&coverage.rows)
        .map(|text| text + "\n")
        .map_err(|error| error.to_string())
}

/// The exit code for these findings.
pub fn exit(found: &Diagnostics) -> ExitCode {
    if found.has_errors() { ExitCode::from(1) } else { ExitCode::SUCCESS }
}

/// Prints how long the phases took.
pub fn timings(timings: &Timings, arguments: &FindingArguments) {
    match arguments.message_format {
        _ if !arguments.timings => {}
        Format::Json => out(&format!("{}\n", timings.json())),
        Format::Human | Format::Github => err(&timings.table()),
    }
}
