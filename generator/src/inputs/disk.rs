//! Files and folders on disk, and their names in messages.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::error::InputError;
use crate::read::MAX_BYTES;

/// Maximum depth of folders that are read.
const MAX_FOLDERS: usize = 8;

/// Extensions of files that belong to saved pages and contain no description.
const OTHER_FILES: &[&str] = &[
    "css", "eot", "gif", "ico", "jpeg", "jpg", "map", "otf", "png", "svg", "ttf", "webp", "woff",
    "woff2",
];

/// The error for a path that cannot be read.
pub(super) fn unreadable(path: &Path, base: &Path, error: io::Error) -> InputError {
    let name = path.to_string_lossy();
    if ["http://", "https://"].iter().any(|scheme| name.starts_with(scheme)) {
        return InputError::Url { url: name.into_owned() };
    }
    InputError::Unreadable { name: shown(path, base), error }
}

/// Lists the files of a folder that may be pages, scripts, documents or options, in the order of their names. Pictures and
/// fonts are left out: browsers save them beside a page, with its scripts.
pub(super) fn inside(folder: &Path, base: &Path) -> Result<Vec<PathBuf>, InputError> {
    let mut files = Vec::new();
    below(folder, base, 0, &mut files)?;
    Ok(files)
}

fn below(
    folder: &Path,
    base: &Path,
    depth: usize,
    files: &mut Vec<PathBuf>,
) -> Result<(), InputError> {
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

/// Whether a file or folder is hidden, such as `.git`.
pub(super) fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

/// Reads a file, up to one byte more than the limit.
pub(super) fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The name of a path, with `/` between its parts.
pub(super) fn shown(path: &Path, base: &Path) -> String {
    let path = path.strip_prefix(base).unwrap_or(path).to_string_lossy().into_owned();
    if cfg!(windows) { path.replace('\\', "/") } else { path }
}
