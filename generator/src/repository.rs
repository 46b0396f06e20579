//! Generation of the crate `generated/` from the API descriptions in `specs/`, for the task `cargo xtask generate`. The
//! library prints nothing; the task prints the report.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::mem;
use std::path::{Path, PathBuf};

use crate::inputs::Files;
use crate::render::{Presentation, render};
use crate::write::{self, Package};
use crate::{Changes, Generated, Input, module_name};

/// Folder of the descriptions, with a folder for each API.
pub const SPECS: &str = "specs";

/// Folder and name of the crate.
pub const PACKAGE: &str = "generated";

/// The command that generates the crate.
pub const COMMAND: &str = "cargo xtask generate";

/// A repository with descriptions in `specs/`.
#[derive(Debug, Clone)]
pub struct Repository {
    root: PathBuf,
    only: Vec<String>,
    base: Option<PathBuf>,
}

/// The use of the generated crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Mode {
    /// Write the files that differ.
    Write,
    /// Write nothing; differences are an error, and the output is a diff.
    Check,
}

/// The output and the result of a run.
#[derive(Debug)]
#[non_exhaustive]
pub struct Report {
    /// The findings, for standard error.
    pub findings: String,
    /// How much of each description is typed and how many files were written, or the diff; for standard output.
    pub output: String,
    /// The changes of each API since the checkout that it is compared with. `findings` names an API that only one of them
    /// has.
    pub changes: Vec<(String, Changes)>,
    /// The error says what is wrong, and what to do.
    pub result: Result<(), String>,
}

impl Repository {
    /// The repository with this root.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into(), only: Vec::new(), base: None }
    }

    /// Limits the report to these APIs. The whole crate is still generated.
    #[must_use]
    pub fn reporting_only(mut self, apis: &[String]) -> Self {
        self.only = apis.to_vec();
        self
    }

    /// Compares the descriptions with those of another checkout of the repository, whose root this is: the branch that a
    /// change will be merged into.
    #[must_use]
    pub fn compared_with(mut self, base: Option<PathBuf>) -> Self {
        self.base = base;
        self
    }

    /// Generates the crate.
    pub fn generate(&self, mode: Mode) -> Report {
        let mut report = Report {
            findings: String::new(),
            output: String::new(),
            changes: Vec::new(),
            result: Ok(()),
        };
        report.result = self.run(mode, &mut report);
        report
    }

    fn run(&self, mode: Mode, report: &mut Report) -> Result<(), String> {
        let Report { findings, output, changes, .. } = report;
        let folders = folders(&self.root.join(SPECS))?;
        if let Some(unknown) = self.only.iter().find(|api| !folders.contains_key(*api)) {
            let known: Vec<&str> = folders.keys().map(String::as_str).collect();
            return Err(format!("no API `{unknown}` in {SPECS}/; use one of {}", known.join(", ")));
        }
        if let Some(base) = &self.base {
            findings.push_str(&not_compared(base, &folders));
        }
        let mut generated = Vec::new();
        let mut failed = Vec::new();
        for (name, folder) in folders {
            let mut api = generate_api(&self.root, &name, &folder)?;
            let how = Presentation { count_notes: true, ..Presentation::default() };
            let found = render(&api.diagnostics, &api.sources, how);
            changes.extend(self.compare(&api, &name, &folder)?.map(|found| (name.clone(), found)));
            // The texts of the sources are freed before the next API is generated.
            drop(mem::take(&mut api.sources));
            if self.only.is_empty() || self.only.contains(&name) {
                findings.push_str(&found);
                if mode == Mode::Write {
                    output.push_str(&format!("{name}\n{}", api.coverage.table()));
                }
            }
            if api.diagnostics.has_errors() {
                failed.push(format!("{SPECS}/{}", file_name(&folder)));
            }
            generated.push(api);
        }
        if let [first, ..] = &failed[..] {
            let failed = failed.join(", ");
            return Err(format!(
                "nothing was written: there are errors in {failed}. \
                 `specwright check {first}` shows them with their fixes."
            ));
        }
        let lock = |one: &Generated| one.lock().map(|(path, text)| (path.to_owned(), text));
        let locks: Vec<(PathBuf, String)> = generated.iter().filter_map(lock).collect();
        let package = crate::together(PACKAGE, generated, COMMAND);
        let out = self.root.join(PACKAGE);
        let package_is_current =
            finish(&package, &out, mode, output).map_err(|error| format!("{PACKAGE}: {error}"))?;
        let mut is_current = package_is_current;
        for (path, text) in locks {
            is_current &= self
                .finish_lock(&path, &text, mode, output)
                .map_err(|error| format!("{}: {error}", self.shown(&path)))?;
        }
        is_current
            .then_some(())
            .ok_or_else(|| format!("{PACKAGE}/ is not up to date: run `{COMMAND}`"))
    }

    /// Finds the changes of an API since the checkout that it is compared with.
    fn compare(
        &self,
        api: &Generated,
        name: &str,
        folder: &Path,
    ) -> Result<Option<Changes>, String> {
        let Some(base) = &self.base else { return Ok(None) };
        let old = base.join(SPECS).join(file_name(folder));
        if !old.is_dir() {
            return Ok(None);
        }
        let old = generate_api(base, name, &old)
            .map_err(|error| format!("the description to compare with cannot be read: {error}"))?;
        Ok(crate::diff(&old, api))
    }

    /// Writes or compares a lock. Returns whether it is then up to date.
    fn finish_lock(
        &self,
        path: &Path,
        text: &str,
        mode: Mode,
        output: &mut String,
    ) -> io::Result<bool> {
        match mode {
            Mode::Write => write::write_lock(path, text).map(|_| true),
            Mode::Check => {
                let diff = write::diff_lock(path, text, &self.shown(path))?;
                output.push_str(&diff);
                Ok(diff.is_empty())
            }
        }
    }

    /// Returns a path relative to the root.
    fn shown(&self, path: &Path) -> String {
        path.strip_prefix(&self.root).unwrap_or(path).display().to_string().replace('\\', "/")
    }
}

