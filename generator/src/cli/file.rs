//! Files that are written whole or not at all.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Writes a text to a file: beside its place first, then it is renamed, so that nobody sees a part of it.
///
/// # Errors
///
/// The file cannot be written; what was there before is still there.
pub fn write(path: &Path, text: &str) -> Result<(), String> {
    replace(path, text).map_err(|error| format!("`{}` cannot be written: {error}", path.display()))
}

fn replace(path: &Path, text: &str) -> io::Result<()> {
    // The file that a link names is meant, not the link.
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let old = fs::metadata(&target).ok();
    if old.as_ref().is_some_and(|old| !old.is_file()) {
        // A device or pipe, as `/dev/stdout`, or a folder, which is an error.
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

/// Whether two names are of the same file.
pub fn is_same(one: &Path, two: &Path) -> bool {
    match (one.canonicalize(), two.canonicalize()) {
        (Ok(one), Ok(two)) => one == two,
        _ => false,
    }
}
