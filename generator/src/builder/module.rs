//! A generated module, and its instructions to Cargo.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use super::dependency::missing;
use super::{Dependency, Findings};
use crate::coverage::Coverage;
use crate::diagnostics::Severity;

/// A module that was generated.
#[derive(Debug)]
pub struct GeneratedModule {
    pub(super) name: String,
    pub(super) path: PathBuf,
    pub(super) inputs: Vec<PathBuf>,
    pub(super) dependencies: Vec<Dependency>,
    pub(super) findings: Findings,
    pub(super) coverage: Coverage,
}

impl GeneratedModule {
    /// The module's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The module's file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The input, which may be a folder, and every file that was read: the description, files that it refers to, overlays,
    /// options. If one of them changes, the module has to be generated again.
    pub fn inputs(&self) -> &[PathBuf] {
        &self.inputs
    }

    /// The crates that the crate around the module has to depend on.
    pub fn dependencies(&self) -> &[Dependency] {
        &self.dependencies
    }

    /// The findings about the description. None of them is an error.
    pub fn findings(&self) -> &Findings {
        &self.findings
    }

    /// How much of the description is typed.
    pub fn coverage(&self) -> &Coverage {
        &self.coverage
    }

    /// Prints instructions to Cargo, on standard output: `rerun-if-changed` for each of the [`inputs`](Self::inputs), a
    /// warning with the commands that add the [`dependencies`](Self::dependencies) that `Cargo.toml` does not list,
    /// and a warning if there are warnings about the description.
    pub fn print_cargo_instructions(&self) {
        let folder = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).unwrap_or_default();
        let manifest = fs::read_to_string(folder.join("Cargo.toml")).ok();
        print!("{}", self.cargo_instructions(manifest.as_deref()));
    }

    /// Returns the instructions to Cargo. Missing dependencies are listed only if the text of the manifest is known.
    fn cargo_instructions(&self, manifest: Option<&str>) -> String {
        let watched = self.inputs.iter().map(|path| format!("rerun-if-changed={}", path.display()));
        let mut lines: Vec<String> = watched.collect();
        let missing = manifest.map(|text| missing(&self.dependencies, text)).unwrap_or_default();
        if !missing.is_empty() {
            let name = &self.name;
            lines.push(format!(
                "warning=the module `{name}` needs crates that are missing in Cargo.toml:"
            ));
            lines.extend(missing.iter().map(|one| format!("warning=    {one}")));
        }
        if self.findings.diagnostics().count(Severity::Warning) > 0 {
            let (counts, input) = (self.findings.counts(), self.inputs.first());
            let input = input.map(|path| path.display().to_string()).unwrap_or_default();
            lines.push(format!("warning={input}: {counts}; `specwright check {input}` shows them"));
        }
        // A line break in a path would end the instruction.
        lines.iter().map(|line| format!("cargo::{}\n", line.replace(['\n', '\r'], " "))).collect()
    }
}
