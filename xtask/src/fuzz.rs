//! Fuzzing by coverage, with `cargo fuzz` and a nightly toolchain.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use clap::Args;

use crate::binary;

/// Longest input, in bytes; larger seeds are left out.
const MAX_BYTES: u64 = 64 << 10;

/// The most seeds of a target.
const MAX_SEEDS: usize = 2_000;

/// A target, and the endings of files that it begins with.
const TARGETS: &[(&str, &[&str])] = &[
    ("read", &["json", "yaml", "yml"]),
    ("pages", &["html", "md", "mdx", "txt"]),
    ("overlay", &["overlay.yaml", "overlay.yml"]),
    ("generate", &["json", "yaml", "yml"]),
    ("decode", &["json"]),
];

/// What fuzzing needs: a command of Cargo that succeeds where it is installed, and what installs it.
const TOOLS: &[(&[&str], &str)] = &[
    (&["+nightly", "--version"], "rustup toolchain install nightly"),
    (&["fuzz", "--version"], "cargo install --locked cargo-fuzz"),
];

#[derive(Args)]
pub struct Arguments {
    /// The target; all of them by default.
    #[arg(value_parser = TARGETS.iter().map(|(name, _)| *name).collect::<Vec<_>>())]
    target: Option<String>,
    /// Seconds for each target.
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// Optimize less: for short runs, where the build is most of the time.
    #[arg(long)]
    dev: bool,
}

/// Runs the targets. Where there is no nightly toolchain or no `cargo fuzz`, prints what to install, and succeeds: CI
/// runs without them.
///
/// # Errors
///
/// When a target fails: the input that made it fail is kept, and named.
pub fn run(root: &Path, arguments: &Arguments) -> Result<(), String> {
    for (arguments, install) in TOOLS {
        if !succeeds(Command::new("cargo").args(*arguments)) {
            println!(
                "fuzz: skipped: `cargo {}` fails; install it with `{install}`",
                arguments.join(" ")
            );
            return Ok(());
        }
    }
    let wanted = |name: &str| arguments.target.as_deref().is_none_or(|target| target == name);
    for (target, endings) in TARGETS.iter().filter(|(name, _)| wanted(name)) {
        let work = root.join("target/fuzz").join(target);
        let (corpus, seeds, found) = (work.join("corpus"), work.join("seeds"), work.join("found"));
        for folder in [&corpus, &seeds, &found] {
            fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        }
        let count = sow(root, endings, &seeds)?;
        println!("fuzz: {target}: {count} seeds, {} s", arguments.seconds);
        let mut fuzz = Command::new("cargo");
        // Without a sanitizer: there is no unsafe code to watch, and more inputs are tried.
        fuzz.args(["+nightly", "fuzz", "run", "--sanitizer", "none", "--fuzz-dir", "tests/fuzz"])
            .args(["--target-dir", "target/fuzz/build"])
            .args(arguments.dev.then_some("--dev"))
            .arg(target)
            .args([&corpus, &seeds])
            .args(["--", "-timeout=20", "-rss_limit_mb=4096", "-print_final_stats=1"])
            .arg(format!("-max_len={MAX_BYTES}"))
            .arg(format!("-max_total_time={}", arguments.seconds))
            .arg(format!("-artifact_prefix={}/", found.display()))
            .current_dir(root);
        call(&mut fuzz).map_err(|error| {
            format!(
                "{error}\nfuzz: {target}: the input is in {}; make it a fixture",
                found.display()
            )
        })?;
    }
    Ok(())
}

/// Copies the files with these endings from the fixtures and from the shared folder, where it is there. Gives how
/// many there are.
fn sow(root: &Path, endings: &[&str], seeds: &Path) -> Result<usize, String> {
    let mut files = Vec::new();
    let own = ["tests/fixtures", "tests/codes", "tests/pages"].map(|folder| root.join(folder));
    for folder in own.into_iter().chain([binary::shared(root)]) {
        gather(&folder, endings, &mut files);
    }
    files.truncate(MAX_SEEDS);
    for (number, file) in files.iter().enumerate() {
        let to = seeds.join(format!("{number:04}"));
        fs::copy(file, to).map_err(|error| format!("{}: {error}", file.display()))?;
    }
    Ok(files.len())
}

/// The files below a folder that are small enough, in the order of their names.
fn gather(folder: &Path, endings: &[&str], files: &mut Vec<PathBuf>) {
    let mut inside: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    inside.sort();
    for path in inside {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() {
            gather(&path, endings, files);
        } else if endings.iter().any(|ending| name.ends_with(ending))
            && path.metadata().is_ok_and(|data| data.len() <= MAX_BYTES)
        {
            files.push(path);
        }
    }
}

fn succeeds(command: &mut Command) -> bool {
    let command = command.stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

fn call(command: &mut Command) -> Result<(), String> {
    let status = command.status().map_err(|error| format!("{command:?}: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{command:?}: {status}")) }
}
