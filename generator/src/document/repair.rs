//! Keywords whose values their place does not allow, corrected before the tree is typed.

use serde_json::Value;

use crate::diagnostics::{Diagnostics, Origin};

/// Corrects what is wrong but harmless: constraints of the wrong kind are dropped, statuses and enum
/// members get the kind that the model wants.
pub fn repair(tree: &mut Value, root: &Origin, diagnostics: &mut Diagnostics) {
    walk(tree, root, Place::Document, diagnostics);
}

#[derive(Clone, Copy, PartialEq)]
enum Place {
    /// Somewhere above schemas.
    Document,
    /// A map whose values are schemas.
    SchemaMap,
    /// A list of schemas.
    SchemaList,
    /// A schema.
    Schema,
}

fn walk(node: &mut Value, origin: &Origin, place: Place, diagnostics: &mut Diagnostics) {
    match node {
        Value::Object(map) => {
            if place == Place::Schema {
                schema(map, origin, diagnostics);
            }
            for (key, child) in map.iter_mut() {
                let next = match (place, key.as_str()) {
                    (Place::SchemaMap, _) => Place::Schema,
                    (_, "example" | "examples" | "default" | "enum") => continue,
                    (_, key) if key.starts_with("x-") => continue,
                    (Place::Schema, "properties") | (Place::Document, "schemas") => {
                        Place::SchemaMap
                    }
                    (Place::Schema, "items" | "additionalProperties" | "not") => Place::Schema,
                    (Place::Schema, "allOf" | "oneOf" | "anyOf") => Place::SchemaList,
                    (Place::Document, "schema") => Place::Schema,
                    (Place::Document, _) => Place::Document,
                    _ => continue,
                };
                walk(child, &origin.child(key), next, diagnostics);
            }
        }
        Value::Array(list) => {
            let next = if place == Place::SchemaList { Place::Schema } else { place };
            for (index, child) in list.iter_mut().enumerate() {
                walk(child, &origin.child(&index.to_string()), next, diagnostics);
            }
        }
        // A boolean schema: `true` is any value.
        Value::Bool(_)
            if place == Place::Schema && !origin.pointer.ends_with("/additionalProperties") =>
        {
            *node = Value::Object(serde_json::Map::new());
        }
        _ => {}
    }
}

fn schema(
    map: &mut serde_json::Map<String, Value>,
    origin: &Origin,
    diagnostics: &mut Diagnostics,
) {
    if map.contains_key("$ref") {
        return;
    }
    let mut dropped = Vec::new();
    map.retain(|key, value| {
        let fits = match key.as_str() {
            "maxLength" | "minLength" | "maxItems" | "minItems" | "maxProperties"
            | "minProperties" => {
                if let Some(whole) =
                    value.as_f64().filter(|n| n.fract() == 0.0 && *n >= 0.0 && *n < 1e18)
                {
                    *value = Value::from(whole as u64);
                }
                value.is_u64()
            }
            "minimum" | "maximum" | "multipleOf" => value.is_number(),
            "exclusiveMinimum" | "exclusiveMaximum" | "nullable" | "readOnly" | "writeOnly"
            | "deprecated" | "uniqueItems" => value.is_boolean(),
            "pattern" | "format" | "title" | "description" | "type" => value.is_string(),
            "required" | "enum" | "allOf" | "oneOf" | "anyOf" => value.is_array(),
            "properties" => value.is_object(),
            "items" | "not" => value.is_object(),
            "additionalProperties" => value.is_object() || value.is_boolean(),
            "discriminator" => value.get("propertyName").is_some_and(Value::is_string),
            "externalDocs" | "xml" => false,
            _ => true,
        };
        if !fits && !matches!(key.as_str(), "externalDocs" | "xml") {
            dropped.push((key.clone(), value.to_string()));
        }
        fits
    });
    for (key, value) in dropped {
        let shown: String = value.chars().take(60).collect();
        diagnostics.report(
            "SW0013",
            &origin.child(&key),
            format!("`{key}: {shown}` is not valid here and is ignored"),
        );
    }
    if let Some(Value::Array(required)) = map.get_mut("required") {
        required.retain(Value::is_string);
    }
}
