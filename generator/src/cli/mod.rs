//! The command line: a file for every subcommand, and shared parts.
//!
//! Findings for people go to standard error, results to standard output; in the other formats findings are a result
//! themselves.

mod arguments;
mod check;
mod clock;
mod diff;
mod explain;
mod failure;
mod file;
mod generate;
mod init;
mod input;
mod lock;
mod print;
mod progress;
mod recover;
mod report;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use failure::Failure;

/// Generates a Rust client crate from an OpenAPI document (2.0, 3.0, 3.1, 3.2) or from documentation pages.
///
/// The description is one or more files, or a folder: YAML, JSON, saved HTML pages, Markdown. Nothing is ever
/// read from the network. A finding, with a place and a code such as SW0011, names each item that cannot be typed or
/// generated; everything else is generated.
#[derive(Parser)]
#[command(name = "specwright", version, max_term_width = 100, after_help = EXAMPLES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  specwright generate openapi.yaml --out my-client    write the crate `my-client`
  specwright check openapi.yaml                       see what is wrong with the document
  specwright diff old.yaml new.yaml                   see what changes for the users of the client
  specwright recover docs/ -o openapi.yaml            write the document that saved pages contain
  specwright init                                     set up a repository that generates a crate

Exit codes:
  0  done
  1  errors or denied findings: something, or all, is not generated; or `--check` found changes
  2  wrong usage, or a file that cannot be read or written";

#[derive(Subcommand)]
enum Command {
    Generate(generate::Arguments),
    Check(check::Arguments),
    Diff(diff::Arguments),
    Recover(recover::Arguments),
    Init(init::Arguments),
    Lock(lock::Arguments),
    Explain(explain::Arguments),
}

/// Runs the command that the command line names.
pub fn run() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Generate(arguments) => generate::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::Recover(arguments) => recover::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Init(arguments) => init::run(&arguments),
        Command::Lock(arguments) => lock::run(&arguments),
    };
    match done {
        Ok(code) => code,
        Err(failure) => {
            if let Failure::Message(message) = failure {
                print::err(&format!("error: {message}\n"));
            }
            ExitCode::from(2)
        }
    }
}
