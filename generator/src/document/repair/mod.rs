//! What a document writes against the letter of OpenAPI 3.0 but with a clear meaning, corrected before
//! the tree is typed; and what the generator has no use for, taken out, so that it can break nothing.
//!
//! The typed model is strict: one member of the wrong kind costs the whole operation or component.

mod content;
mod operation;
mod parameter;
mod schema;
mod security;
mod values;

use serde_json::{Map, Value};

use super::at::{self, At};
use super::findings::Findings;
use super::place::Place;
use crate::diagnostics::Diagnostics;

/// Corrects a tree of OpenAPI 3.0 in one walk.
pub fn repair(tree: &mut Value, diagnostics: &mut Diagnostics) {
    let mut findings = Findings::new(diagnostics);
    node(tree, Place::Document, &At::root(), &mut findings);
    findings.finish();
}

/// Members without influence on what is generated.
fn unused(place: Place) -> &'static [&'static str] {
    match place {
        Place::Components => &["examples", "links", "callbacks", "pathItems", "mediaTypes"],
        Place::Operation => &["externalDocs", "callbacks"],
        Place::Parameter | Place::Header | Place::MediaType => &["example", "examples"],
        Place::Response => &["links", "examples"],
        Place::Encoding => &["headers"],
        Place::Schema | Place::SchemaOrFlag => {
            &["example", "examples", "externalDocs", "xml", "not"]
        }
        Place::Tag => &["externalDocs"],
        _ => &[],
    }
}

fn node(value: &mut Value, place: Place, at: &At<'_>, findings: &mut Findings<'_>) {
    kind(value, place, at, findings);
    if let Value::Object(map) = value {
        object(map, place, at, findings);
    }
    at::values_mut(value, place, at, |child, place, at| {
        if place.is_read() {
            node(child, place, at, findings);
        }
    });
}

/// Corrects a value that is no mapping where one belongs.
fn kind(value: &mut Value, place: Place, at: &At<'_>, findings: &mut Findings<'_>) {
    let wants_object = match place {
        Place::Schema => {
            // A boolean schema: `true` is any value.
            if value.is_boolean() {
                *value = Value::Object(Map::new());
            }
            true
        }
        Place::MediaType | Place::Response | Place::Operation | Place::PathItem => true,
        Place::RequestBody | Place::Header | Place::Encoding => true,
        _ => false,
    };
    if !wants_object || value.is_object() {
        return;
    }
    if value.is_null() {
        findings.count("SW0013", at, "`null` is read as an empty mapping");
    } else {
        findings.report(
            "SW0013",
            at,
            format!("`{}` is read as an empty mapping", values::shown(value)),
        );
    }
    *value = Value::Object(Map::new());
}

fn object(map: &mut Map<String, Value>, place: Place, at: &At<'_>, findings: &mut Findings<'_>) {
    // Among names, `$ref` is one as well.
    let is_map = matches!(place, Place::Map(_) | Place::Patterned(_));
    if map.get("$ref").is_some_and(Value::is_string) && !is_map {
        return;
    }
    for keyword in unused(place) {
        if map.remove(*keyword).is_some() {
            match *keyword {
                "callbacks" if place == Place::Operation => findings.count(
                    "SW0064",
                    at,
                    "callbacks are calls to the client's own server: no client method is made for them",
                ),
                "not" => findings.count("SW0062", at, "`not` is not checked"),
                "headers" => findings.count("SW0062", at, "`headers` of a part are not sent"),
                _ => {}
            }
        }
    }
    match place {
        Place::Schema | Place::SchemaOrFlag => schema::repair(map, at, findings),
        Place::Parameter => parameter::parameter(map, at, findings),
        Place::Header => parameter::header(map, at, findings),
        Place::PathItem => operation::path_item(map, at, findings),
        Place::Operation => operation::operation(map, at, findings),
        Place::Patterned(Place::Response) => operation::responses(map, at, findings),
        Place::Response => content::response(map, at, findings),
        Place::RequestBody => content::request_body(map, at, findings),
        Place::MediaType => content::media_type(map, at, findings),
        Place::Encoding => content::encoding(map, at, findings),
        Place::Map(Place::SecurityScheme) => security::schemes(map, at, findings),
        Place::SecurityScheme => security::scheme(map, at, findings),
        Place::Requirement => security::requirement(map, at, findings),
        Place::Server => security::server(map, at, findings),
        Place::Tag => security::tag(map, at, findings),
        Place::Document => security::document(map, at, findings),
        _ => {}
    }
}

#[cfg(test)]
mod tests;
