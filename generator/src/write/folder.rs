//! The existing content of the folder that a package is written to.

use std::fs;
use std::io;
use std::path::{Component, Path};

use super::package::MANIFEST;

/// The paths of files that an earlier run wrote.
pub fn known(folder: &Path) -> io::Result<Vec<String>> {
    let text = old(folder, MANIFEST)?.unwrap_or_default();
    let lines = String::from_utf8_lossy(&text);
    Ok(lines.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect())
}

/// The content of the file at a path below the folder, if it exists.
///
/// # Errors
///
/// If the path leads out of the folder or through a symbolic link below it, or the file cannot be read.
pub fn old(folder: &Path, path: &str) -> io::Result<Option<Vec<u8>>> {
    let refuse =
        |what| Err(io::Error::new(io::ErrorKind::InvalidInput, format!("`{path}` {what}")));
    if !is_inside(path) {
        return refuse("leads out of the folder");
    }
    let mut at = folder.to_owned();
    for part in Path::new(path).components() {
        at.push(part);
        match fs::symlink_metadata(&at) {
            Ok(found) if found.is_symlink() => return refuse("leads through a symbolic link"),
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        }
    }
    fs::read(&at).map(Some)
}

/// Whether a path stays below the folder that it is relative to.
pub fn is_inside(path: &str) -> bool {
    !path.is_empty()
        && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}
