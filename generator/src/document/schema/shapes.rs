//! Rewrites tuples, pattern properties and encoded contents to OpenAPI 3.0.

use serde_json::{Value, json};

use crate::diagnostics::Origin;
use crate::document::tree::{Located, Node, Tree};

/// Rewrites a tuple (`prefixItems`, or `items` as a list) to an array whose items match any of the tuple's schemas.
/// Returns whether the schema is a tuple.
pub fn tuple(schema: &mut Node<'_>) -> bool {
    let (keyword, rest) = if schema.list("items").is_some() {
        ("items", "additionalItems")
    } else if schema.list("prefixItems").is_some() {
        ("prefixItems", "items")
    } else {
        schema.remove("prefixItems");
        return false;
    };
    let Some(mut list) = schema.take(keyword) else { return false };
    let mut parts = list.root().take_elements();
    let has_members = |rest: &Tree| rest.value().as_object().is_some_and(|map| !map.is_empty());
    parts.extend(schema.take(rest).filter(has_members));
    schema.insert_absent("type", || json!("array"));
    let items = any_of(distinct(parts), schema.whence());
    schema.put("items", items);
    true
}

/// Returns the distinct schemas among the parts.
fn distinct(parts: Vec<Tree>) -> Vec<Tree> {
    let mut distinct: Vec<Tree> = Vec::new();
    for part in parts {
        if part.value().is_object() && !distinct.iter().any(|known| known.value() == part.value()) {
            distinct.push(part);
        }
    }
    distinct
}

/// Combines schemas: several by `anyOf`, one as it is, none to a schema that allows any value.
fn any_of(mut parts: Vec<Tree>, origin: Origin) -> Tree {
    match parts.len() {
        0 => Tree::made(json!({}), origin),
        1 => parts.swap_remove(0),
        _ => Tree::mapping([("anyOf", Tree::list(parts, origin.clone()))], origin),
    }
}

/// Rewrites `patternProperties` to `additionalProperties`: of the schema that all patterns have, or of any value. Returns
/// whether the patterns add a type; `None` if there are no patterns.
pub fn patterns(schema: &mut Node<'_>) -> Option<bool> {
    let mut patterns = schema.take("patternProperties").filter(|node| node.value().is_object())?;
    let mut parts: Vec<Tree> =
        patterns.root().take_members().into_iter().map(|(_, value)| value).collect();
    // `false` is a schema that no value matches.
    parts.retain(|part| *part.value() != Value::Bool(false));
    if parts.is_empty() {
        return Some(false);
    }
    let has_any = parts.iter().any(|part| !part.value().is_object());
    let is_open = match schema.get("additionalProperties") {
        Some(Value::Bool(true)) => return Some(false),
        Some(Value::Bool(false)) => false,
        Some(Value::Object(_)) => {
            parts.extend(schema.take("additionalProperties"));
            false
        }
        // Members that match no pattern may have any value. Where members are declared, APIs add others.
        _ => schema.has("properties"),
    };
    let mut parts = distinct(parts);
    match parts.pop() {
        Some(only) if parts.is_empty() && !has_any && !is_open => {
            schema.put("additionalProperties", only);
        }
        _ => schema.insert("additionalProperties", Value::Bool(true)),
    }
    Some(true)
}

/// Rewrites `unevaluatedProperties` to `additionalProperties`, if there are none.
pub fn unevaluated(schema: &mut Node<'_>) {
    // `false` beside a composition forbids additional properties, which a client does not check.
    let closes = schema.get("unevaluatedProperties") == Some(&Value::Bool(false));
    if closes && !schema.has("properties") || schema.has("additionalProperties") {
        schema.remove("unevaluatedProperties");
    } else {
        schema.rename("unevaluatedProperties", "additionalProperties");
    }
}

/// Rewrites `contentEncoding` and `contentMediaType` to formats.
pub fn contents(schema: &mut Node<'_>) {
    let mut keyword = |key: &str| {
        let value = schema.remove(key);
        value.and_then(|value| value.as_str().map(str::to_ascii_lowercase)).unwrap_or_default()
    };
    let encoding = keyword("contentEncoding");
    let media_type = keyword("contentMediaType");
    let format = match encoding.as_str() {
        "base64" => "byte",
        "base64url" => "base64url",
        "" | "binary" | "identity" if is_binary(&media_type) => "binary",
        "binary" => "binary",
        _ => return,
    };
    let is_text = match schema.get("type") {
        None => true,
        Some(Value::Array(kinds)) => kinds.iter().any(|kind| kind == "string"),
        Some(kind) => kind == "string",
    };
    if is_text {
        schema.insert_absent("type", || json!("string"));
        schema.insert_absent("format", || json!(format));
    }
}

