//! Files under temporary names, to be moved to their paths.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::changes::Changes;
use super::folder::old;
use super::package::Package;

/// A file under a temporary name.
struct Step {
    /// Its temporary name, in the folder of `target`.
    beside: PathBuf,
    target: PathBuf,
    /// The old content of `target`, if it existed.
    before: Option<Vec<u8>>,
    renamed: bool,
}

/// Files that are written under temporary names, and the folders that were created for them.
#[derive(Default)]
pub struct Staged {
    steps: Vec<Step>,
    folders: Vec<PathBuf>,
}

impl Staged {
    /// Writes the files that change under temporary names.
    pub fn prepare(
        &mut self,
        package: &Package,
        changes: &Changes,
        folder: &Path,
    ) -> io::Result<()> {
        for path in &changes.written {
            let Some(text) = package.get(path) else { continue };
            let target = folder.join(path);
            self.make_folders(target.parent().unwrap_or(folder))?;
            let mut beside = target.clone().into_os_string();
            beside.push(".specwright-new");
            let beside = PathBuf::from(beside);
            if fs::symlink_metadata(&beside).is_ok() {
                // A run that was cut off left it.
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

    /// Renames the files to their paths.
    pub fn commit(&mut self) -> io::Result<()> {
        for step in &mut self.steps {
            fs::rename(&step.beside, &step.target)?;
            step.renamed = true;
        }
        Ok(())
    }

    /// Restores the old files and removes new ones. Further errors are ignored: there is already one to report.
    pub fn undo(&self) {
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
