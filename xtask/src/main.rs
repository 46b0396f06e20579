//! Tasks of the project: `cargo xtask generate [API…] [--check] [--base DIR --report FILE]`, `corpus`, `bench`, `twins`, `fuzz`,
//! `tidy` and `ci`.

mod bench;
mod binary;
mod corpus;
mod fuzz;
mod generate;
mod measure;
mod tidy;
mod twins;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use clap::{Parser, Subcommand};

/// Tasks of the project.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Write the crate `generated` from `specs/`.
    Generate {
        /// Report about these APIs only; the whole crate is written all the same.
        apis: Vec<String>,
        /// Write nothing; exit with 1 when something would change.
        #[arg(long)]
        check: bool,
        /// Another checkout of the repository, to compare the descriptions with.
        #[arg(long, value_name = "DIR")]
        base: Option<PathBuf>,
        /// Write the report about the changes since `--base` to this file: Markdown, JSON or text, by its extension.
        #[arg(long, value_name = "FILE", requires = "base")]
        report: Option<PathBuf>,
    },
    /// Generate clients of many documents and compile them.
    Corpus(corpus::Arguments),
    /// Compare with other generators: time and memory to generate, and to compile what was generated.
    Bench(bench::Arguments),
    /// Compare generated types with derived `serde`, for random types and values.
    Twins(twins::Arguments),
    /// Fuzz the readers, the generator and the decoding of generated types.
    Fuzz(fuzz::Arguments),
    /// Run a command and record what it uses.
    #[command(hide = true)]
    Measure(measure::Arguments),
    /// Check layering and file sizes.
    Tidy,
    /// Run what decides whether work lands.
    Ci {
        /// Also run what takes long or needs further tools: the comparison with cargo-semver-checks.
        #[arg(long)]
        full: bool,
    },
}

fn main() -> ExitCode {
    if let Some(code) = measure::wrap_rustc() {
        return code;
    }
    let root = root();
    let done = match Arguments::parse().task {
        Task::Generate { apis, check, base, report } => {
            generate::run(&root, &apis, check, base, report.as_deref())
        }
        Task::Corpus(arguments) => corpus::run(&root, &arguments),
        Task::Bench(arguments) => bench::run(&root, &arguments),
        Task::Twins(arguments) => twins::run(&root, &arguments),
        Task::Fuzz(arguments) => fuzz::run(&root, &arguments),
        Task::Measure(arguments) => measure::run(&arguments),
        Task::Tidy => tidy::run(&root),
        Task::Ci { full } => ci(&root, full),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest).to_owned()
}

fn ci(root: &Path, full: bool) -> Result<(), String> {
    let mut command = Command::new("bash");
    command.arg(".ci/run").args(full.then_some("--full")).current_dir(root);
    let status = command.status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!(".ci/run: {status}")),
        Err(error) => Err(format!(".ci/run: {error}")),
    }
}
