//! Every node of the document that is typed comes from the place that its origin names.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::Options;
use crate::diagnostics::{Diagnostics, Origin};
use crate::document::at::At;
use crate::document::findings::Findings;
use crate::document::tree::{Kind, Origins, Tree};
use crate::document::{add, bundle, rewrite};
use crate::inputs::{Files, Input};
use crate::read::Source;

/// Members whose texts are rewritten: words of which there is a list, and what is made of several texts.
const REWRITTEN: &[&str] = &["type", "in", "openapi", "url"];

/// What was found in a document.
#[derive(Default)]
pub struct Found {
    /// How many nodes were looked at.
    pub nodes: usize,
    /// Nodes that are not at their origin.
    pub wrong: Vec<String>,
}

/// Looks at the document of a file and of those that it refers to.
pub fn of_file(path: &Path) -> Found {
    of_sources(Input::read("api", &Files::new([path])).unwrap().sources)
}

fn of_sources(mut sources: Vec<Source>) -> Found {
    let mut diagnostics = Diagnostics::default();
    let options = Options::default();
    let Some(mut tree) = bundle(&mut sources, &mut diagnostics) else { return Found::default() };
    let options = (&options, &Origin::default());
    add(options, &mut tree);
    let (value, files) = tree.into_parts();
    let mut tree = Tree::new(value);
    let mut findings = Findings::new(&mut diagnostics, &files);
    if rewrite(&mut tree, options, &mut findings).is_none() {
        return Found::default();
    }
    let (value, rewritten) = tree.into_parts();
    let mut check =
        Check { sources: &sources, origins: Origins { files, rewritten }, found: Found::default() };
    check.node(&value, &At::root());
    check.found
}

struct Check<'a> {
    sources: &'a [Source],
    origins: Origins,
    found: Found,
}

impl Check<'_> {
    fn node(&mut self, node: &Value, at: &At<'_>) {
        self.found.nodes += 1;
        let (before, kind) = self.origins.rewritten.whence(at);
        let origin = self.origins.files.origin_of(&before.pointer);
        // A name of its own leads to where the node comes from.
        let own = self.origins.source(&Origin::at(at.text()));
        assert!(own.pointer.starts_with(&origin.pointer), "{own:?} {origin:?}");
        let source =
            self.sources[origin.file].tree().and_then(|tree| tree.pointer(&origin.pointer));
        match source {
            Some(source) if kind != Kind::Moved || is_same(node, source, at, &origin) => {}
            Some(source) => {
                let shown: String = source.to_string().chars().take(80).collect();
                self.found.wrong.push(format!("{} is not {}: {shown}", at.text(), origin.pointer));
            }
            None => self.found.wrong.push(format!("{} has no {}", at.text(), origin.pointer)),
        }
        match node {
            Value::Object(map) => {
                for (key, child) in map {
                    self.node(child, &at.key(key));
                }
            }
            Value::Array(list) => {
                for (index, child) in list.iter().enumerate() {
                    self.node(child, &at.index(index));
                }
            }
            _ => {}
        }
    }
}

/// Whether a node is the one at its origin, as far as its key and text tell: values of one kind are equal, but
/// for those that are rewritten; one of another kind is a conversion.
fn is_same(node: &Value, source: &Value, at: &At<'_>, origin: &Origin) -> bool {
    let key = at.text();
    let key = key.rsplit('/').next().unwrap_or_default();
    let is_renamed = key != origin.pointer.rsplit('/').next().unwrap_or_default();
    match (node, source) {
        (Value::Object(_), Value::Object(_)) | (Value::Array(_), Value::Array(_)) => true,
        // A `$ref` may have been a `$dynamicRef`.
        (Value::String(_), Value::String(_)) if key == "$ref" => true,
        (Value::String(_), Value::String(_)) if REWRITTEN.contains(&key) => !is_renamed,
        (Value::String(one), Value::String(other)) => one == other,
        (Value::Number(one), Value::Number(other)) => one.as_f64() == other.as_f64(),
        (Value::Bool(one), Value::Bool(other)) => one == other,
        (node, source) => !is_renamed || text(node) == text(source),
    }
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Texts of every version, with what each of them is rewritten for.
const TEXTS: &[&str] = &[
    include_str!("swagger.yaml"),
    include_str!("v3_0.yaml"),
    include_str!("v3_1.yaml"),
    include_str!("v3_2.yaml"),
];

#[test]
fn origins_hold_what_comes_from_them() {
    for text in TEXTS {
        let found = of_sources(vec![Source::new("t.yaml", *text)]);
        assert!(found.wrong.is_empty(), "{text}\n{:#?}", found.wrong);
        assert!(found.nodes > 50, "{text}");
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures");
    let mut folders: Vec<PathBuf> = vec![folder];
    let mut documents = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.file_stem().is_some_and(|stem| stem == "input") {
                let found = of_file(&path);
                assert!(found.wrong.is_empty(), "{path:?}\n{:#?}", found.wrong);
                documents += usize::from(found.nodes > 0);
            }
        }
    }
    assert!(documents > 5, "{documents}");
}

#[test]
fn files_hold_what_comes_from_them() {
    let files = [
        (
            "api.yaml",
            "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths:\n  /a: {$ref: a.yaml, summary: own}\ncomponents: {schemas: {A: {$ref: a.yaml#/s}}}\n",
        ),
        (
            "a.yaml",
            "summary: s\nget:\n  parameters: [{$ref: gone.yaml}, {name: p, in: query, schema: {$ref: '#/s'}}]\n  responses: {}\ns: {type: object, properties: {a: {$ref: b.yaml}}}\n",
        ),
        ("b.yaml", "{type: string, description: b}"),
    ];
    let sources = files.iter().map(|(name, text)| Source::new(*name, *text)).collect();
    let found = of_sources(sources);
    assert!(found.wrong.is_empty(), "{:#?}", found.wrong);
    assert!(found.nodes > 20);
}
