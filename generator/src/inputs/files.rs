//! The paths of an input.

use std::path::PathBuf;

/// The paths of an input on disk.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Files {
    /// Documents or pages, and folders, whose files are read in the order of their names.
    pub paths: Vec<PathBuf>,
    /// Overlays to apply after those that the options file names.
    pub overlays: Vec<PathBuf>,
    /// The options file. By default: `specwright.toml` in a folder among the paths; or beside files, if its `inputs` name
    /// them or its folder contains no other description.
    pub options: Option<PathBuf>,
    /// The folder that contains all files that references may lead to; by default the folder of the first file.
    pub root: Option<PathBuf>,
    /// The folder that the names of sources are relative to. If empty, paths are used as names.
    pub base: PathBuf,
}

impl Files {
    /// These files and folders, with the options file beside them.
    pub fn new<P: Into<PathBuf>>(paths: impl IntoIterator<Item = P>) -> Self {
        Self { paths: paths.into_iter().map(Into::into).collect(), ..Self::default() }
    }
}
