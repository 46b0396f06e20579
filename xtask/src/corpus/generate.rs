//! The generator in a child process, and what it says about itself.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;
use serde_json::Value;

use super::operations;
use super::scoreboard::{Entry, Finding, Status};
use super::sources::{self, Document};
use crate::measure::{Limits, Measured, measured};

/// How many findings and messages are kept of each document; all are counted.
pub const KEPT: usize = 20;
/// How much is kept of what the generator says beside its findings.
const NOISE_CHARS: usize = 400;

/// The generator and how it is run.
#[derive(Debug, Clone)]
pub struct Generator {
    /// The binary.
    pub program: PathBuf,
    /// What it may use.
    pub limits: Limits,
    /// Whether it has the flag `--coverage`.
    pub coverage: bool,
    /// Folder for passing files.
    pub scratch: PathBuf,
}

/// Generates the crate of a document in the folder of its name below `crates`. The folder is gone afterwards
/// when there is no crate.
///
/// # Errors
///
/// When the generator cannot be started.
pub fn generate(
    generator: &Generator,
    document: &Document,
    crates: &Path,
) -> Result<Entry, String> {
    let crate_name = sources::crate_name(&document.name);
    let out = crates.join(&crate_name);
    let rows = generator.scratch.join(format!("{crate_name}.coverage.json"));
    let mut command = Command::new(&generator.program);
    command.arg("generate").arg(&document.path).arg("--out").arg(&out);
    command.args(["--name", &crate_name, "--no-lock", "--message-format", "json"]);
    if generator.coverage {
        command.arg("--coverage").arg(&rows);
    }
    let measured = measured(&command, generator.limits, &generator.scratch)?;
    let mut entry = interpret(&measured);
    if !entry.status.written() && out.is_dir() {
        fs::remove_dir_all(&out).map_err(|error| format!("{}: {error}", out.display()))?;
    }
    entry.document.clone_from(&document.name);
    entry.crate_name = crate_name;
    entry.verdict = document.verdict;
    entry.version.clone_from(&document.version);
    entry.bytes = document.bytes;
    entry.operations_in_document = operations::count(&document.path);
    let mb = document.bytes as f64 / 1e6;
    entry.mb_per_second = mb / entry.cpu_seconds.max(1e-3);
    entry.memory_per_mb = entry.peak_mib * 1.048_576 / mb.max(1e-6);
    entry.lines = rust_lines(&out.join("src"));
    if let Ok(text) = fs::read_to_string(&rows) {
        entry.coverage = coverage(&text);
        let _ = fs::remove_file(&rows);
    }
    Ok(entry)
}

/// What a run of the generator says about its document.
fn interpret(measured: &Measured) -> Entry {
    let mut codes = BTreeMap::new();
    let mut errors = Vec::new();
    let mut noise = Vec::new();
    let mut error_count = 0;
    noise.extend(measured.stderr.lines().filter(|line| !line.trim().is_empty()));
    for finding in measured.stdout.lines().filter_map(finding) {
        *codes.entry(finding.code.clone()).or_insert(0) += 1;
        if finding.severity == "error" {
            error_count += 1;
            if errors.len() < KEPT {
                errors.push(finding);
            }
        }
    }
    let noise = noise.join("\n");
    let summary = summary(&measured.stdout);
    let usage = &measured.usage;
    let status = if usage.timed_out {
        Status::Timeout
    } else if noise.contains("panicked at") {
        Status::Panic
    } else if noise.contains("memory allocation of") {
        Status::OutOfMemory
    } else if usage.exit.is_none() {
        Status::Crash
    } else if summary.is_some() && usage.exit == Some(0) {
        Status::Generated
    } else if summary.is_some() && error_count > 0 {
        Status::GeneratedWithErrors
    } else if error_count > 0 {
        Status::Refused
    } else {
        Status::Silent
    };
    let mut entry = Entry {
        status,
        noise: (!noise.is_empty()).then(|| noise.chars().take(NOISE_CHARS).collect()),
        codes,
        errors,
        seconds: usage.wall_seconds,
        cpu_seconds: usage.cpu_seconds,
        peak_mib: usage.peak_kib as f64 / 1024.0,
        ..Entry::default()
    };
    if let Some(summary) = summary {
        entry.operations = Some(summary.operations);
        entry.types = Some(summary.types);
        entry.raw = Some(summary.raw);
        entry.skipped = Some(summary.skipped);
    }
    entry
}

fn finding(line: &str) -> Option<Finding> {
    serde_json::from_str(line).ok()
}

#[derive(Debug, PartialEq)]
struct Summary {
    operations: usize,
    types: usize,
    raw: usize,
    skipped: usize,
}

