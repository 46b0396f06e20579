//! Runs of Cargo on generated packages.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use specwright::Package;

use crate::fixtures::root;

/// A package on disk, below the folder that Cargo gives tests. All packages share one target folder, so that
/// what they depend on is built once.
pub struct Project {
    folder: PathBuf,
    target: PathBuf,
}

impl Project {
    /// Writes a package as a workspace of its own, with the versions of this workspace's lock file.
    pub fn new(scratch: &Path, name: &str, package: &Package) -> Self {
        let folder = scratch.join(name);
        // What is changed below would be taken for changes of a user's.
        drop(fs::remove_dir_all(&folder));
        specwright::write::write(package, &folder).unwrap();
        let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
        // Cargo identifies a package by name, version and path below the workspace's root: with the same three, it
        // would take this package for another one that was compiled after this one was written.
        let version = format!("version = \"0.1.0-{}\"", name.replace('_', "-"));
        let unique = manifest.replacen("version = \"0.1.0\"", &version, 1);
        assert_ne!(unique, manifest);
        let manifest = format!("{unique}\n[workspace]\n");
        fs::write(folder.join("Cargo.toml"), manifest).unwrap();
        fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
        Self { folder, target: scratch.join("target") }
    }

    /// Adds a file to the package.
    pub fn add(&self, path: &str, text: &str) {
        let path = self.folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Checks that rustfmt leaves the package alone in every style: the default one, that of this workspace, and one
    /// that the package does not follow.
    pub fn is_formatted(&self) {
        for style in [
            "use_small_heuristics=Default",
            "use_small_heuristics=Max",
            "hard_tabs=true,max_width=50,newline_style=Windows",
        ] {
            self.run(&["fmt", "--all", "--check", "--", "--config", style]);
        }
    }

    /// Runs a Cargo command that must succeed without a warning.
    pub fn cargo(&self, arguments: &[&str]) {
        self.output(arguments);
    }

    /// Runs a Cargo command like [`Self::cargo`] and returns what it prints.
    pub fn output(&self, arguments: &[&str]) -> String {
        // The arguments behind `--` are not for Cargo.
        let (command, rest) = arguments.split_at(1);
        self.run(&[command, &["--offline"], rest].concat())
    }

    fn run(&self, arguments: &[&str]) -> String {
        let mut command = Command::new(env!("CARGO"));
        command
            .args(arguments)
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", &self.target)
            .env("RUSTFLAGS", "-D warnings")
            .env("RUSTDOCFLAGS", "-D warnings")
            .env_remove("CARGO_ENCODED_RUSTFLAGS");
        let output = command.output().unwrap();
        let text = String::from_utf8_lossy(&output.stderr).into_owned()
            + &String::from_utf8_lossy(&output.stdout);
        let progress = |line: &&str| {
            ["   Compiling", "    Checking"].iter().any(|start| line.starts_with(start))
                || line.starts_with("test ") && line.ends_with("ok")
        };
        let lines: Vec<&str> = text.lines().filter(|line| !progress(line)).collect();
        let shown: String = lines.join("\n").chars().take(12_000).collect();
        let folder = self.folder.display();
        assert!(output.status.success(), "{folder}: cargo {}\n{shown}", arguments.join(" "));
        let warned = text.lines().any(|line| line.starts_with("warning"));
        assert!(!warned, "{folder}: cargo {}\n{shown}", arguments.join(" "));
        text
    }
}
