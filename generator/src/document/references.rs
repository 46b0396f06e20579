//! References into places other than components: the target becomes a component, or is copied.

use std::collections::{BTreeSet, HashMap};

use serde_json::{Map, Value};

use super::Origins;
use super::place::{At, Place, escape};
use crate::diagnostics::{Diagnostics, Origin};

/// Targets of targets are followed this far.
const MAX_ROUNDS: usize = 8;

/// Nodes that may be copied in all, so that a small document cannot become a huge one.
const MAX_COPIED: usize = 4_000_000;

/// Rewrites every `$ref` that is not `#/components/KIND/NAME`, or stands where the typed model has no
/// references. One to a schema gets a component of its own, so that recursion stays possible; one to
/// anything else is replaced by a copy of its target. Members beside the `$ref` of a path item stay.
pub fn inline_deep_references(
    tree: &mut Value,
    origins: &mut Origins,
    diagnostics: &mut Diagnostics,
) {
    let mut targets =
        Targets { names: HashMap::new(), numbers: HashMap::new(), budget: MAX_COPIED };
    origins.layer();
    // A copied target may hold such references itself; each round resolves one level.
    for _ in 0..MAX_ROUNDS {
        let mut found = Vec::new();
        collect(tree, Place::Document, &At::pointer(""), &mut found);
        if found.is_empty() {
            return;
        }
        let mut holed = BTreeSet::new();
        for reference in found {
            let replacement = match resolve(tree, &reference, &mut targets, origins) {
                Ok(replacement) => replacement,
                Err((message, help)) => {
                    let at = Origin::at(reference.at.clone());
                    diagnostics.report_with_help("SW0011", &at, message, help);
                    if matches!(reference.place, Place::Parameter | Place::SecurityScheme) {
                        let parent = reference.at.rsplit_once('/');
                        holed.extend(parent.map(|(parent, _)| parent.to_owned()));
                        Value::Null
                    } else {
                        Value::Object(Map::new())
                    }
                }
            };
            if let Some(node) = tree.pointer_mut(&reference.at) {
                replace(node, replacement, reference.place);
            }
        }
        // A parameter or security scheme cannot do without its target.
        for parent in holed {
            match tree.pointer_mut(&parent) {
                Some(Value::Object(map)) => map.retain(|_, node| !node.is_null()),
                Some(Value::Array(list)) => list.retain(|node| !node.is_null()),
                _ => {}
            }
        }
    }
}

/// What became of the targets so far.
struct Targets {
    /// Pointer of a schema to the (escaped) name of its component.
    names: HashMap<String, String>,
    /// The number that the next component of the same name gets.
    numbers: HashMap<String, usize>,
    /// Nodes that may still be copied.
    budget: usize,
}

/// A reference to rewrite.
struct Found {
    at: String,
    place: Place,
    reference: String,
}

/// Whether the typed model keeps this reference as one.
fn is_component(reference: &str, place: Place, at: &At<'_>) -> bool {
    let Some(rest) = reference.strip_prefix("#/components/") else { return false };
    let has_name = rest
        .split_once('/')
        .is_some_and(|(_, name)| !name.is_empty() && !name.contains(['/', '%']));
    has_name
        && match place {
            Place::Schema
            | Place::SchemaOrFlag
            | Place::Parameter
            | Place::Response
            | Place::Header => true,
            // A shared body that is an alias of another one is copied.
            Place::RequestBody => at.last() == "requestBody",
            _ => false,
        }
}

fn collect(node: &Value, place: Place, at: &At<'_>, found: &mut Vec<Found>) {
    match node {
        Value::Object(map) => {
            let is_map = matches!(place, Place::Schemas | Place::Paths | Place::Content);
            if let Some(Value::String(reference)) = map.get("$ref")
                && !is_map
            {
                if !is_component(reference, place, at) {
                    found.push(Found { at: at.text(), place, reference: reference.clone() });
                }
                return;
            }
            for (key, child) in map {
                let next = place.member(key);
                if next != Place::Other {
                    collect(child, next, &at.key(key), found);
                }
            }
        }
        Value::Array(list) => {
            let next = place.element();
            if next != Place::Other {
                for (index, child) in list.iter().enumerate() {
                    collect(child, next, &at.index(index), found);
                }
            }
        }
        _ => {}
    }
}

