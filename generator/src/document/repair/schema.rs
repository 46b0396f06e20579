//! Schemas.

use serde_json::{Map, Value, json};

use super::values::{self, Members};
use crate::document::at::At;
use crate::document::dialect::{shapes, types};
use crate::document::findings::Findings;

/// Corrects the keywords of one schema.
pub fn repair(map: &mut Members, at: &At<'_>, findings: &mut Findings<'_>) {
    map.remove("$ref");
    newer_keywords(map, at, findings);
    type_word(map, at, findings);
    constraints(map, at, findings);
    values(map, at, findings);
    members(map, at, findings);
    branches(map, at, findings);
    discriminator(map, at, findings);
}

/// Keywords of JSON Schema that 3.0 does not have.
fn newer_keywords(map: &mut Members, at: &At<'_>, findings: &mut Findings<'_>) {
    let is_tuple = map.get("items").is_some_and(Value::is_array) || map.contains_key("prefixItems");
    if is_tuple && shapes::tuple(map).is_some() {
        findings.count("SW0063", at, "a tuple is read as an array of any of its items");
    }
    let mut newer = "";
    if map.get("type").is_some_and(Value::is_array) {
        newer = "type";
    } else if map.contains_key("const") && map.get("type").is_none_or(Value::is_string) {
        newer = "const";
    } else if ["exclusiveMinimum", "exclusiveMaximum"]
        .iter()
        .any(|key| map.get(*key).is_some_and(Value::is_number))
    {
        newer = "exclusiveMinimum";
    }
    let is_null = |key: &str| map.get(key).is_some_and(|kind| kind == "null");
    if newer.is_empty() && !is_null("type") && !has_null_branch(map) {
        return;
    }
    if !map.get("const").is_some_and(Value::is_null) {
        types::constant(map);
    }
    types::only_null(map);
    types::bounds(map);
    for keyword in ["anyOf", "oneOf"] {
        types::null_branches(map, keyword);
    }
    types::split(map);
    let newer = if newer.is_empty() { "type: null" } else { newer };
    findings.count(
        "SW0013",
        at,
        format!("`{newer}` is written as in OpenAPI 3.1 and read like that"),
    );
}

fn has_null_branch(map: &Members) -> bool {
    ["anyOf", "oneOf"].iter().any(|key| {
        let list = map.get(*key).and_then(Value::as_array);
        list.into_iter().flatten().any(|branch| branch["type"] == "null")
    })
}

/// `type` that is no word of the specification.
fn type_word(map: &mut Members, at: &At<'_>, findings: &mut Findings<'_>) {
    if let Some(Value::Object(_)) = map.get("type") {
        // A schema in the place of its type.
        if let Some(Value::Object(inner)) = map.remove("type") {
            findings.report(
                "SW0013",
                &at.key("type"),
                "a mapping as `type` is read as the schema itself",
            );
            for (key, value) in inner {
                map.entry(key).or_insert(value);
            }
        }
    }
    let Some(word) = map.get("type") else { return };
    let Value::String(word) = word else {
        let value = map.remove("type").unwrap_or_default();
        values::ignored("type", &value, at, findings);
        return;
    };
    let (kind, format) = match word.as_str() {
        "string" | "number" | "integer" | "boolean" | "object" | "array" => return,
        other => match other.trim().to_ascii_lowercase().as_str() {
            "string" | "str" | "text" | "char" | "enum" => ("string", ""),
            "number" | "decimal" | "numeric" => ("number", ""),
            "float" => ("number", "float"),
            "double" => ("number", "double"),
            "integer" | "int" | "short" => ("integer", ""),
            "int32" => ("integer", "int32"),
            "int64" | "long" | "bigint" => ("integer", "int64"),
            "boolean" | "bool" => ("boolean", ""),
            "object" | "map" | "dict" | "hash" | "json" => ("object", ""),
            "array" | "list" => ("array", ""),
            "date" => ("string", "date"),
            "datetime" | "date-time" => ("string", "date-time"),
            "uuid" | "guid" => ("string", "uuid"),
            "file" | "binary" => ("string", "binary"),
            "byte" | "base64" => ("string", "byte"),
            "uri" | "url" => ("string", "uri"),
            "email" => ("string", "email"),
            "password" => ("string", "password"),
            "any" | "mixed" | "*" | "" | "undefined" => ("", ""),
            // What it may be is for whoever gives the type its meaning.
            _ => return,
        },
    };
    let read = match (kind, format) {
        ("", _) => "any type".to_owned(),
        (kind, "") => format!("`{kind}`"),
        (kind, format) => format!("`{kind}` with format `{format}`"),
    };
    findings.count("SW0013", at, format!("`type: {word}` is read as {read}"));
    map.remove("type");
    if !kind.is_empty() {
        map.insert("type".to_owned(), json!(kind));
    }
    if !format.is_empty() {
        map.entry("format").or_insert(json!(format));
    }
}

fn constraints(map: &mut Members, at: &At<'_>, findings: &mut Findings<'_>) {
    for key in ["maxLength", "minLength", "maxItems", "minItems", "maxProperties", "minProperties"]
    {
        if let Some(value) = map.get_mut(key)
            && value.is_f64()
            && let Some(count) = values::as_count(value)
        {
            *value = count;
        }
        values::convert(map, key, Value::is_u64, values::as_count, at, findings);
    }
    for key in ["minimum", "maximum", "multipleOf"] {
        values::convert(map, key, Value::is_number, values::as_number, at, findings);
    }
    let flags = [
        "exclusiveMinimum",
        "exclusiveMaximum",
        "nullable",
        "readOnly",
        "writeOnly",
        "deprecated",
        "uniqueItems",
    ];
    values::flags(map, &flags, at, findings);
    values::texts(map, &["pattern", "format", "title", "description"], at, findings);
}