/// Says which APIs are not compared with another checkout, because only one of the two has them.
fn not_compared(base: &Path, folders: &BTreeMap<String, PathBuf>) -> String {
    let is_api = |specs: &Path, folder: &str| specs.join(folder).is_dir();
    let specs = base.join(SPECS);
    let mut text = String::new();
    for folder in folders.values().map(|folder| file_name(folder)) {
        if !is_api(&specs, &folder) {
            text.push_str(&format!(
                "note: {SPECS}/{folder} is new: there is nothing to compare it with\n"
            ));
        }
    }
    let known: Vec<String> = folders.values().map(|folder| file_name(folder)).collect();
    let entries = fs::read_dir(&specs).into_iter().flatten().flatten();
    let mut gone: Vec<String> = entries.map(|entry| file_name(&entry.path())).collect();
    gone.retain(|folder| {
        !folder.starts_with('.') && is_api(&specs, folder) && !known.contains(folder)
    });
    gone.sort();
    for folder in gone {
        text.push_str(&format!(
            "warning: {SPECS}/{folder} is gone, and its module with it: a breaking change\n"
        ));
    }
    text
}

/// Generates an API of the repository with this root.
fn generate_api(root: &Path, name: &str, folder: &Path) -> Result<Generated, String> {
    let mut files = Files::new([folder]);
    root.clone_into(&mut files.base);
    let input = Input::read(name, &files)?.with_command(COMMAND);
    Ok(crate::generate(input, Some(PACKAGE)))
}

/// Writes or compares the crate. Returns whether it is then up to date.
fn finish(package: &Package, out: &Path, mode: Mode, output: &mut String) -> io::Result<bool> {
    match mode {
        Mode::Write => {
            let changes = write::write(package, out)?;
            let (new, gone) = (changes.written.len(), changes.removed.len());
            output.push_str(&format!("{PACKAGE}: {new} files written, {gone} removed\n"));
            Ok(true)
        }
        Mode::Check => {
            let (changes, diff) = write::diff(package, out, PACKAGE)?;
            output.push_str(&diff);
            Ok(changes.is_empty())
        }
    }
}

/// Finds the folders of the APIs, by the names of their modules.
fn folders(specs: &Path) -> Result<BTreeMap<String, PathBuf>, String> {
    let unreadable = |error: io::Error| format!("{SPECS}/ cannot be read: {error}");
    let mut paths = Vec::new();
    if specs.exists() {
        for entry in fs::read_dir(specs).map_err(unreadable)? {
            paths.push(entry.map_err(unreadable)?.path());
        }
    }
    paths.sort();
    let mut folders = BTreeMap::new();
    for path in paths {
        let file = file_name(&path);
        if file.starts_with('.') {
            continue;
        }
        if !path.is_dir() {
            refuse_file(&path, &file)?;
            continue;
        }
        let name = module_name(&file);
        if let Some(other) = folders.insert(name.clone(), path) {
            let other = file_name(&other);
            return Err(format!(
                "the APIs in {SPECS}/{other} and {SPECS}/{file} would both be the module `{name}`: \
                 rename one of the folders"
            ));
        }
    }
    if folders.is_empty() {
        return Err(format!(
            "{SPECS}/ contains no API yet. Create a folder for it, such as `{SPECS}/petstore`, put its OpenAPI \
             document or its saved documentation pages there, and run `{COMMAND}` again: the crate \
             `{PACKAGE}` gets a module that is named after the folder."
        ));
    }
    Ok(folders)
}

/// Refuses a description that is not in a folder of its own; it would be ignored silently.
fn refuse_file(path: &Path, file: &str) -> Result<(), String> {
    const DESCRIPTIONS: &[&str] = &["yaml", "yml", "json", "html", "htm", "toml"];
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    if !ending.is_some_and(|ending| DESCRIPTIONS.contains(&ending.as_str())) {
        return Ok(());
    }
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let name = module_name(&stem);
    let name =
        if ["openapi", "swagger", "specwright"].contains(&name.as_str()) { "NAME" } else { &name };
    Err(format!(
        "`{SPECS}/{file}` is not in the folder of an API: move it to a folder, such as `{SPECS}/{name}/{file}`. \
         The module is named after the folder."
    ))
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn specs_without_an_api_say_what_to_do() {
        let folder = std::env::temp_dir().join(format!("specwright-specs-{}", std::process::id()));
        let specs = folder.join("specs");
        let error = || Repository::new(&folder).generate(Mode::Check).result.unwrap_err();
        assert!(error().starts_with("specs/ contains no API yet. Create a folder"), "{}", error());
        fs::create_dir_all(&specs).unwrap();
        for file in [".DS_Store", "README.md", "specwright.toml.example"] {
            fs::write(specs.join(file), "").unwrap();
        }
        assert!(error().starts_with("specs/ contains no API yet"), "{}", error());
        for (file, to) in
            [("petstore.yaml", "specs/petstore/petstore.yaml"), ("openapi.json", "specs/NAME/")]
        {
            fs::write(specs.join(file), "").unwrap();
            assert!(error().contains(to), "{}", error());
            fs::remove_file(specs.join(file)).unwrap();
        }
        for api in ["a-b", "a_b"] {
            fs::create_dir(specs.join(api)).unwrap();
        }
        assert!(error().contains("would both be the module `a_b`"), "{}", error());
        fs::remove_dir_all(&folder).unwrap();
    }
}
