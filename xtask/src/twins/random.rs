//! Documents with random types.

use fastrand::Rng;
use serde_json::{Map, Value, json};

/// Names that members may have beside plain ones.
const NAMES: &[&str] = &[
    "type",
    "a b",
    "é",
    "x\"y",
    "back\\slash",
    "new\nline",
    "@id",
    "+1",
    "-1",
    "self",
    "",
    "a.b",
    "camelCase",
    "UPPER",
    "reader",
    "writer",
    "rows",
    "none",
    "some",
];

/// A document with this many components `T0`, `T1`, …, and their names.
pub fn document(seed: u64, count: usize) -> (Value, Vec<String>) {
    let mut rng = Rng::with_seed(seed);
    let mut schemas = Map::new();
    let mut names = Vec::new();
    for index in 0..count {
        let name = format!("T{index}");
        let schema = match rng.u8(..10) {
            0 | 1 => tagged(&mut rng, &name, &mut schemas, &names),
            2 | 3 => untagged(&mut rng, &name, &mut schemas, &names),
            _ => object(&mut rng, Some(&name), &names),
        };
        schemas.insert(name.clone(), schema);
        names.push(name);
    }
    let document = json!({
        "openapi": "3.0.3",
        "info": { "title": "Twins", "version": "1" },
        "paths": {},
        "components": { "schemas": schemas },
    });
    (document, names)
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

/// An object, whose members may be lists of it when it has a name.
fn object(rng: &mut Rng, name: Option<&str>, others: &[String]) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    // Few objects are large, and some are larger than the bits of a word.
    let count = if rng.u8(..10) == 0 { rng.usize(60..90) } else { rng.usize(1..12) };
    for index in 0..count {
        let member = match NAMES.get(rng.usize(..NAMES.len() * 3)) {
            Some(member) => (*member).to_owned(),
            None => format!("member_{index}"),
        };
        let is_constant = rng.u8(..8) == 0;
        let mut schema = if is_constant { constant(rng) } else { ty(rng, others, 0) };
        if rng.bool() {
            required.push(Value::from(member.clone()));
            if !is_constant && schema.get("$ref").is_none() && rng.u8(..4) == 0 {
                schema["nullable"] = Value::Bool(true);
            }
        } else if let (Some(name), 0, false) = (name, rng.u8(..8), is_constant) {
            schema = json!({ "type": "array", "items": reference(name) });
        }
        properties.insert(member, schema);
    }
    required.sort_by_key(ToString::to_string);
    required.dedup();
    let required: Vec<Value> = required
        .into_iter()
        .filter(|name| name.as_str().is_some_and(|name| properties.contains_key(name)))
        .collect();
    let mut schema = json!({ "type": "object", "properties": properties });
    if !required.is_empty() {
        schema["required"] = Value::Array(required);
    }
    schema
}

/// A schema with a single value.
fn constant(rng: &mut Rng) -> Value {
    match rng.u8(..3) {
        0 => json!({ "type": "string", "enum": ["o\"nly é"] }),
        1 => json!({ "type": "integer", "enum": [-7] }),
        _ => json!({ "type": "boolean", "enum": [true] }),
    }
}

fn ty(rng: &mut Rng, others: &[String], depth: usize) -> Value {
    match rng.u8(..if depth < 2 { 16 } else { 11 }) {
        0 => json!({ "type": "integer", "format": "int32" }),
        1 => json!({ "type": "integer", "format": "int64" }),
        2 => json!({ "type": "integer", "format": "uint64" }),
        3 => json!({ "type": "number", "format": "double" }),
        4 => json!({ "type": "number", "format": "float" }),
        5 => json!({ "type": "boolean" }),
        6 => json!({ "type": "string", "format": "date-time" }),
        7 => json!({ "type": "string", "format": "date" }),
        8 => json!({ "type": "string", "format": "uuid" }),
        9 => json!({ "type": "string", "enum": ["a", "b c", "d\"e", "é", ""] }),
        10 => json!({ "type": "string" }),
        11 => json!({ "type": "array", "items": ty(rng, others, depth + 1) }),
        12 => json!({ "type": "object", "additionalProperties": ty(rng, others, depth + 1) }),
        13 => {
            json!({ "oneOf": [{ "type": "string" }, { "type": "boolean" }, { "type": "array", "items": ty(rng, others, 2) }] })
        }
        _ if others.is_empty() => json!({ "type": "string", "maxLength": 200 }),
        _ => reference(&others[rng.usize(..others.len())]),
    }
}

/// A union with a tag, and its variants, which are components.
fn tagged(rng: &mut Rng, name: &str, schemas: &mut Map<String, Value>, others: &[String]) -> Value {
    let mut mapping = Map::new();
    let mut variants = Vec::new();
    for index in 0..rng.usize(2..5) {
        let variant = format!("{name}Variant{index}");
        // `serde` takes the tag out of a variant, wherever it is.
        let mut schema = object(rng, None, others);
        schema["properties"]["kind"] = json!({ "type": "string" });
        let required = schema.get("required").and_then(Value::as_array).cloned();
        let required = required.into_iter().flatten().chain([Value::from("kind")]).collect();
        schema["required"] = Value::Array(required);
        let target = format!("#/components/schemas/{variant}");
        mapping.insert(format!("value {index}"), Value::from(target));
        variants.push(reference(&variant));
        schemas.insert(variant, schema);
    }
    json!({ "oneOf": variants, "discriminator": { "propertyName": "kind", "mapping": mapping } })
}

/// A union of objects, each of which requires a member that no other one has, and of strings with a single value.
fn untagged(
    rng: &mut Rng,
    name: &str,
    schemas: &mut Map<String, Value>,
    others: &[String],
) -> Value {
    let mut variants = Vec::new();
    for index in 0..rng.usize(2..5) {
        let variant = format!("{name}Variant{index}");
        let mut schema = object(rng, Some(&variant), others);
        let own = format!("only_{index}");
        schema["properties"][&own] = json!({ "type": "integer", "format": "int64" });
        let required = schema.get("required").and_then(Value::as_array).cloned();
        let required = required.into_iter().flatten().chain([Value::from(own)]).collect();
        schema["required"] = Value::Array(required);
        variants.push(reference(&variant));
        schemas.insert(variant, schema);
    }
    if rng.bool() {
        variants.push(json!({ "type": "string", "enum": ["none"] }));
        variants.push(json!({ "type": "string", "enum": [""] }));
    }
    json!({ "anyOf": variants })
}
