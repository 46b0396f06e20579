//! The package whose programs read and write examples, one program a document.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Map, Value, json};
use specwright::Builder;

use super::Group;
use super::find::Direction;

const MANIFEST: &str = r#"[package]
name = "examples"
version = "0.1.0"
edition = "2024"

[dependencies]
base64 = "0.23"
bytes = "1"
chrono = { version = "0.4", default-features = false, features = ["alloc", "std"] }
encoding_rs = "0.8"
form_urlencoded = "1"
futures-core = "0.3"
http = "1"
http-body = "1"
httpdate = "1"
percent-encoding = "2"
serde = { version = "1", default-features = false, features = ["std"] }
serde_json = { version = "1", features = ["float_roundtrip", "preserve_order"] }
url = "2"
uuid = "1"

[profile.dev]
debug = false
incremental = false

[workspace]
"#;

/// Name of the schema component of a group of examples.
fn component(index: usize) -> String {
    format!("SpecwrightExample{index}")
}

/// The package.
pub struct Project {
    folder: PathBuf,
    target: PathBuf,
}

impl Project {
    /// Writes the package, without programs.
    pub fn new(root: &Path, target: &Path) -> Result<Self, String> {
        let folder = target.join("examples");
        write(&folder.join("Cargo.toml"), MANIFEST)?;
        let lock = fs::read_to_string(root.join("Cargo.lock"));
        write(&folder.join("Cargo.lock"), &lock.map_err(|error| failed(root, &error))?)?;
        let check = fs::read_to_string(root.join("tests/corpus/examples.rs"));
        write(&folder.join("src/examples.rs"), &check.map_err(|error| failed(root, &error))?)?;
        Ok(Self { folder, target: target.join("examples-target") })
    }

    /// Writes the program of a document and its data. Bodies become members of objects that nothing else refers to: so
    /// their types have names.
    pub fn add(&self, name: &str, document: &Value, groups: &[Group]) -> Result<(), String> {
        let folder = self.folder.join("src/bin").join(name);
        let input = folder.join("document.json");
        write(&input, &wrapped(document, groups).to_string())?;
        let module = Builder::new(&input).module("client").reqwest(false).out_dir(&folder);
        if let Err(error) = module.generate() {
            return Err(error.to_string());
        }
        let calls: String = (0..groups.len())
            .map(|index| {
                let ty = component(index);
                format!("    examples.check::<client::types::{ty}>({index});\n")
            })
            .collect();
        let program = format!(
            "mod client;\n#[path = \"../../examples.rs\"]\nmod examples;\n\nfn main() {{\n    \
             let examples = examples::Examples::read();\n{calls}}}\n"
        );
        write(&folder.join("main.rs"), &program)?;
        let of_group = |group: &Group| {
            group.examples.iter().map(|one| json!({ "value": one.value })).collect::<Value>()
        };
        let data: Value = groups.iter().map(of_group).collect();
        write(&folder.join("examples.json"), &data.to_string())
    }

    /// Builds the programs of these documents, and removes all others.
    pub fn build(&self, names: &[&str]) -> Result<(), String> {
        let programs = self.folder.join("src/bin");
        let entries = fs::read_dir(&programs).map_err(|error| failed(&programs, &error))?;
        for entry in entries.filter_map(Result::ok) {
            if !names.iter().any(|known| entry.file_name() == *known) {
                fs::remove_dir_all(entry.path()).map_err(|error| failed(&programs, &error))?;
            }
        }
        for name in names {
            // One that does not compile any more must not run. Cargo links it again otherwise.
            let _ = fs::remove_file(self.program(name));
        }
        let mut cargo = Command::new("cargo");
        cargo.args(["build", "--quiet", "--bins", "--keep-going"]).current_dir(&self.folder);
        cargo.env("CARGO_TARGET_DIR", &self.target).env("RUSTFLAGS", "-Awarnings");
        let status = cargo.status().map_err(|error| format!("cargo: {error}"))?;
        if !status.success() {
            eprintln!("cargo build in {}: {status}", self.folder.display());
        }
        Ok(())
    }

    fn program(&self, name: &str) -> PathBuf {
        self.target.join("debug").join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
    }

    /// Runs the program of a document. Returns its lines, one for each example.
    pub fn run(&self, name: &str) -> Result<Vec<Value>, String> {
        let program = self.program(name);
        let data = self.folder.join("src/bin").join(name).join("examples.json");
        let output = Command::new(&program).arg(data).output();
        let output = output.map_err(|error| failed(&program, &error))?;
        if !output.status.success() {
            let stderr = String::from_utf8_lossy(&output.stderr);
            return Err(format!("{}: {}: {stderr}", program.display(), output.status));
        }
        let text = String::from_utf8_lossy(&output.stdout);
        text.lines()
            .map(|line| serde_json::from_str(line).map_err(|error| error.to_string()))
            .collect()
    }
}

/// The document with an operation and a component for each group in place of its own operations.
fn wrapped(document: &Value, groups: &[Group]) -> Value {
    let mut wrapped = document.clone();
    let is_2_0 = document.get("swagger").is_some();
    let (place, definitions) = if is_2_0 {
        ("#/definitions", "/definitions")
    } else {
        ("#/components/schemas", "/components/schemas")
    };
    let mut paths = Map::new();
    let mut components = Map::new();
    for (index, group) in groups.iter().enumerate() {
        let name = component(index);
        let schema = json!({ "$ref": format!("{place}/{name}") });
        let properties = json!({ "value": group.schema });
        let object = json!({ "type": "object", "required": ["value"], "properties": properties });
        components.insert(name, object);
        let content = json!({ "application/json": { "schema": schema } });
        let operation = match (group.direction, is_2_0) {
            (Direction::Response, true) => {
                json!({ "responses": { "200": { "description": "d", "schema": schema } } })
            }
            (Direction::Response, false) => {
                json!({ "responses": { "200": { "description": "d", "content": content } } })
            }
            (Direction::Request, true) => json!({
                "parameters": [{ "in": "body", "name": "body", "required": true, "schema": schema }],
                "responses": { "204": { "description": "d" } },
            }),
            (Direction::Request, false) => json!({
                "requestBody": { "required": true, "content": content },
                "responses": { "204": { "description": "d" } },
            }),
        };
        paths.insert(format!("/examples/{index}"), json!({ "post": operation }));
    }
    if let Some(members) = wrapped.as_object_mut() {
        members.insert("paths".to_owned(), Value::Object(paths));
        for name in ["webhooks", "tags", "security", "servers"] {
            members.remove(name);
        }
        let mut at = members;
        for name in definitions.trim_start_matches('/').split('/') {
            let holder = at.entry(name).or_insert_with(|| json!({}));
            match holder.as_object_mut() {
                Some(members) => at = members,
                None => return wrapped,
            }
        }
        at.extend(components);
    }
    wrapped
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| failed(folder, &error))?;
    }
    // An unchanged program is not built again.
    if fs::read_to_string(path).is_ok_and(|known| known == text) {
        return Ok(());
    }
    fs::write(path, text).map_err(|error| failed(path, &error))
}

fn failed(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", path.display())
}
