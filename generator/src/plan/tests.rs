//! What documents are as Rust: small documents to the text of the generated files.

mod files;
mod groups;
mod history;
mod names;
mod operations;
mod shapes;
mod types;

use crate::read::Source;
use crate::{Input, Package};

/// The files of a crate `api` of a document whose head is given.
fn files(text: &str) -> Package {
    let text = format!("openapi: 3.0.3\ninfo: {{ title: T, version: '1' }}\n{text}\n");
    let input = Input::new("api", vec![Source::new("t.yaml", text)]);
    let generated = crate::generate(input, None);
    let found = &generated.diagnostics;
    crate::stand_alone(&generated).unwrap_or_else(|| panic!("{:?}", found.list))
}

/// What all files of a folder hold, without what stands at the head of each.
fn folder(files: &Package, folder: &str) -> String {
    let mut out = String::new();
    for (path, text) in files {
        if path.starts_with(folder) && !path.ends_with("/mod.rs") {
            let head = |line: &&str| {
                ["// ", "//!", "#![", "use "].iter().any(|start| line.starts_with(start))
                    || line.is_empty()
            };
            let body: Vec<&str> = text.lines().skip_while(head).collect();
            out.push_str(&body.join("\n"));
            out.push('\n');
        }
    }
    out
}

/// The types of schemas, of which `A` is a body and a response of `put` and `B` is only a response.
fn types(schemas: &str) -> String {
    let schemas: String = schemas.trim().lines().map(|line| format!("    {line}\n")).collect();
    let of = |name: &str| {
        format!(
            "content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/{name}' }} }} }}"
        )
    };
    let (a, b) = (of("A"), of("B"));
    let other = if schemas.contains("    B: ") { b } else { a.clone() };
    folder(
        &files(&format!(
            "paths: {{ /a: {{ put: {{ operationId: op, requestBody: {{ required: true, {a} }}, responses: {{ '200': {{ description: d, {a} }} }} }}, get: {{ operationId: get, responses: {{ '200': {{ description: d, {other} }} }} }} }} }}\ncomponents:\n  schemas:\n{schemas}"
        )),
        "src/types/",
    )
}

/// The operations of a document.
fn operations(text: &str) -> String {
    folder(&files(text), "src/operations/")
}

/// Lines of one text that the other one does not have, before those of the other one, in order.
fn changes(old: &str, new: &str) -> String {
    let diff = similar::TextDiff::from_lines(old, new);
    let changes = diff.iter_all_changes();
    let changes = changes.filter(|change| change.tag() != similar::ChangeTag::Equal);
    changes.map(|change| format!("{}{change}", change.tag())).collect()
}

/// Only the lines that name something: items, fields, variants, rows of tables.
fn outline(text: &str) -> String {
    let mut out = Vec::new();
    for line in text.lines().map(str::trim) {
        let named = ["pub ", "const ", "runtime::operation!", "\""];
        let types = ["&str", "impl ", "types::", "i64", "f64", "bool", "::"];
        let argument = line.split_once(": ").filter(|(name, _)| !name.contains(' '));
        let is_argument = argument.is_some_and(|(_, ty)| types.iter().any(|of| ty.starts_with(of)));
        let is_named = named.iter().any(|start| line.starts_with(start));
        if is_named || is_argument || line.contains(" => ") {
            out.push(line.trim_end_matches(" {"));
        }
    }
    out.join("\n")
}
