//! What writing a package changes.

use std::fs;
use std::io;
use std::path::Path;

use super::edited;
use super::folder::{is_inside, known, old};
use super::package::{MANIFEST, Package, is_ours};

/// What writing a package changes.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Files whose content is new or different.
    pub written: Vec<String>,
    /// Files that were written before and are no longer generated.
    pub removed: Vec<String>,
}

impl Changes {
    /// Whether the folder holds the package already.
    pub fn is_empty(&self) -> bool {
        self.written.is_empty() && self.removed.is_empty()
    }
}

/// What writing `package` to `folder` would change.
///
/// # Errors
///
/// When a path of the package leads out of the folder, a file that is there cannot be read, or one was edited
/// so that the edit would be lost.
pub fn compare(package: &Package, folder: &Path) -> io::Result<Changes> {
    let package = edited::settled(package, folder)?;
    changes(&package, folder)
}

/// What writing a package that is settled would change.
pub fn changes(package: &Package, folder: &Path) -> io::Result<Changes> {
    let mut changes = Changes::default();
    for (path, text) in package {
        if old(folder, path)?.as_deref() != Some(text.as_bytes()) {
            changes.written.push(path.clone());
        }
    }
    let known = known(folder)?;
    for path in known.into_iter().filter(|path| is_inside(path) && !package.contains_key(path)) {
        // A file without its first line is not ours.
        if old(folder, &path)?.is_some_and(|text| is_ours(&text)) {
            changes.removed.push(path);
        }
    }
    Ok(changes)
}

/// Refuses to replace what this program did not write, and to fill a folder that is something else.
pub fn check_owner(changes: &Changes, folder: &Path) -> io::Result<()> {
    let known = known(folder)?;
    let refuse = |what: String| Err(io::Error::new(io::ErrorKind::AlreadyExists, what));
    let is_known = |path: &String| path == MANIFEST || known.contains(path);
    for path in changes.written.iter().filter(|path| !is_known(path)) {
        if old(folder, path)?.is_some_and(|text| !is_ours(&text)) {
            return refuse(format!("`{path}` is there and was not written by specwright"));
        }
    }
    if !known.is_empty() || !folder.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name();
        let name = name.to_string_lossy();
        let expected = changes.written.iter().any(|path| path.split('/').next() == Some(&name));
        if !name.starts_with('.') && !expected {
            return refuse(format!(
                "the folder is not empty and not a package of specwright: it holds `{name}`"
            ));
        }
    }
    Ok(())
}
