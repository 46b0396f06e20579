//! References into places other than components: the target becomes a component, or is copied.

use serde_json::{Map, Value};

use crate::diagnostics::{Diagnostics, Origin};

/// Rewrites every `$ref` that is not `#/components/KIND/NAME`. One to a schema gets a component of its
/// own, so that recursion stays possible; one to anything else is replaced by a copy of its target.
pub fn inline_deep_references(tree: &mut Value, root: &Origin, diagnostics: &mut Diagnostics) {
    // A copied target may hold deep references itself; each round resolves one level.
    for _ in 0..8 {
        let mut found = Vec::new();
        collect(tree, &mut Vec::new(), &mut found);
        if found.is_empty() {
            return;
        }
        for (path, reference) in found {
            let origin = path.iter().fold(root.clone(), |origin, segment| origin.child(segment));
            rewrite(tree, &path, &reference, &origin, diagnostics);
        }
    }
}

fn is_component(reference: &str) -> bool {
    reference
        .strip_prefix("#/components/")
        .is_some_and(|rest| rest.split('/').count() == 2 && !rest.ends_with('/'))
}

fn collect(node: &Value, path: &mut Vec<String>, found: &mut Vec<(Vec<String>, String)>) {
    match node {
        Value::Object(map) => {
            if let Some(Value::String(reference)) = map.get("$ref")
                && !is_component(reference)
            {
                found.push((path.clone(), reference.clone()));
                return;
            }
            for (key, child) in map {
                if matches!(key.as_str(), "example" | "examples" | "default" | "enum")
                    || key.starts_with("x-")
                {
                    continue;
                }
                path.push(key.clone());
                collect(child, path, found);
                path.pop();
            }
        }
        Value::Array(list) => {
            for (index, child) in list.iter().enumerate() {
                path.push(index.to_string());
                collect(child, path, found);
                path.pop();
            }
        }
        _ => {}
    }
}

fn rewrite(
    tree: &mut Value,
    path: &[String],
    reference: &str,
    origin: &Origin,
    diagnostics: &mut Diagnostics,
) {
    let pointer = reference.strip_prefix('#').map(decode);
    let target = pointer.as_deref().and_then(|pointer| tree.pointer(pointer)).cloned();
    let replacement = match (target, &pointer) {
        (Some(target), Some(pointer)) if is_schema(path) => {
            let name = component_name(pointer);
            let schemas =
                tree.as_object_mut().map(|map| entry(entry(map, "components"), "schemas"));
            if let Some(schemas) = schemas {
                schemas.entry(name.clone()).or_insert(target);
            }
            serde_json::json!({ "$ref": format!("#/components/schemas/{name}") })
        }
        (Some(target), Some(pointer)) if !origin.pointer.starts_with(&format!("{pointer}/")) => {
            target
        }
        _ => {
            let help = if reference.starts_with('#') {
                "correct the reference, or add what it names"
            } else {
                "put what the reference names into this document (a bundler does that)"
            };
            diagnostics.report_with_help(
                "SW0011",
                origin,
                format!("`{reference}` leads nowhere in this document"),
                help,
            );
            Value::Object(Map::new())
        }
    };
    let pointer: String = path
        .iter()
        .map(|segment| format!("/{}", segment.replace('~', "~0").replace('/', "~1")))
        .collect();
    if let Some(node) = tree.pointer_mut(&pointer) {
        *node = replacement;
    }
}

fn entry<'a>(map: &'a mut Map<String, Value>, key: &str) -> &'a mut Map<String, Value> {
    let node = map.entry(key).or_insert_with(|| Value::Object(Map::new()));
    if !node.is_object() {
        *node = Value::Object(Map::new());
    }
    match node {
        Value::Object(map) => map,
        // Made an object above.
        _ => unreachable!(),
    }
}

/// Whether a node at this path is a schema, by the keyword it stands under.
fn is_schema(path: &[String]) -> bool {
    let last = path.last().map_or("", String::as_str);
    let parent = path.len().checked_sub(2).map_or("", |at| path[at].as_str());
    matches!(last, "schema" | "items" | "additionalProperties" | "not")
        || matches!(parent, "properties" | "allOf" | "oneOf" | "anyOf" | "schemas")
}

/// Percent-decodes a fragment.
pub(super) fn decode(fragment: &str) -> String {
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