/// Reads the object `summary`, which says what is typed, raw and skipped of a crate that was written.
fn summary(stdout: &str) -> Option<Summary> {
    let objects = stdout.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let summary = objects.into_iter().find_map(|mut object| {
        let summary = object.get_mut("summary").map(Value::take)?;
        summary.get("written").is_some().then_some(summary)
    })?;
    let kinds = summary.get("coverage")?.as_object()?;
    let number = |counts: &Value, state: &str| {
        let count = counts.get(state).and_then(Value::as_u64);
        usize::try_from(count.unwrap_or_default()).unwrap_or(usize::MAX)
    };
    let done = |kind: &str| {
        kinds.get(kind).map_or(0, |counts| number(counts, "typed") + number(counts, "raw"))
    };
    Some(Summary {
        operations: done("operations"),
        types: done("schemas"),
        raw: kinds.values().map(|counts| number(counts, "raw")).sum(),
        skipped: kinds.values().map(|counts| number(counts, "skipped")).sum(),
    })
}

#[derive(Deserialize)]
struct Row {
    kind: String,
    state: String,
}

/// Counts the rows of a coverage file by kind and state: a list of rows, or an object with the list `rows`.
fn coverage(text: &str) -> Option<BTreeMap<String, BTreeMap<String, usize>>> {
    let mut tree: Value = serde_json::from_str(text).ok()?;
    if let Some(rows) = tree.get_mut("rows") {
        tree = rows.take();
    }
    let rows: Vec<Row> = serde_json::from_value(tree).ok()?;
    let mut counts: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    for row in rows {
        *counts.entry(row.kind).or_default().entry(row.state).or_insert(0) += 1;
    }
    Some(counts)
}

/// Lines of the Rust files below a folder, without those of its folder `runtime`, which is copied into each
/// crate.
pub fn rust_lines(folder: &Path) -> usize {
    let mut sum = 0;
    let mut open = vec![folder.to_owned()];
    while let Some(path) = open.pop() {
        let entries = fs::read_dir(&path).into_iter().flatten().filter_map(Result::ok);
        for path in entries.map(|entry| entry.path()) {
            if path.is_dir() {
                if path != folder.join("runtime") {
                    open.push(path);
                }
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                sum += fs::read_to_string(&path).map_or(0, |text| text.lines().count());
            }
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::Usage;

    #[test]
    fn names_how_a_run_ended() {
        let done = r#"{"summary":{"errors":0,"coverage":{},"written":0}}"#;
        let error = r#"{"code":"SW0010","severity":"error","message":"m","pointer":"/a"}"#;
        let warning = r#"{"code":"SW0012","severity":"warning","message":"m","pointer":null}"#;
        let (done_error, done_warning) = (format!("{error}\n{done}"), format!("{warning}\n{done}"));
        let panic = "thread '<unnamed>' panicked at src/x.rs:1:1:\nboom";
        let overflow = "thread 'main' has overflowed its stack";
        let memory = "memory allocation of 99 bytes failed";
        let cases = [
            (Some(0), false, done_warning.as_str(), "", Status::Generated),
            (Some(1), false, done_error.as_str(), "", Status::GeneratedWithErrors),
            (Some(1), false, error, "nothing was written", Status::Refused),
            (Some(1), false, warning, "", Status::Silent),
            (Some(2), false, "", "error: x: permission denied", Status::Silent),
            (Some(101), false, "", panic, Status::Panic),
            // The thread that panicked is followed by a second try.
            (Some(0), false, done, panic, Status::Panic),
            (None, true, "", "", Status::Timeout),
            (None, false, "", memory, Status::OutOfMemory),
            (None, false, "", overflow, Status::Crash),
        ];
        for (exit, timed_out, stdout, stderr, expected) in cases {
            let entry = interpret(&Measured {
                usage: Usage { exit, timed_out, ..Usage::default() },
                stdout: stdout.to_owned(),
                stderr: stderr.to_owned(),
            });
            assert_eq!(entry.status, expected, "{exit:?} {stderr}");
        }
    }

    #[test]
    fn reads_the_summary() {
        let text = r#"{"code":"SW0010","severity":"error","message":"m"}
{"summary":{"errors":0,"warnings":2,"notes":0,"coverage":{"operations":{"typed":22,"raw":1,"skipped":1},"schemas":{"typed":14,"raw":2,"skipped":0}},"written":3}}"#;
        let expected = Summary { operations: 23, types: 16, raw: 3, skipped: 1 };
        assert_eq!(summary(text), Some(expected));
        assert_eq!(summary(r#"{"summary":{"coverage":{}}}"#), None);
        assert_eq!(summary("something: else"), None);
    }

    #[test]
    fn counts_coverage() {
        let rows = r#"[{"kind":"schema","pointer":"/a","state":"typed"},
            {"kind":"schema","pointer":"/b","state":"raw","reason":"r"},
            {"kind":"schema","pointer":"/c","state":"typed"}]"#;
        for text in [rows.to_owned(), format!("{{\"rows\": {rows}}}")] {
            let counts = coverage(&text).unwrap();
            assert_eq!(counts["schema"]["typed"], 2);
            assert_eq!(counts["schema"]["raw"], 1);
        }
        assert!(coverage("{}").is_none());
    }
}
