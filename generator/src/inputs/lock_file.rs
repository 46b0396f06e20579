//! Choice of the file that remembers names: `names.lock`, beside the options file or where that would be.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::disk::{shown, unreadable};
use super::error::InputError;
use super::files::Files;
use crate::lock::Lock;
use crate::read::Source;

/// Name of the file.
const NAME: &str = "names.lock";

/// Whether a file is a lock.
pub(super) fn is_lock(path: &Path) -> bool {
    path.file_name().is_some_and(|name| {
        let name = name.to_string_lossy();
        name == NAME || name.ends_with(&format!(".{NAME}"))
    })
}

/// Chooses and reads the file of an input. A folder with several descriptions has one file for each of them: that of the
/// second one is named after the description.
pub(super) fn choose(files: &Files) -> Result<(PathBuf, Lock), InputError> {
    let first = files.paths.first().map_or(Path::new("."), PathBuf::as_path);
    let beside = files.options.as_deref().unwrap_or(first);
    let folder = if beside.is_dir() { beside } else { beside.parent().unwrap_or(Path::new("")) };
    let input = match first.file_name() {
        Some(name) if !first.is_dir() => name.to_string_lossy().into_owned(),
        _ => ".".to_owned(),
    };
    let path = folder.join(NAME);
    let lock = read(&path, files, &input)?;
    if lock.input == input || !folder.join(&lock.input).exists() {
        return Ok((path, Lock { input, ..lock }));
    }
    let stem = Path::new(&input).file_stem().unwrap_or_default().to_string_lossy();
    let stem = if input == "." { "folder".into() } else { stem };
    let path = folder.join(format!("{stem}.{NAME}"));
    let lock = read(&path, files, &input)?;
    Ok((path, Lock { input, ..lock }))
}

fn read(path: &Path, files: &Files, input: &str) -> Result<Lock, InputError> {
    let text = match fs::read_to_string(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Lock::new(input)),
        text => text.map_err(|error| unreadable(path, &files.base, error))?,
    };
    Lock::parse(&text).map_err(|problem| {
        let source = Box::new(Source::new(shown(path, &files.base), text).options());
        InputError::Options { source, problem }
    })
}
