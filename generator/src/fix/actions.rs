//! Overlay actions that resolve findings.

use heck::ToLowerCamelCase;
use serde_json::{Map, Value, json};

use super::spot::Spot;
use crate::diagnostics::{Finding, finding};
use crate::pointer;

/// Components to add as targets of unresolved references, by section.
const REPLACEMENTS: &[(&str, &str)] = &[
    ("schemas", r#"{"type": "object"}"#),
    ("definitions", r#"{"type": "object"}"#),
    ("responses", r#"{"description": "To be described."}"#),
];

/// The actions that resolve a finding.
pub fn actions(finding: &Finding, spot: &Spot<'_>) -> Option<Value> {
    match finding {
        Finding::Repair(found) => repaired(found, spot),
        Finding::Reference(found) => reference(found, spot),
        Finding::Schema(
            finding::Schema::Unresolved { .. } | finding::Schema::UnresolvedPart { .. },
        )
        | Finding::Body(finding::Body::Unresolved { .. })
        | Finding::Response(finding::Response::Unresolved { .. }) => resolved(None, spot),
        Finding::Schema(finding::Schema::Itself { .. }) => cycle(spot),
        Finding::Schema(finding::Schema::UnknownType { .. }) => {
            let update = || list([update(spot.path(), json!({ "type": "string" }))]);
            spot.node?.get("type")?.is_string().then(update)
        }
        Finding::Schema(finding::Schema::Constraints { keyword }) => {
            // The list only adds constraints, so removing it changes no type.
            spot.node?.get(keyword)?;
            Some(list([remove(member(spot, keyword))]))
        }
        Finding::Operation(finding::Operation::NoId { .. }) => operation_id(spot),
        Finding::Operation(finding::Operation::UnknownScheme { name }) => {
            Some(security_scheme(name, spot))
        }
        Finding::Parameter(finding::Parameter::PathNotDeclared { name }) => {
            path_parameter(name, spot)
        }
        Finding::Body(finding::Body::MediaTypes { used, .. })
        | Finding::Response(finding::Response::MediaTypes { used, .. }) => media_types(used, spot),
        Finding::Body(finding::Body::TakenAsRequired { .. })
            if !spot.node.is_some_and(Value::is_array) =>
        {
            Some(list([update(spot.path(), json!({ "required": true }))]))
        }
        Finding::Version(finding::Version::Nearest { member, complete, .. }) => {
            Some(list([update("$".to_owned(), object(*member, json!(complete)))]))
        }
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

/// The JSONPath of a member of the node.
fn member(spot: &Spot<'_>, key: &str) -> String {
    spot.path_of(&pointer::join(spot.pointer, key))
}

/// An object with one member.
fn object(key: impl Into<String>, value: Value) -> Value {
    Value::Object(Map::from_iter([(key.into(), value)]))
}

fn reference(found: &finding::Reference, spot: &Spot<'_>) -> Option<Value> {
    match found {
        finding::Reference::Empty { meant }
        | finding::Reference::Unresolved { meant, .. }
        | finding::Reference::UnresolvedIn { meant, .. } => resolved(meant.as_deref(), spot),
        finding::Reference::OfDocument { .. } => resolved(None, spot),
        finding::Reference::Cycle { .. } | finding::Reference::Endless => cycle(spot),
        finding::Reference::OtherKind { schema_is_used: false, .. } => {
            spot.node?.get("$ref")?;
            Some(list([remove(spot.path())]))
        }
        _ => None,
    }
}

/// Corrects an unresolved reference to the one that was meant; without one, adds the component that it names.
fn resolved(meant: Option<&str>, spot: &Spot<'_>) -> Option<Value> {
    let reference = spot.node?.get("$ref")?.as_str()?;
    if let Some(meant) = meant {
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
    let (_, replacement) = REPLACEMENTS.iter().find(|(of, _)| *of == section)?;
    let name = pointer::unescape(name).into_owned();
    let mut value = object(name, serde_json::from_str(replacement).ok()?);
    for step in steps.iter().rev().skip(1) {
        value = object(*step, value);
    }
    Some(list([update("$".to_owned(), value)]))
}

/// Replaces a reference that leads back to itself with an object.
fn cycle(spot: &Spot<'_>) -> Option<Value> {
    spot.node?.get("$ref")?;
    Some(list([remove(member(spot, "$ref")), update(spot.path(), json!({ "type": "object" }))]))
}

/// Writes the repair of a value into the document.
fn repaired(found: &finding::Repair, spot: &Spot<'_>) -> Option<Value> {
    match found {
        finding::Repair::LeftOut { .. }
        | finding::Repair::NotAParameter { .. }
        | finding::Repair::NamelessParameter
        | finding::Repair::NamelessPart
            if !spot.pointer.is_empty() =>
        {
            Some(list([remove(spot.path())]))
        }
        finding::Repair::ParameterWithoutSchema => {
            let schema = json!({ "schema": { "type": "string" } });
            Some(list([update(spot.path(), schema)]))
        }
        finding::Repair::ServerWithoutUrl => {
            Some(list([update(spot.path(), json!({ "url": "/" }))]))
        }
        finding::Repair::Type { read, format, .. } if !read.is_empty() => {
            let node = spot.node.filter(|node| node.get("type").is_some())?;
            let mut read = object("type", json!(read));
            if !format.is_empty() && node.get("format").is_none() {
                read["format"] = json!(format);
            }
            Some(list([update(spot.path(), read)]))
        }
        finding::Repair::Null { key } => {
            spot.node?.get(key)?;
            Some(list([remove(member(spot, key))]))
        }
        finding::Repair::Ignored { .. } => Some(list([remove(spot.path())])),
        finding::Repair::ReadAs { key, read, .. } => {
            let (parent, _) = spot.parent()?;
            let change = update(spot.path_of(parent), object(key, read.clone()));
            let is_scalar = |value: &Value| !value.is_object() && !value.is_array();
            if is_scalar(spot.node?) && is_scalar(read) {
                Some(list([change]))
            } else {
                // Overlays do not merge values of different kinds.
                Some(list([remove(spot.path()), change]))
            }
        }
        _ => None,
    }
}

/// Adds an id that gives the method the name it has now.
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

fn path_parameter(name: &str, spot: &Spot<'_>) -> Option<Value> {
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

/// Removes the media types that are not used.
fn media_types(used: &str, spot: &Spot<'_>) -> Option<Value> {
    let content = spot.node?.as_object().filter(|content| content.contains_key(used))?;
    if !spot.pointer.ends_with("/content") {
        return None;
    }
    let others = content.keys().filter(|media_type| *media_type != used);
    Some(others.map(|media_type| remove(member(spot, media_type))).collect())
}

fn security_scheme(name: &str, spot: &Spot<'_>) -> Value {
    let schemes = if spot.swagger {
        json!({ "securityDefinitions": object(name, json!({ "type": "basic" })) })
    } else {
        let scheme = json!({ "type": "http", "scheme": "bearer" });
        json!({ "components": { "securitySchemes": object(name, scheme) } })
    };
    list([update("$".to_owned(), schemes)])
}
