//! One generator on one document: what it and the compiler use.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::tools::Tool;
use crate::corpus::{messages, rust_lines};
use crate::measure::{self, Limits, Usage, measured};

/// CPU seconds that one process has, of the generator or of the compiler.
const CPU_SECONDS: u64 = 1200;
/// Name of the crates and of their folders.
pub const NAME: &str = "client";
/// How much is told of why something failed.
const REASON_CHARS: usize = 160;

/// CPU seconds and peak resident memory; the medians of several runs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cost {
    /// CPU seconds, user and system.
    pub cpu_seconds: f64,
    /// Peak resident memory in MiB.
    pub peak_mib: f64,
}

/// What became of a document with a generator.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The generator.
    pub tool: Tool,
    /// What it used, or why it failed.
    pub generate: Result<Cost, String>,
    /// Lines of Rust, without the runtime that this generator copies.
    pub lines: usize,
    /// What `rustc` used to check the crate, or why that failed.
    pub check: Option<Result<Cost, String>>,
}

/// Where crates are made and checked.
#[derive(Debug)]
pub struct Bench {
    /// Folder of everything.
    pub folder: PathBuf,
    /// A `Cargo.lock` whose versions are preferred.
    pub lock: PathBuf,
    /// How often everything runs.
    pub runs: usize,
}

/// Measures a generator on a document.
///
/// # Errors
///
/// When something cannot be started or written; not when the generator or the compiler fails.
pub fn row(bench: &Bench, tool: Tool, program: &Path, document: &Path) -> Result<Row, String> {
    let stem = document.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let folder =
        bench.folder.join("crates").join(format!("{}-{}", stem.unwrap_or_default(), tool.name()));
    let out = folder.join(NAME);
    let fail = |error: std::io::Error| format!("{}: {error}", folder.display());
    let limits = Limits { cpu_seconds: Some(CPU_SECONDS), ..Limits::default() };
    let mut usages = Vec::new();
    for _ in 0..bench.runs.max(1) {
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(out.join("src")).map_err(fail)?;
        let command = tool.generate(program, document, &out, NAME);
        let run = measured(&command, limits, &bench.folder.join("scratch"))?;
        if !tool.succeeded(run.usage.exit, &out) {
            let generate = Err(reason(&run.stderr, &run.usage));
            return Ok(Row { tool, generate, lines: 0, check: None });
        }
        usages.push(run.usage);
    }
    tool.complete(&out, NAME)?;
    let check = compile(bench, &folder, &["check"])?;
    Ok(Row {
        tool,
        generate: Ok(cost(&usages)),
        lines: rust_lines(&out.join("src")),
        check: Some(check),
    })
}

