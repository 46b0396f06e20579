//! Merging of documents that each describe a part of one API.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::recovered::Recovered;
use crate::diagnostics::{Diagnostics, Origin, finding};
use crate::pointer;

/// A document that describes a part of an API.
#[derive(Debug)]
pub struct Part {
    /// Its tree.
    pub tree: Value,
    /// Its place.
    pub origin: Origin,
    /// Name of its file, for messages.
    pub file: String,
}

/// Members of a document whose own members are named components, in all dialects.
const NAMED: &[&str] =
    &["components", "definitions", "parameters", "responses", "securityDefinitions"];

/// Members of a path item other than operations.
const SHARED: &[&str] = &["parameters", "servers", "summary", "description", "$ref"];

/// Whether two documents describe one API: they have the same dialect and, if both name them, the same title and version.
pub fn same_api(one: &Value, other: &Value) -> bool {
    let info = |tree: &Value, key: &str| tree.get("info").and_then(|info| info.get(key)).cloned();
    ["title", "version"].iter().all(|key| match (info(one, key), info(other, key)) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    }) && one.get("swagger") == other.get("swagger")
        && series(one) == series(other)
}

/// The series of a version: `3.0` of `3.0.3`.
fn series(tree: &Value) -> Option<&str> {
    let version = tree.get("openapi")?.as_str()?;
    Some(
        version
            .rsplit_once('.')
            .filter(|(series, _)| series.contains('.'))
            .map_or(version, |v| v.0),
    )
}

/// Merges parts: the result has the operations and named components of all, and everything else of the first. A part's own
/// `servers` and `security` are moved to its operations. If two parts differ, the first one is used, and `SW0093` is reported
/// once for each node.
pub fn merge(parts: Vec<Part>, diagnostics: &mut Diagnostics) -> Recovered {
    let mut parts = parts.into_iter();
    let Some(first) = parts.next() else {
        return Recovered { tree: Value::Null, places: Vec::new() };
    };
    let mut merging = Merging {
        places: vec![(String::new(), first.origin.clone(), first.file)],
        conflicts: Vec::new(),
        diagnostics,
    };
    let mut tree = match first.tree {
        Value::Object(map) => map,
        _ => Map::new(),
    };
    for mut part in parts {
        keep_servers_and_security(&tree, &mut part.tree);
        let Value::Object(members) = part.tree else { continue };
        for (key, value) in members {
            merging.member(&mut tree, &key, value, &part.origin, &part.file);
        }
    }
    let places = merging.places.into_iter().map(|(pointer, origin, _)| (pointer, origin)).collect();
    Recovered { tree: Value::Object(tree), places }
}

struct Merging<'a> {
    /// Nodes by pointer, with their place and the name of the file.
    places: Vec<(String, Origin, String)>,
    /// Pointers that have been reported.
    conflicts: Vec<String>,
    diagnostics: &'a mut Diagnostics,
}

impl Merging<'_> {
    fn member(
        &mut self,
        tree: &mut Map<String, Value>,
        key: &str,
        value: Value,
        origin: &Origin,
        file: &str,
    ) {
        let pointer = child("", key);
        match (tree.get_mut(key), value) {
            (Some(Value::Object(known)), Value::Object(more))
                if key == "paths" || key == "webhooks" =>
            {
                for (path, item) in more {
                    self.path_item(known, &path, item, &pointer, origin, file);
                }
            }
            (Some(Value::Object(known)), Value::Object(more)) if key == "components" => {
                for (section, items) in more {
                    let pointer = child(&pointer, &section);
                    match (known.get_mut(&section), items) {
                        (Some(Value::Object(known)), Value::Object(items)) => {
                            self.all(known, items, &pointer, origin, file);
                        }
                        (_, items) => {
                            self.one(known, &section, items, &pointer, origin, file);
                        }
                    }
                }
            }
            (Some(Value::Object(known)), Value::Object(more)) if NAMED.contains(&key) => {
                self.all(known, more, &pointer, origin, file);
            }
            (Some(Value::Array(known)), Value::Array(more)) if key == "tags" => {
                for tag in more {
                    if !known.iter().any(|other| other.get("name") == tag.get("name")) {
                        known.push(tag);
                    }
                }
            }
            (_, value) => self.one(tree, key, value, &pointer, origin, file),
        }
    }

    fn path_item(
        &mut self,
        paths: &mut Map<String, Value>,
        path: &str,
        item: Value,
        pointer: &str,
        origin: &Origin,
        file: &str,
    ) {
        let pointer = child(pointer, path);
        match (paths.get_mut(path), item) {
            (Some(Value::Object(known)), Value::Object(item)) => {
                self.all(known, item, &pointer, origin, file);
            }
            (_, item) => self.one(paths, path, item, &pointer, origin, file),
        }
    }

    fn all(
        &mut self,
        known: &mut Map<String, Value>,
        items: Map<String, Value>,
        pointer: &str,
        origin: &Origin,
        file: &str,
    ) {
        for (key, item) in items {
            self.one(known, &key, item, &child(pointer, &key), origin, file);
        }
    }

    fn one(
        &mut self,
        known: &mut Map<String, Value>,
        key: &str,
        item: Value,
        pointer: &str,
        origin: &Origin,
        file: &str,
    ) {
        let Some(other) = known.get(key) else {
            known.insert(key.to_owned(), item);
            self.places.push((pointer.to_owned(), origin.clone(), file.to_owned()));
            return;
        };
        if *other == item || self.conflicts.iter().any(|known| known == pointer) {
            return;
        }
        self.conflicts.push(pointer.to_owned());
        let first = self
            .places
            .iter()
            .filter(|(place, ..)| {
                pointer
                    .strip_prefix(place.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            })
            .max_by_key(|(place, ..)| place.len())
            .map_or("", |(.., file)| file.as_str());
        let differs = differs(pointer, first.to_owned(), file.to_owned());
        self.diagnostics.add(differs, origin);
    }
}

