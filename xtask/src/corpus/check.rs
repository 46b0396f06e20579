//! `cargo check` of the generated crates: one workspace, one target folder, many crates at a time.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use super::messages;
use super::scoreboard::Check;
use crate::measure::{Limits, measured};

/// Crates for one run of Cargo.
pub const BATCH: usize = 25;
/// CPU seconds that the compiler has for one crate.
const RUSTC_SECONDS: u64 = 600;
/// How much is kept of what Cargo says.
const CARGO_CHARS: usize = 1000;

/// Where crates are checked.
#[derive(Debug, Clone)]
pub struct Workspace {
    /// Its folder; the crates are in the folder `crates` below it.
    pub folder: PathBuf,
    /// A `Cargo.lock` with the versions of the dependencies.
    pub lock: PathBuf,
    /// Processes at a time.
    pub jobs: usize,
}

impl Workspace {
    /// The folder of the crates.
    pub fn crates(&self) -> PathBuf {
        self.folder.join("crates")
    }
}

/// Checks crates, in one run of Cargo if that can be, else in as many as it takes to find the crate whose
/// manifest is wrong.
///
/// # Errors
///
/// When Cargo cannot be started, or the workspace cannot be written.
pub fn check(workspace: &Workspace, crates: &[String]) -> Result<BTreeMap<String, Check>, String> {
    let mut done = BTreeMap::new();
    let mut open = vec![crates];
    while let Some(batch) = open.pop() {
        if batch.is_empty() {
            continue;
        }
        write(workspace, batch)?;
        let mut command = Command::new("cargo");
        command.args(["check", "--workspace", "--keep-going", "--quiet"]);
        command.args(["--message-format", "json", "--jobs", &workspace.jobs.to_string()]);
        command.current_dir(&workspace.folder);
        command.env("CARGO_TARGET_DIR", workspace.folder.join("target"));
        command.env("CARGO_TERM_COLOR", "never");
        let limits = Limits { cpu_seconds: Some(RUSTC_SECONDS), ..Limits::default() };
        let run = measured(&command, limits, &workspace.folder.join("scratch"))?;
        let mut found = messages::attribute(&run.stdout);
        if !found.finished && batch.len() > 1 {
            let (first, second) = batch.split_at(batch.len() / 2);
            open.push(second);
            open.push(first);
            continue;
        }
        for name in batch {
            let mut check = found.crates.remove(name).unwrap_or_default();
            check.compiles &= check.error_count == 0;
            if !check.compiles && check.error_count == 0 {
                check.cargo = Some(run.stderr.chars().take(CARGO_CHARS).collect());
            }
            done.insert(name.clone(), check);
        }
    }
    Ok(done)
}

fn write(workspace: &Workspace, crates: &[String]) -> Result<(), String> {
    let at = |error: std::io::Error| format!("{}: {error}", workspace.folder.display());
    fs::create_dir_all(&workspace.folder).map_err(at)?;
    fs::write(workspace.folder.join("Cargo.toml"), manifest(crates)).map_err(at)?;
    // Cargo takes out of the lock file what a batch does not need; the next batch may need it.
    fs::copy(&workspace.lock, workspace.folder.join("Cargo.lock"))
        .map_err(|error| format!("{}: {error}", workspace.lock.display()))?;
    Ok(())
}

fn manifest(crates: &[String]) -> String {
    let members: Vec<String> =
        crates.iter().map(|name| format!("    \"crates/{name}\",\n")).collect();
    // Without debug information the shared target folder stays small.
    format!(
        "[workspace]\nresolver = \"3\"\nmembers = [\n{}]\n\n[profile.dev]\ndebug = false\nincremental = false\n",
        members.concat()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_members() {
        let text = manifest(&["a".to_owned(), "b".to_owned()]);
        let tree: toml::Table = text.parse().unwrap();
        let members = tree["workspace"]["members"].as_array().unwrap();
        assert_eq!(members.len(), 2);
        assert_eq!(members[1].as_str(), Some("crates/b"));
    }
}
