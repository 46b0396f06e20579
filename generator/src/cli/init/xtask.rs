//! Tasks of this repository: `cargo xtask generate [--check] [--base DIR]`.

use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use specwright::render::ReportFormat;
use specwright::repository::{Mode, Repository};

const USAGE: &str = "\
Usage: cargo xtask generate [--check] [--base DIR]

Writes the crate `generated` from the API descriptions in `specs/`.
With `--check`, writes nothing, and fails with a diff if something would change.
With `--base`, reports what changes for the users of the clients, compared with another checkout of this repository.";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["generate"] => generate(Mode::Write, None),
        ["generate", "--check"] => generate(Mode::Check, None),
        ["generate", "--base", base] => generate(Mode::Write, Some(base)),
        ["generate", "--check", "--base", base] => generate(Mode::Check, Some(base)),
        _ => {
            eprintln!("{USAGE}");
            ExitCode::from(2)
        }
    }
}

fn generate(mode: Mode, base: Option<&str>) -> ExitCode {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = xtask.parent().unwrap_or(xtask);
    let base = base.map(PathBuf::from);
    let report = Repository::new(root).compared_with(base).generate(mode);
    eprint!("{}", report.findings);
    print!("{}", report.output);
    print!("{}", ReportFormat::Terminal.render_all(&report.changes));
    match report.result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}
