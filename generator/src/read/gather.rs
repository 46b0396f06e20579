//! Files from disk, and the files that they refer to: the one place of the library that reads.

use std::collections::{HashSet, VecDeque};
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::reference::{self, FileReference};
use super::{Fault, MAX_BYTES, Source};
use crate::options::{Options, Problem};
use crate::scrape;

/// Name of the options file of a folder.
const OPTIONS: &str = "specwright.toml";

/// The most files that are followed from a document.
const MAX_FILES: usize = 16_384;

/// How deep folders are looked into.
const MAX_FOLDERS: usize = 8;

/// Endings of what a saved page brings along and no description stands in.
const OTHER_FILES: &[&str] = &[
    "css", "eot", "gif", "ico", "jpeg", "jpg", "map", "otf", "png", "svg", "ttf", "webp", "woff",
    "woff2",
];

/// Where an input stands on disk.
#[derive(Debug, Clone, Copy)]
pub struct Files<'a> {
    /// Documents or pages, and folders whose files are taken in the order of their names.
    pub paths: &'a [PathBuf],
    /// Overlays beside those that the options file names, applied after them.
    pub overlays: &'a [PathBuf],
    /// The options file; that of the folder when there is one and none is named.
    pub options: Option<&'a Path>,
    /// The folder that references between files must not leave; that of the first file when none is named.
    pub root: Option<&'a Path>,
    /// The folder that names are relative to; empty for names as they are given.
    pub base: &'a Path,
}

/// Why an input cannot be had.
#[derive(Debug)]
pub enum GatherError {
    /// A file or folder that is named cannot be read.
    Unreadable {
        /// Its name.
        name: String,
        /// Why.
        error: io::Error,
    },
    /// The options are not valid (`SW0050`).
    Options {
        /// The options file.
        source: Box<Source>,
        /// What is wrong with it.
        problem: Problem,
    },
}

impl fmt::Display for GatherError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable { name, error } if error.kind() == io::ErrorKind::NotFound => {
                write!(formatter, "there is no file or folder `{name}`")
            }
            Self::Unreadable { name, error } => {
                write!(formatter, "`{name}` cannot be read: {error}")
            }
            Self::Options { source, problem: Problem { message, line, column, .. } } => {
                write!(formatter, "{}:{line}:{column}: {message}", source.name)
            }
        }
    }
}

impl std::error::Error for GatherError {}

impl From<GatherError> for String {
    fn from(error: GatherError) -> Self {
        error.to_string()
    }
}

impl<'a> Files<'a> {
    /// These files and folders, with what stands in them and nothing else.
    pub fn of(paths: &'a [PathBuf]) -> Self {
        Self { paths, options: None, overlays: &[], root: None, base: Path::new("") }
    }
}

/// Reads the files, and those that they refer to, breadth first. Of the latter, what cannot be had is a
/// finding where the reference stands.
///
/// # Errors
///
/// A file or folder that is named cannot be read, or the options are not valid.
pub fn gather(files: &Files<'_>) -> Result<(Vec<Source>, Options), GatherError> {
    let mut paths = Vec::new();
    let mut found = files.options.map(Path::to_owned);
    for path in files.paths {
        if !path.is_dir() {
            paths.push(path.clone());
            continue;
        }
        let (inside, options): (Vec<PathBuf>, Vec<PathBuf>) =
            inside(path)?.into_iter().partition(|file| !file.ends_with(OPTIONS));
        paths.extend(inside);
        found = found.or(options.into_iter().next());
    }
    let (options, mut overlays) = match &found {
        Some(path) => options(path, files.base)?,
        None => (Options::default(), Vec::new()),
    };
    overlays.extend_from_slice(files.overlays);
    paths.retain(|path| !overlays.contains(path));
    let load = |path: &PathBuf| {
        let bytes = read(path).map_err(|error| unreadable(path, files.base, error))?;
        Ok(Source::from_bytes(shown(path, files.base), bytes))
    };
    let mut sources = paths.iter().map(load).collect::<Result<Vec<Source>, GatherError>>()?;
    if let Some(first) = paths.first()
        && !sources.iter().any(|source| scrape::is_page(&source.text))
    {
        let folder = first.parent().filter(|folder| !folder.as_os_str().is_empty());
        let root = files.root.or(folder).unwrap_or(Path::new("."));
        let root = root.canonicalize().map_err(|error| unreadable(root, files.base, error))?;
        follow(&mut sources, &root, files.base);
    }
    for path in &overlays {
        sources.push(load(path)?.overlay());
    }
    Ok((sources, options))
}

