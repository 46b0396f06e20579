//! Files from disk, and the files that they refer to: the one place of the library that reads.

use std::collections::{HashSet, VecDeque};
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::options::{self, Given};
use super::reference::{self, FileReference};
use super::{MAX_BYTES, Source};
use crate::diagnostics::finding;
use crate::options::{Options, Problem};
use crate::scrape;

/// The most files that are followed from a document.
const MAX_FILES: usize = 16_384;

/// How deep folders are looked into.
const MAX_FOLDERS: usize = 8;

/// Endings of files that a saved page brings along and that hold no description.
const OTHER_FILES: &[&str] = &[
    "css", "eot", "gif", "ico", "jpeg", "jpg", "map", "otf", "png", "svg", "ttf", "webp", "woff",
    "woff2",
];

/// Where an input is on disk.
#[derive(Debug, Clone, Copy)]
pub struct Files<'a> {
    /// Documents or pages, and folders whose files are taken in the order of their names.
    pub paths: &'a [PathBuf],
    /// Overlays beside those that the options file names, applied after them.
    pub overlays: &'a [PathBuf],
    /// The options file. When none is named: `specwright.toml` of a folder among the paths; or beside files,
    /// when its `inputs` name them, or its folder holds no other description.
    pub options: Option<&'a Path>,
    /// The folder that references between files must not leave; that of the first file when none is named.
    pub root: Option<&'a Path>,
    /// The folder that names are relative to; empty for names as they are given.
    pub base: &'a Path,
}

/// Why an input cannot be read.
#[derive(Debug)]
#[non_exhaustive]
pub enum GatherError {
    /// A file or folder that is named cannot be read.
    Unreadable {
        /// Its name.
        name: String,
        /// Why.
        error: io::Error,
    },
    /// A URL is named.
    Url {
        /// The URL.
        url: String,
    },
    /// The folders that are named hold no document and no page.
    Empty {
        /// The name of the first.
        name: String,
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
            Self::Url { url } => {
                write!(formatter, "`{url}` is a URL; specwright fetches nothing from the network")
            }
            Self::Empty { name } => {
                write!(formatter, "`{name}` holds no document and no documentation page")
            }
            Self::Options { source, problem: Problem { message, line, column, .. } } => {
                write!(formatter, "{}:{line}:{column}: {message}", source.name)
            }
        }
    }
}

impl std::error::Error for GatherError {}

impl GatherError {
    /// What to do about it.
    pub fn help(&self) -> Option<String> {
        match self {
            Self::Url { url } => {
                let file = download_name(url);
                let url = url.replace('\'', "%27");
                Some(format!("download it and name the file: `curl -o {file} -fL '{url}'`"))
            }
            Self::Empty { .. } => Some(
                "put an OpenAPI document (YAML or JSON) or saved documentation pages into it"
                    .to_owned(),
            ),
            Self::Unreadable { .. } | Self::Options { .. } => None,
        }
    }
}

impl From<GatherError> for String {
    fn from(error: GatherError) -> Self {
        match error.help() {
            Some(help) => format!("{error}; {help}"),
            None => error.to_string(),
        }
    }
}

/// The name of the file that a URL is downloaded to.
fn download_name(url: &str) -> String {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    let has_ending = [".json", ".yaml", ".yml", ".html", ".htm", ".md"];
    let has_ending = has_ending.iter().any(|end| name.to_ascii_lowercase().ends_with(end));
    if has_ending && name.chars().all(is_plain) && !name.starts_with(['-', '.']) {
        name.to_owned()
    } else {
        "openapi.json".to_owned()
    }
}

impl<'a> Files<'a> {
    /// These files and folders, and the options file that stands with them.
    pub fn of(paths: &'a [PathBuf]) -> Self {
        Self { paths, options: None, overlays: &[], root: None, base: Path::new("") }
    }
}

/// Reads the files, and those that they refer to, breadth first; behind them the overlays and the options
/// file. A file that is referred to and cannot be read is a finding at the reference.
///
/// # Errors
///
/// A file or folder that is named cannot be read, the folders are empty, or the options are not valid.
pub fn gather(files: &Files<'_>) -> Result<(Vec<Source>, Options), GatherError> {
    let given = given(files)?;
    let chosen = options::choose(files, &given)?;
    let mut overlays = chosen.overlays;
    overlays.extend_from_slice(files.overlays);
    let mut paths = Vec::new();
    for one in given {
        match &chosen.inputs {
            // The options say which files of the folder are meant.
            Some((folder, inputs)) if one.is_folder && *folder == one.path => {
                for path in inputs {
                    if path.is_dir() {
                        paths.extend(inside(path, files.base)?);
                    } else {
                        paths.push(path.clone());
                    }
                }
            }
            _ => paths.extend(one.files),
        }
    }
    paths.retain(|path| !path.ends_with(options::NAME) && !overlays.contains(path));
    if let Some(first) = files.paths.first()
        && paths.is_empty()
    {
        return Err(GatherError::Empty { name: shown(first, files.base) });
    }
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
    sources.extend(chosen.sources);
    Ok((sources, chosen.options))
}

/// The files that the paths stand for.
fn given(files: &Files<'_>) -> Result<Vec<Given>, GatherError> {
    let given = |path: &PathBuf| {
        let is_folder = path.is_dir();
        let files = if is_folder { inside(path, files.base)? } else { vec![path.clone()] };
        Ok(Given { path: path.clone(), is_folder, files })
    };
    files.paths.iter().map(given).collect()
}

