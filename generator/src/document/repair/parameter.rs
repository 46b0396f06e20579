//! Repairs parameters and headers.

use serde_json::{Value, json};

use super::values;
use crate::diagnostics::finding;
use crate::document::dialect::take_schema;
use crate::document::findings::Findings;
use crate::document::tree::Node;

/// Corrects a parameter that is not a reference.
pub fn parameter(node: &mut Node<'_>, findings: &mut Findings<'_>) {
    values::texts(node, &["name", "in", "description", "style"], findings);
    values::flags(
        node,
        &["required", "deprecated", "explode", "allowReserved", "allowEmptyValue"],
        findings,
    );
    let shared_name = node.at().last();
    if !node.has("name") && !shared_name.is_empty() {
        findings.add(finding::Repair::SharedName, node);
        node.insert("name", json!(shared_name));
    }
    let location = node.text("in").unwrap_or_default();
    let mut lower = location.trim().to_ascii_lowercase();
    if !["path", "query", "header", "cookie"].contains(&lower.as_str()) {
        let name = node.text("name").unwrap_or_default();
        let template = node.at().nearest(|key| key.starts_with('/')).unwrap_or_default();
        let in_path = template.contains(&format!("{{{name}}}"));
        let read = if in_path { "path" } else { "query" };
        let found = location.to_owned();
        findings.add(finding::Repair::Location { found, read }, node);
        lower = read.to_owned();
    }
    let styles: &[&str] = match lower.as_str() {
        "path" => &["matrix", "label", "simple"],
        "query" => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
        "header" => &["simple"],
        _ => &["form"],
    };
    if lower != location {
        node.insert("in", json!(lower));
    }
    if node.text("style").is_some_and(|style| !styles.contains(&style)) {
        values::ignore(node, "style", findings);
    }
    value(node, findings);
}

/// Corrects a header that is not a reference.
pub fn header(node: &mut Node<'_>, findings: &mut Findings<'_>) {
    values::texts(node, &["description"], findings);
    values::flags(node, &["required", "deprecated"], findings);
    if node.get("style").is_some_and(|style| style != "simple") {
        values::ignore(node, "style", findings);
    }
    value(node, findings);
}

/// Repairs `schema` and `content`, of which the typed model requires exactly one.
fn value(node: &mut Node<'_>, findings: &mut Findings<'_>) {
    match node.get("content") {
        Some(Value::Object(content)) if content.is_empty() => {
            node.remove("content");
        }
        Some(Value::Object(_)) | None => {}
        Some(_) => values::ignore(node, "content", findings),
    }
    if node.has("schema") && node.has("content") {
        findings.add_repeated(finding::Repair::ContentBesideSchema, node);
        node.remove("content");
    }
    if node.has("schema") || node.has("content") {
        return;
    }
    if node.has("type") || node.has("items") || node.has("enum") {
        // As in 2.0.
        findings.add_repeated(finding::Repair::ParameterType, node);
        let schema = take_schema(node);
        node.put("schema", schema);
    } else {
        findings.add_repeated(finding::Repair::ParameterWithoutSchema, node);
        node.insert("schema", json!({ "type": "string" }));
    }
}