fn unreadable(path: &Path, base: &Path, error: io::Error) -> GatherError {
    GatherError::Unreadable { name: shown(path, base), error }
}

/// The options of a file, and the overlays that they name, which are relative to it.
fn options(path: &Path, base: &Path) -> Result<(Options, Vec<PathBuf>), GatherError> {
    let text = fs::read_to_string(path).map_err(|error| unreadable(path, base, error))?;
    let options = Options::parse(&text).map_err(|problem| {
        let source = Box::new(Source::new(shown(path, base), text));
        GatherError::Options { source, problem }
    })?;
    let overlays = options.overlays.iter().map(|name| path.with_file_name(name)).collect();
    Ok((options, overlays))
}

/// The files of a folder that may be pages, scripts, documents or options, in the order of their names. A
/// browser saves a page's scripts in a folder beside it, with pictures and fonts among them.
fn inside(folder: &Path) -> Result<Vec<PathBuf>, GatherError> {
    let mut files = Vec::new();
    below(folder, 0, &mut files)?;
    Ok(files)
}

fn below(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) -> Result<(), GatherError> {
    let entries = fs::read_dir(folder).map_err(|error| unreadable(folder, Path::new(""), error))?;
    let mut inside: Vec<PathBuf> =
        entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    inside.sort();
    for path in inside {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        if path.is_dir() {
            if depth < MAX_FOLDERS {
                below(&path, depth + 1, files)?;
            }
        } else if !ending.is_some_and(|ending| OTHER_FILES.contains(&ending.as_str())) {
            files.push(path);
        }
    }
    Ok(())
}

/// A file's bytes, one more than is accepted at most.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn shown(path: &Path, base: &Path) -> String {
    let path = path.strip_prefix(base).unwrap_or(path).to_string_lossy().into_owned();
    if cfg!(windows) { path.replace('\\', "/") } else { path }
}

/// Adds the files that the sources refer to.
fn follow(sources: &mut Vec<Source>, root: &Path, base: &Path) {
    let mut known: HashSet<String> =
        sources.iter().map(|source| reference::normal(&source.name)).collect();
    let mut queue: VecDeque<usize> = (0..sources.len()).collect();
    let mut bytes: usize = sources.iter().map(|source| source.text.len()).sum();
    while let Some(index) = queue.pop_front() {
        for names in references(&sources[index]) {
            // The spelling of which there is a file, else the last one.
            let there =
                names.iter().find(|name| known.contains(*name) || base.join(name).is_file());
            let Some(name) = there.or(names.last()) else { continue };
            if !known.insert(name.clone()) {
                continue;
            }
            let full = known.len() > MAX_FILES || bytes > MAX_BYTES;
            let source = referred(name, root, base, full);
            bytes += source.text.len();
            queue.push_back(sources.len());
            sources.push(source);
        }
    }
}

/// A file that is referred to.
fn referred(name: &str, root: &Path, base: &Path, full: bool) -> Source {
    let absent = |message: String, help: &'static str| {
        Source::absent(name, Fault { code: "SW0014", message, help }).of_reference()
    };
    if full {
        let message =
            format!("`{name}` is not read: the document refers to too many or too large files");
        return absent(
            message,
            "bundle the document, or split it: 16384 files and 256 MiB are read",
        );
    }
    let path = base.join(name);
    let real = path.canonicalize();
    // Of what is outside, nothing is told, not even whether it is there.
    let inside = match &real {
        Ok(real) => real.starts_with(root),
        Err(_) => path
            .ancestors()
            .skip(1)
            .map(|folder| if folder.as_os_str().is_empty() { Path::new(".") } else { folder })
            .find_map(|folder| folder.canonicalize().ok())
            .is_some_and(|folder| folder.starts_with(root)),
    };
    if !inside {
        let message = format!("`{name}` is outside of the folder of the document and is not read");
        return absent(message, "name a folder that holds all files with `--root`");
    }
    let real = match real {
        Ok(real) => real,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let message = format!("there is no file `{name}`");
            return absent(message, "correct the reference, or add the file");
        }
        Err(error) => {
            return absent(format!("`{name}` cannot be read: {error}"), "make it readable");
        }
    };
    if !real.is_file() {
        return absent(format!("`{name}` is not a file"), "correct the reference");
    }
    match read(&real) {
        Ok(bytes) => Source::from_bytes(name, bytes).of_reference(),
        Err(error) => absent(format!("`{name}` cannot be read: {error}"), "make it readable"),
    }
}

