//! Files from disk, and the files that they refer to.

use std::path::{Path, PathBuf};

use super::disk::{inside, read, shown, unreadable};
use super::error::InputError;
use super::files::Files;
use super::follow::follow;
use super::options_file::{self, Given};
use crate::options::Options;
use crate::read::Source;
use crate::scrape;

/// Reads the files, and those that they refer to, breadth first; behind them the overlays and the options
/// file. A file that is referred to and cannot be read is a finding at the reference.
///
/// # Errors
///
/// A file or folder that is named cannot be read, the folders are empty, or the options are not valid.
pub fn gather(files: &Files) -> Result<(Vec<Source>, Options), InputError> {
    let given = given(files)?;
    let chosen = options_file::choose(files, &given)?;
    let mut overlays = chosen.overlays;
    overlays.extend_from_slice(&files.overlays);
    let mut paths = Vec::new();
    for one in given {
        match &chosen.inputs {
            // The options say which files of the folder are meant.
            Some((folder, inputs)) if one.is_folder && *folder == one.path => {
                for path in inputs {
                    if path.is_dir() {
                        paths.extend(inside(path, &files.base)?);
                    } else {
                        paths.push(path.clone());
                    }
                }
            }
            _ => paths.extend(one.files),
        }
    }
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

/// The files that the paths mean.
fn given(files: &Files) -> Result<Vec<Given>, InputError> {
    let given = |path: &PathBuf| {
        let is_folder = path.is_dir();
        let files = if is_folder { inside(path, &files.base)? } else { vec![path.clone()] };
        Ok(Given { path: path.clone(), is_folder, files })
    };
    files.paths.iter().map(given).collect()
}
