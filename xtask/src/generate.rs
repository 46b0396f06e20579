//! `specs/` to `generated/`.

use std::fs;
use std::path::{Path, PathBuf};

use similar::TextDiff;
use specwright::diagnostics::{Diagnostics, render_human};
use specwright::read::Source;
use specwright::{Input, Options, write};

const COMMAND: &str = "cargo xtask generate";

pub fn run(root: &Path, apis: &[String], check: bool) -> Result<(), String> {
    let mut generated = Vec::new();
    let mut known = Vec::new();
    let mut failed = false;
    for folder in folders(&root.join("specs"))? {
        let (input, mut found) = input(root, &folder)?;
        let mut one = specwright::generate(&input, true);
        found.list.append(&mut one.diagnostics.list);
        failed |= found.has_errors();
        if apis.is_empty() || apis.contains(&input.name) {
            eprint!("{}", render_human(&found, &input.sources, false));
            println!(
                "{}: {} operations, {} types; {} as JSON, {} left out",
                input.name,
                one.coverage.operations,
                one.coverage.types,
                one.coverage.raw,
                one.coverage.skipped
            );
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
    let package = specwright::together("generated", generated, COMMAND);
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
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    Ok(folders)
}

fn input(root: &Path, folder: &Path) -> Result<(Input, Diagnostics), String> {
    let mut found = Diagnostics::default();
    let mut sources = Vec::new();
    let mut options = Options::default();
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut files: Vec<PathBuf> =
        entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    files.sort();
    let shown = |file: &Path| {
        let parts = file.strip_prefix(root).unwrap_or(file).iter();
        parts.map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
    };
    let read = |file: &Path| fs::read(file).map_err(|error| format!("{}: {error}", shown(file)));
    if let Some(file) = files.iter().find(|file| file.ends_with("specwright.toml")) {
        let text = String::from_utf8_lossy(&read(file)?).into_owned();
        options = Options::parse(&text).map_err(|error| format!("{}: {error}", shown(file)))?;
    }
    let overlays: Vec<PathBuf> = options.overlays.iter().map(|name| folder.join(name)).collect();
    files.retain(|file| {
        file.is_file() && !file.ends_with("specwright.toml") && !overlays.contains(file)
    });
    for file in files.iter().chain(&overlays) {
        sources.push(Source::from_bytes(&shown(file), read(file)?, sources.len(), &mut found));
    }
    let name =
        folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let overlays = overlays.len();
    Ok((Input { name, sources, overlays, options, command: COMMAND.to_owned() }, found))
}
