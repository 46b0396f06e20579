//! Tasks of the project: `cargo xtask generate [API…] [--check]`, `corpus`, `bench`, `twins`, `fuzz`,
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
    Ci,
}

fn main() -> ExitCode {
    if let Some(code) = measure::wrap_rustc() {
        return code;
    }
    let root = root();
    let done = match Arguments::parse().task {
        Task::Generate { apis, check } => generate::run(&root, &apis, check),
        Task::Corpus(arguments) => corpus::run(&root, &arguments),
        Task::Bench(arguments) => bench::run(&root, &arguments),
        Task::Twins(arguments) => twins::run(&root, &arguments),
        Task::Fuzz(arguments) => fuzz::run(&root, &arguments),
        Task::Measure(arguments) => measure::run(&arguments),
        Task::Tidy => tidy::run(&root),
        Task::Ci => ci(&root),
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

fn ci(root: &Path) -> Result<(), String> {
    let status = Command::new("bash").arg(".ci/run").current_dir(root).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!(".ci/run: {status}")),
        Err(error) => Err(format!(".ci/run: {error}")),
    }
}
