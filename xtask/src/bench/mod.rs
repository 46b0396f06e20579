//! What generating, and compiling what was generated, costs; here and with other generators.

mod measure;
mod table;
mod tools;
mod types;
mod wire;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use clap::Args;

use crate::binary;
use measure::Bench;
use tools::{RIVALS, Tool};

/// Documents by default, below the folder of other people's documents.
const DOCUMENTS: &[&str] = &[
    "pages/specs/twilio.yaml",
    "pages/specs/Openai.yaml",
    "corpus/giants/openai.yaml",
    "corpus/giants/stripe.json",
];

/// Arguments of the task.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Documents beside those of `../shared`.
    documents: Vec<PathBuf>,
    /// Compare with other generators; they are installed below `target/bench/rivals`.
    #[arg(long)]
    rivals: bool,
    /// Measure only what reading and writing JSON costs.
    #[arg(long)]
    wire: bool,
    /// Measure only what compiling types costs.
    #[arg(long, conflicts_with = "wire")]
    types: bool,
    /// Fail when reading or writing JSON is much slower, beside derived serde, than `tests/twins/ratchet.json` says.
    #[arg(long)]
    check: bool,
    /// Write what was measured to that file.
    #[arg(long, conflicts_with = "check")]
    record: bool,
    /// How often everything runs; the table has the medians.
    #[arg(long, default_value_t = 3)]
    runs: usize,
}

/// Runs the task.
///
/// # Errors
///
/// When a generator cannot be installed or started, or there are no documents.
pub fn run(root: &Path, arguments: &Arguments) -> Result<(), String> {
    let folder = root.join("target/bench");
    let bench =
        Bench { folder: folder.clone(), lock: root.join("Cargo.lock"), runs: arguments.runs };
    if arguments.types {
        println!("{}", types::run(&bench)?);
        return Ok(());
    }
    let json = wire::run(root, arguments.check, arguments.record)?;
    if arguments.wire {
        return Ok(());
    }
    let shared = binary::shared(root);
    let mut documents: Vec<PathBuf> =
        DOCUMENTS.iter().map(|path| shared.join(path)).filter(|path| path.is_file()).collect();
    if documents.is_empty() {
        println!("bench: ../shared is absent: only the documents given");
    }
    documents.extend(arguments.documents.iter().cloned());
    if documents.is_empty() {
        return Err("no documents".to_owned());
    }
    let rivals = if arguments.rivals { RIVALS } else { &[] };
    let mut programs = Vec::new();
    for tool in [Tool::Specwright].iter().chain(rivals) {
        programs.push((*tool, tool.program(root)?));
    }
    let types = types::run(&bench)?;
    println!("{types}");
    let mut text = format!("{json}\n{types}\n");
    for document in &documents {
        let path = fs::canonicalize(document);
        let path = path.map_err(|error| format!("{}: {error}", document.display()))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut rows = Vec::new();
        for (tool, program) in &programs {
            eprintln!("{name}: {}", tool.name());
            rows.push(measure::row(&bench, *tool, program, &path)?);
        }
        let table = table::table(&name, &rows);
        println!("{table}");
        text.push_str(&table);
        text.push('\n');
        timings(&programs[0].1, &path, &folder.join("scratch/timings"))?;
    }
    let out = folder.join("bench.md");
    fs::write(&out, text).map_err(|error| format!("{}: {error}", out.display()))
}

/// Prints how long the phases of this generator take, when it can tell.
fn timings(program: &Path, document: &Path, out: &Path) -> Result<(), String> {
    if !binary::has_flag(program, "generate", "--timings")? {
        return Ok(());
    }
    let mut command = Command::new(program);
    command.args(["generate", "--timings", "--no-lock", "--message-format", "json"]).arg(document);
    command.arg("--out").arg(out).args(["--name", "client"]);
    let output = command.output().map_err(|error| format!("{}: {error}", program.display()))?;
    // Findings are not what is asked for.
    let stdout = String::from_utf8_lossy(&output.stdout);
    for line in stdout.lines().filter(|line| line.starts_with("{\"timings\"")) {
        println!("{line}");
    }
    Ok(())
}
