//! Recovery from pages, complete and damaged ones.

mod damaged_pages;
mod own_pages;
mod real_pages;
mod sharing;

use super::recover;
use crate::diagnostics::Diagnostics;
use crate::document::{Origins, Tree};
use crate::read::Source;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// The result of a recovery: the document, the places of its parts, the findings.
struct Recovered {
    document: Value,
    origins: Origins,
    diagnostics: Diagnostics,
}

impl Recovered {
    fn codes(&self) -> Vec<&'static str> {
        self.diagnostics.list.iter().map(|found| found.code().id()).collect()
    }

    /// The findings except `SW0040`, which every input has.
    fn findings(&self) -> Vec<String> {
        let list = self.diagnostics.list.iter().filter(|found| found.code().id() != "SW0040");
        list.map(|found| format!("{}: {}", found.code().id(), found.message())).collect()
    }
}

fn recovered(sources: &[Source]) -> Recovered {
    let mut diagnostics = Diagnostics::default();
    let (document, places) = recover(sources, &mut diagnostics);
    let (document, files) = Tree::of_pages(document, places).into_parts();
    let origins = Origins { files, ..Origins::default() };
    Recovered { document, origins, diagnostics }
}

fn source(name: &str, text: &str) -> Source {
    Source::new(name, text)
}

fn of(files: &[(&str, &str)]) -> Recovered {
    let sources: Vec<Source> = files.iter().map(|(name, text)| source(name, text)).collect();
    recovered(&sources)
}

/// The folder of pages that are not part of the repository.
fn pages() -> PathBuf {
    crate::tests::shared().join("pages")
}

/// The files of a folder, in the order of their names.
fn files(folder: &Path) -> Vec<Source> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    let read = |path: &PathBuf| {
        let text = std::fs::read_to_string(path).ok()?;
        let name = path.to_string_lossy();
        Some(source(&name, &text))
    };
    paths.iter().filter(|path| path.is_file()).filter_map(read).collect()
}
