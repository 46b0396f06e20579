//! Inputs below `tests/fixtures/`, `specs/` and `../shared`.

use std::fs;
use std::path::{Path, PathBuf};

use specwright::Input;
use specwright::inputs::Files;
use specwright::read::Source;

/// The workspace's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// The folder of documents and pages that is no part of the repository. Tests that read it are `#[ignore]`d, and
/// `.ci/run` runs them where it is.
pub fn shared() -> PathBuf {
    let beside = || root().join("../shared");
    let shared = std::env::var_os("SPECWRIGHT_SHARED").map_or_else(beside, PathBuf::from);
    assert!(shared.is_dir(), "there is no folder {}", shared.display());
    shared
}

/// The input of a text.
pub fn of_text(name: &str, text: impl Into<String>) -> Input {
    let source = Source::new(format!("{name}.yaml"), text);
    Input::new(name, vec![source]).with_command("cargo test")
}

/// The input that a file, or the files of a folder with their `specwright.toml`, make up.
pub fn of_path(name: &str, path: &Path) -> Input {
    let base = if path.is_dir() { path } else { path.parent().unwrap() };
    let mut files = Files::new([path]);
    files.base = base.to_owned();
    let mut input = Input::read(name, &files).unwrap().with_command("cargo test");
    input.sources.retain(|source| !source.name.ends_with(".snap"));
    input
}

/// Every `tests/fixtures/<area>/<case>/`, named `area_case`, in the order of their names.
pub fn all() -> Vec<Input> {
    let mut inputs = Vec::new();
    for area in folders(&root().join("tests/fixtures")) {
        for case in folders(&area) {
            let word = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
            inputs.push(of_path(&format!("{}_{}", word(&area), word(&case)), &case));
        }
    }
    inputs
}

fn folders(path: &Path) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> =
        fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.retain(|path| path.is_dir());
    folders.sort();
    folders
}
