//! A package to disk: changed files are written, stale ones removed, nothing else is touched.

mod diff;
mod edited;

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

pub use diff::diff;

/// Name of the file that lists what was written, so that it can be removed when it is no more.
pub const MANIFEST: &str = ".specwright-files";

pub use edited::fingerprints;

/// Files of a package by path below its folder, with `/`.
pub type Package = BTreeMap<String, String>;

/// What writing a package changes.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Files whose content is new or different.
    pub written: Vec<String>,
    /// Files that were written once and are no more.
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

fn changes(package: &Package, folder: &Path) -> io::Result<Changes> {
    let mut changes = Changes::default();
    for (path, text) in package {
        if old(folder, path)?.as_deref() != Some(text.as_bytes()) {
            changes.written.push(path.clone());
        }
    }
    let known = known(folder)?;
    for path in known.into_iter().filter(|path| is_inside(path) && !package.contains_key(path)) {
        // What has lost its first line is no longer ours.
        if old(folder, &path)?.is_some_and(|text| is_ours(&text)) {
            changes.removed.push(path);
        }
    }
    Ok(changes)
}

/// Writes `package` to `folder`: all of it, or nothing. Files are written beside their places first and
/// then renamed; when that fails, those that were there are put back.
///
/// # Errors
///
/// When the folder holds something that this program did not write and that is in the way, when a file was
/// edited so that the edit would be lost, when a path leads through a symbolic link, or when a file or folder
/// cannot be made.
pub fn write(package: &Package, folder: &Path) -> io::Result<Changes> {
    let settled = edited::settled(package, folder)?;
    let package = settled.as_ref();
    let changes = changes(package, folder)?;
    check_owner(&changes, folder)?;
    let mut staged = Staged::default();
    let done = staged.prepare(package, &changes, folder).and_then(|()| staged.commit());
    if let Err(error) = done {
        staged.undo();
        return Err(error);
    }
    for path in &changes.removed {
        fs::remove_file(folder.join(path))?;
        for parent in Path::new(path).ancestors().skip(1).filter(|p| !p.as_os_str().is_empty()) {
            // Fails, as it should, while other files are in it.
            if fs::remove_dir(folder.join(parent)).is_err() {
                break;
            }
        }
    }
    Ok(changes)
}

/// Writes files to a folder, which is made if need be: all of them, or nothing. What is there is replaced,
/// whoever wrote it, and no list of the files is kept.
///
/// # Errors
///
/// When a path leads out of the folder or through a symbolic link, or a file or folder cannot be made.
pub fn replace(files: &Package, folder: &Path) -> io::Result<()> {
    let changes = Changes { written: files.keys().cloned().collect(), ..Changes::default() };
    let mut staged = Staged::default();
    let done = staged.prepare(files, &changes, folder).and_then(|()| staged.commit());
    if done.is_err() {
        staged.undo();
    }
    done
}

/// A file on its way to its place.
struct Step {
    beside: PathBuf,
    target: PathBuf,
    before: Option<Vec<u8>>,
    renamed: bool,
}

/// Files that are written but not yet in their places, and the folders made for them.
#[derive(Default)]
struct Staged {
    steps: Vec<Step>,
    folders: Vec<PathBuf>,
}

impl Staged {
    fn prepare(&mut self, package: &Package, changes: &Changes, folder: &Path) -> io::Result<()> {
        for path in &changes.written {
            let Some(text) = package.get(path) else { continue };
            let target = folder.join(path);
            self.make_folders(target.parent().unwrap_or(folder))?;
            let mut beside = target.clone().into_os_string();
            beside.push(".specwright-new");
            let beside = PathBuf::from(beside);
            if fs::symlink_metadata(&beside).is_ok() {
                // Of a run that was cut off.
                fs::remove_file(&beside)?;
            }
            let before = old(folder, path)?;
            self.steps.push(Step { beside: beside.clone(), target, before, renamed: false });
            fs::OpenOptions::new()
                .write(true)
                .create_new(true)
                .open(&beside)?
                .write_all(text.as_bytes())?;
        }
        Ok(())
    }

    fn make_folders(&mut self, folder: &Path) -> io::Result<()> {
        let missing = folder.ancestors().take_while(|path| !path.is_dir());
        let mut missing: Vec<PathBuf> = missing.map(Path::to_owned).collect();
        missing.reverse();
        for path in missing.into_iter().filter(|path| !path.as_os_str().is_empty()) {
            fs::create_dir(&path)?;
            self.folders.push(path);
        }
        Ok(())
    }

    fn commit(&mut self) -> io::Result<()> {
        for step in &mut self.steps {
            fs::rename(&step.beside, &step.target)?;
            step.renamed = true;
        }
        Ok(())
    }

    /// Back to what was there. What cannot be undone stays: there is already an error to report.
    fn undo(&self) {
        for step in self.steps.iter().rev() {
            let _ = match (&step.before, step.renamed) {
                (_, false) => fs::remove_file(&step.beside),
                (Some(before), true) => fs::write(&step.target, before),
                (None, true) => fs::remove_file(&step.target),
            };
        }
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Refuses to replace what this program did not write, and to fill a folder that is something else.
fn check_owner(changes: &Changes, folder: &Path) -> io::Result<()> {
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

/// The paths that an earlier run wrote.
fn known(folder: &Path) -> io::Result<Vec<String>> {
    let text = old(folder, MANIFEST)?.unwrap_or_default();
    let lines = String::from_utf8_lossy(&text);
    Ok(lines.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect())
}

/// Whether a file says in its first line that this program wrote it.
pub(crate) fn is_ours(text: &[u8]) -> bool {
    let line = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
    String::from_utf8_lossy(line).contains("@generated by specwright")
}

/// The file at a path below the folder. Symbolic links below it are not followed.
fn old(folder: &Path, path: &str) -> io::Result<Option<Vec<u8>>> {
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

fn is_inside(path: &str) -> bool {
    !path.is_empty()
        && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_removes_and_stays_inside() {
        let folder = std::env::temp_dir().join(format!("specwright-write-{}", std::process::id()));
        let mut package =
            Package::from([("a/b.rs".to_owned(), "// @generated by specwright".to_owned())]);
        package.insert(MANIFEST.to_owned(), "a/b.rs\n../outside\n".to_owned());
        assert_eq!(write(&package, &folder).unwrap().written.len(), 2);
        assert!(write(&package, &folder).unwrap().is_empty());
        let next = Package::from([(MANIFEST.to_owned(), String::new())]);
        assert_eq!(write(&next, &folder).unwrap().removed, ["a/b.rs"]);
        assert!(!folder.join("a").exists());
        fs::remove_dir_all(&folder).unwrap();
    }
}
