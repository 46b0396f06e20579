//! `specs/` to `generated/`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use similar::TextDiff;
use specwright::diagnostics::{Presentation, render};
use specwright::read::{Files, gather};
use specwright::{Input, write};

const PACKAGE: &str = "generated";
const COMMAND: &str = "cargo xtask generate";

pub fn run(root: &Path, apis: &[String], check: bool) -> Result<(), String> {
    let mut generated = Vec::new();
    let mut known = Vec::new();
    let mut modules = BTreeMap::new();
    let mut failed = false;
    for folder in folders(&root.join("specs"))? {
        let mut input = input(root, &folder)?;
        let module = specwright::module_name(&input.name);
        if let Some(other) = modules.insert(module.clone(), input.name.clone()) {
            let name = &input.name;
            return Err(format!(
                "specs/{other} and specs/{name} would both be the module `{module}`; rename one of them"
            ));
        }
        let one = specwright::generate(&mut input, Some(PACKAGE));
        let found = &one.diagnostics;
        failed |= found.has_errors();
        if apis.is_empty() || apis.contains(&input.name) {
            let how = Presentation { count_notes: true, ..Presentation::default() };
            eprint!("{}", render(found, &input.sources, how));
            print!("{}\n{}", input.name, one.coverage.table());
        }
        known.push(input.name);
        generated.push(one);
    }
    if let Some(unknown) = apis.iter().find(|api| !known.contains(api)) {
        return Err(format!("no API `{unknown}` in specs/; there are {}", known.join(", ")));
    }
    if failed {
        return Err("nothing written: the descriptions have errors".to_owned());
    }
    let package = specwright::together(PACKAGE, generated, COMMAND);
    let out = root.join("generated");
    let at = |error: std::io::Error| format!("generated: {error}");
    if !check {
        let changes = write::write(&package, &out).map_err(at)?;
        println!("{} files written, {} removed", changes.written.len(), changes.removed.len());
        return Ok(());
    }
    let changes = write::compare(&package, &out).map_err(at)?;
    if changes.is_empty() {
        return Ok(());
    }
    for path in changes.written.iter().chain(&changes.removed) {
        let old = fs::read_to_string(out.join(path)).unwrap_or_default();
        let new = package.get(path).map_or("", String::as_str);
        let diff = TextDiff::from_lines(old.as_str(), new);
        let (a, b) = (format!("a/generated/{path}"), format!("b/generated/{path}"));
        print!("{}", diff.unified_diff().header(&a, &b));
    }
    Err(format!("generated/ is not up to date: run `{COMMAND}`"))
}

fn folders(specs: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(specs).map_err(|error| format!("specs: {error}"))?;
    let mut folders: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| path.is_dir() && !is_hidden(path))
        .collect();
    folders.sort();
    Ok(folders)
}

/// Whether a folder is one of other programs, as `.git` is.
fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

fn input(root: &Path, folder: &Path) -> Result<Input, String> {
    let paths = [folder.to_owned()];
    let (sources, options) =
        gather(&Files { paths: &paths, overlays: &[], options: None, root: None, base: root })?;
    let name =
        folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Input { name, sources, options, command: COMMAND.to_owned() })
}
