//! Parameters and headers.

use serde_json::{Value, json};

use super::values::{self, Members};
use crate::document::at::At;
use crate::document::findings::Findings;

/// Corrects a parameter that is no reference.
pub fn parameter(map: &mut Members, at: &At<'_>, findings: &mut Findings<'_>) {
    values::texts(map, &["name", "in", "description", "style"], at, findings);
    values::flags(
        map,
        &["required", "deprecated", "explode", "allowReserved", "allowEmptyValue"],
        at,
        findings,
    );
    if !map.contains_key("name") && !at.last().is_empty() {
        findings.report(
            "SW0013",
            at,
            "a parameter without `name` has the name that it is shared under",
        );
        map.insert("name".to_owned(), json!(at.last()));
    }
    let location = map.get("in").and_then(Value::as_str).unwrap_or_default();
    let mut lower = location.trim().to_ascii_lowercase();
    if !["path", "query", "header", "cookie"].contains(&lower.as_str()) {
        let read = match location {
            "" => "no `in`".to_owned(),
            location => format!("`in: {location}`"),
        };
        let name = map.get("name").and_then(Value::as_str).unwrap_or_default();
        let template = at.nearest(|key| key.starts_with('/')).unwrap_or_default();
        let in_path = template.contains(&format!("{{{name}}}"));
        lower = if in_path { "path" } else { "query" }.to_owned();
        let message = format!("a parameter with {read} is read as one in the {lower}");
        findings.report("SW0013", at, message);
    }
    let styles: &[&str] = match lower.as_str() {
        "path" => &["matrix", "label", "simple"],
        "query" => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
        "header" => &["simple"],
        _ => &["form"],
    };
    if lower != location {
        map.insert("in".to_owned(), json!(lower));
    }
    if let Some(Value::String(style)) = map.get("style")
        && !styles.contains(&style.as_str())
    {
        let value = map.remove("style").unwrap_or_default();
        values::ignored("style", &value, at, findings);
    }
    value(map, at, findings);
}

/// Corrects a header that is no reference.
pub fn header(map: &mut Members, at: &At<'_>, findings: &mut Findings<'_>) {
    values::texts(map, &["description"], at, findings);
    values::flags(map, &["required", "deprecated"], at, findings);
    if map.get("style").is_some_and(|style| style != "simple") {
        let value = map.remove("style").unwrap_or_default();
        values::ignored("style", &value, at, findings);
    }
    value(map, at, findings);
}

/// `schema` or `content`: the typed model wants one of them.
fn value(map: &mut Members, at: &At<'_>, findings: &mut Findings<'_>) {
    if map.get("content").is_some_and(|content| content.as_object().is_none_or(Members::is_empty)) {
        let value = map.remove("content").unwrap_or_default();
        if !value.is_object() {
            values::ignored("content", &value, at, findings);
        }
    }
    if map.contains_key("schema") && map.contains_key("content") {
        findings.count("SW0013", at, "`content` beside `schema` is ignored");
        map.remove("content");
    }
    if map.contains_key("schema") || map.contains_key("content") {
        return;
    }
    if map.contains_key("type") || map.contains_key("items") || map.contains_key("enum") {
        // As in 2.0.
        findings.count("SW0013", at, "`type` of a parameter is read as its schema's");
        let schema = crate::document::dialect::take_schema(map);
        map.insert("schema".to_owned(), schema);
    } else {
        findings.count("SW0013", at, "a parameter without `schema` is read as a string");
        map.insert("schema".to_owned(), json!({ "type": "string" }));
    }
}
