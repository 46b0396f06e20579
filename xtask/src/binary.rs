//! The program that the tasks try, and the documents they try it on.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Builds the release binary of `specwright`.
///
/// # Errors
///
/// When it does not build.
pub fn build(root: &Path) -> Result<PathBuf, String> {
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--release", "--package", "specwright", "--bin", "specwright"]);
    let status = cargo.current_dir(root).status().map_err(|error| format!("cargo: {error}"))?;
    if !status.success() {
        return Err(format!("cargo build: {status}"));
    }
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let name = format!("specwright{}", env::consts::EXE_SUFFIX);
    Ok(root.join(target).join("release").join(name))
}

/// Whether the help of a command of the binary lists a flag.
///
/// # Errors
///
/// When the binary cannot be started.
pub fn has_flag(program: &Path, command: &str, flag: &str) -> Result<bool, String> {
    let output = Command::new(program).args([command, "--help"]).output();
    let output = output.map_err(|error| format!("{}: {error}", program.display()))?;
    let help = String::from_utf8_lossy(&output.stdout);
    Ok(help.split_whitespace().any(|word| word.trim_end_matches(',') == flag))
}

/// The folder of other people's documents: `../shared`, or what `SPECWRIGHT_SHARED` says.
pub fn shared(root: &Path) -> PathBuf {
    env::var_os("SPECWRIGHT_SHARED").map_or_else(|| root.join("../shared"), PathBuf::from)
}
