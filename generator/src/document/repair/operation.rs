//! Repairs path items, operations and statuses.

use serde_json::{Value, json};

use super::values;
use crate::diagnostics::finding::{self, shown};
use crate::document::dialect::{Part, is_body, parameter_list, request_body};
use crate::document::findings::Findings;
use crate::document::tree::{Located, Node};

pub fn path_item(item: &mut Node<'_>, findings: &mut Findings<'_>) {
    item.remove("$ref");
    values::texts(item, &["summary", "description"], findings);
    values::lists(item, &["servers"], findings);
    parameters(item, findings);
    bodies(item, findings);
}

pub fn operation(operation: &mut Node<'_>, findings: &mut Findings<'_>) {
    values::texts(operation, &["summary", "description", "operationId"], findings);
    values::flags(operation, &["deprecated"], findings);
    values::lists(operation, &["tags", "servers", "security"], findings);
    values::mappings(operation, &["responses"], findings);
    if let Some(mut tags) = operation.child("tags") {
        tags.each(|mut tag| {
            if let Some(name) = tag.take("name") {
                tag.replace(name);
            } else if !tag.value().is_string()
                && let Some(text) = values::as_text(tag.value())
            {
                tag.set(text);
            }
        });
        tags.retain(|tag| tag.value().is_string());
    }
    // `responses` is required by the specification.
    operation.insert_absent("responses", || json!({}));
    parameters(operation, findings);
    bodies(operation, findings);
    if operation.get("requestBody").is_some_and(Value::is_null) {
        operation.remove("requestBody");
    }
}

/// Converts `parameters` to a list that the typed model can read.
fn parameters(node: &mut Node<'_>, findings: &mut Findings<'_>) {
    if parameter_list(node) {
        let list = node.spot_of("parameters");
        findings.add(finding::Repair::ParametersNotAList, &list);
    }
    let Some(mut list) = node.child("parameters") else { return };
    list.retain(|parameter| {
        if !parameter.is_mapping() {
            let found = shown(parameter.value());
            findings.add(finding::Repair::NotAParameter { found }, parameter);
            return false;
        }
        if parameter.text("$ref").is_some() {
            return true;
        }
        parameter.remove("$ref");
        let is_kept = is_body(parameter.value()) || parameter.has("name");
        if !is_kept {
            findings.add(finding::Repair::NamelessParameter, parameter);
        }
        is_kept
    });
}

/// Converts parameters with `in: body` and `in: formData`, which are from 2.0, to a request body.
fn bodies(node: &mut Node<'_>, findings: &mut Findings<'_>) {
    let Some(mut list) = node.child("parameters") else { return };
    if !list.value().as_array().is_some_and(|list| list.iter().any(is_body)) {
        return;
    }
    let mut parts = Vec::new();
    let origin = list.whence();
    list.retain(|parameter| {
        let is_part = is_body(parameter.value());
        if is_part {
            let parameter = parameter.take_self();
            parts.push(Part { parameter, list: origin.clone(), shared: None });
        }
        !is_part
    });
    let names = parts.iter().filter_map(|part| part.parameter.value()["name"].as_str());
    let names = names.collect::<Vec<_>>().join("`, `");
    if node.has("requestBody") || !node.has("responses") {
        findings.add(finding::Repair::BodyParameterIgnored { names }, node);
        return;
    }
    findings.add(finding::Repair::BodyParameter { names }, node);
    if let Some(body) = request_body(parts, node, findings) {
        node.put("requestBody", body);
    }
}

/// Corrects keys of `responses` that are not status codes.
pub fn responses(node: &mut Node<'_>, findings: &mut Findings<'_>) {
    if node.members().is_none_or(|members| members.keys().all(|key| is_status(key))) {
        return;
    }
    for (key, response) in node.take_members() {
        if is_status(&key) {
            node.put(&key, response);
            continue;
        }
        let meant = match key.trim().to_ascii_lowercase().as_str() {
            "default" => Some("default".to_owned()),
            other => status(other),
        };
        let finding = match &meant {
            Some(meant) => finding::Repair::Status { found: key, read: meant.clone() },
            None => finding::Repair::NotAStatus { found: key },
        };
        findings.add(finding, &response);
        if let Some(meant) = meant.filter(|meant| !node.has(meant)) {
            node.put(&meant, response);
        }
    }
}

/// Whether the typed model reads a key as a status.
fn is_status(key: &str) -> bool {
    let bytes = key.as_bytes();
    key == "default"
        || key.starts_with("x-")
        || bytes.len() == 3
            && (b'1'..=b'9').contains(&bytes[0])
            && (bytes[1..].iter().all(u8::is_ascii_digit)
                || bytes[1..].iter().all(|byte| byte.eq_ignore_ascii_case(&b'x')))
}

/// Returns the status code that a misspelled key means: `200.0`, `2X`, `200 OK`, `20X`.
fn status(key: &str) -> Option<String> {
    let word = key.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    if is_status(word) && word.len() == 3 {
        return Some(word.to_owned());
    }
    let class = word.strip_suffix(['x', '*']).unwrap_or(key.trim_end_matches(['x', '*', '-']));
    let class = class.trim_end_matches(['x', '0']);
    let digit = class.parse::<u8>().ok().filter(|digit| (1..=5).contains(digit))?;
    Some(format!("{digit}XX"))
}