fn is_binary(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    let text = ["json", "xml", "yaml", "html", "javascript", "x-www-form-urlencoded"];
    !essence.is_empty()
        && !essence.starts_with("text/")
        && !text.iter().any(|suffix| essence.ends_with(suffix))
}

#[cfg(test)]
mod tests {
    use super::super::check;
    use super::*;
    use crate::document::at::At;

    #[test]
    fn tuples() {
        let number = json!({"type": "number"});
        check(
            |map| {
                tuple(map);
            },
            &[
                (
                    json!({"type": "array", "prefixItems": [number, number], "items": false}),
                    json!({"type": "array", "items": number}),
                ),
                (
                    json!({"items": [number, {"$ref": "#/a"}], "additionalItems": false}),
                    json!({"type": "array", "items": {"anyOf": [number, {"$ref": "#/a"}]}}),
                ),
                (
                    json!({"prefixItems": [number], "items": {"type": "string"}}),
                    json!({"type": "array", "items": {"anyOf": [number, {"type": "string"}]}}),
                ),
                (json!({"prefixItems": []}), json!({"type": "array", "items": {}})),
                (json!({"items": number}), json!({"items": number})),
            ],
        );
        let mut tree = Tree::new(json!({"prefixItems": [{"type": "string"}, number]}));
        assert!(tuple(&mut tree.root()));
        assert_eq!(tree.spot(At::pointer("/items/anyOf/1")).origin().pointer, "/prefixItems/1");
    }

    #[test]
    fn maps() {
        let text = json!({"type": "string"});
        check(
            |map| {
                patterns(map);
                unevaluated(map);
            },
            &[
                (
                    json!({"patternProperties": {"^.*$": text}}),
                    json!({"additionalProperties": text}),
                ),
                (
                    json!({"patternProperties": {"^a": text, "^b": text},
                           "additionalProperties": false}),
                    json!({"additionalProperties": text}),
                ),
                (
                    json!({"patternProperties": {"^a": text, "^b": {"$ref": "#/a"}},
                           "additionalProperties": false}),
                    json!({"additionalProperties": true}),
                ),
                (
                    json!({"patternProperties": {"^a": text}, "additionalProperties": {"type": "integer"}}),
                    json!({"additionalProperties": true}),
                ),
                (
                    json!({"properties": {"a": text}, "patternProperties": {"^x-": {}}}),
                    json!({"properties": {"a": text}, "additionalProperties": true}),
                ),
                (
                    json!({"properties": {"a": text}, "patternProperties": {"^x-": text},
                           "additionalProperties": false}),
                    json!({"properties": {"a": text}, "additionalProperties": text}),
                ),
                (
                    json!({"patternProperties": {"^x-": true, "^y-": false}}),
                    json!({"additionalProperties": true}),
                ),
                (
                    json!({"patternProperties": {"^x-": false}, "additionalProperties": false}),
                    json!({"additionalProperties": false}),
                ),
                (
                    json!({"unevaluatedProperties": {"type": "string"}}),
                    json!({"additionalProperties": text}),
                ),
                (json!({"allOf": [], "unevaluatedProperties": false}), json!({"allOf": []})),
            ],
        );
    }

    #[test]
    fn encoded_contents() {
        check(
            contents,
            &[
                (
                    json!({"type": "string", "contentEncoding": "base64", "contentMediaType": "image/png"}),
                    json!({"type": "string", "format": "byte"}),
                ),
                (
                    json!({"contentEncoding": "base64URL"}),
                    json!({"type": "string", "format": "base64url"}),
                ),
                (
                    json!({"contentMediaType": "application/octet-stream"}),
                    json!({"type": "string", "format": "binary"}),
                ),
                (
                    json!({"type": ["string", "null"], "contentMediaType": "image/png"}),
                    json!({"type": ["string", "null"], "format": "binary"}),
                ),
                (
                    json!({"type": "string", "contentMediaType": "application/json"}),
                    json!({"type": "string"}),
                ),
                (
                    json!({"type": "string", "contentEncoding": "quoted-printable"}),
                    json!({"type": "string"}),
                ),
            ],
        );
    }
}
