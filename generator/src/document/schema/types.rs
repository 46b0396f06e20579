//! Rewrites `type`, `const`, `null` and bounds of JSON Schema 2020-12 to OpenAPI 3.0.

use serde_json::{Value, json};

use crate::document::tree::{Located, Members, Node, Tree};

/// Rewrites a list of types: `null` becomes `nullable`, a single remaining type becomes `type`, and several become
/// `anyOf`, each with the keywords that apply to it.
pub fn split(schema: &mut Node<'_>) {
    let Some(list) = schema.list("type") else { return };
    let mut types: Vec<String> = Vec::new();
    for kind in list.iter().filter_map(Value::as_str) {
        if !types.iter().any(|known| known == kind) {
            types.push(kind.to_owned());
        }
    }
    let before = types.len();
    types.retain(|kind| kind != "null");
    let nullable = types.len() < before;
    if nullable {
        schema.insert("nullable", Value::Bool(true));
    }
    if types.iter().any(|kind| kind == "number") {
        types.retain(|kind| kind != "integer");
    }
    if let Some(values) = schema.list("enum") {
        let is_used = |kind: &&String| values.iter().any(|value| is_of(value, kind));
        let used: Vec<String> = types.iter().filter(is_used).cloned().collect();
        if !used.is_empty() {
            types = used;
        }
    }
    let any = ["string", "boolean", "object", "array"];
    let all = types.iter().any(|kind| kind == "number" || kind == "integer")
        && any.iter().all(|kind| types.iter().any(|known| known == kind));
    match types.as_slice() {
        [] => {
            schema.remove("type");
            if nullable {
                schema.remove("enum");
            }
        }
        [only] => schema.insert("type", Value::String(only.clone())),
        // A choice that is present already says the same, and a list of all types does not constrain values.
        _ if all || schema.has("anyOf") || schema.has("oneOf") => {
            schema.remove("type");
        }
        _ => {
            schema.remove("type");
            let mut branches: Vec<Tree> = types.iter().map(|kind| branch(schema, kind)).collect();
            for keyword in STRING.iter().chain(NUMBER).chain(OBJECT).chain(ARRAY) {
                schema.remove(keyword);
            }
            distribute_format(schema, &mut branches);
            schema.remove("enum");
            let branches = Tree::list(branches, schema.whence());
            schema.put("anyOf", branches);
        }
    }
}

const STRING: &[&str] =
    &["minLength", "maxLength", "pattern", "contentEncoding", "contentMediaType"];
const NUMBER: &[&str] =
    &["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"];
const OBJECT: &[&str] =
    &["properties", "required", "additionalProperties", "minProperties", "maxProperties"];
const ARRAY: &[&str] = &["items", "minItems", "maxItems", "uniqueItems"];

/// Returns the branch for one type, with the keywords that constrain values of that type.
fn branch(schema: &mut Node<'_>, kind: &str) -> Tree {
    let own = match kind {
        "string" => STRING,
        "number" | "integer" => NUMBER,
        "object" => OBJECT,
        "array" => ARRAY,
        _ => &[],
    };
    let mut branch = schema.split(own.iter().copied());
    branch.root().insert("type", Value::String(kind.to_owned()));
    if let Some(values) = schema.child("enum").filter(|values| values.value().is_array()) {
        let mut values = values.copy();
        values.root().retain(|value| is_of(value.value(), kind));
        branch.root().put("enum", values);
    }
    branch
}

fn distribute_format(schema: &mut Node<'_>, branches: &mut [Tree]) {
    let Some(format) = schema.take("format") else { return };
    let numeric = matches!(format.value().as_str(), Some("int32" | "int64" | "float" | "double"));
    let fits = |branch: &&mut Tree| match branch.value()["type"].as_str() {
        Some("number" | "integer") => numeric,
        Some("string") => !numeric,
        _ => false,
    };
    if let Some(branch) = branches.iter_mut().find(fits) {
        branch.root().put("format", format);
    }
}

/// Whether a value has a JSON Schema type.
pub fn is_of(value: &Value, kind: &str) -> bool {
    match kind {
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "object" => value.is_object(),
        "array" => value.is_array(),
        "null" => value.is_null(),
        _ => false,
    }
}

/// Rewrites `type: null` to a nullable schema without a type.
pub fn only_null(schema: &mut Node<'_>) {
    if schema.members().is_some_and(is_null) {
        for keyword in ["type", "const", "enum"] {
            schema.remove(keyword);
        }
        schema.insert("nullable", Value::Bool(true));
    }
}

/// Whether a schema allows only `null`.
fn is_null(map: &Members) -> bool {
    let only = |value: Option<&Value>, null: &Value| match value {
        Some(Value::Array(list)) => !list.is_empty() && list.iter().all(|item| item == null),
        value => value == Some(null),
    };
    only(map.get("type"), &json!("null"))
        || map.get("const").is_some_and(Value::is_null)
        || (map.get("enum").is_some_and(Value::is_array) && only(map.get("enum"), &Value::Null))
}

/// Removes branches of a choice that only allow `null`, and makes the choice nullable.
pub fn null_branches(schema: &mut Node<'_>, keyword: &str) {
    let Some(mut branches) = schema.child(keyword) else { return };
    let allows_null = |branch: &Value| branch.as_object().is_some_and(is_null);
    let Some(list) = branches.value().as_array() else { return };
    if !list.iter().any(allows_null) {
        return;
    }
    branches.retain(|branch| !allows_null(branch.value()));
    if branches.value().as_array().is_some_and(Vec::is_empty) {
        schema.remove(keyword);
    }
    schema.insert("nullable", Value::Bool(true));
}

