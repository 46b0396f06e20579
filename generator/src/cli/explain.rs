//! `specwright explain`.

use std::process::ExitCode;

use clap::Args;
use specwright::diagnostics::Code;

use super::failure::Failure;
use super::print::out;

/// Explain a code of findings, or list all codes.
#[derive(Args)]
#[command(after_help = "\
Examples:
  specwright explain           list all codes
  specwright explain SW0011    what SW0011 means, with an example, and what to do")]
pub struct Arguments {
    /// A code such as SW0011.
    code: Option<Code>,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let text = match arguments.code {
        Some(code) => {
            let severity = code.severity().as_str();
            format!("{code} ({severity}): {}\n\n{}\n", code.title(), code.explanation().trim_end())
        }
        None => {
            let line =
                |code: &Code| format!("{code}  {:8}{}\n", code.severity().as_str(), code.title());
            Code::ALL.iter().map(line).collect()
        }
    };
    out(&text);
    Ok(ExitCode::SUCCESS)
}
