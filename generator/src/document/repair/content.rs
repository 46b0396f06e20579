//! Repairs request bodies, responses and media types.

use serde_json::{Map, Value, json};

use super::values;
use crate::diagnostics::finding;
use crate::document::findings::Findings;
use crate::document::tree::{Located, Node, Tree};

pub fn request_body(body: &mut Node<'_>, findings: &mut Findings<'_>) {
    values::texts(body, &["description"], findings);
    values::flags(body, &["required"], findings);
    schema_alone(body, findings);
    // The typed model does not distinguish `required: false` from its absence, which may be an oversight.
    if body.value().get("required").is_some_and(|required| *required == false) {
        body.insert_absent("x-specwright-optional", || json!(true));
    }
    content(body, findings);
}

pub fn response(response: &mut Node<'_>, findings: &mut Findings<'_>) {
    values::texts(response, &["description"], findings);
    // `description` is required by the specification, and not used.
    response.insert_absent("description", || json!(""));
    values::mappings(response, &["headers"], findings);
    schema_alone(response, findings);
    content(response, findings);
}

/// Repairs `schema` without `content`, as in 2.0.
fn schema_alone(node: &mut Node<'_>, findings: &mut Findings<'_>) {
    if node.has("content") || !node.get("schema").is_some_and(Value::is_object) {
        return;
    }
    findings.add_repeated(finding::Repair::SchemaAlone, node);
    let media = node.split(["schema"]);
    let content = Tree::mapping([("application/json", media)], node.whence());
    node.put("content", content);
}

/// Repairs `content`, a mapping of media types. Keys that are not media types are members of an example.
fn content(node: &mut Node<'_>, findings: &mut Findings<'_>) {
    values::mappings(node, &["content"], findings);
    let Some(mut content) = node.child("content") else { return };
    let has = |content: &Node<'_>, is_one: &dyn Fn(&str) -> bool| {
        content.members().into_iter().flat_map(Map::keys).any(|key| is_one(key))
    };
    if !has(&content, &|key| !is_media_type(key)) {
        return;
    }
    if content.has("schema") && !has(&content, &|key| key.contains('/')) {
        // The media type is missing.
        findings.add(finding::Repair::NoMediaType, &content);
        let origin = content.whence();
        let media = content.take_self();
        content.replace(Tree::mapping([("application/json", media)], origin));
        return;
    }
    content.retain(|media| {
        let key = media.at().last();
        let is_kept = is_media_type(key) || media.has("schema");
        if !is_kept {
            findings.add(finding::Repair::NotAMediaType { found: key.to_owned() }, media);
        }
        is_kept
    });
    if content.has("") {
        findings.add(finding::Repair::EmptyMediaType, &content);
        content.rename("", "application/json");
        content.remove("");
    }
}

fn is_media_type(key: &str) -> bool {
    key.contains('/') && !key.starts_with('/')
}

pub fn media_type(media: &mut Node<'_>, findings: &mut Findings<'_>) {
    values::mappings(media, &["encoding"], findings);
    if media.get("schema").is_some_and(Value::is_null) {
        media.remove("schema");
    }
    if media.has("schema") {
        return;
    }
    if media.has("type") || media.has("allOf") {
        findings.add(finding::Repair::SchemaAsMediaType, media);
        let origin = media.whence();
        let schema = media.take_self();
        media.replace(Tree::mapping([("schema", schema)], origin));
    } else {
        media.remove("$ref");
    }
}

pub fn encoding(encoding: &mut Node<'_>, findings: &mut Findings<'_>) {
    let joined = |value: &Value| match value {
        Value::Array(list) => {
            let words: Option<Vec<&str>> = list.iter().map(Value::as_str).collect();
            Some(Value::String(words?.join(", ")))
        }
        _ => None,
    };
    // A list of media types and ranges, which are parsed no further here.
    let are_media_types = |value: &Value| {
        value.as_str().is_some_and(|list| list.split(',').all(|one| is_media_type(one.trim())))
    };
    values::convert(encoding, "contentType", are_media_types, joined, findings);
    values::flags(encoding, &["explode", "allowReserved"], findings);
    let known = |value: &Value| {
        matches!(value.as_str(), Some("form" | "spaceDelimited" | "pipeDelimited" | "deepObject"))
    };
    values::convert(encoding, "style", known, |_| None, findings);
    // Each of the three is a decision for a style, whose default is `form`.
    if encoding.has("explode") || encoding.has("allowReserved") {
        encoding.insert_absent("style", || json!("form"));
    }
    // The typed model does not distinguish `explode: false` from its absence, which means `true` for forms.
    if encoding.get("explode").is_some_and(|explode| *explode == false) {
        encoding.insert("x-specwright-explode", json!(false));
    }
}