/// `enum` and `default`.
fn values(map: &mut Members, at: &At<'_>, findings: &mut Findings<'_>) {
    let scalar = |value: &Value| match value {
        Value::String(_) | Value::Number(_) | Value::Bool(_) => {
            Some(Value::Array(vec![value.clone()]))
        }
        _ => None,
    };
    values::convert(map, "enum", Value::is_array, scalar, at, findings);
    let (Some(default), Some(Value::String(kind))) = (map.get("default"), map.get("type")) else {
        return;
    };
    if default.is_null() || types::is_of(default, kind) {
        return;
    }
    let kind = kind.clone();
    let fits = |value: &Value| {
        types::is_of(value, &kind)
            || kind == "integer" && value.as_f64().is_some_and(|number| number.fract() == 0.0)
            || !["string", "number", "integer", "boolean", "object", "array"]
                .contains(&kind.as_str())
    };
    let into = |value: &Value| match kind.as_str() {
        "string" if !value.is_array() => values::as_text(value),
        "integer" | "number" => values::as_number(value),
        "boolean" => values::as_flag(value),
        _ => None,
    };
    values::convert(map, "default", fits, into, at, findings);
}

/// Properties, items and what is required.
fn members(map: &mut Members, at: &At<'_>, findings: &mut Findings<'_>) {
    if let Some(Value::Array(list)) = map.get_mut("properties") {
        // A list of mappings with one property each.
        let list = std::mem::take(list);
        let properties: Map<String, Value> =
            list.into_iter().filter_map(|item| item.as_object().cloned()).flatten().collect();
        findings.report(
            "SW0013",
            &at.key("properties"),
            "a list of properties is read as a mapping",
        );
        map.insert("properties".to_owned(), Value::Object(properties));
    }
    values::mappings(map, &["properties"], at, findings);
    let flag = |value: &Value| value.as_bool().or_else(|| values::as_flag(value)?.as_bool());
    let mut required = Vec::new();
    if let Some(Value::Object(properties)) = map.get_mut("properties") {
        let list = at.key("properties");
        properties.retain(|name, property| {
            // JSON Schema: no value is valid here.
            if *property == Value::Bool(false) {
                return false;
            }
            if let Value::Object(property) = property
                && let Some(is_required) = property.get("required").and_then(flag)
            {
                property.remove("required");
                if is_required {
                    findings.count(
                        "SW0013",
                        &list.key(name),
                        "`required: true` of a property is read as its name in the object's `required`",
                    );
                    required.push(Value::String(name.clone()));
                }
            }
            true
        });
    }
    if map.get("required").and_then(flag).is_some() {
        // Of a property, in a place where it has no name.
        map.remove("required");
    }
    values::lists(map, &["required"], at, findings);
    if !required.is_empty() {
        let known = map.entry("required").or_insert_with(|| json!([]));
        if let Value::Array(known) = known {
            required.retain(|name| !known.contains(name));
            known.append(&mut required);
        }
    }
    if let Some(Value::Array(required)) = map.get_mut("required") {
        required.retain(Value::is_string);
    }
    if map.get("items").is_some_and(Value::is_boolean) {
        map.insert("items".to_owned(), json!({}));
    }
    values::mappings(map, &["items"], at, findings);
    let fits = |value: &Value| value.is_object() || value.is_boolean();
    values::convert(map, "additionalProperties", fits, values::as_flag, at, findings);
}

fn branches(map: &mut Members, at: &At<'_>, findings: &mut Findings<'_>) {
    for key in ["allOf", "oneOf", "anyOf"] {
        values::lists(map, &[key], at, findings);
        if let Some(Value::Array(list)) = map.get_mut(key) {
            let before = list.len();
            list.retain(|branch| branch.is_object() || branch.is_boolean());
            let lost = before - list.len();
            if lost > 0 {
                findings.report(
                    "SW0013",
                    &at.key(key),
                    format!("{lost} branches are no schemas and are ignored"),
                );
            } else if list.is_empty() {
                findings.count("SW0013", at, format!("an empty `{key}` is ignored"));
            }
            if list.is_empty() {
                map.remove(key);
            }
        }
    }
}

fn discriminator(map: &mut Members, at: &At<'_>, findings: &mut Findings<'_>) {
    let named = |value: &Value| value.get("propertyName").is_some_and(Value::is_string);
    let from_text = |value: &Value| value.is_string().then(|| json!({ "propertyName": value }));
    values::convert(map, "discriminator", named, from_text, at, findings);
    let Some(Value::Object(discriminator)) = map.get_mut("discriminator") else { return };
    let at = at.key("discriminator");
    values::mappings(discriminator, &["mapping"], &at, findings);
    if let Some(Value::Object(mapping)) = discriminator.get_mut("mapping") {
        let list = at.key("mapping");
        for target in mapping.values_mut() {
            // A reference object instead of its text.
            if let Some(reference) = target.get_mut("$ref") {
                *target = reference.take();
            }
        }
        mapping.retain(|key, target| {
            let keep = target.is_string();
            if !keep {
                values::ignored(key, target, &list, findings);
            }
            keep
        });
    }
}
