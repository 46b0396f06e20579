//! Where an input is on disk.

use std::path::PathBuf;

/// Where an input is on disk.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Files {
    /// Documents or pages, and folders whose files are taken in the order of their names.
    pub paths: Vec<PathBuf>,
    /// Overlays beside those that the options file names, applied after them.
    pub overlays: Vec<PathBuf>,
    /// The options file. When none is named: `specwright.toml` of a folder among the paths; or beside files,
    /// when its `inputs` name them, or its folder holds no other description.
    pub options: Option<PathBuf>,
    /// The folder that references between files must not leave; that of the first file when none is named.
    pub root: Option<PathBuf>,
    /// The folder that names are relative to; empty for names as they are given.
    pub base: PathBuf,
}

impl Files {
    /// These files and folders, and the options file beside them.
    pub fn new<P: Into<PathBuf>>(paths: impl IntoIterator<Item = P>) -> Self {
        Self { paths: paths.into_iter().map(Into::into).collect(), ..Self::default() }
    }
}
