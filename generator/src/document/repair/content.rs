//! Request bodies, responses and media types.

use serde_json::{Value, json};

use super::values::{self, Members};
use crate::document::at::At;
use crate::document::findings::Findings;

pub fn request_body(map: &mut Members, at: &At<'_>, findings: &mut Findings<'_>) {
    values::texts(map, &["description"], at, findings);
    values::flags(map, &["required"], at, findings);
    if !map.contains_key("content") && map.get("schema").is_some_and(Value::is_object) {
        schema_alone(map, at, findings);
    }
    // The typed model cannot tell `required: false` from its absence, which may be an oversight.
    if map.get("required").is_some_and(|required| *required == false) {
        map.insert("x-specwright-optional".to_owned(), json!(true));
    }
    content(map, at, findings);
}

pub fn response(map: &mut Members, at: &At<'_>, findings: &mut Findings<'_>) {
    values::texts(map, &["description"], at, findings);
    // Required by the letter; nothing depends on it.
    map.entry("description").or_insert_with(|| json!(""));
    values::mappings(map, &["headers"], at, findings);
    if !map.contains_key("content") && map.get("schema").is_some_and(Value::is_object) {
        schema_alone(map, at, findings);
    }
    content(map, at, findings);
}

/// `schema` without `content`, as in 2.0.
fn schema_alone(map: &mut Members, at: &At<'_>, findings: &mut Findings<'_>) {
    if let Some(schema) = map.remove("schema") {
        findings.count(
            "SW0013",
            at,
            "`schema` without `content` is read as that of `application/json`",
        );
        map.insert("content".to_owned(), json!({ "application/json": { "schema": schema } }));
    }
}

/// `content`: a mapping of media types. Keys that are none are fields of an example.
fn content(map: &mut Members, at: &At<'_>, findings: &mut Findings<'_>) {
    values::mappings(map, &["content"], at, findings);
    let Some(Value::Object(content)) = map.get_mut("content") else { return };
    if content.keys().all(|key| is_media_type(key)) {
        return;
    }
    let list = at.key("content");
    if content.contains_key("schema") && !content.keys().any(|key| key.contains('/')) {
        // The media type was forgotten.
        findings.report(
            "SW0013",
            &list,
            "`content` without a media type is read as `application/json`",
        );
        let media = Value::Object(std::mem::take(content));
        content.insert("application/json".to_owned(), media);
        return;
    }
    content.retain(|key, media| {
        let keep = is_media_type(key) || media.get("schema").is_some();
        if !keep {
            findings.report(
                "SW0013",
                &list.key(key),
                format!("`{key}` is no media type and is ignored"),
            );
        }
        keep
    });
    if let Some(media) = content.shift_remove("") {
        findings.report("SW0013", &list, "an empty media type is read as `application/json`");
        content.entry("application/json").or_insert(media);
    }
}

fn is_media_type(key: &str) -> bool {
    key.contains('/') && !key.starts_with('/')
}

pub fn media_type(map: &mut Members, at: &At<'_>, findings: &mut Findings<'_>) {
    values::mappings(map, &["encoding"], at, findings);
    if map.get("schema").is_some_and(Value::is_null) {
        map.remove("schema");
    }
    if !map.contains_key("schema") && (map.contains_key("type") || map.contains_key("allOf")) {
        findings.report(
            "SW0013",
            at,
            "a schema in the place of a media type is read as its schema",
        );
        let schema = std::mem::take(map);
        map.insert("schema".to_owned(), Value::Object(schema));
    } else if !map.contains_key("schema") && map.contains_key("$ref") {
        map.remove("$ref");
    }
}

pub fn encoding(map: &mut Members, at: &At<'_>, findings: &mut Findings<'_>) {
    let joined = |value: &Value| match value {
        Value::Array(list) => {
            let words: Option<Vec<&str>> = list.iter().map(Value::as_str).collect();
            Some(Value::String(words?.join(", ")))
        }
        _ => None,
    };
    values::convert(map, "contentType", Value::is_string, joined, at, findings);
    values::flags(map, &["explode", "allowReserved"], at, findings);
    let known = |value: &Value| {
        matches!(value.as_str(), Some("form" | "spaceDelimited" | "pipeDelimited" | "deepObject"))
    };
    values::convert(map, "style", known, |_| None, at, findings);
    // The typed model cannot tell `explode: false` from its absence, which means `true` for forms.
    if map.get("explode").is_some_and(|explode| *explode == false) {
        map.insert("x-specwright-explode".to_owned(), json!(false));
    }
}