/// What stands in place of a reference, or what is wrong with it and what to do.
fn resolve(
    tree: &mut Value,
    found: &Found,
    targets: &mut Targets,
    origins: &mut Origins,
) -> Result<Value, (String, &'static str)> {
    let reference = &found.reference;
    let broken = |help| Err((format!("`{reference}` leads nowhere in this document"), help));
    let Some(fragment) = reference.strip_prefix('#') else {
        return broken("put what the reference names into this document (a bundler does that)");
    };
    let mut pointer = decode(fragment);
    if pointer != fragment && tree.pointer(&pointer).is_none() {
        pointer = fragment.to_owned();
    }
    let Some(target) = tree.pointer(&pointer).filter(|_| !pointer.is_empty()) else {
        return broken("correct the reference, or add what it names");
    };
    if matches!(found.place, Place::Schema | Place::SchemaOrFlag) {
        let name = pointer.strip_prefix("/components/schemas/").filter(|name| !name.contains('/'));
        let name = match name {
            Some(name) => name.to_owned(),
            None => match targets.names.get(&pointer) {
                Some(name) => name.clone(),
                None => {
                    let target = copy(target, &mut targets.budget)?;
                    let schemas = tree.as_object_mut().map(|map| {
                        super::dialect::member(super::dialect::member(map, "components"), "schemas")
                    });
                    let Some(schemas) = schemas else { return Ok(target) };
                    let name = free_name(&pointer, schemas, &mut targets.numbers);
                    schemas.insert(name.clone(), target);
                    let name = escape(&name);
                    let before = Origin::at(origins.before(&pointer));
                    origins.moved(format!("/components/schemas/{name}"), before);
                    targets.names.insert(pointer, name.clone());
                    name
                }
            },
        };
        return Ok(serde_json::json!({ "$ref": format!("#/components/schemas/{name}") }));
    }
    if found.at.starts_with(&format!("{pointer}/")) || found.at == pointer {
        return Err((
            format!("`{reference}` refers to what it stands in"),
            "only schemas can be recursive",
        ));
    }
    let target = copy(target, &mut targets.budget)?;
    let before = Origin::at(origins.before(&pointer));
    origins.moved(found.at.clone(), before);
    Ok(target)
}

fn copy(target: &Value, budget: &mut usize) -> Result<Value, (String, &'static str)> {
    match budget.checked_sub(size(target)) {
        Some(rest) => {
            *budget = rest;
            Ok(target.clone())
        }
        None => Err((
            "too much of the document is copied by references".to_owned(),
            "put what is referred to under `components`",
        )),
    }
}

/// Nodes in a tree.
fn size(node: &Value) -> usize {
    match node {
        Value::Object(map) => 1 + map.values().map(size).sum::<usize>(),
        Value::Array(list) => 1 + list.iter().map(size).sum::<usize>(),
        _ => 1,
    }
}

/// Puts a target in place of its reference.
fn replace(node: &mut Value, replacement: Value, place: Place) {
    let old = std::mem::replace(node, replacement);
    if place == Place::PathItem
        && let (Value::Object(new), Value::Object(old)) = (node, old)
    {
        for (key, value) in old {
            if key != "$ref" {
                new.insert(key, value);
            }
        }
    }
}

