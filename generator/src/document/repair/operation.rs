//! Path items, operations and statuses.

use serde_json::{Value, json};

use super::values::{self, Members};
use crate::document::at::At;
use crate::document::dialect::{is_body, parameter_list, request_body};
use crate::document::findings::Findings;

pub fn path_item(map: &mut Members, at: &At<'_>, findings: &mut Findings<'_>) {
    map.remove("$ref");
    values::texts(map, &["summary", "description"], at, findings);
    values::lists(map, &["servers"], at, findings);
    parameters(map, at, findings);
    bodies(map, at, findings);
}

pub fn operation(map: &mut Members, at: &At<'_>, findings: &mut Findings<'_>) {
    values::texts(map, &["summary", "description", "operationId"], at, findings);
    values::flags(map, &["deprecated"], at, findings);
    values::lists(map, &["tags", "servers", "security"], at, findings);
    values::mappings(map, &["responses"], at, findings);
    if let Some(Value::Array(tags)) = map.get_mut("tags") {
        for tag in tags.iter_mut() {
            let name = tag.get_mut("name").map(Value::take);
            if let Some(text) = name.or_else(|| values::as_text(tag)) {
                *tag = text;
            }
        }
        tags.retain(Value::is_string);
    }
    // Required by the letter.
    map.entry("responses").or_insert_with(|| json!({}));
    parameters(map, at, findings);
    bodies(map, at, findings);
    if map.get("requestBody").is_some_and(Value::is_null) {
        map.remove("requestBody");
    }
}

/// Brings `parameters` to a list of parameters that the typed model can read.
fn parameters(map: &mut Members, at: &At<'_>, findings: &mut Findings<'_>) {
    let Some(node) = map.get_mut("parameters") else { return };
    let list = at.key("parameters");
    if !node.is_array() {
        findings.report("SW0013", &list, "`parameters` is not a list and is read as one");
        *node = Value::Array(parameter_list(node.take()));
    }
    let Value::Array(parameters) = node else { return };
    let mut index = 0;
    parameters.retain_mut(|parameter| {
        let here = list.index(index);
        index += 1;
        let Value::Object(members) = parameter else {
            let message = format!("`{}` is no parameter and is left out", values::shown(parameter));
            findings.report("SW0010", &here, message);
            return false;
        };
        if members.get("$ref").is_some_and(Value::is_string) {
            return true;
        }
        members.remove("$ref");
        if is_body(members) {
            return true;
        }
        if !members.contains_key("name") {
            findings.report("SW0010", &here, "a parameter without a name is left out");
            return false;
        }
        true
    });
}

/// Parameters `in: body` and `in: formData`, which are of 2.0.
fn bodies(map: &mut Members, at: &At<'_>, findings: &mut Findings<'_>) {
    let Some(Value::Array(parameters)) = map.get_mut("parameters") else { return };
    let is_part = |parameter: &Value| parameter.as_object().is_some_and(is_body);
    if !parameters.iter().any(is_part) {
        return;
    }
    let mut parts = Vec::new();
    parameters.retain_mut(|parameter| {
        let part = is_part(parameter);
        if let (true, Value::Object(members)) = (part, parameter) {
            parts.push(std::mem::take(members));
        }
        !part
    });
    let names: Vec<&str> =
        parts.iter().filter_map(|part| part.get("name").and_then(Value::as_str)).collect();
    let names = names.join("`, `");
    if map.contains_key("requestBody") || !map.contains_key("responses") {
        findings.report("SW0013", at, format!("parameter `{names}` in the body is left out"));
        return;
    }
    findings.report(
        "SW0013",
        at,
        format!("parameter `{names}` in the body is read as `requestBody`"),
    );
    if let Some(body) = request_body(parts, findings, at) {
        map.insert("requestBody".to_owned(), body);
    }
}

/// Keys of `responses` that are no statuses.
pub fn responses(map: &mut Members, at: &At<'_>, findings: &mut Findings<'_>) {
    if map.keys().all(|key| is_status(key)) {
        return;
    }
    let old = std::mem::take(map);
    for (key, response) in old {
        if is_status(&key) {
            map.insert(key, response);
            continue;
        }
        let read = match key.trim().to_ascii_lowercase().as_str() {
            "default" => Some("default".to_owned()),
            other => status(other),
        };
        match read {
            Some(read) => {
                findings.report(
                    "SW0013",
                    &at.key(&key),
                    format!("status `{key}` is read as `{read}`"),
                );
                map.entry(read).or_insert(response);
            }
            None => findings.report(
                "SW0013",
                &at.key(&key),
                format!("`{key}` is no status; this response is left out"),
            ),
        }
    }
}

/// A key that the typed model reads as a status.
fn is_status(key: &str) -> bool {
    let bytes = key.as_bytes();
    key == "default"
        || key.starts_with("x-")
        || bytes.len() == 3
            && (b'1'..=b'9').contains(&bytes[0])
            && (bytes[1..].iter().all(u8::is_ascii_digit)
                || bytes[1..].iter().all(|byte| byte.eq_ignore_ascii_case(&b'x')))
}

/// What odd spellings of a status mean: `200.0`, `2X`, `200 OK`, `20X`.
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
