//! A package to disk: changed files are written, stale ones removed, nothing else is touched.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

/// Name of the file that lists what was written, so that it can be removed when it is no more.
pub const MANIFEST: &str = ".specwright-files";

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
/// When a file that is there cannot be read.
pub fn compare(package: &Package, folder: &Path) -> io::Result<Changes> {
    let mut changes = Changes::default();
    for (path, text) in package {
        match fs::read(folder.join(path)) {
            Ok(old) if old == text.as_bytes() => {}
            Ok(_) => changes.written.push(path.clone()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                changes.written.push(path.clone())
            }
            Err(error) => return Err(error),
        }
    }
    let known = fs::read_to_string(folder.join(MANIFEST)).unwrap_or_default();
    for path in known.lines().filter(|path| is_inside(path) && !package.contains_key(*path)) {
        if folder.join(path).is_file() {
            changes.removed.push(path.to_owned());
        }
    }
    Ok(changes)
}

/// Writes `package` to `folder`. Every file is written whole beside its place and then renamed.
///
/// # Errors
///
/// When a file or folder cannot be made.
pub fn write(package: &Package, folder: &Path) -> io::Result<Changes> {
    let changes = compare(package, folder)?;
    for path in &changes.written {
        let Some(text) = package.get(path).filter(|_| is_inside(path)) else { continue };
        let target = folder.join(path);
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent)?;
        }
        let mut beside = target.clone().into_os_string();
        beside.push(".new");
        let beside = PathBuf::from(beside);
        fs::write(&beside, text)?;
        fs::rename(&beside, &target)?;
    }
    for path in &changes.removed {
        fs::remove_file(folder.join(path))?;
        if let Some(parent) = folder.join(path).parent() {
            // Fails, as it should, while other files are in it.
            let _ = fs::remove_dir(parent);
        }
    }
    Ok(changes)
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
        let mut package = Package::from([("a/b.rs".to_owned(), "1".to_owned())]);
        package.insert(MANIFEST.to_owned(), "a/b.rs\n../outside\n".to_owned());
        assert_eq!(write(&package, &folder).unwrap().written.len(), 2);
        assert!(write(&package, &folder).unwrap().is_empty());
        let next = Package::from([(MANIFEST.to_owned(), String::new())]);
        assert_eq!(write(&next, &folder).unwrap().removed, ["a/b.rs"]);
        assert!(!folder.join("a").exists());
        fs::remove_dir_all(&folder).unwrap();
    }
}
