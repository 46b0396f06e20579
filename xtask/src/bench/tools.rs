//! The generators that are compared: where they come from and how they are called.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::binary;

/// A generator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tool {
    /// This one.
    Specwright,
    /// `openapi-to-rust`.
    OpenapiToRust,
    /// `ploidy`.
    Ploidy,
    /// `cargo-progenitor`.
    Progenitor,
}

/// The others.
pub const RIVALS: &[Tool] = &[Tool::OpenapiToRust, Tool::Ploidy, Tool::Progenitor];

impl Tool {
    /// Its name in the table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Specwright => "specwright",
            Self::OpenapiToRust => "openapi-to-rust",
            Self::Ploidy => "ploidy",
            Self::Progenitor => "progenitor",
        }
    }

    /// Its package on crates.io and the version that is compared; `None` for the package of this workspace.
    pub fn package(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Specwright => None,
            Self::OpenapiToRust => Some(("openapi-to-rust", "0.23.0")),
            Self::Ploidy => Some(("ploidy", "0.15.0")),
            Self::Progenitor => Some(("cargo-progenitor", "0.15.1")),
        }
    }

    /// Its release binary, built or installed below `target/bench/rivals` when it is not there.
    ///
    /// # Errors
    ///
    /// When it cannot be built.
    pub fn program(self, root: &Path) -> Result<PathBuf, String> {
        let Some((package, version)) = self.package() else { return binary::build(root) };
        let folder = root.join("target/bench/rivals").join(format!("{package}-{version}"));
        let program = folder.join("bin").join(format!("{package}{}", std::env::consts::EXE_SUFFIX));
        if program.is_file() {
            return Ok(program);
        }
        eprintln!("installing {package} {version}");
        let mut cargo = Command::new("cargo");
        cargo.args(["install", "--quiet", "--locked", "--jobs", "2", "--root"]).arg(&folder);
        cargo.arg("--target-dir").arg(root.join("target/bench/rivals-build"));
        cargo.arg(format!("{package}@{version}"));
        // Below the project, whose Cargo settings are not theirs.
        let status = cargo.current_dir(std::env::temp_dir()).status();
        match status {
            Ok(status) if status.success() => Ok(program),
            Ok(status) => Err(format!("cargo install {package}: {status}")),
            Err(error) => Err(format!("cargo: {error}")),
        }
    }

    /// The command that generates the crate `name` from a document in the folder `out`, as the tool's
    /// documentation has it, with the tool's defaults.
    pub fn generate(self, program: &Path, document: &Path, out: &Path, name: &str) -> Command {
        let mut command = Command::new(program);
        match self {
            Self::Specwright => {
                command.arg("generate").arg(document).arg("--out").arg(out).args(["--name", name]);
                command.args(["--no-lock", "--message-format", "json"]);
            }
            Self::OpenapiToRust => {
                command.arg("generate").arg(document);
                command.arg("--output-dir").arg(out.join("src/generated"));
                command.args(["--module-name", name]);
            }
            Self::Ploidy => {
                command.args(["generate", "rust"]).arg(document);
                command.arg("--output").arg(out).args(["--name", name]);
            }
            Self::Progenitor => {
                command.arg("progenitor").arg("--input").arg(document);
                command.arg("--output").arg(out).args(["--name", name, "--version", "0.1.0"]);
            }
        }
        command
    }

    /// Whether the command's exit code says that there is a crate.
    pub fn succeeded(self, exit: Option<i32>, out: &Path) -> bool {
        // This one writes a crate also when it reports errors.
        exit == Some(0) || (self == Self::Specwright && out.join("Cargo.toml").is_file())
    }

    /// Makes a package of what was generated, when the tool writes modules only.
    ///
    /// # Errors
    ///
    /// When a file cannot be read or written.
    pub fn complete(self, out: &Path, name: &str) -> Result<(), String> {
        if self != Self::OpenapiToRust {
            return Ok(());
        }
        let fail = |error: std::io::Error| format!("{}: {error}", out.display());
        let dependencies =
            fs::read_to_string(out.join("src/generated/REQUIRED_DEPS.toml")).map_err(fail)?;
        let package =
            format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n");
        fs::write(out.join("Cargo.toml"), package + &dependencies).map_err(fail)?;
        fs::write(out.join("src/lib.rs"), "pub mod generated;\n").map_err(fail)
    }
}
