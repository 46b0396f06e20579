//! Tasks of this repository: `cargo xtask generate [--check]`.

use std::env;
use std::path::Path;
use std::process::ExitCode;

use specwright::repository::{Mode, Repository};

const USAGE: &str = "\
Usage: cargo xtask generate [--check]

Writes the crate `generated` from the API descriptions in `specs/`.
With `--check`, writes nothing, and fails with a diff if something would change.";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["generate"] => generate(Mode::Write),
        ["generate", "--check"] => generate(Mode::Check),
        _ => {
            eprintln!("{USAGE}");
            ExitCode::from(2)
        }
    }
}

fn generate(mode: Mode) -> ExitCode {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = xtask.parent().unwrap_or(xtask);
    let report = Repository::new(root).generate(mode);
    eprint!("{}", report.findings);
    print!("{}", report.output);
    match report.result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}
