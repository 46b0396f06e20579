//! Reading of all files of an input, and of the files that they refer to.

use std::path::{Path, PathBuf};

use super::disk::{inside, read, shown, unreadable};
use super::error::InputError;
use super::files::Files;
use super::follow::follow;
use super::lock_file;
use super::options_file::{self, Given};
use crate::options::Options;
use crate::read::Source;
use crate::scrape;

/// Reads the files, then those that they refer to, breadth first, then the overlays and the options file. If a file that is
/// referred to cannot be read, that is a finding at the reference.
///
/// # Errors
///
/// If a given file or folder cannot be read, the folders contain no description, or the options are not valid.
pub fn gather(files: &Files) -> Result<(Vec<Source>, Options), InputError> {
    let given = given(files)?;
    let chosen = options_file::choose(files, &given)?;
    let mut overlays = chosen.overlays;
    overlays.extend_from_slice(&files.overlays);
    let mut paths = Vec::new();
    for input in given {
        match &chosen.inputs {
            // The options name the files of the folder to use.
            Some((folder, inputs)) if input.is_folder && *folder == input.path => {
                for path in inputs {
                    if path.is_dir() {
                        paths.extend(inside(path, &files.base)?);
                    } else {
                        paths.push(path.clone());
                    }
                }
            }
            _ => paths.extend(input.files),
        }
    }
    paths.retain(|path| !lock_file::is_lock(path));
    paths.retain(|path| !path.ends_with(options_file::NAME) && !overlays.contains(path));
    if let Some(first) = files.paths.first()
        && paths.is_empty()
    {
        return Err(InputError::Empty { name: shown(first, &files.base) });
    }
    let load = |path: &PathBuf| {
        let bytes = read(path).map_err(|error| unreadable(path, &files.base, error))?;
        Ok(Source::from_bytes(shown(path, &files.base), bytes))
    };
    let mut sources = paths.iter().map(load).collect::<Result<Vec<Source>, InputError>>()?;
    if let Some(first) = paths.first()
        && !sources.iter().any(|source| scrape::is_page(&source.text))
    {
        let folder = first.parent().filter(|folder| !folder.as_os_str().is_empty());
        let root = files.root.as_deref().or(folder).unwrap_or(Path::new("."));
        let root = root.canonicalize().map_err(|error| unreadable(root, &files.base, error))?;
        follow(&mut sources, &root, &files.base);
    }
    for path in &overlays {
        sources.push(load(path)?.overlay());
    }
    sources.extend(chosen.sources);
    Ok((sources, chosen.options))
}

/// Finds the files that the given paths stand for.
fn given(files: &Files) -> Result<Vec<Given>, InputError> {
    let given = |path: &PathBuf| {
        let is_folder = path.is_dir();
        let files = if is_folder { inside(path, &files.base)? } else { vec![path.clone()] };
        Ok(Given { path: path.clone(), is_folder, files })
    };
    files.paths.iter().map(given).collect()
}