pub(super) fn unreadable(path: &Path, base: &Path, error: io::Error) -> GatherError {
    let name = path.to_string_lossy();
    if ["http://", "https://"].iter().any(|scheme| name.starts_with(scheme)) {
        return GatherError::Url { url: name.into_owned() };
    }
    GatherError::Unreadable { name: shown(path, base), error }
}

/// The files of a folder that may be pages, scripts, documents or options, in the order of their names. A
/// browser saves a page's scripts in a folder beside it, with pictures and fonts among them.
fn inside(folder: &Path, base: &Path) -> Result<Vec<PathBuf>, GatherError> {
    let mut files = Vec::new();
    below(folder, base, 0, &mut files)?;
    Ok(files)
}

fn below(
    folder: &Path,
    base: &Path,
    depth: usize,
    files: &mut Vec<PathBuf>,
) -> Result<(), GatherError> {
    let entries = fs::read_dir(folder).map_err(|error| unreadable(folder, base, error))?;
    let mut inside: Vec<PathBuf> =
        entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    inside.retain(|path| !is_hidden(path));
    inside.sort();
    for path in inside {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        if path.is_dir() {
            if depth < MAX_FOLDERS {
                below(&path, base, depth + 1, files)?;
            }
        } else if !ending.is_some_and(|ending| OTHER_FILES.contains(&ending.as_str())) {
            files.push(path);
        }
    }
    Ok(())
}

/// Whether a file or folder is one of other programs, as `.git` is.
pub(super) fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

/// A file's bytes, one more than is accepted at most.
pub(super) fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

pub(super) fn shown(path: &Path, base: &Path) -> String {
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
    let absent = |fault: finding::Source| Source::absent(name, fault).of_reference();
    let named = name.to_owned();
    if full {
        return absent(finding::Source::TooMany { name: named });
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
        return absent(finding::Source::Outside { name: named });
    }
    let real = match real {
        Ok(real) => real,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return absent(finding::Source::Absent { name: named });
        }
        Err(error) => {
            return absent(finding::Source::Unreadable { name: named, error: error.to_string() });
        }
    };
    if !real.is_file() {
        return absent(finding::Source::NotAFile { name: named });
    }
    match read(&real) {
        Ok(bytes) => Source::from_bytes(name, bytes).of_reference(),
        Err(error) => absent(finding::Source::Unreadable { name: named, error: error.to_string() }),
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
        let expected = [
            "s/api.yaml",
            "s/m/a.yml",
            "s/m/b.json",
            "s/m/my c.yml",
            "!s/m/missing.yml",
            "s/specwright.toml",
        ];
        assert_eq!(names(&folder, "s/api.yaml", None), expected);
        assert_eq!(names(&folder, "s", None), expected);
    }

    #[test]
    fn options_stand_with_files() {
        let document = "openapi: 3.0.3\n";
        let folder = folder(
            "options",
            &[
                ("one/api.yaml", document),
                ("one/index.html", "<html>url: 'api.yaml'</html>"),
                ("one/fixes.json", "{\"overlay\": \"1.1.0\"}"),
                ("one/specwright.toml", ""),
                ("two/a.yaml", document),
                ("two/b.json", "{\"openapi\": \"3.1.0\"}"),
                ("two/specwright.toml", ""),
                ("named/a.yaml", document),
                ("named/b.yaml", document),
                ("named/c/d.yaml", document),
                ("named/specwright.toml", "inputs = ['a.yaml', 'c']"),
                ("git/.git/HEAD", "x"),
                ("git/.hidden.yaml", document),
            ],
        );
        let run = |paths: &[&str]| {
            let paths: Vec<PathBuf> = paths.iter().map(|path| folder.join(path)).collect();
            let base = folder.as_path();
            gather(&Files { base, ..Files::of(&paths) })
                .map(|(sources, _)| {
                    let mark = |one: &Source| if one.fault().is_some() { "!" } else { "" };
                    let names = sources.iter().map(|one| format!("{}{}", mark(one), one.name));
                    names.collect::<Vec<_>>().join(" ")
                })
                .unwrap_or_else(|error| error.to_string())
        };
        let cases: &[(&[&str], &str)] = &[
            (&["one/api.yaml"], "one/api.yaml one/specwright.toml"),
            (&["two/a.yaml"], "two/a.yaml !two/specwright.toml"),
            (&["two/a.yaml", "two/b.json"], "two/a.yaml two/b.json two/specwright.toml"),
            (&["two"], "two/a.yaml two/b.json two/specwright.toml"),
            (&["named/a.yaml"], "named/a.yaml named/specwright.toml"),
            (&["named/c/d.yaml"], "named/c/d.yaml"),
            (&["named/b.yaml"], "named/b.yaml !named/specwright.toml"),
            (&["named"], "named/a.yaml named/c/d.yaml named/specwright.toml"),
            (
                &["one/api.yaml", "two/a.yaml"],
                "one/api.yaml two/a.yaml !one/specwright.toml !two/specwright.toml",
            ),
            (&["git"], "`git` holds no document and no documentation page"),
        ];
        for (paths, expected) in cases {
            assert_eq!(run(paths), *expected, "{paths:?}");
        }
    }

    #[test]
    fn downloads_have_names() {
        let cases = [
            ("https://a.example/v2/api.yaml?x=1", "api.yaml"),
            ("https://a.example/swagger/v1/swagger.JSON#x", "swagger.JSON"),
            ("https://a.example/docs/", "openapi.json"),
            ("https://a.example", "openapi.json"),
            ("https://a.example/-o;a.json", "openapi.json"),
        ];
        for (url, expected) in cases {
            assert_eq!(download_name(url), expected, "{url}");
        }
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
