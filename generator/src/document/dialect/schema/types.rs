//! `type`, `const` and `null` of JSON Schema 2020-12 in the words of OpenAPI 3.0.

use serde_json::{Map, Value, json};

/// A schema's keywords.
type Keywords = Map<String, Value>;

/// `type` as a list: `null` becomes `nullable`, one remaining type stands alone, several become `anyOf`
/// with the keywords that belong to each. Returns the number of branches that were made.
pub fn split(map: &mut Keywords) -> usize {
    let Some(Value::Array(list)) = map.get("type") else { return 0 };
    let mut types: Vec<String> = Vec::new();
    for word in list.iter().filter_map(Value::as_str) {
        if !types.iter().any(|known| known == word) {
            types.push(word.to_owned());
        }
    }
    let before = types.len();
    types.retain(|word| word != "null");
    let nullable = types.len() < before;
    if nullable {
        map.insert("nullable".to_owned(), Value::Bool(true));
    }
    if types.iter().any(|word| word == "number") {
        types.retain(|word| word != "integer");
    }
    if let Some(Value::Array(values)) = map.get("enum") {
        let used: Vec<String> = types
            .iter()
            .filter(|word| values.iter().any(|value| is_of(value, word)))
            .cloned()
            .collect();
        if !used.is_empty() {
            types = used;
        }
    }
    let any = ["string", "boolean", "object", "array"];
    let all = types.iter().any(|word| word == "number" || word == "integer")
        && any.iter().all(|word| types.iter().any(|known| known == word));
    match types.as_slice() {
        [] => {
            map.remove("type");
            if nullable {
                map.remove("enum");
            }
            0
        }
        [only] => {
            map.insert("type".to_owned(), Value::String(only.clone()));
            0
        }
        // A choice that is there already says the same; of all types nothing is left to say.
        _ if all || map.contains_key("anyOf") || map.contains_key("oneOf") => {
            map.remove("type");
            0
        }
        _ => {
            map.remove("type");
            let mut parts: Vec<Keywords> = types.iter().map(|word| branch(map, word)).collect();
            for keyword in STRING.iter().chain(NUMBER).chain(OBJECT).chain(ARRAY) {
                map.remove(*keyword);
            }
            distribute_format(map, &mut parts);
            map.remove("enum");
            let count = parts.len();
            let parts = parts.into_iter().map(Value::Object).collect();
            map.insert("anyOf".to_owned(), Value::Array(parts));
            count
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

/// The branch for one type, with the keywords that constrain values of that type.
fn branch(map: &mut Keywords, word: &str) -> Keywords {
    let own = match word {
        "string" => STRING,
        "number" | "integer" => NUMBER,
        "object" => OBJECT,
        "array" => ARRAY,
        _ => &[],
    };
    let mut part = Keywords::new();
    part.insert("type".to_owned(), Value::String(word.to_owned()));
    for keyword in own {
        if let Some(value) = map.remove(*keyword) {
            part.insert((*keyword).to_owned(), value);
        }
    }
    if let Some(Value::Array(values)) = map.get("enum") {
        let values = values.iter().filter(|value| is_of(value, word)).cloned().collect();
        part.insert("enum".to_owned(), Value::Array(values));
    }
    part
}

fn distribute_format(map: &mut Keywords, parts: &mut [Keywords]) {
    let Some(format) = map.remove("format") else { return };
    let numeric = matches!(format.as_str(), Some("int32" | "int64" | "float" | "double"));
    let fits = |part: &&mut Keywords| match part["type"].as_str() {
        Some("number" | "integer") => numeric,
        Some("string") => !numeric,
        _ => false,
    };
    if let Some(part) = parts.iter_mut().find(fits) {
        part.insert("format".to_owned(), format);
    }
}

/// Whether a value is of a JSON Schema type.
pub fn is_of(value: &Value, word: &str) -> bool {
    match word {
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

/// `type: null` alone: OpenAPI 3.0 has a nullable schema without a type.
pub fn only_null(map: &mut Keywords) -> bool {
    if !is_null(map) {
        return false;
    }
    for keyword in ["type", "const", "enum"] {
        map.remove(keyword);
    }
    map.insert("nullable".to_owned(), Value::Bool(true));
    true
}

/// Whether a schema allows `null` and nothing else.
fn is_null(map: &Keywords) -> bool {
    let only = |value: Option<&Value>, null: &Value| match value {
        Some(Value::Array(list)) => !list.is_empty() && list.iter().all(|item| item == null),
        value => value == Some(null),
    };
    only(map.get("type"), &json!("null"))
        || map.get("const").is_some_and(Value::is_null)
        || (map.get("enum").is_some_and(Value::is_array) && only(map.get("enum"), &Value::Null))
}

/// Branches of a choice that only allow `null` are taken out, and the choice is nullable. Returns the
/// index that each remaining branch had, when that of any changed.
pub fn null_branches(map: &mut Keywords, keyword: &str) -> Option<Vec<usize>> {
    let Some(Value::Array(list)) = map.get_mut(keyword) else { return None };
    let null = |branch: &Value| branch.as_object().is_some_and(is_null);
    if !list.iter().any(null) {
        return None;
    }
    let mut kept = Vec::new();
    let mut index = 0;
    list.retain(|branch| {
        let keep = !null(branch);
        if keep {
            kept.push(index);
        }
        index += 1;
        keep
    });
    if list.is_empty() {
        map.remove(keyword);
    }
    map.insert("nullable".to_owned(), Value::Bool(true));
    kept.iter().enumerate().any(|(now, before)| now != *before).then_some(kept)
}

/// `const` becomes an enum of one value.
pub fn constant(map: &mut Keywords) -> bool {
    let Some(value) = map.remove("const") else { return false };
    if !map.contains_key("type") {
        let word = match &value {
            Value::String(_) => "string",
            Value::Bool(_) => "boolean",
            Value::Number(number) if number.is_f64() => "number",
            Value::Number(_) => "integer",
            Value::Array(_) | Value::Object(_) | Value::Null => "",
        };
        if !word.is_empty() {
            map.insert("type".to_owned(), Value::String(word.to_owned()));
        }
    }
    map.insert("enum".to_owned(), Value::Array(vec![value]));
    true
}

/// Numeric `exclusiveMinimum` and `exclusiveMaximum` become the flag and the bound of OpenAPI 3.0.
pub fn bounds(map: &mut Keywords) -> bool {
    let mut changed = false;
    for (exclusive, inclusive, is_lower) in
        [("exclusiveMinimum", "minimum", true), ("exclusiveMaximum", "maximum", false)]
    {
        let Some(Value::Number(limit)) = map.get(exclusive) else { continue };
        let limit = limit.clone();
        let other = map.get(inclusive).and_then(Value::as_f64);
        let looser = match (other, limit.as_f64()) {
            (Some(other), Some(limit)) => (other > limit) == is_lower && other != limit,
            _ => false,
        };
        if looser {
            // The inclusive bound is the stricter one.
            map.remove(exclusive);
        } else {
            map.insert(inclusive.to_owned(), Value::Number(limit));
            map.insert(exclusive.to_owned(), Value::Bool(true));
        }
        changed = true;
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::super::check;
    use super::*;

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
        let mut map = json!({"oneOf": [{"type": "null"}, {"type": "string"}]});
        assert_eq!(null_branches(map.as_object_mut().unwrap(), "oneOf"), Some(vec![1]));
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
