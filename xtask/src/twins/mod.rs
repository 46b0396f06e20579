//! Crates in which generated types meet twins that derive `serde`, made from the same document.

mod agree;
mod derive;
mod random;
mod sample;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use specwright::Builder;

pub use agree::{Arguments, run};
pub use derive::code as derived;
pub use sample::Sampler;

/// What the crate depends on. With `exact`, derived code reads floating-point numbers without rounding twice, as
/// generated code always does.
pub const MANIFEST: &str = r#"[package]
name = "twins"
version = "0.1.0"
edition = "2024"

[features]
exact = ["serde_json/float_roundtrip"]

[dependencies]
base64 = "0.23"
bytes = "1"
chrono = { version = "0.4", default-features = false, features = ["alloc", "std", "serde"] }
form_urlencoded = "1"
futures-core = "0.3"
http = "1"
http-body = "1"
httpdate = "1"
percent-encoding = "2"
serde = { version = "1", features = ["derive"] }
serde_json = { version = "1", features = ["preserve_order"] }
url = "2"
uuid = { version = "1", features = ["serde"] }

[workspace]
"#;

/// A crate on disk.
#[derive(Debug)]
pub struct Crate {
    folder: PathBuf,
    target: PathBuf,
}

impl Crate {
    /// Writes the crate of a document in a folder of the target folder. `kinds` are the components that are compared.
    ///
    /// # Errors
    ///
    /// When the document cannot be generated from, or a file not be written.
    pub fn write(
        root: &Path,
        name: &str,
        document: &Value,
        kinds: &[String],
    ) -> Result<Self, String> {
        let target = root.join("target/twins");
        let folder = target.join(name);
        let fail = |error: std::io::Error| format!("{}: {error}", folder.display());
        fs::create_dir_all(folder.join("src")).map_err(fail)?;
        let manifest = folder.join("Cargo.toml");
        write(&manifest, MANIFEST)?;
        fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).map_err(fail)?;
        fs::copy(root.join("tests/twins/main.rs"), folder.join("src/main.rs")).map_err(fail)?;
        let input = folder.join("document.json");
        write(&input, &document.to_string())?;
        // The builder asks for the crate around it as a build script's environment has it.
        let module = Builder::new(&input).module("client").reqwest(false);
        let module = module.out_dir(folder.join("src")).generate();
        module.map_err(|error| error.to_string())?;
        write(&folder.join("src/twins.rs"), &derive::code(document)?)?;
        let calls: String = kinds
            .iter()
            .map(|kind| {
                format!("    command.kind::<client::types::{kind}, twins::{kind}>(\"{kind}\");\n")
            })
            .collect();
        let text = format!(
            "use crate::{{Command, client, twins}};\n\npub fn run(command: &Command) {{\n{calls}}}\n"
        );
        write(&folder.join("src/kinds.rs"), &text)?;
        Ok(Self { folder, target: target.join("build") })
    }

    /// Where the data of a kind is.
    pub fn data(&self, kind: &str) -> PathBuf {
        self.folder.join("data").join(format!("{kind}.json"))
    }

    /// Writes the data of a kind.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn write_data(&self, kind: &str, text: &str) -> Result<(), String> {
        let folder = self.folder.join("data");
        fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        write(&self.data(kind), text)
    }

    /// Builds the crate, and gives the command that runs it with the name of a command of its own.
    ///
    /// # Errors
    ///
    /// When it does not build.
    pub fn build(&self, arguments: &[&str], command: &str) -> Result<Command, String> {
        let mut cargo = Command::new("cargo");
        cargo.args(["build", "--quiet"]).args(arguments).current_dir(&self.folder);
        cargo.env("CARGO_TARGET_DIR", &self.target);
        let status = cargo.status().map_err(|error| format!("cargo: {error}"))?;
        if !status.success() {
            return Err(format!("cargo build in {}: {status}", self.folder.display()));
        }
        let profile = if arguments.contains(&"--release") { "release" } else { "debug" };
        let name = format!("twins{}", std::env::consts::EXE_SUFFIX);
        let mut program = Command::new(self.target.join(profile).join(name));
        program.arg(command).arg(self.folder.join("data"));
        Ok(program)
    }
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}

/// A schema, behind a reference to a component.
fn resolved<'a>(document: &'a Value, schema: &'a Value) -> &'a Value {
    let reference = schema.get("$ref").and_then(Value::as_str).unwrap_or_default();
    let pointer = reference.strip_prefix('#').filter(|pointer| !pointer.is_empty());
    pointer.and_then(|pointer| document.pointer(pointer)).unwrap_or(schema)
}

/// The name of the component that a schema refers to.
fn component(schema: &Value) -> Option<&str> {
    schema.get("$ref")?.as_str()?.rsplit('/').next()
}

/// The variants of a union.
fn variants(schema: &Value) -> Option<&Vec<Value>> {
    schema.get("oneOf").or_else(|| schema.get("anyOf"))?.as_array()
}

/// The name of a union's tag, and its values with the components that they mean.
fn tag(schema: &Value) -> Option<(&str, Vec<(&str, &str)>)> {
    let discriminator = schema.get("discriminator")?;
    let mapping = discriminator.get("mapping")?.as_object()?.iter();
    let mapping = mapping
        .filter_map(|(value, target)| Some((value.as_str(), target.as_str()?.rsplit('/').next()?)));
    Some((discriminator.get("propertyName")?.as_str()?, mapping.collect()))
}

/// Whether an object requires a member.
fn requires(schema: &Value, name: &str) -> bool {
    let required = schema.get("required").and_then(Value::as_array);
    required.is_some_and(|names| names.iter().any(|required| required == name))
}

/// The members of an object, in their order.
fn properties(schema: &Value) -> impl Iterator<Item = (&String, &Value)> {
    schema.get("properties").and_then(Value::as_object).into_iter().flatten()
}

/// The schema of an object's members without a name.
fn other_members(schema: &Value) -> Option<&Value> {
    schema.get("additionalProperties").filter(|schema| schema.is_object())
}

fn text<'a>(schema: &'a Value, keyword: &str) -> &'a str {
    schema.get(keyword).and_then(Value::as_str).unwrap_or_default()
}
