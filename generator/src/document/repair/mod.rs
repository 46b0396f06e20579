//! Repairs violations of OpenAPI 3.0 whose meaning is clear, and removes members that the generator does not use,
//! before the tree is typed.
//!
//! The typed model is strict: because of one member of the wrong kind, it rejects a whole operation or component.

mod content;
mod operation;
mod parameter;
mod schema;
mod security;
mod values;

use serde_json::{Map, Value};

use super::findings::Findings;
use super::place::Place;
use super::tree::{Node, Tree};
use crate::diagnostics::finding::{self, shown};

/// Corrects a tree of OpenAPI 3.0 in one walk.
pub fn repair(tree: &mut Tree, findings: &mut Findings<'_>) {
    node(&mut tree.root(), Place::Document, findings);
    findings.flush();
}

/// Members that do not influence generated code.
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

fn node(value: &mut Node<'_>, place: Place, findings: &mut Findings<'_>) {
    kind(value, place, findings);
    if value.is_mapping() {
        mapping(value, place, findings);
    }
    value.each_of(place, |mut child, place| {
        if place.is_read() {
            node(&mut child, place, findings);
        }
    });
}

/// Corrects a value at a place that requires a mapping.
fn kind(value: &mut Node<'_>, place: Place, findings: &mut Findings<'_>) {
    let wants_mapping = matches!(
        place,
        Place::Schema
            | Place::MediaType
            | Place::Response
            | Place::Operation
            | Place::PathItem
            | Place::RequestBody
            | Place::Header
            | Place::Encoding
    );
    if !wants_mapping || value.is_mapping() {
        return;
    }
    match value.value() {
        // A boolean schema: `true` allows any value.
        Value::Bool(_) if place == Place::Schema => {}
        Value::Null => findings.add_repeated(finding::Repair::NullAsMapping, value),
        other => {
            findings.add(finding::Repair::NotAMapping { found: shown(other) }, value);
        }
    }
    value.set(Value::Object(Map::new()));
}

fn mapping(node: &mut Node<'_>, place: Place, findings: &mut Findings<'_>) {
    // In a mapping of names, `$ref` is a name.
    let is_map = matches!(place, Place::Map(_) | Place::Patterned(_));
    if node.text("$ref").is_some() && !is_map {
        return;
    }
    for keyword in unused(place) {
        if node.remove(keyword).is_some() {
            match *keyword {
                "callbacks" if place == Place::Operation => {
                    findings.add_repeated(finding::Feature::Callbacks, node)
                }
                "not" => {
                    findings.add_repeated(finding::Keyword::NotChecked { keyword: "not" }, node)
                }
                "headers" => findings.add_repeated(finding::Keyword::PartHeaders, node),
                _ => {}
            }
        }
    }
    match place {
        Place::Schema | Place::SchemaOrFlag => schema::repair(node, findings),
        Place::Parameter => parameter::parameter(node, findings),
        Place::Header => parameter::header(node, findings),
        Place::PathItem => operation::path_item(node, findings),
        Place::Operation => operation::operation(node, findings),
        Place::Patterned(Place::Response) => operation::responses(node, findings),
        Place::Response => content::response(node, findings),
        Place::RequestBody => content::request_body(node, findings),
        Place::MediaType => content::media_type(node, findings),
        Place::Encoding => content::encoding(node, findings),
        Place::Map(Place::SecurityScheme) => security::schemes(node, findings),
        Place::SecurityScheme => security::scheme(node, findings),
        Place::Requirement => security::requirement(node),
        Place::Server => security::server(node, findings),
        Place::Tag => security::tag(node, findings),
        Place::Document => security::document(node, findings),
        _ => {}
    }
}

#[cfg(test)]
mod tests;