/// The files that a source refers to, each in the spellings to try.
fn references(source: &Source) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let mut nodes: Vec<&Value> = source.tree().into_iter().collect();
    let mut add = |text: &str| {
        if let FileReference::File(names) = reference::file(&source.name, text) {
            found.push(names);
        }
    };
    while let Some(node) = nodes.pop() {
        match node {
            Value::Object(map) => {
                if let Some(Value::String(text)) = map.get("$ref") {
                    add(text);
                }
                // Values of a discriminator are names or references.
                if let Some(Value::Object(mapping)) = map.get("mapping")
                    && map.get("propertyName").is_some_and(Value::is_string)
                {
                    let values = mapping.values().filter_map(Value::as_str);
                    values.filter(|text| text.contains(['.', '/'])).for_each(&mut add);
                }
                nodes.extend(map.values().rev().filter(|node| is_collection(node)));
            }
            Value::Array(list) => {
                nodes.extend(list.iter().rev().filter(|node| is_collection(node)))
            }
            _ => {}
        }
    }
    found
}

fn is_collection(node: &Value) -> bool {
    node.is_object() || node.is_array()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder of the build folder, with these files.
    fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
        let folder = manifest.join("../target/tests/gather").join(name);
        let _ = fs::remove_dir_all(&folder);
        for (file, text) in files {
            let path = folder.join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    /// Names of the sources read, with `!` for those that are refused.
    fn names(folder: &Path, path: &str, root: Option<&Path>) -> Vec<String> {
        let files =
            Files { paths: &[folder.join(path)], overlays: &[], options: None, root, base: folder };
        let (sources, _) = gather(&files).unwrap();
        let mark = |source: &Source| if source.fault().is_some() { "!" } else { "" };
        sources.iter().map(|source| format!("{}{}", mark(source), source.name)).collect()
    }

    #[test]
    fn files_are_followed_breadth_first_and_once() {
        let folder = folder(
            "follow",
            &[
                (
                    "s/api.yaml",
                    "a: {$ref: './m/a.yml'}\nb: {$ref: 'm\\b.json#/x'}\nc: {$ref: '#/b'}",
                ),
                ("s/m/a.yml", "$ref: b.json#/y\n"),
                ("s/m/b.json", "{\"$ref\": \"../api.yaml\", \"z\": {\"$ref\": \"my%20c.yml\"}}"),
                ("s/m/my c.yml", "$ref: missing.yml\n"),
                ("s/specwright.toml", "base-url = 'https://a.example'\n"),
            ],
        );
        let expected =
            ["s/api.yaml", "s/m/a.yml", "s/m/b.json", "s/m/my c.yml", "!s/m/missing.yml"];
        assert_eq!(names(&folder, "s/api.yaml", None), expected);
        assert_eq!(names(&folder, "s", None), expected);
    }

    #[test]
    fn references_do_not_leave_the_root() {
        let folder = folder(
            "leave",
            &[
                (
                    "s/api.yaml",
                    "a: {$ref: ../up.yml}\nb: {$ref: /etc/passwd}\nc: {$ref: 'https://a/b'}\nd: {$ref: .}",
                ),
                ("up.yml", "a: 1\n"),
                ("t/api.yaml", "a: {$ref: link.yml}\n"),
            ],
        );
        let expected = ["s/api.yaml", "!up.yml", "!/etc/passwd", "!s"];
        assert_eq!(names(&folder, "s/api.yaml", None), expected);
        let expected = ["s/api.yaml", "up.yml", "!/etc/passwd", "!s"];
        assert_eq!(names(&folder, "s/api.yaml", Some(&folder)), expected);
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink("../up.yml", folder.join("t/link.yml")).unwrap();
            assert_eq!(names(&folder, "t/api.yaml", None), ["t/api.yaml", "!t/link.yml"]);
            assert_eq!(names(&folder, "t/api.yaml", Some(&folder)), ["t/api.yaml", "t/link.yml"]);
        }
    }
}
