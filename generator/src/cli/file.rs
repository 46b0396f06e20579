//! Writing of files, whole or not at all.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Writes a text to a file. The text goes to a temporary file beside it, which is then renamed, so that no reader sees a
/// part of it.
///
/// # Errors
///
/// If the file cannot be written; the old content is then still there.
pub fn write(path: &Path, text: &str) -> Result<(), String> {
    replace(path, text).map_err(|error| format!("`{}` cannot be written: {error}", path.display()))
}

fn replace(path: &Path, text: &str) -> io::Result<()> {
    // A symbolic link stays a link: its target is replaced.
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let old = fs::metadata(&target).ok();
    if old.as_ref().is_some_and(|old| !old.is_file()) {
        // A device or pipe such as `/dev/stdout` is written to; a folder is an error.
        return fs::write(&target, text);
    }
    let mut beside = target.clone().into_os_string();
    beside.push(format!(".{}.new", std::process::id()));
    let beside = PathBuf::from(beside);
    let written = fs::write(&beside, text)
        .and_then(|()| old.map_or(Ok(()), |old| fs::set_permissions(&beside, old.permissions())))
        .and_then(|()| fs::rename(&beside, &target));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}

/// Whether two paths name the same file.
pub fn is_same(one: &Path, two: &Path) -> bool {
    match (one.canonicalize(), two.canonicalize()) {
        (Ok(one), Ok(two)) => one == two,
        _ => false,
    }
}
