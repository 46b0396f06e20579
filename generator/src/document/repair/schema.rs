//! Repairs schemas.

use serde_json::{Value, json};

use super::values;
use crate::diagnostics::finding;
use crate::document::findings::Findings;
use crate::document::schema::{self, types};
use crate::document::tree::{Located, Node, Tree};

/// Corrects the keywords of one schema.
pub fn repair(schema: &mut Node<'_>, findings: &mut Findings<'_>) {
    schema.remove("$ref");
    newer_keywords(schema, findings);
    type_name(schema, findings);
    constraints(schema, findings);
    values(schema, findings);
    members(schema, findings);
    branches(schema, findings);
    discriminator(schema, findings);
}

/// Rewrites keywords of JSON Schema that 3.0 does not have.
fn newer_keywords(schema: &mut Node<'_>, findings: &mut Findings<'_>) {
    schema::tuple(schema, findings);
    if let Some(keyword) = schema::newer_keyword(schema) {
        schema::rewrite(schema);
        let keyword = keyword.to_owned();
        findings.add_repeated(finding::Repair::NewerKeyword { keyword }, schema);
    }
}

/// Repairs a `type` that is not one of the specification's.
fn type_name(schema: &mut Node<'_>, findings: &mut Findings<'_>) {
    if schema.get("type").is_some_and(Value::is_object)
        && let Some(mut inner) = schema.take("type")
    {
        findings.add(finding::Repair::TypeAsSchema, &inner);
        for (key, value) in inner.root().take_members() {
            if !schema.has(&key) {
                schema.put(&key, value);
            }
        }
    }
    let Some(Value::String(name)) = schema.get("type") else {
        values::ignore(schema, "type", findings);
        return;
    };
    let (kind, format) = match name.as_str() {
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
            // An unknown type is reported by `lower`.
            _ => return,
        },
    };
    let found = name.clone();
    findings.add_repeated(finding::Repair::Type { found, read: kind, format }, schema);
    if kind.is_empty() {
        schema.remove("type");
    } else {
        schema.insert("type", json!(kind));
    }
    if !format.is_empty() {
        schema.insert_absent("format", || json!(format));
    }
}

fn constraints(schema: &mut Node<'_>, findings: &mut Findings<'_>) {
    for key in ["maxLength", "minLength", "maxItems", "minItems", "maxProperties", "minProperties"]
    {
        let count = schema.get(key).filter(|value| value.is_f64()).and_then(values::as_count);
        if let Some(count) = count {
            schema.insert(key, count);
        }
        values::convert(schema, key, Value::is_u64, values::as_count, findings);
    }
    for key in ["minimum", "maximum", "multipleOf"] {
        values::convert(schema, key, Value::is_number, values::as_number, findings);
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
    values::flags(schema, &flags, findings);
    values::texts(schema, &["pattern", "format", "title", "description"], findings);
}

/// Repairs `enum` and `default`.
fn values(schema: &mut Node<'_>, findings: &mut Findings<'_>) {
    let scalar = |value: &Value| match value {
        Value::String(_) | Value::Number(_) | Value::Bool(_) => {
            Some(Value::Array(vec![value.clone()]))
        }
        _ => None,
    };
    values::convert(schema, "enum", Value::is_array, scalar, findings);
    let (Some(default), Some(kind)) = (schema.get("default"), schema.text("type")) else {
        return;
    };
    if default.is_null() || types::is_of(default, kind) {
        return;
    }
    let kind = kind.to_owned();
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
    values::convert(schema, "default", fits, into, findings);
}

/// Repairs `properties`, `items` and `required`.
fn members(schema: &mut Node<'_>, findings: &mut Findings<'_>) {
    if let Some(mut list) = schema.child("properties").filter(|list| list.value().is_array()) {
        // A list of mappings with one property each.
        findings.add(finding::Repair::PropertyList, &list);
        let origin = list.whence();
        let elements = list.take_elements().into_iter();
        let properties = elements.flat_map(|mut element| element.root().take_members());
        list.replace(Tree::mapping(properties.collect::<Vec<_>>(), origin));
    }
    values::mappings(schema, &["properties"], findings);
    let flag = |value: &Value| value.as_bool().or_else(|| values::as_flag(value)?.as_bool());
    let mut required = Vec::new();
    if let Some(mut properties) = schema.child("properties") {
        properties.retain(|property| {
            // In JSON Schema, no value is valid here.
            if *property.value() == Value::Bool(false) {
                return false;
            }
            if let Some(is_required) = property.get("required").and_then(flag) {
                property.remove("required");
                if is_required {
                    findings.add_repeated(finding::Repair::RequiredProperty, property);
                    let name = Value::String(property.at().last().to_owned());
                    required.push(Tree::made(name, property.whence()));
                }
            }
            true
        });
    }
    if let Some(is_required) = schema.get("required").and_then(flag) {
        schema.remove("required");
        if is_required {
            findings.add_repeated(finding::Repair::RequiredSchema, schema);
        }
    }
    values::lists(schema, &["required"], findings);
    if !required.is_empty() {
        schema.insert_absent("required", || json!([]));
        let known = schema.list("required").unwrap_or_default();
        required.retain(|name: &Tree| !known.contains(name.value()));
    }
    if let Some(mut known) = schema.child("required") {
        required.into_iter().for_each(|name| known.push(name));
        known.retain(|name| name.value().is_string());
    }
    if schema.get("items").is_some_and(Value::is_boolean) {
        schema.insert("items", json!({}));
    }
    values::mappings(schema, &["items"], findings);
    let fits = |value: &Value| value.is_object() || value.is_boolean();
    values::convert(schema, "additionalProperties", fits, values::as_flag, findings);
}

fn branches(schema: &mut Node<'_>, findings: &mut Findings<'_>) {
    for key in ["allOf", "oneOf", "anyOf"] {
        values::lists(schema, &[key], findings);
        let Some(mut list) = schema.child(key) else { continue };
        let mut lost = 0;
        list.retain(|branch| {
            let is_schema = branch.is_mapping() || branch.value().is_boolean();
            lost += usize::from(!is_schema);
            is_schema
        });
        let is_empty = list.value().as_array().is_some_and(Vec::is_empty);
        if lost > 0 {
            findings.add(finding::Repair::NotSchemas { count: lost }, &list);
        } else if is_empty {
            findings.add_repeated(finding::Repair::EmptyUnion { keyword: key }, schema);
        }
        if is_empty {
            schema.remove(key);
        }
    }
}

fn discriminator(schema: &mut Node<'_>, findings: &mut Findings<'_>) {
    let named = |value: &Value| value.get("propertyName").is_some_and(Value::is_string);
    let from_text = |value: &Value| value.is_string().then(|| json!({ "propertyName": value }));
    values::convert(schema, "discriminator", named, from_text, findings);
    let Some(mut discriminator) = schema.child("discriminator") else { return };
    values::mappings(&mut discriminator, &["mapping"], findings);
    let Some(mut mapping) = discriminator.child("mapping") else { return };
    let list = mapping.origin();
    mapping.retain(|target| {
        // The value is a reference object instead of a text.
        if let Some(reference) = target.take("$ref") {
            target.replace(reference);
        }
        let is_kept = target.value().is_string();
        if !is_kept {
            let member = (target.at().last(), target.value());
            values::ignored(&list, target, member, findings);
        }
        is_kept
    });
}
