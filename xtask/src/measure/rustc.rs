//! This program as Cargo's `RUSTC_WRAPPER`: what the compiler used for one crate.

use std::env;
use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, ExitCode};

/// Environment variable with the file for the usage; that it is set makes this program a wrapper.
pub const RECORD_VARIABLE: &str = "XTASK_RUSTC_RECORD";
/// Environment variable with the name of the crate to measure.
pub const CRATE_VARIABLE: &str = "XTASK_RUSTC_CRATE";

/// Runs the compiler that the arguments name, and records what it used when it compiles the crate to measure.
/// `None` when this program was not started as a wrapper.
pub fn wrap() -> Option<ExitCode> {
    let record = env::var_os(RECORD_VARIABLE)?;
    let wanted = env::var_os(CRATE_VARIABLE)?;
    let arguments: Vec<OsString> = env::args_os().skip(1).collect();
    let (program, rest) = arguments.split_first()?;
    // The variables also reach the process that starts Cargo.
    if program == "measure" {
        return None;
    }
    let mut command = Command::new(program);
    command.args(rest);
    match super::usage_of(&mut command, None) {
        Ok(usage) => {
            if compiles(rest, &wanted)
                && let Err(message) = super::write(Path::new(&record), &usage)
            {
                eprintln!("{message}");
                return Some(ExitCode::FAILURE);
            }
            let code = usage.exit.and_then(|code| u8::try_from(code).ok());
            Some(code.map_or(ExitCode::FAILURE, ExitCode::from))
        }
        Err(error) => {
            eprintln!("{}: {error}", program.to_string_lossy());
            Some(ExitCode::FAILURE)
        }
    }
}

fn compiles(arguments: &[OsString], name: &OsString) -> bool {
    arguments.windows(2).any(|pair| pair[0] == "--crate-name" && pair[1] == *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_crate() {
        let arguments = ["--crate-name", "client", "src/lib.rs"].map(OsString::from);
        assert!(compiles(&arguments, &OsString::from("client")));
        assert!(!compiles(&arguments, &OsString::from("src/lib.rs")));
    }
}
