//! `specwright lock`.

use std::process::ExitCode;

use clap::{Args, Subcommand};
use specwright::write;

use super::arguments::{FindingArguments, InputArguments};
use super::failure::Failure;
use super::input::input;
use super::print;
use super::report::{self, Detail};

/// Change the file that remembers the names of generated items.
///
/// `generate` writes `names.lock` beside the options file, or where that would be. Items keep their names while the
/// description changes, and the names of items that are gone are not given to others.
#[derive(Args)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Prune(Prune),
}

/// Remove the names of items that are gone, so that other items can have them.
#[derive(Args)]
struct Prune {
    #[command(flatten)]
    input: InputArguments,
    #[command(flatten)]
    findings: FindingArguments,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let Command::Prune(arguments) = &arguments.command;
    let input = input(&arguments.input, &arguments.findings, "api")?.with_pruned_lock();
    let generated = specwright::generate(input, None);
    let found = &generated.diagnostics;
    if found.has_errors() {
        report::findings(found, &generated.sources, &arguments.findings, Detail::Brief);
        let message =
            "nothing was removed: items with errors would be taken for items that are gone\n";
        print::err(message);
        return Ok(ExitCode::from(1));
    }
    let Some((path, text)) = generated.lock() else { return Ok(ExitCode::SUCCESS) };
    let name = path.display();
    let message = match write::write_lock(path, &text) {
        Ok(true) => format!("{name} written\n"),
        Ok(false) => format!("{name} is up to date\n"),
        Err(error) => return Err(Failure::Message(format!("`{name}` cannot be written: {error}"))),
    };
    print::out(&message);
    Ok(ExitCode::SUCCESS)
}
