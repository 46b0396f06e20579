//! The input of a run: a description, overlays and options, in memory or read from files.

mod disk;
mod error;
mod files;
mod follow;
mod gather;
mod lock_file;
mod options_file;
#[cfg(test)]
mod tests;

use std::path::{Component, Path, PathBuf};

pub use error::InputError;
pub use files::Files;

use crate::diagnostics::{Diagnostics, Origin};
use crate::lock::Lock;
use crate::options::Options;
use crate::read::{Source, toml};
use crate::scrape::Wanted;

/// The input of a run.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Input {
    /// Name of the API: that of the crate, or the one that [`module_name`](crate::module_name) makes the module's name from.
    pub name: String,
    /// The document or the pages, followed by the overlays and the options file.
    pub sources: Vec<Source>,
    /// The user's options.
    pub options: Options,
    /// Names that earlier runs gave to the items.
    pub(crate) lock: Lock,
    /// File of the lock, if the input is read from files.
    pub(crate) lock_file: Option<PathBuf>,
    /// The command that generates the same output again, for the first lines of generated files.
    pub command: String,
}

impl Input {
    /// An API with these sources and no options.
    pub fn new(name: impl Into<String>, sources: Vec<Source>) -> Self {
        Self {
            name: name.into(),
            sources,
            command: "specwright generate".to_owned(),
            ..Self::default()
        }
    }

    /// Reads files, the files that they refer to, their overlays and their options. If a file that is referred to cannot be
    /// read, that is a finding at the reference.
    ///
    /// # Errors
    ///
    /// If a given file or folder cannot be read, the folders contain no description, or the options are not valid.
    pub fn read(name: impl Into<String>, files: &Files) -> Result<Self, InputError> {
        let (sources, options) = gather::gather(files)?;
        let (lock_file, lock) = lock_file::choose(files)?;
        let input = Self::new(name, sources).with_options(options);
        Ok(Self { lock, lock_file: Some(lock_file), ..input })
    }

    /// Replaces the options.
    #[must_use]
    pub fn with_options(self, options: Options) -> Self {
        Self { options, ..self }
    }

    /// Forgets the names of items that are gone.
    #[must_use]
    pub fn with_pruned_lock(mut self) -> Self {
        self.lock.prunes = true;
        self
    }

    /// Replaces the command.
    #[must_use]
    pub fn with_command(self, command: impl Into<String>) -> Self {
        Self { command: command.into(), ..self }
    }

    /// The document and the files that it refers to, or the pages.
    pub(crate) fn descriptions(&self) -> &[Source] {
        &self.sources[..self.described()]
    }

    /// The document and the files that it refers to, or the pages; mutable, so that trees can be taken out of them.
    pub(crate) fn descriptions_mut(&mut self) -> &mut [Source] {
        let described = self.described();
        &mut self.sources[..described]
    }

    /// The number of sources before the overlays and the options files.
    fn described(&self) -> usize {
        let described = self.sources.iter().position(|source| !source.is_description());
        described.unwrap_or(self.sources.len())
    }

    /// Names the description in the first lines of generated files.
    pub(crate) fn source_name(&self) -> String {
        match self.descriptions() {
            // Generated files must not name folders of this machine.
            [source] => match Path::new(&source.name).file_name() {
                Some(name) if !is_below(&source.name) => name.to_string_lossy().into_owned(),
                _ => source.name.clone(),
            },
            sources => format!("{} files of {}", sources.len(), self.name),
        }
    }

    /// Reports the options files beside the input that are not used.
    pub(crate) fn report_unused_options(&self, diagnostics: &mut Diagnostics) {
        for (file, source) in self.sources.iter().enumerate() {
            if source.is_options() && source.fault().is_some() {
                source.report(file, diagnostics);
            }
        }
    }

    /// The place of the options file, for findings about options.
    pub(crate) fn options_origin(&self) -> Origin {
        // Options that were not read from a file have no place.
        Origin { file: self.options_file().unwrap_or(usize::MAX), ..Origin::default() }
    }

    /// The index of the options file.
    fn options_file(&self) -> Option<usize> {
        self.sources.iter().position(|one| one.is_options() && one.fault().is_none())
    }

    /// The document that the user chooses among several of the pages, and the place of that choice in the options file.
    pub(crate) fn wanted(&self) -> Option<Wanted> {
        let name = self.options.document.clone()?;
        let in_file = |file: &usize| {
            let text = &self.sources[*file].text;
            toml::text(text, "document").as_ref() == Some(&name)
        };
        let file = self.options_file().filter(in_file);
        let origin = file.map(|file| Origin { file, ..Origin::at("/document") });
        Some(Wanted { name, origin })
    }
}

/// Whether a path is relative and has no `..`.
fn is_below(path: &str) -> bool {
    Path::new(path)
        .components()
        .all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
}
