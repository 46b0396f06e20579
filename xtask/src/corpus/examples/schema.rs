//! Schemas of OpenAPI as JSON Schema 2020-12.

use std::collections::HashMap;

use jsonschema::{Draft, Validator};
use serde_json::{Map, Value, json};

/// Keywords whose value is a schema.
const SCHEMA: &[&str] = &["additionalProperties", "items", "not"];
/// Keywords whose value is a list of schemas.
const LIST: &[&str] = &["allOf", "anyOf", "oneOf", "prefixItems"];
/// Keywords whose value is a map of schemas.
const MAP: &[&str] = &["properties", "patternProperties"];
/// Keywords that are copied.
const PLAIN: &[&str] = &[
    "type",
    "format",
    "enum",
    "const",
    "required",
    "pattern",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minProperties",
    "maxProperties",
    "multipleOf",
    "minimum",
    "maximum",
];

/// Converts a schema with all that it refers to, which becomes `$defs`.
pub fn converted(document: &Value, schema: &Value) -> Value {
    let is_3_1 = document
        .get("openapi")
        .and_then(Value::as_str)
        .is_some_and(|version| version.starts_with("3.1") || version.starts_with("3.2"));
    let mut converter = Converter { is_3_1, names: HashMap::new(), open: Vec::new() };
    let mut root = converter.schema(schema);
    let mut definitions = Map::new();
    while let Some(pointer) = converter.open.pop() {
        let target = document.pointer(&pointer).cloned().unwrap_or(Value::Bool(true));
        let name = converter.names[&pointer].clone();
        definitions.insert(name, converter.schema(&target));
    }
    if let Some(root) = root.as_object_mut() {
        root.insert("$defs".to_owned(), Value::Object(definitions));
    }
    root
}

/// Builds a validator; formats are compared on demand.
///
/// # Errors
///
/// When the schema is not valid.
pub fn validator(schema: &Value, formats: bool) -> Result<Validator, String> {
    let options = jsonschema::options().with_draft(Draft::Draft202012);
    let options = options.should_validate_formats(formats).offline();
    let options = options.with_format("byte", is_base64).with_format("base64", is_base64);
    options.build(schema).map_err(|error| error.to_string())
}

fn is_base64(text: &str) -> bool {
    use base64::Engine as _;
    use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};

    [STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD]
        .iter()
        .any(|one| one.decode(text).is_ok())
}

struct Converter {
    is_3_1: bool,
    /// Names under `$defs`, by pointer.
    names: HashMap<String, String>,
    /// Pointers of what is still to be converted.
    open: Vec<String>,
}

impl Converter {
    fn schema(&mut self, schema: &Value) -> Value {
        let Some(members) = schema.as_object() else {
            return if schema.is_boolean() { schema.clone() } else { Value::Bool(true) };
        };
        let mut out = Map::new();
        if let Some(pointer) = members.get("$ref").and_then(Value::as_str) {
            let reference = self.reference(pointer.strip_prefix('#').unwrap_or(pointer));
            out.insert("$ref".to_owned(), reference);
            if !self.is_3_1 {
                return Value::Object(out);
            }
        }
        for (name, value) in members {
            let name = name.as_str();
            let value = if SCHEMA.contains(&name) {
                self.schema(value)
            } else if LIST.contains(&name) {
                value.as_array().into_iter().flatten().map(|one| self.schema(one)).collect()
            } else if MAP.contains(&name) {
                let members = value.as_object().into_iter().flatten();
                members.map(|(name, one)| (name.clone(), self.schema(one))).collect()
            } else if PLAIN.contains(&name) {
                value.clone()
            } else {
                continue;
            };
            out.insert(name.to_owned(), value);
        }
        for (exclusive, bound) in [("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")]
        {
            match members.get(exclusive) {
                Some(Value::Bool(true)) => {
                    if let Some(limit) = out.remove(bound) {
                        out.insert(exclusive.to_owned(), limit);
                    }
                }
                Some(limit) if limit.is_number() => {
                    out.insert(exclusive.to_owned(), limit.clone());
                }
                _ => {}
            }
        }
        // A schema with properties is meant to be that of an object.
        if out.contains_key("properties") {
            out.entry("type").or_insert_with(|| json!("object"));
        }
        // Empty lists are not valid.
        out.retain(|_, value| value.as_array().is_none_or(|items| !items.is_empty()));
        let is_nullable = ["nullable", "x-nullable"]
            .iter()
            .any(|name| members.get(*name) == Some(&Value::Bool(true)));
        if is_nullable {
            return json!({ "anyOf": [{ "type": "null" }, Value::Object(out)] });
        }
        Value::Object(out)
    }

    fn reference(&mut self, pointer: &str) -> Value {
        let count = self.names.len();
        let name = self.names.entry(pointer.to_owned()).or_insert_with(|| {
            self.open.push(pointer.to_owned());
            format!("d{count}")
        });
        Value::String(format!("#/$defs/{name}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemas_of_3_0() {
        let document = json!({
            "openapi": "3.0.3",
            "components": {"schemas": {
                "A": {"type": "object", "properties": {
                    "next": {"$ref": "#/components/schemas/A", "description": "d"},
                    "example": {"type": "integer", "minimum": 1, "exclusiveMinimum": true, "nullable": true},
                    "at": {"type": "string", "format": "date-time"},
                }, "required": ["example"], "example": {"nullable": true}},
            }},
        });
        let schema = converted(&document, &json!({"$ref": "#/components/schemas/A"}));
        assert_eq!(
            schema,
            json!({"$ref": "#/$defs/d0", "$defs": {"d0": {
                "type": "object",
                "properties": {
                    "next": {"$ref": "#/$defs/d0"},
                    "example": {"anyOf": [{"type": "null"}, {"type": "integer", "exclusiveMinimum": 1}]},
                    "at": {"type": "string", "format": "date-time"},
                },
                "required": ["example"],
            }}})
        );
        let lenient = validator(&schema, false).unwrap();
        assert!(lenient.is_valid(&json!({"example": null, "at": "soon"})));
        assert!(!lenient.is_valid(&json!({"example": 1})));
        assert!(
            !validator(&schema, true).unwrap().is_valid(&json!({"example": null, "at": "soon"}))
        );
    }
}
