//! Overlay actions by the code of a finding.

use heck::ToLowerCamelCase;
use serde_json::{Map, Value, json};

use super::spot::{Spot, names};
use crate::pointer;

/// Components that stand in for what a broken reference names, by the end of its section's pointer.
const STAND_INS: &[(&str, &str)] = &[
    ("schemas", r#"{"type": "object"}"#),
    ("definitions", r#"{"type": "object"}"#),
    ("responses", r#"{"description": "To be described."}"#),
];

/// The actions that mend a finding.
pub fn actions(code: &str, spot: &Spot<'_>) -> Option<Value> {
    match code {
        "SW0010" if !spot.pointer.is_empty() => Some(list([remove(spot.path())])),
        "SW0011" => reference(spot),
        "SW0012" => cycle(spot),
        "SW0013" => repaired(spot),
        "SW0016" => of_other_kind(spot),
        "SW0020" => unknown_type(spot),
        "SW0023" => operation_id(spot),
        "SW0024" => path_parameter(spot),
        "SW0025" | "SW0033" => media_types(spot),
        "SW0026" => constraints(spot),
        "SW0030" => security_scheme(spot),
        "SW0039" if !spot.node.is_some_and(Value::is_array) => {
            Some(list([update(spot.path(), json!({ "required": true }))]))
        }
        "SW0060" => version(spot),
        _ => None,
    }
}

fn list<const N: usize>(actions: [Value; N]) -> Value {
    Value::Array(actions.into())
}

fn update(target: String, value: Value) -> Value {
    json!({ "target": target, "update": value })
}

fn remove(target: String) -> Value {
    json!({ "target": target, "remove": true })
}

/// A member of the node.
fn member(spot: &Spot<'_>, key: &str) -> String {
    spot.path_of(&pointer::join(spot.pointer, key))
}

/// An object with one member.
fn object(key: impl Into<String>, value: Value) -> Value {
    Value::Object(Map::from_iter([(key.into(), value)]))
}

/// The reference that is meant, or what it names.
fn reference(spot: &Spot<'_>) -> Option<Value> {
    let reference = spot.node?.get("$ref")?.as_str()?;
    if let Some(meant) = spot.help.strip_prefix("did you mean `").and_then(|s| s.strip_suffix("`?"))
    {
        return Some(list([update(spot.path(), json!({ "$ref": meant }))]));
    }
    let steps: Vec<&str> = reference.strip_prefix("#/")?.split('/').collect();
    let (name, section) = match steps.as_slice() {
        ["components", section, name] | [section, name] => (*name, *section),
        _ => return None,
    };
    if (section == "definitions") != spot.swagger && section != "responses" {
        return None;
    }
    let (_, stand_in) = STAND_INS.iter().find(|(of, _)| *of == section)?;
    let name = pointer::unescape(name).into_owned();
    let mut value = object(name, serde_json::from_str(stand_in).ok()?);
    for step in steps.iter().rev().skip(1) {
        value = object(*step, value);
    }
    Some(list([update("$".to_owned(), value)]))
}

/// An object in the place of a reference that comes back to itself.
fn cycle(spot: &Spot<'_>) -> Option<Value> {
    spot.node?.get("$ref")?;
    Some(list([remove(member(spot, "$ref")), update(spot.path(), json!({ "type": "object" }))]))
}

/// The repair of a value, written into the document.
fn repaired(spot: &Spot<'_>) -> Option<Value> {
    let node = spot.node?;
    match spot.message.as_str() {
        "a parameter without `schema` is read as a string" => {
            return Some(list([update(spot.path(), json!({ "schema": { "type": "string" } }))]));
        }
        "a server without `url` is read as `/`" => {
            return Some(list([update(spot.path(), json!({ "url": "/" }))]));
        }
        _ => {}
    }
    if spot.message.starts_with("`type: ") && node.get("type").is_some() {
        let mut read = names(&spot.message).skip(1);
        let mut read_as = object("type", json!(read.next()?));
        if let Some(format) = read.next().filter(|_| node.get("format").is_none()) {
            read_as["format"] = json!(format);
        }
        return Some(list([update(spot.path(), read_as)]));
    }
    let (parent, key) = spot.parent()?;
    let key = pointer::unescape(key);
    // As `key: value`, between backticks.
    let about = spot.message.strip_prefix('`')?.strip_prefix(key.as_ref())?.strip_prefix(": ")?;
    if about.ends_with("is ignored") {
        return Some(list([remove(spot.path())]));
    }
    let (_, read) = about.rsplit_once("` is read as ")?;
    let read: Value = serde_json::from_str(read).ok()?;
    let change = update(spot.path_of(parent), object(key, read.clone()));
    let scalars = |value: &Value| !value.is_object() && !value.is_array();
    if scalars(node) && scalars(&read) {
        Some(list([change]))
    } else {
        // Overlays do not merge values of different kinds.
        Some(list([remove(spot.path()), change]))
    }
}

/// Without the reference, unless something of it is used.
fn of_other_kind(spot: &Spot<'_>) -> Option<Value> {
    spot.node?.get("$ref")?;
    let is_used = spot.help.starts_with("its schema is used");
    (!is_used).then(|| list([remove(spot.path())]))
}

fn unknown_type(spot: &Spot<'_>) -> Option<Value> {
    let is_it = spot.message.starts_with("unknown type ") && spot.node?.get("type")?.is_string();
    is_it.then(|| list([update(spot.path(), json!({ "type": "string" }))]))
}

/// The method's name as an id, so that it stays what it is.
fn operation_id(spot: &Spot<'_>) -> Option<Value> {
    let mut steps = spot.pointer.split('/').skip(1);
    let ("paths", path, method, None) = (steps.next()?, steps.next()?, steps.next()?, steps.next())
    else {
        return None;
    };
    let path = pointer::unescape(path);
    let mut words = vec![method.to_owned()];
    for segment in path.split(['/', '?', '#', '=', '&']) {
        let by = if segment.contains('{') { "by " } else { "" };
        let word: String =
            segment.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
        words.push(format!("{by}{word}"));
    }
    let id = words.join(" ").to_lower_camel_case();
    Some(list([update(spot.path(), json!({ "operationId": id }))]))
}

fn path_parameter(spot: &Spot<'_>) -> Option<Value> {
    let name = names(&spot.message).next()?;
    if !spot.pointer.contains(&format!("{{{}}}", pointer::escape(name))) {
        return None;
    }
    let mut parameter = json!({ "name": name, "in": "path", "required": true });
    if spot.swagger {
        parameter["type"] = json!("string");
    } else {
        parameter["schema"] = json!({ "type": "string" });
    }
    Some(list([update(spot.path(), json!({ "parameters": [parameter] }))]))
}

/// Without the media types that are not used.
fn media_types(spot: &Spot<'_>) -> Option<Value> {
    let used = names(&spot.message).last()?;
    let content = spot.node?.as_object().filter(|content| content.contains_key(used))?;
    if !spot.pointer.ends_with("/content") {
        return None;
    }
    let others = content.keys().filter(|media_type| *media_type != used);
    Some(others.map(|media_type| remove(member(spot, media_type))).collect())
}

/// Without the list of constraints, which is not a choice.
fn constraints(spot: &Spot<'_>) -> Option<Value> {
    let keyword = names(&spot.message).next()?;
    spot.node?.get(keyword)?;
    Some(list([remove(member(spot, keyword))]))
}

fn security_scheme(spot: &Spot<'_>) -> Option<Value> {
    let name = names(&spot.message).next()?;
    let schemes = if spot.swagger {
        json!({ "securityDefinitions": object(name, json!({ "type": "basic" })) })
    } else {
        let scheme = json!({ "type": "http", "scheme": "bearer" });
        json!({ "components": { "securitySchemes": object(name, scheme) } })
    };
    Some(list([update("$".to_owned(), schemes)]))
}

/// The version that the document is read as.
fn version(spot: &Spot<'_>) -> Option<Value> {
    let (_, key) = spot.parent().filter(|(parent, _)| parent.is_empty())?;
    let version = match spot.message.rsplit(' ').next()? {
        "2.0" => "2.0",
        "3.0" => "3.0.3",
        "3.1" => "3.1.1",
        "3.2" => "3.2.0",
        _ => return None,
    };
    Some(list([update("$".to_owned(), object(key, json!(version)))]))
}
