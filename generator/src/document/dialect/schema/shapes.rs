//! Tuples, pattern properties and encoded contents in the words of OpenAPI 3.0.

use serde_json::{Map, Value, json};

use crate::pointer::escape;

/// A schema's keywords.
type Keywords = Map<String, Value>;

/// A node that was moved: its new and its old pointer, both below the schema.
pub type Move = (String, String);

/// `prefixItems`, or `items` as a list: an array whose items are any of the tuple's. `None` when it is no
/// tuple.
pub fn tuple(map: &mut Keywords) -> Option<Vec<Move>> {
    let (list, keyword, rest) = if map.get("items").is_some_and(Value::is_array) {
        (map.remove("items"), "items", map.remove("additionalItems"))
    } else if map.get("prefixItems").is_some_and(Value::is_array) {
        (map.remove("prefixItems"), "prefixItems", map.remove("items"))
    } else {
        map.remove("prefixItems");
        return None;
    };
    let Some(Value::Array(list)) = list else { return None };
    let mut distinct: Vec<(Value, String)> = Vec::new();
    let parts = list.into_iter().enumerate();
    let mut parts: Vec<(Value, String)> =
        parts.map(|(index, part)| (part, format!("/{keyword}/{index}"))).collect();
    if let Some(rest) = rest.filter(|rest| rest.as_object().is_some_and(|map| !map.is_empty())) {
        let keyword = if keyword == "items" { "additionalItems" } else { "items" };
        parts.push((rest, format!("/{keyword}")));
    }
    for (part, from) in parts {
        if part.is_object() && !distinct.iter().any(|(known, _)| *known == part) {
            distinct.push((part, from));
        }
    }
    if !map.contains_key("type") {
        map.insert("type".to_owned(), json!("array"));
    }
    let (items, moves) = any_of(distinct, "/items");
    map.insert("items".to_owned(), items);
    Some(moves)
}

/// One schema alone, several as `anyOf`; the moves to the pointer `at`.
fn any_of(mut parts: Vec<(Value, String)>, at: &str) -> (Value, Vec<Move>) {
    if parts.len() == 1
        && let Some((part, from)) = parts.pop()
    {
        return (part, vec![(at.to_owned(), from)]);
    }
    let mut moves = Vec::new();
    let mut branches = Vec::new();
    for (index, (part, from)) in parts.into_iter().enumerate() {
        moves.push((format!("{at}/anyOf/{index}"), from));
        branches.push(part);
    }
    if branches.is_empty() {
        return (json!({}), moves);
    }
    (json!({ "anyOf": branches }), moves)
}

/// `patternProperties` become `additionalProperties`; several patterns with different values become a
/// choice. `None` when there are no patterns, an empty list when they add nothing.
pub fn patterns(map: &mut Keywords) -> Option<Vec<Move>> {
    let Some(Value::Object(patterns)) = map.remove("patternProperties") else { return None };
    let mut parts: Vec<(Value, String)> = Vec::new();
    for (pattern, value) in patterns {
        // Extensions are additions to an object with members of its own, not its values.
        let extension = pattern.trim_start_matches(['^', '(']).starts_with("x-");
        if value.is_object() && !extension && !parts.iter().any(|(known, _)| *known == value) {
            parts.push((value, format!("/patternProperties/{}", escape(&pattern))));
        }
    }
    match map.get("additionalProperties") {
        Some(Value::Bool(true)) => return Some(Vec::new()),
        Some(Value::Object(_)) => {
            if let Some(rest) = map.remove("additionalProperties") {
                parts.push((rest, "/additionalProperties".to_owned()));
            }
        }
        _ => {}
    }
    if parts.is_empty() {
        return Some(Vec::new());
    }
    let (values, moves) = any_of(parts, "/additionalProperties");
    map.insert("additionalProperties".to_owned(), values);
    Some(moves)
}

/// `unevaluatedProperties` become `additionalProperties` where there are none.
pub fn unevaluated(map: &mut Keywords) -> Option<Move> {
    let rest = map.remove("unevaluatedProperties")?;
    // `false` beside a composition only closes it, which a client does not check.
    if map.contains_key("additionalProperties")
        || rest == Value::Bool(false) && !map.contains_key("properties")
    {
        return None;
    }
    map.insert("additionalProperties".to_owned(), rest);
    Some(("/additionalProperties".to_owned(), "/unevaluatedProperties".to_owned()))
}

/// `contentEncoding` and `contentMediaType` become formats.
pub fn contents(map: &mut Keywords) {
    let word = |value: Option<Value>| {
        value.and_then(|value| value.as_str().map(str::to_ascii_lowercase)).unwrap_or_default()
    };
    let encoding = word(map.remove("contentEncoding"));
    let media_type = word(map.remove("contentMediaType"));
    let format = match encoding.as_str() {
        "base64" | "base64url" => "byte",
        "" | "binary" | "identity" if is_binary(&media_type) => "binary",
        "binary" => "binary",
        _ => return,
    };
    let is_text = match map.get("type") {
        None => true,
        Some(Value::Array(words)) => words.iter().any(|word| word == "string"),
        Some(word) => word == "string",
    };
    if !is_text {
        return;
    }
    map.entry("type").or_insert_with(|| json!("string"));
    map.entry("format").or_insert_with(|| json!(format));
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
        let mut map = json!({"prefixItems": [{"type": "string"}, number]});
        assert_eq!(
            tuple(map.as_object_mut().unwrap()).unwrap()[1],
            ("/items/anyOf/1".to_owned(), "/prefixItems/1".to_owned())
        );
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
                    json!({"patternProperties": {"^a": text, "^b": {"$ref": "#/a"}},
                           "additionalProperties": false}),
                    json!({"additionalProperties": {"anyOf": [text, {"$ref": "#/a"}]}}),
                ),
                (
                    json!({"properties": {"a": text}, "patternProperties": {"^x-": {}}}),
                    json!({"properties": {"a": text}}),
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