/// Percent-decodes a fragment.
pub fn decode(fragment: &str) -> String {
    let mut bytes = Vec::with_capacity(fragment.len());
    let mut rest = fragment.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        let hex = tail.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.filter(|_| byte == b'%').and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(decoded) => {
                bytes.push(decoded);
                rest = &tail[2..];
            }
            None => {
                bytes.push(byte);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A name for the component that a target becomes.
fn free_name(
    pointer: &str,
    taken: &Map<String, Value>,
    numbers: &mut HashMap<String, usize>,
) -> String {
    let base = component_name(pointer);
    let number = numbers.entry(base.clone()).or_insert(1);
    loop {
        let name = if *number == 1 { base.clone() } else { format!("{base}_{number}") };
        *number += 1;
        if !name.is_empty() && !taken.contains_key(&name) {
            return name;
        }
    }
}

fn component_name(pointer: &str) -> String {
    let noise =
        ["", "paths", "components", "schemas", "responses", "content", "schema", "properties"];
    let words: Vec<String> = pointer
        .split('/')
        .filter(|segment| !noise.contains(segment))
        .map(|segment| segment.replace("~1", "_").replace("~0", "_"))
        .filter(|segment| !segment.contains("json"))
        .map(|segment| {
            segment.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect()
        })
        .collect();
    words.join("_")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(mut tree: Value, expected: &[(&str, Value)], codes: &[&str]) {
        let mut diagnostics = Diagnostics::default();
        inline_deep_references(&mut tree, &mut Origins::default(), &mut diagnostics);
        for (pointer, value) in expected {
            assert_eq!(tree.pointer(pointer), Some(value), "{pointer} in {tree}");
        }
        let found: Vec<&str> = diagnostics.list.iter().map(|d| d.code.id).collect();
        assert_eq!(found, codes);
    }

    #[test]
    fn schemas_become_components() {
        check(
            json!({"components": {"schemas": {
                "A": {"properties": {"b": {"type": "string"}, "default": {"$ref": "#/components/schemas/A/properties/b"}}},
                "A_b": {},
                "C": {"items": {"$ref": "#/components/schemas/A%5Fb"}},
            }}}),
            &[
                (
                    "/components/schemas/A/properties/default",
                    json!({"$ref": "#/components/schemas/A_b_2"}),
                ),
                ("/components/schemas/A_b_2", json!({"type": "string"})),
                ("/components/schemas/C/items", json!({"$ref": "#/components/schemas/A_b"})),
            ],
            &[],
        );
    }

    #[test]
    fn others_are_copied() {
        check(
            json!({
                "paths": {
                    "/a": {"$ref": "#/components/pathItems/P", "summary": "s"},
                    "/b": {"get": {"parameters": [{"$ref": "#/paths/~1b/parameters/0"}]},
                           "parameters": [{"name": "x", "in": "query"}]},
                    "/c": {"$ref": "#/paths/~1c"},
                    "/d": {"$ref": "other.yaml"},
                },
                "components": {"pathItems": {"P": {"get": {}}}},
            }),
            &[
                ("/paths/~1a", json!({"get": {}, "summary": "s"})),
                ("/paths/~1b/get/parameters/0", json!({"name": "x", "in": "query"})),
                ("/paths/~1c", json!({})),
            ],
            &["SW0011", "SW0011"],
        );
    }

    #[test]
    fn copies_are_bounded() {
        let mut items = Map::new();
        let list: Vec<Value> = (0..200).map(|_| json!({"$ref": "#/x-b"})).collect();
        for index in 0..300 {
            items.insert(format!("/{index}"), json!({"$ref": "#/x-a"}));
        }
        let mut tree = json!({
            "paths": items,
            "x-a": {"get": {"parameters": list}},
            "x-b": {"name": "b", "in": "query", "content": {"x": {"$ref": "#/x-c"}}},
            "x-c": {"encoding": vec![Value::Null; 200]},
        });
        let mut diagnostics = Diagnostics::default();
        inline_deep_references(&mut tree, &mut Origins::default(), &mut diagnostics);
        assert!(diagnostics.list.iter().any(|d| d.message.contains("too much")));
    }
}
