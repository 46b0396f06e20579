//! Converts members to the kind of value that their place requires.

use serde_json::Value;

use crate::diagnostics::finding::{self, shown};
use crate::document::findings::Findings;
use crate::document::tree::{Located, Node, Tree};

/// Removes a member and reports it.
pub fn ignore(node: &mut Node<'_>, key: &str, findings: &mut Findings<'_>) {
    if let Some(value) = node.remove(key) {
        ignored(node, &node.spot_of(key), (key, &value), findings);
    }
}

/// Reports that a member of a node is not used.
pub fn ignored(
    node: &impl Located,
    member: &impl Located,
    (key, value): (&str, &Value),
    findings: &mut Findings<'_>,
) {
    if value.is_null() {
        findings.add_repeated(finding::Repair::Null { key: key.to_owned() }, node);
    } else {
        let (key, found) = (key.to_owned(), shown(value));
        findings.add(finding::Repair::Ignored { key, found }, member);
    }
}

/// Converts members to texts: numbers and lists of lines become text.
pub fn texts(node: &mut Node<'_>, keys: &[&str], findings: &mut Findings<'_>) {
    for key in keys {
        convert(node, key, Value::is_string, as_text, findings);
    }
}

/// Converts members to flags: `"true"` becomes `true`.
pub fn flags(node: &mut Node<'_>, keys: &[&str], findings: &mut Findings<'_>) {
    for key in keys {
        convert(node, key, Value::is_boolean, as_flag, findings);
    }
}

/// Converts members to lists: a single value becomes a list of it.
pub fn lists(node: &mut Node<'_>, keys: &[&str], findings: &mut Findings<'_>) {
    for key in keys {
        match node.get(key) {
            None | Some(Value::Array(_)) => continue,
            Some(Value::Null) => ignore(node, key, findings),
            Some(value) => {
                read_as(node, key, value, &Value::Array(vec![value.clone()]), findings);
                if let Some(mut member) = node.child(key) {
                    let origin = member.whence();
                    let list = Tree::list(vec![member.take_self()], origin);
                    member.replace(list);
                }
            }
        }
    }
}

/// Checks that members are mappings; anything else is ignored.
pub fn mappings(node: &mut Node<'_>, keys: &[&str], findings: &mut Findings<'_>) {
    for key in keys {
        convert(node, key, Value::is_object, |_| None, findings);
    }
}

/// Converts a member that does not satisfy `fits`, or ignores it if it cannot be converted.
pub fn convert(
    node: &mut Node<'_>,
    key: &str,
    fits: impl Fn(&Value) -> bool,
    into: impl Fn(&Value) -> Option<Value>,
    findings: &mut Findings<'_>,
) {
    let Some(value) = node.get(key).filter(|value| !fits(value)) else { return };
    match into(value).filter(|value| fits(value)) {
        Some(new) => {
            read_as(node, key, value, &new, findings);
            node.insert(key, new);
        }
        None => ignore(node, key, findings),
    }
}

/// Reports that a member is read as another value.
fn read_as(node: &Node<'_>, key: &str, before: &Value, after: &Value, findings: &mut Findings<'_>) {
    let read_as =
        finding::Repair::ReadAs { key: key.to_owned(), found: shown(before), read: after.clone() };
    findings.add(read_as, &node.spot_of(key));
}

/// Returns a scalar, or a list of lines, as text.
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

/// Returns the text of a flag as a flag.
pub fn as_flag(value: &Value) -> Option<Value> {
    let text = value.as_str()?;
    match text.to_ascii_lowercase().as_str() {
        "true" | "yes" => Some(Value::Bool(true)),
        "false" | "no" => Some(Value::Bool(false)),
        _ => None,
    }
}

/// Returns the text of a number as a number.
pub fn as_number(value: &Value) -> Option<Value> {
    let text = value.as_str()?.trim();
    text.parse::<i64>().map(Value::from).ok().or_else(|| {
        let number = text.parse::<f64>().ok().filter(|number| number.is_finite())?;
        serde_json::Number::from_f64(number).map(Value::Number)
    })
}

/// Returns a count: a whole number that is not negative.
pub fn as_count(value: &Value) -> Option<Value> {
    let number = match value {
        Value::String(_) => as_number(value)?.as_f64()?,
        other => other.as_f64()?,
    };
    (number.fract() == 0.0 && (0.0..1e18).contains(&number)).then(|| Value::from(number as u64))
}