/// The finding about two files with different nodes at a pointer.
fn differs(pointer: &str, used: String, other: String) -> finding::Pages {
    let keys: Vec<String> = pointer::keys(pointer).map(Cow::into_owned).collect();
    match keys.as_slice() {
        [paths, path, method] if paths == "paths" && !SHARED.contains(&method.as_str()) => {
            let (method, path) = (method.to_uppercase(), path.clone());
            finding::Pages::OperationDiffers { method, path, used, other }
        }
        [section, .., name] => {
            let (section, name) = (section.clone(), name.clone());
            finding::Pages::ComponentDiffers { section, name, used, other }
        }
        keys => finding::Pages::MemberDiffers { name: keys.concat(), used, other },
    }
}

fn child(pointer: &str, key: &str) -> String {
    format!("{pointer}/{}", pointer::escape(key))
}

/// Moves a part's servers and security requirements to its operations, if they differ from those of the whole document.
fn keep_servers_and_security(whole: &Map<String, Value>, part: &mut Value) {
    let Some(part) = part.as_object_mut() else { return };
    for key in ["servers", "security"] {
        let Some(own) = part.get(key).filter(|own| whole.get(key) != Some(own)).cloned() else {
            continue;
        };
        part.remove(key);
        let items = part.get_mut("paths").and_then(Value::as_object_mut);
        for item in items.into_iter().flat_map(Map::values_mut).filter_map(Value::as_object_mut) {
            if key == "servers" && item.contains_key(key) {
                continue;
            }
            for (method, operation) in item.iter_mut() {
                let operation = operation.as_object_mut();
                if let Some(operation) = operation.filter(|_| !SHARED.contains(&method.as_str())) {
                    operation.entry(key).or_insert_with(|| own.clone());
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check(parts: &[Value], expected: Value, messages: &[&str]) {
        let mut diagnostics = Diagnostics::default();
        let parts = parts.iter().enumerate().map(|(file, tree)| Part {
            tree: tree.clone(),
            origin: Origin { file, offset: Some(0), ..Origin::default() },
            file: format!("{file}.md"),
        });
        let merged = merge(parts.collect(), &mut diagnostics);
        assert_eq!(merged.tree, expected);
        let found: Vec<String> = diagnostics.list.iter().map(|d| d.message()).collect();
        assert_eq!(found, messages);
    }

    #[test]
    fn parts_are_put_together() {
        let part = |method: &str, id: u64| {
            json!({
                "openapi": "3.0.0",
                "paths": { "/a": { method: { "operationId": id } } },
                "components": { "schemas": { "A": {}, method: {} } },
                "tags": [{ "name": method }],
            })
        };
        check(
            &[part("get", 1), part("put", 2)],
            json!({
                "openapi": "3.0.0",
                "paths": { "/a": { "get": { "operationId": 1 }, "put": { "operationId": 2 } } },
                "components": { "schemas": { "A": {}, "get": {}, "put": {} } },
                "tags": [{ "name": "get" }, { "name": "put" }],
            }),
            &[],
        );
        check(
            &[part("get", 1), part("get", 2), part("get", 3)],
            part("get", 1),
            &["`0.md` and `1.md` describe `GET /a` differently; `0.md` is used"],
        );
    }

    #[test]
    fn what_differs_is_named() {
        let part = |a: u64| {
            json!({
                "info": { "title": a },
                "paths": { "/a": { "parameters": [a] } },
                "components": { "schemas": { "A": { "maximum": a } } },
            })
        };
        check(
            &[part(1), part(2)],
            part(1),
            &[
                "`0.md` and `1.md` have a different `info`; that of `0.md` is used",
                "`0.md` and `1.md` describe `parameters` of `paths` differently; `0.md` is used",
                "`0.md` and `1.md` describe `A` of `components` differently; `0.md` is used",
            ],
        );
    }

    #[test]
    fn servers_and_security_go_with_their_operations() {
        check(
            &[
                json!({ "servers": [{ "url": "/a" }], "paths": { "/a": { "get": {} } } }),
                json!({
                    "servers": [{ "url": "/b" }],
                    "security": [{ "k": [] }],
                    "paths": { "/b": { "parameters": [], "get": {}, "put": { "security": [] } } },
                }),
            ],
            json!({
                "servers": [{ "url": "/a" }],
                "paths": {
                    "/a": { "get": {} },
                    "/b": {
                        "parameters": [],
                        "get": { "servers": [{ "url": "/b" }], "security": [{ "k": [] }] },
                        "put": { "security": [], "servers": [{ "url": "/b" }] },
                    },
                },
            }),
            &[],
        );
    }
}
