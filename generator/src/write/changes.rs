//! Changes that writing a package makes.

use std::fs;
use std::io;
use std::path::Path;

use super::edited;
use super::folder::{is_inside, known, old};
use super::package::{MANIFEST, Package, is_ours};

/// The changes that writing a package makes.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Files whose content is new or different.
    pub written: Vec<String>,
    /// Files that were written before and are no longer generated.
    pub removed: Vec<String>,
}

impl Changes {
    /// Whether there are no changes: the folder is up to date.
    pub fn is_empty(&self) -> bool {
        self.written.is_empty() && self.removed.is_empty()
    }
}

/// Finds the changes that writing `package` to `folder` would make.
///
/// # Errors
///
/// If a path of the package leads out of the folder, an existing file cannot be read, or a file has edits that would be
/// lost.
pub fn compare(package: &Package, folder: &Path) -> io::Result<Changes> {
    let package = edited::settled(package, folder)?;
    changes(&package, folder)
}

/// Finds the changes that writing a package would make whose files are [settled](edited::settled) already.
pub fn changes(package: &Package, folder: &Path) -> io::Result<Changes> {
    let mut changes = Changes::default();
    for (path, text) in package {
        if old(folder, path)?.as_deref() != Some(text.as_bytes()) {
            changes.written.push(path.clone());
        }
    }
    let known = known(folder)?;
    for path in known.into_iter().filter(|path| is_inside(path) && !package.contains_key(path)) {
        // Without the first line, the file belongs to the user.
        if old(folder, &path)?.is_some_and(|text| is_ours(&text)) {
            changes.removed.push(path);
        }
    }
    Ok(changes)
}

/// Refuses to replace files that specwright did not write, and to write to a folder that contains other files.
pub fn check_owner(changes: &Changes, folder: &Path) -> io::Result<()> {
    let known = known(folder)?;
    let refuse = |what: String| Err(io::Error::new(io::ErrorKind::AlreadyExists, what));
    let is_known = |path: &String| path == MANIFEST || known.contains(path);
    for path in changes.written.iter().filter(|path| !is_known(path)) {
        if old(folder, path)?.is_some_and(|text| !is_ours(&text)) {
            return refuse(format!("`{path}` exists and was not written by specwright"));
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
                "the folder is not empty and was not written by specwright: it contains `{name}`"
            ));
        }
    }
    Ok(())
}