/// Compiles the crate below `folder` by a Cargo command, as often as the bench says, after a first run that builds its
/// dependencies. Returns what rustc used for the crate, or why it does not compile.
///
/// # Errors
///
/// If Cargo cannot be started or a file not be written.
pub fn compile(
    bench: &Bench,
    folder: &Path,
    arguments: &[&str],
) -> Result<Result<Cost, String>, String> {
    let fail = |error: std::io::Error| format!("{}: {error}", folder.display());
    // A workspace of its own: the project's is above it.
    let workspace = format!("[workspace]\nresolver = \"3\"\nmembers = [\"{NAME}\"]\n");
    fs::write(folder.join("Cargo.toml"), workspace).map_err(fail)?;
    fs::copy(&bench.lock, folder.join("Cargo.lock")).map_err(fail)?;
    let root = folder.join(NAME).join("src/lib.rs");
    let record = bench.folder.join("scratch").join("rustc.json");
    let mut usages = Vec::new();
    for run in 0..=bench.runs.max(1) {
        let _ = fs::remove_file(&record);
        touch(&root).map_err(fail)?;
        let mut cargo = Command::new("cargo");
        cargo.args(arguments).args(["--quiet", "--message-format", "json"]).current_dir(folder);
        cargo.env("CARGO_TARGET_DIR", bench.folder.join("check"));
        cargo.env("CARGO_INCREMENTAL", "0").env("CARGO_TERM_COLOR", "never");
        cargo.env("RUSTC_WRAPPER", std::env::current_exe().map_err(fail)?);
        cargo.env(measure::RECORD_VARIABLE, &record).env(measure::CRATE_VARIABLE, NAME);
        let limits = Limits { cpu_seconds: Some(CPU_SECONDS), ..Limits::default() };
        let done = measured(&cargo, limits, &bench.folder.join("scratch"))?;
        if done.usage.exit != Some(0) {
            let check = messages::attribute(&done.stdout).crates.remove(NAME).unwrap_or_default();
            let text = match (check.error_count, check.errors.first()) {
                (0, _) | (_, None) => reason(&done.stderr, &done.usage),
                (count, Some(first)) => {
                    format!("does not compile: {count} errors, first: {}", short(&first.message))
                }
            };
            return Ok(Err(text));
        }
        if run > 0 {
            let text = fs::read_to_string(&record).map_err(fail)?;
            let usage: Usage = serde_json::from_str(&text).map_err(|error| error.to_string())?;
            usages.push(usage);
        }
    }
    Ok(Ok(cost(&usages)))
}

fn touch(file: &Path) -> std::io::Result<()> {
    fs::File::options().append(true).open(file)?.set_modified(std::time::SystemTime::now())
}

fn cost(usages: &[Usage]) -> Cost {
    Cost {
        cpu_seconds: median(usages.iter().map(|usage| usage.cpu_seconds).collect()),
        peak_mib: median(usages.iter().map(|usage| usage.peak_kib as f64 / 1024.0).collect()),
    }
}

/// The middle value; of two, their mean; 0 of none.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    match values.len() {
        0 => 0.0,
        len if len % 2 == 0 => f64::midpoint(values[middle - 1], values[middle]),
        _ => values[middle],
    }
}

/// Why a program failed, by what it said: its panic, else its first line with an error or a failure, else its
/// last line.
fn reason(stderr: &str, usage: &Usage) -> String {
    let lines: Vec<&str> = stderr.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    if let Some(at) = lines.iter().position(|line| line.contains("panicked at")) {
        let message = lines.get(at + 1).copied().unwrap_or_default();
        return format!("panics: {}", short(message));
    }
    let error = lines.iter().find(|line| {
        let line = line.to_ascii_lowercase();
        line.starts_with("error") || line.contains("fail:")
    });
    match error.or(lines.last()) {
        Some(line) => short(line),
        None => format!("exit code {:?}, signal {:?}", usage.exit, usage.signal),
    }
}

fn short(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let mut short: String = line.chars().take(REASON_CHARS).collect();
    if short.len() < line.len() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_the_middle() {
        let cases: [(&[f64], f64); 4] =
            [(&[], 0.0), (&[3.0], 3.0), (&[9.0, 1.0], 5.0), (&[5.0, 1.0, 2.0], 2.0)];
        for (values, expected) in cases {
            assert_eq!(median(values.to_vec()), expected, "{values:?}");
        }
    }

    #[test]
    fn says_why() {
        let usage = Usage { exit: Some(1), ..Usage::default() };
        let cases = [
            ("thread 'main' panicked at a.rs:1:2:\nboom\nnote: x", "panics: boom"),
            ("reading\nError: no such file\nmore", "Error: no such file"),
            ("gen fail: TypeError\nError: generation failed", "gen fail: TypeError"),
            ("one\ntwo\n", "two"),
            ("", "exit code Some(1), signal None"),
        ];
        for (stderr, expected) in cases {
            assert_eq!(reason(stderr, &usage), expected);
        }
        assert_eq!(short(&"x".repeat(500)).chars().count(), REASON_CHARS + 1);
    }
}
