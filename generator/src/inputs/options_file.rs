//! Choice of the options file: the given one, or a `specwright.toml` beside the files.

use std::fs;
use std::path::{Path, PathBuf};

use super::disk::{is_hidden, read, shown, unreadable};
use super::error::InputError;
use super::files::Files;
use crate::diagnostics::finding;
use crate::options::{Options, Problem};
use crate::read::Source;
use crate::scrape;

/// Name of options files.
pub(super) const NAME: &str = "specwright.toml";

/// Extensions of files that may be a description.
const DESCRIPTIONS: &[&str] = &["htm", "html", "json", "yaml", "yml"];

/// The options of an input, and what follows from them.
#[derive(Default)]
pub(super) struct Chosen {
    pub options: Options,
    /// The overlays that the options name.
    pub overlays: Vec<PathBuf>,
    /// The folder of the options file, and the files and folders in it that the options are for.
    pub inputs: Option<(PathBuf, Vec<PathBuf>)>,
    /// The options file, and those that are not used, each with the reason as its fault.
    pub sources: Vec<Source>,
}

/// A given file or folder, and the files that it stands for.
pub(super) struct Given {
    pub path: PathBuf,
    pub is_folder: bool,
    pub files: Vec<PathBuf>,
}

/// Chooses the options file: the given one, else that of a folder, else one beside the files if it is for them. Others beside
/// them are added to the sources, with the reason why they are not used.
pub(super) fn choose(files: &Files, given: &[Given]) -> Result<Chosen, InputError> {
    if let Some(path) = &files.options {
        return File::read(path, &files.base)?.chosen();
    }
    let mut chosen: Option<Chosen> = None;
    let mut unused = Vec::new();
    for path in candidates(given) {
        let file = File::read(&path, &files.base)?;
        let reason = match &chosen {
            Some(other) => {
                let used = other.sources.first().map_or("", |source| source.name.as_str());
                Some(finding::Unused::Other { used: used.to_owned() })
            }
            None => file.reason_against(given, &files.base),
        };
        match reason {
            None => chosen = Some(file.chosen()?),
            Some(reason) => unused.push(file.unused(reason)),
        }
    }
    let mut chosen = chosen.unwrap_or_default();
    chosen.sources.extend(unused);
    Ok(chosen)
}

/// Lists options files that may be for the input: those of its folders first, then others in them, then those beside files.
fn candidates(given: &[Given]) -> Vec<PathBuf> {
    let folders = given.iter().filter(|one| one.is_folder).map(|one| one.path.join(NAME));
    let inside = given.iter().filter(|one| one.is_folder).flat_map(|one| &one.files);
    let inside = inside.filter(|file| file.ends_with(NAME)).cloned();
    let beside = given.iter().filter(|one| !one.is_folder).map(|one| one.path.with_file_name(NAME));
    let mut found: Vec<PathBuf> = Vec::new();
    for path in folders.chain(inside).chain(beside) {
        if path.is_file() && !found.iter().any(|known| real(known) == real(&path)) {
            found.push(path);
        }
    }
    found
}

/// An options file that was read.
struct File {
    path: PathBuf,
    source: Source,
    options: Options,
}

impl File {
    fn read(path: &Path, base: &Path) -> Result<Self, InputError> {
        let text = fs::read_to_string(path).map_err(|error| unreadable(path, base, error))?;
        let source = Source::new(shown(path, base), text).options();
        match Options::parse(&source.text) {
            Ok(options) => Ok(Self { path: path.to_owned(), source, options }),
            Err(problem) => Err(InputError::Options { source: Box::new(source), problem }),
        }
    }

    /// Resolves the paths that an option names, relative to the options file.
    ///
    /// # Errors
    ///
    /// If a path does not exist.
    fn paths(&self, key: &str, names: &[String]) -> Result<Vec<PathBuf>, InputError> {
        let path = |(index, name): (usize, &String)| {
            let path = self.path.with_file_name(name);
            if path.exists() {
                return Ok(path);
            }
            let message = format!("`{key}` names `{name}`, which does not exist");
            let problem = Problem::at(&format!("/{key}/{index}"), message, &self.source.text);
            Err(InputError::Options { source: Box::new(self.source.clone()), problem })
        };
        names.iter().enumerate().map(path).collect()
    }

    fn chosen(self) -> Result<Chosen, InputError> {
        let overlays = self.paths("overlays", &self.options.overlays)?;
        let inputs = self.paths("inputs", &self.options.inputs)?;
        let inputs = (!inputs.is_empty()).then(|| (self.folder(), inputs));
        Ok(Chosen { options: self.options, overlays, inputs, sources: vec![self.source] })
    }

    /// The reason why the options are not for the input, if they are not.
    fn reason_against(&self, given: &[Given], base: &Path) -> Option<finding::Unused> {
        let folder = real(&self.folder());
        if given.iter().any(|one| one.is_folder && real(&one.path) == folder) {
            return None;
        }
        let files = given.iter().flat_map(|one| &one.files).filter(|file| !file.ends_with(NAME));
        let files: Vec<(&PathBuf, PathBuf)> = files.map(|file| (file, real(file))).collect();
        let within = |file: &Path| shown(file, &folder);
        if !self.options.inputs.is_empty() {
            let named =
                self.options.inputs.iter().map(|name| real(&self.path.with_file_name(name)));
            let named: Vec<PathBuf> = named.collect();
            let is_named = |file: &Path| named.iter().any(|named| file.starts_with(named));
            let (path, file) = files.iter().find(|(_, file)| !is_named(file))?;
            let file = within(file);
            return Some(finding::Unused::NotNamed { file: shown(path, base), entry: file });
        }
        if let Some((path, _)) = files.iter().find(|(_, file)| !file.starts_with(&folder)) {
            return Some(finding::Unused::Elsewhere { file: shown(path, base) });
        }
        let other = self.other_description(&folder, &files)?;
        let inputs = files.iter().map(|(_, file)| within(file)).collect();
        Some(finding::Unused::Ambiguous { other: shown(&other, base), inputs })
    }

    /// A description in the folder that is not among the given files.
    fn other_description(&self, folder: &Path, given: &[(&PathBuf, PathBuf)]) -> Option<PathBuf> {
        let entries = fs::read_dir(self.folder()).ok()?.filter_map(Result::ok);
        let mut inside: Vec<PathBuf> =
            entries.map(|entry| self.path.with_file_name(entry.file_name())).collect();
        inside.sort();
        let overlays: Vec<PathBuf> =
            self.options.overlays.iter().map(|name| real(&folder.join(name))).collect();
        inside.into_iter().find(|path| {
            let path = real(path);
            !given.iter().any(|(_, file)| *file == path)
                && !overlays.contains(&path)
                && is_description(&path)
        })
    }

    fn folder(&self) -> PathBuf {
        match self.path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
            _ => PathBuf::from("."),
        }
    }

    /// Converts the file to a source whose fault is the reason why it is not used.
    fn unused(self, reason: finding::Unused) -> Source {
        let fault = finding::Options::NotUsed { name: self.source.name.clone(), reason };
        self.source.with_fault(fault)
    }
}

/// Whether a file is a document or a page.
fn is_description(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    if is_hidden(path)
        || !path.is_file()
        || !ending.is_some_and(|ending| DESCRIPTIONS.contains(&ending.as_str()))
    {
        return false;
    }
    let Ok(bytes) = read(path) else { return false };
    scrape::is_description(&Source::from_bytes("", bytes))
}

/// Resolves links in a path; gives the path itself if it does not exist.
fn real(path: &Path) -> PathBuf {
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}