/// Rewrites `const` to an enum of one value.
pub fn constant(schema: &mut Node<'_>) {
    let Some(value) = schema.take("const") else { return };
    let kind = match value.value() {
        Value::String(_) => "string",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::Array(_) | Value::Object(_) | Value::Null => "",
    };
    if !kind.is_empty() {
        schema.insert_absent("type", || json!(kind));
    }
    let values = Tree::list(vec![value], schema.whence());
    schema.put("enum", values);
}

/// Rewrites numeric `exclusiveMinimum` and `exclusiveMaximum` to a flag and a bound.
pub fn bounds(schema: &mut Node<'_>) {
    for (exclusive, inclusive, is_lower) in
        [("exclusiveMinimum", "minimum", true), ("exclusiveMaximum", "maximum", false)]
    {
        let Some(Value::Number(limit)) = schema.get(exclusive) else { continue };
        let other = schema.get(inclusive).and_then(Value::as_f64);
        let is_looser = match (other, limit.as_f64()) {
            (Some(other), Some(limit)) => (other > limit) == is_lower && other != limit,
            _ => false,
        };
        // The stricter one of two bounds applies.
        if is_looser {
            schema.remove(exclusive);
        } else if let Some(limit) = schema.take(exclusive) {
            schema.put(inclusive, limit);
            schema.insert(exclusive, Value::Bool(true));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::check;
    use super::*;
    use crate::document::at::At;

    #[test]
    fn type_lists() {
        check(
            |map| {
                split(map);
            },
            &[
                (json!({"type": ["string"]}), json!({"type": "string"})),
                (
                    json!({"type": ["string", "null"], "minLength": 1}),
                    json!({"type": "string", "minLength": 1, "nullable": true}),
                ),
                (json!({"type": ["null"]}), json!({"nullable": true})),
                (json!({"type": ["integer", "number"]}), json!({"type": "number"})),
                (
                    json!({"type": ["string", "integer", "null"], "maxLength": 3, "minimum": 1,
                           "format": "int64", "title": "T"}),
                    json!({"title": "T", "nullable": true, "anyOf": [
                        {"type": "string", "maxLength": 3},
                        {"type": "integer", "minimum": 1, "format": "int64"}]}),
                ),
                (
                    json!({"type": ["array", "string"], "items": {"type": "string"}}),
                    json!({"anyOf": [
                        {"type": "array", "items": {"type": "string"}}, {"type": "string"}]}),
                ),
                (
                    json!({"type": ["string", "integer"], "enum": ["a", 1]}),
                    json!({"anyOf": [{"type": "string", "enum": ["a"]},
                                     {"type": "integer", "enum": [1]}]}),
                ),
                (
                    json!({"type": ["string", "integer"], "enum": ["a", "b"]}),
                    json!({"type": "string", "enum": ["a", "b"]}),
                ),
                (
                    json!({"type": ["string", "number", "boolean", "object", "array", "null"]}),
                    json!({"nullable": true}),
                ),
                (
                    json!({"type": ["object", "array"], "oneOf": [{"$ref": "#/a"}]}),
                    json!({"oneOf": [{"$ref": "#/a"}]}),
                ),
            ],
        );
    }

    #[test]
    fn nulls() {
        check(
            |map| {
                null_branches(map, "anyOf");
                only_null(map);
            },
            &[
                (
                    json!({"anyOf": [{"$ref": "#/a"}, {"type": "null"}]}),
                    json!({"anyOf": [{"$ref": "#/a"}], "nullable": true}),
                ),
                (json!({"anyOf": [{"const": null}]}), json!({"nullable": true})),
                (
                    json!({"type": "null", "description": "d"}),
                    json!({"description": "d", "nullable": true}),
                ),
                (json!({"enum": [null]}), json!({"nullable": true})),
                (json!({"enum": [null, "a"]}), json!({"enum": [null, "a"]})),
            ],
        );
        let mut tree = Tree::new(json!({"oneOf": [{"type": "null"}, {"type": "string"}]}));
        null_branches(&mut tree.root(), "oneOf");
        assert_eq!(tree.spot(At::pointer("/oneOf/0")).origin().pointer, "/oneOf/1");
    }

    #[test]
    fn constants_and_bounds() {
        check(
            |map| {
                constant(map);
                bounds(map);
            },
            &[
                (json!({"const": "a"}), json!({"type": "string", "enum": ["a"]})),
                (json!({"const": {"a": 1}}), json!({"enum": [{"a": 1}]})),
                (json!({"const": 1, "type": "number"}), json!({"type": "number", "enum": [1]})),
                (json!({"exclusiveMinimum": 5}), json!({"exclusiveMinimum": true, "minimum": 5})),
                (json!({"exclusiveMinimum": 5, "minimum": 7}), json!({"minimum": 7})),
                (
                    json!({"exclusiveMaximum": 5, "maximum": 7}),
                    json!({"exclusiveMaximum": true, "maximum": 5}),
                ),
                (json!({"exclusiveMaximum": true}), json!({"exclusiveMaximum": true})),
            ],
        );
    }
}
