//! `specwright explain`.

use std::process::ExitCode;

use clap::Args;
use specwright::diagnostics::{CODES, known_code};

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
    #[arg(value_parser = known_code)]
    code: Option<String>,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let mut text = String::new();
    for code in CODES {
        match &arguments.code {
            None => {
                let severity = code.severity.as_str();
                text.push_str(&format!("{}  {severity:8}{}\n", code.id, code.title));
            }
            Some(id) if id == code.id => {
                let severity = code.severity.as_str();
                let head = format!("{} ({severity}): {}", code.id, code.title);
                text.push_str(&format!("{head}\n\n{}\n", code.explanation.trim_end()));
            }
            Some(_) => {}
        }
    }
    out(&text);
    Ok(ExitCode::SUCCESS)
}
