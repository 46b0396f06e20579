//! Members of a node brought to the kind that their place wants.

use serde_json::{Map, Value};

use crate::document::at::At;
use crate::document::findings::Findings;

/// A node's members.
pub type Members = Map<String, Value>;

/// A value, cut to fit into a message.
pub fn shown(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(60) {
        Some((cut, _)) => format!("{}…", &text[..cut]),
        None => text,
    }
}

/// Says that a member is not used.
pub fn ignored(key: &str, value: &Value, at: &At<'_>, findings: &mut Findings<'_>) {
    if value.is_null() {
        findings.count("SW0013", at, format!("`{key}: null` is ignored"));
    } else {
        let message = format!("`{key}: {}` is not valid here and is ignored", shown(value));
        findings.report("SW0013", &at.key(key), message);
    }
}

/// Says that a member is read as another value.
fn read_as(key: &str, before: &Value, after: &Value, at: &At<'_>, findings: &mut Findings<'_>) {
    let message = format!("`{key}: {}` is read as {}", shown(before), shown(after));
    findings.report("SW0013", &at.key(key), message);
}

/// Members that are texts: numbers and lists of lines become text.
pub fn texts(map: &mut Members, keys: &[&str], at: &At<'_>, findings: &mut Findings<'_>) {
    for key in keys {
        convert(map, key, Value::is_string, as_text, at, findings);
    }
}

/// Members that are flags: `"true"` becomes `true`.
pub fn flags(map: &mut Members, keys: &[&str], at: &At<'_>, findings: &mut Findings<'_>) {
    for key in keys {
        convert(map, key, Value::is_boolean, as_flag, at, findings);
    }
}

/// Members that are lists: a single value becomes a list of it.
pub fn lists(map: &mut Members, keys: &[&str], at: &At<'_>, findings: &mut Findings<'_>) {
    let as_list = |value: &Value| match value {
        Value::Null => None,
        other => Some(Value::Array(vec![other.clone()])),
    };
    for key in keys {
        convert(map, key, Value::is_array, as_list, at, findings);
    }
}

/// Members that are mappings: anything else is ignored.
pub fn mappings(map: &mut Members, keys: &[&str], at: &At<'_>, findings: &mut Findings<'_>) {
    for key in keys {
        convert(map, key, Value::is_object, |_| None, at, findings);
    }
}

/// A member that has to satisfy `fits`: converted where that is possible, else ignored.
pub fn convert(
    map: &mut Members,
    key: &str,
    fits: impl Fn(&Value) -> bool,
    into: impl Fn(&Value) -> Option<Value>,
    at: &At<'_>,
    findings: &mut Findings<'_>,
) {
    let Some(value) = map.get_mut(key) else { return };
    if fits(value) {
        return;
    }
    match into(value).filter(|value| fits(value)) {
        Some(new) => {
            read_as(key, value, &new, at, findings);
            *value = new;
        }
        None => {
            let value = value.take();
            map.remove(key);
            ignored(key, &value, at, findings);
        }
    }
}

/// A scalar, or a list of lines, as text.
pub fn as_text(value: &Value) -> Option<Value> {
    match value {
        Value::String(_) => Some(value.clone()),
        Value::Number(number) => Some(Value::String(number.to_string())),
        Value::Bool(flag) => Some(Value::String(flag.to_string())),
        Value::Array(lines) => {
            let lines: Option<Vec<&str>> = lines.iter().map(Value::as_str).collect();
            Some(Value::String(lines?.join("\n")))
        }
        _ => None,
    }
}

/// The text of a flag as a flag.
pub fn as_flag(value: &Value) -> Option<Value> {
    let text = value.as_str()?;
    match text.to_ascii_lowercase().as_str() {
        "true" | "yes" => Some(Value::Bool(true)),
        "false" | "no" => Some(Value::Bool(false)),
        _ => None,
    }
}

/// The text of a number as a number.
pub fn as_number(value: &Value) -> Option<Value> {
    let text = value.as_str()?.trim();
    text.parse::<i64>().map(Value::from).ok().or_else(|| {
        let number = text.parse::<f64>().ok().filter(|number| number.is_finite())?;
        serde_json::Number::from_f64(number).map(Value::Number)
    })
}

/// A count: whole, and not below zero.
pub fn as_count(value: &Value) -> Option<Value> {
    let number = match value {
        Value::String(_) => as_number(value)?.as_f64()?,
        other => other.as_f64()?,
    };
    (number.fract() == 0.0 && (0.0..1e18).contains(&number)).then(|| Value::from(number as u64))
}
