//! Rules that the compiler does not keep: layering and file sizes.

use std::fs;
use std::path::{Path, PathBuf};

/// No hand-written file is longer.
const MAX_LINES: usize = 800;

/// A folder of `generator/src` and the modules of the crate that it must not name.
const LAYERS: &[(&str, &[&str])] = &[
    ("api", &["read", "scrape", "document", "lower", "plan", "emit", "write", "rust"]),
    ("rust", &["read", "scrape", "document", "lower", "plan", "emit", "write", "api"]),
    ("lower", &["read", "scrape", "plan", "emit", "write", "rust"]),
    ("plan", &["read", "scrape", "document", "emit", "write"]),
    ("emit", &["read", "scrape", "document", "lower", "plan", "write", "api"]),
];

pub fn run(root: &Path) -> Result<(), String> {
    let mut wrong = Vec::new();
    for folder in ["generator", "tests", "xtask"] {
        for file in rust_files(&root.join(folder)) {
            let text = fs::read_to_string(&file)
                .map_err(|error| format!("{}: {error}", file.display()))?;
            let shown = file.strip_prefix(root).unwrap_or(&file).display().to_string();
            let lines = text.lines().count();
            if lines > MAX_LINES {
                wrong.push(format!("{shown}: {lines} lines, more than {MAX_LINES}"));
            }
            // Tests stand at both ends of a phase.
            if shown.ends_with("/tests.rs") || shown.contains("/tests/") {
                continue;
            }
            for (layer, forbidden) in LAYERS {
                if !shown.starts_with(&format!("generator/src/{layer}/")) {
                    continue;
                }
                for module in *forbidden {
                    if text.contains(&format!("crate::{module}::")) {
                        wrong.push(format!("{shown}: `{layer}` must not use `{module}`"));
                    }
                }
            }
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().filter_map(Result::ok) {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}
