//! What compiling types costs, compared with types of the same document that derive `serde`.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::{Map, Value, json};
use specwright::Builder;

use super::measure::{Bench, Cost, NAME, compile};
use crate::twins;

/// Number of types.
const TYPES: usize = 600;

/// Ways to compile them.
const WAYS: &[(&str, &[&str])] =
    &[("`cargo check`", &["check"]), ("`cargo build --release`", &["build", "--release"])];

/// Measures both, and returns a table of CPU time and peak memory of rustc.
///
/// # Errors
///
/// If a crate cannot be written or does not compile.
pub fn run(bench: &Bench) -> Result<String, String> {
    let document = document();
    let generated = bench.folder.join("types/generated");
    write(
        &generated,
        "client::runtime::wire::from_slice",
        "client::runtime::wire::to_vec",
        |src| {
            let input = src.join("document.json");
            put(&input, &document.to_string())?;
            let module =
                Builder::new(&input).module("client").reqwest(false).out_dir(src).generate();
            module.map(drop).map_err(|error| error.to_string())
        },
    )?;
    let derived = bench.folder.join("types/derived");
    write(&derived, "serde_json::from_slice", "serde_json::to_vec", |src| {
        put(
            &src.join("client.rs"),
            &format!("pub mod types {{\n{}}}\n", twins::derived(&document)?),
        )
    })?;
    let mut table = format!(
        "| {TYPES} types of ten members | CPU | peak | derived serde, CPU | peak | ratio of CPU |\n|---|--:|--:|--:|--:|--:|\n"
    );
    for (way, arguments) in WAYS {
        eprintln!("types: {way}");
        let cost = |folder: &Path| -> Result<Cost, String> { compile(bench, folder, arguments)? };
        let (ours, theirs) = (cost(&generated)?, cost(&derived)?);
        // Writing to a string cannot fail.
        let _ = writeln!(
            table,
            "| {way} | {:.1} s | {:.0} MiB | {:.1} s | {:.0} MiB | {:.2} |",
            ours.cpu_seconds,
            ours.peak_mib,
            theirs.cpu_seconds,
            theirs.peak_mib,
            ours.cpu_seconds / theirs.cpu_seconds
        );
    }
    Ok(table)
}

/// Writes a crate with a module `client`, and functions that read and write each type, so that all of it is compiled.
fn write(
    folder: &Path,
    read: &str,
    write: &str,
    module: impl Fn(&Path) -> Result<(), String>,
) -> Result<(), String> {
    let package = folder.join(NAME);
    let src = package.join("src");
    fs::create_dir_all(&src).map_err(|error| format!("{}: {error}", src.display()))?;
    module(&src)?;
    let (_, dependencies) = twins::MANIFEST.split_once("[dependencies]").unwrap_or_default();
    let dependencies = dependencies.replace("[workspace]\n", "");
    let head = format!("[package]\nname = \"{NAME}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n");
    put(&package.join("Cargo.toml"), &format!("{head}\n[dependencies]{dependencies}"))?;
    let mut code = String::from("pub mod client;\n\n");
    for number in 0..TYPES {
        let ty = format!("client::types::Type{number}");
        let _ = writeln!(
            code,
            "pub fn read{number}(text: &[u8]) -> Option<{ty}> {{ {read}(text).ok() }}\n\
             pub fn write{number}(value: &{ty}) -> Option<Vec<u8>> {{ {write}(value).ok() }}"
        );
    }
    put(&src.join("lib.rs"), &code)
}

fn put(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}

/// A document of schemas alone: objects of ten members, every kind of which real documents have most.
fn document() -> Value {
    let schemas: Map<String, Value> =
        (0..TYPES).map(|number| (format!("Type{number}"), schema(number))).collect();
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Types", "version": "1" },
        "paths": {},
        "components": { "schemas": schemas },
    })
}

fn schema(number: usize) -> Value {
    let strings = json!({ "type": "array", "items": { "type": "string" } });
    let mut members = json!({
        "id": { "type": "string" },
        "name": { "type": "string" },
        "count": { "type": "integer", "format": "int64" },
        "enabled": { "type": "boolean" },
        "description": { "type": "string" },
        "score": { "type": "number" },
        "limit": { "type": "integer", "format": "int32" },
        "labels": strings,
        "parent": { "type": "string", "nullable": true },
        "created_at": { "type": "string" },
    });
    // Each holds the one before; ten are a value, because a larger one would be too large for a stack.
    if !number.is_multiple_of(10) {
        let before = format!("#/components/schemas/Type{}", number - 1);
        members["parent"] = json!({ "$ref": before });
    }
    json!({ "type": "object", "required": ["id", "name", "count"], "properties": members })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_have_ten_members() {
        let document = document();
        let schemas = document["components"]["schemas"].as_object().unwrap();
        assert_eq!(schemas.len(), TYPES);
        for schema in schemas.values() {
            assert_eq!(schema["properties"].as_object().map(Map::len), Some(10));
        }
    }
}
