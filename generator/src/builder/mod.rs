//! Generation of a client as a module of another crate, in its build script.

mod dependency;
mod error;
mod module;

use std::env;
use std::path::{Path, PathBuf};

pub use dependency::Dependency;
pub use error::{BuildError, Findings};
pub use module::GeneratedModule;

use crate::inputs::Files;
use crate::rust::Transports;
use crate::write::{self, Package};
use crate::{Input, embedded, generate_embedded, module_name};

/// Generates a client as a module, in a build script.
///
/// The module is one file, `NAME.rs`. By default it is written to the output folder of the build script, from where the
/// crate includes it:
///
/// ```ignore
/// mod billing {
///     include!(concat!(env!("OUT_DIR"), "/billing.rs"));
/// }
/// ```
///
/// With [`out_dir`](Self::out_dir) it can be a source file as well: `mod billing;` declares it in `src/`,
/// `#[path = "../clients/billing.rs"] mod billing;` elsewhere.
///
/// The module may be public or private, and nested in other modules. The lints of the crate do not apply to it. It requires
/// the edition 2021 and Rust 1.89, or later ones.
///
/// If names are not ASCII, the crate needs `#![allow(confusable_idents, mixed_script_confusables, uncommon_codepoints)]`:
/// these lints can only be allowed at the root of a crate.
#[derive(Debug, Clone)]
#[must_use = "a builder does nothing until `generate` is called"]
pub struct Builder {
    input: PathBuf,
    options: Option<PathBuf>,
    overlays: Vec<PathBuf>,
    root: Option<PathBuf>,
    document: Option<String>,
    module: Option<String>,
    out_dir: Option<PathBuf>,
    transports: Transports,
}

impl Builder {
    /// Starts with an OpenAPI document, a saved documentation page, or a folder of them. Paths are relative to the
    /// folder of the package, where Cargo runs build scripts.
    pub fn new(input: impl Into<PathBuf>) -> Self {
        Self {
            input: input.into(),
            options: None,
            overlays: Vec::new(),
            root: None,
            document: None,
            module: None,
            out_dir: None,
            transports: Transports { reqwest: true, blocking: false },
        }
    }

    /// Sets the options file; by default it is `specwright.toml` in the folder of the input.
    pub fn options(mut self, path: impl Into<PathBuf>) -> Self {
        self.options = Some(path.into());
        self
    }

    /// Adds an OpenAPI Overlay, applied after those that the options file names.
    pub fn overlay(mut self, path: impl Into<PathBuf>) -> Self {
        self.overlays.push(path.into());
        self
    }

    /// Sets the folder that contains all files that references may lead to; by default it is the document's folder.
    pub fn root(mut self, path: impl Into<PathBuf>) -> Self {
        self.root = Some(path.into());
        self
    }

    /// Chooses a document by its title, if pages contain several.
    pub fn document(mut self, title: impl Into<String>) -> Self {
        self.document = Some(title.into());
        self
    }

    /// Sets the name of the module, and so of its file; by default it is derived from the name of the input.
    pub fn module(mut self, name: impl Into<String>) -> Self {
        self.module = Some(name.into());
        self
    }

    /// Sets the folder that the file is written to; by default it is that of the environment variable `OUT_DIR`.
    pub fn out_dir(mut self, path: impl Into<PathBuf>) -> Self {
        self.out_dir = Some(path.into());
        self
    }

    /// Sets whether the module can send calls with `reqwest`; by default it can. Without it, give the client a `Transport` of
    /// your own.
    pub fn reqwest(mut self, is_used: bool) -> Self {
        self.transports.reqwest = is_used;
        self
    }

    /// Sets whether calls have the method `send_blocking`, which needs no async runtime and uses `reqwest`; by default they
    /// do not.
    pub fn blocking(mut self, is_used: bool) -> Self {
        self.transports.blocking = is_used;
        self
    }

    /// Generates the module and writes its file. A file that is up to date is not touched.
    ///
    /// # Errors
    ///
    /// If a file cannot be read or written, the description has errors or denied findings, or the name is not valid for a
    /// module. Nothing is written then.
    pub fn generate(self) -> Result<GeneratedModule, BuildError> {
        let name = match &self.module {
            Some(name) => name.clone(),
            None => module_name(&self.input.file_stem().unwrap_or_default().to_string_lossy()),
        };
        if syn::parse_str::<syn::Ident>(&name).is_err() {
            return Err(BuildError::ModuleName { name });
        }
        let out_dir = self.out_dir.clone().or_else(|| env::var_os("OUT_DIR").map(PathBuf::from));
        let out_dir = out_dir.ok_or(BuildError::OutDir)?;
        let files = Files {
            overlays: self.overlays,
            options: self.options,
            root: self.root,
            ..Files::new([&self.input])
        };
        let mut input = Input::read(&name, &files)?.with_command("specwright::Builder");
        if self.document.is_some() {
            input.options.document = self.document;
        }
        let generated = generate_embedded(input);
        let text = embedded(&generated, self.transports);
        let planned = generated.planned.as_ref();
        let dependencies = planned.map(|planned| &planned.parts);
        let dependencies = dependencies.map(|parts| dependency::list(parts, self.transports));
        let has_errors = generated.diagnostics.has_errors();
        let findings = Findings::new(generated.diagnostics, generated.sources);
        let (Some(text), Some(dependencies), false) = (text, dependencies, has_errors) else {
            return Err(BuildError::Findings(findings));
        };
        let path = write(&format!("{name}.rs"), text, &out_dir)?;
        let mut inputs = vec![self.input.clone()];
        inputs.extend(findings.files().map(PathBuf::from).filter(|file| *file != self.input));
        Ok(GeneratedModule {
            name,
            path,
            inputs,
            dependencies,
            findings,
            coverage: generated.coverage,
        })
    }
}

/// Writes the file of a module unless it is up to date. Returns its path.
fn write(file: &str, text: String, folder: &Path) -> Result<PathBuf, BuildError> {
    let path = folder.join(file);
    let existing = std::fs::read(&path).unwrap_or_default();
    if existing == text.as_bytes() {
        return Ok(path);
    }
    if !existing.is_empty() && !write::is_ours(&existing) {
        return Err(BuildError::Foreign { path });
    }
    match write::replace(&Package::from([(file.to_owned(), text)]), folder) {
        Ok(()) => Ok(path),
        Err(error) => Err(BuildError::Unwritable { path, error }),
    }
}
