//! Schemas and references of Swagger 2.0, in place.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use crate::document::at::{self, At};
use crate::document::place::Place;
use crate::pointer::escape;

/// Names of the shared objects of a document.
#[derive(Default)]
struct Names {
    definitions: HashSet<String>,
    parameters: HashSet<String>,
    responses: HashSet<String>,
}

/// Rewrites every schema and reference of a document in place.
pub fn rewrite(tree: &mut Value) {
    let keys = |member: &str| match tree.get(member) {
        Some(Value::Object(map)) => map.keys().map(|key| escape(key).into_owned()).collect(),
        _ => HashSet::new(),
    };
    let names = Names {
        definitions: keys("definitions"),
        parameters: keys("parameters"),
        responses: keys("responses"),
    };
    node(tree, Place::Document, &names);
}

fn node(value: &mut Value, place: Place, names: &Names) {
    if let Value::Object(map) = value {
        if let Some(Value::String(reference)) = map.get_mut("$ref") {
            rename(reference, names);
        }
        if place.is_schema() {
            keywords(map);
        }
    }
    at::values_mut(value, place, &At::root(), |child, place, _| {
        if place.is_read() {
            node(child, place, names);
        }
    });
}

/// A reference to a shared object, at its place in OpenAPI 3.0. One that leads nowhere stays as it is, so
/// that it is reported as the document has it.
fn rename(reference: &mut String, names: &Names) {
    for (before, now, known) in [
        ("#/definitions/", "#/components/schemas/", &names.definitions),
        ("#/parameters/", "#/components/parameters/", &names.parameters),
        ("#/responses/", "#/components/responses/", &names.responses),
    ] {
        let Some(rest) = reference.strip_prefix(before) else { continue };
        let decoded = crate::read::reference::decode(rest);
        let name = |rest: &str| known.contains(rest.split('/').next().unwrap_or_default());
        if name(rest) {
            *reference = format!("{now}{rest}");
        } else if name(&decoded) {
            *reference = format!("{now}{decoded}");
        }
        return;
    }
    // A bare name, as Swagger 1.2 has it.
    if names.definitions.contains(escape(reference).as_ref()) {
        *reference = format!("#/components/schemas/{}", escape(reference));
    }
}

/// Keywords of one schema.
pub fn keywords(map: &mut Map<String, Value>) {
    for keyword in ["x-nullable", "x-isnullable", "x-isNullable"] {
        if let Some(nullable) = map.remove(keyword) {
            map.entry("nullable").or_insert(nullable);
        }
    }
    if map.get("type").is_some_and(|kind| kind == "file") {
        map.insert("type".to_owned(), json!("string"));
        map.insert("format".to_owned(), json!("binary"));
    }
    if map.get("discriminator").is_some_and(Value::is_string)
        && let Some(name) = map.remove("discriminator")
    {
        map.insert("discriminator".to_owned(), json!({ "propertyName": name }));
    }
}
