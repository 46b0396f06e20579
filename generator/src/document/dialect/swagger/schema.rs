//! Converts schemas and references of Swagger 2.0 in place.

use std::collections::HashSet;

use serde_json::{Value, json};

use crate::document::components::slot;
use crate::document::place::Place;
use crate::document::tree::{Located, Node, Tree};
use crate::pointer::escape;

/// Names of the shared objects of a document.
#[derive(Default)]
struct Names {
    definitions: HashSet<String>,
    parameters: HashSet<String>,
    responses: HashSet<String>,
}

/// Rewrites every schema and reference of a document in place.
pub fn rewrite(document: &mut Node<'_>) {
    let keys = |member: &str| match document.get(member) {
        Some(Value::Object(map)) => map.keys().map(|key| escape(key).into_owned()).collect(),
        _ => HashSet::new(),
    };
    let names = Names {
        definitions: keys("definitions"),
        parameters: keys("parameters"),
        responses: keys("responses"),
    };
    node(document, Place::Document, &names);
}

fn node(value: &mut Node<'_>, place: Place, names: &Names) {
    if let Some(renamed) = value.text("$ref").and_then(|reference| rename(reference, names)) {
        value.insert("$ref", Value::String(renamed));
    }
    if place.is_schema() && value.is_mapping() {
        keywords(value);
    }
    value.each_of(place, |mut child, place| {
        if place.is_read() {
            node(&mut child, place, names);
        }
    });
}

/// Returns a reference to a shared object with the pointer that it has in OpenAPI 3.0. An unresolved reference is kept,
/// so that it is reported as the document has it.
fn rename(reference: &str, names: &Names) -> Option<String> {
    for (before, now, known) in [
        ("#/definitions/", "#/components/schemas/", &names.definitions),
        ("#/parameters/", "#/components/parameters/", &names.parameters),
        ("#/responses/", "#/components/responses/", &names.responses),
    ] {
        let Some(rest) = reference.strip_prefix(before) else { continue };
        let decoded = crate::read::reference::decode(rest);
        let name = |rest: &str| known.contains(rest.split('/').next().unwrap_or_default());
        let named = [rest, &decoded].into_iter().find(|rest| name(rest));
        return named.map(|rest| format!("{now}{rest}"));
    }
    // A bare name, as in Swagger 1.2.
    let is_name = names.definitions.contains(escape(reference).as_ref());
    is_name.then(|| format!("#{}", slot(&["components", "schemas"], reference)))
}

/// Converts the keywords of one schema.
pub fn keywords(schema: &mut Node<'_>) {
    for keyword in ["x-nullable", "x-isnullable", "x-isNullable"] {
        schema.rename(keyword, "nullable");
        schema.remove(keyword);
    }
    if schema.text("type") == Some("file") {
        schema.insert("type", json!("string"));
        schema.insert("format", json!("binary"));
    }
    if schema.text("discriminator").is_some()
        && let Some(name) = schema.take("discriminator")
    {
        let discriminator = Tree::mapping([("propertyName", name)], schema.whence());
        schema.put("discriminator", discriminator);
    }
}
