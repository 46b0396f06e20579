//! A tree of OpenAPI 3.0 as `openapiv3`, item by item: one bad item is one diagnostic.

use indexmap::IndexMap;
use openapiv3::{
    Components, Contact, ExternalDocumentation, Info, License, OpenAPI, Operation, PathItem, Paths,
    ReferenceOr,
};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::at::At;
use super::place::METHODS;
use crate::diagnostics::Diagnostics;

/// The typed document. `None` when the tree is no mapping.
pub fn typed(tree: Value, diagnostics: &mut Diagnostics) -> Option<OpenAPI> {
    let Value::Object(mut members) = tree else { return None };
    let root = At::root();
    let mut api = OpenAPI {
        openapi: "3.0.3".to_owned(),
        info: info(members.get("info")),
        external_docs: members
            .get("externalDocs")
            .and_then(|docs| text(docs, "url"))
            .map(|url| ExternalDocumentation { url, ..ExternalDocumentation::default() }),
        servers: list(&mut members, "servers", diagnostics),
        tags: list(&mut members, "tags", diagnostics),
        ..OpenAPI::default()
    };
    if let Some(security) = members.remove("security") {
        api.security = item(security, &root.key("security"), diagnostics);
    }
    api.paths = paths(members.remove("paths"), diagnostics);
    let mut components = object(members.remove("components"));
    api.components = Some(Components {
        schemas: map(&mut components, "schemas", diagnostics),
        responses: map(&mut components, "responses", diagnostics),
        parameters: map(&mut components, "parameters", diagnostics),
        request_bodies: map(&mut components, "requestBodies", diagnostics),
        headers: map(&mut components, "headers", diagnostics),
        security_schemes: map(&mut components, "securitySchemes", diagnostics),
        ..Components::default()
    });
    Some(api)
}

fn info(node: Option<&Value>) -> Info {
    let node = node.unwrap_or(&Value::Null);
    let license = node.get("license").map(|license| {
        let identifier = text(license, "identifier").map(Value::String);
        License {
            name: text(license, "name").unwrap_or_default(),
            url: text(license, "url"),
            // A member of 3.1.
            extensions: identifier
                .map(|identifier| ("x-specwright-identifier".to_owned(), identifier))
                .into_iter()
                .collect(),
        }
    });
    let contact_url = node.get("contact").and_then(|contact| text(contact, "url"));
    Info {
        title: text(node, "title").unwrap_or_default(),
        version: text(node, "version").unwrap_or_default(),
        description: text(node, "description"),
        contact: contact_url.map(|url| Contact { url: Some(url), ..Contact::default() }),
        license,
        ..Info::default()
    }
}

/// A member that is a text, or a number written as one. `None` where it is empty.
fn text(node: &Value, member: &str) -> Option<String> {
    match node.get(member)? {
        Value::String(text) => Some(text.clone()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn object(node: Option<Value>) -> Map<String, Value> {
    match node {
        Some(Value::Object(map)) => map,
        _ => Map::new(),
    }
}

fn item<T: DeserializeOwned>(node: Value, at: &At<'_>, diagnostics: &mut Diagnostics) -> Option<T> {
    match serde_json::from_value(node) {
        Ok(item) => Some(item),
        Err(error) => {
            diagnostics.report("SW0010", &at.origin(), format!("left out: {error}"));
            None
        }
    }
}

fn list<T: DeserializeOwned>(
    members: &mut Map<String, Value>,
    name: &str,
    diagnostics: &mut Diagnostics,
) -> Vec<T> {
    let Some(Value::Array(list)) = members.remove(name) else { return Vec::new() };
    let root = At::root();
    let at = root.key(name);
    let items = list.into_iter().enumerate();
    items.filter_map(|(index, node)| item(node, &at.index(index), diagnostics)).collect()
}

fn paths(node: Option<Value>, diagnostics: &mut Diagnostics) -> Paths {
    let root = At::root();
    let at = root.key("paths");
    let items = object(node).into_iter().filter(|(path, _)| !path.starts_with("x-"));
    let items = items.filter_map(|(path, node)| {
        let item = path_item(node, &at.key(&path), diagnostics)?;
        Some((path, ReferenceOr::Item(item)))
    });
    Paths { paths: items.collect(), ..Paths::default() }
}

/// A path item whose broken operations are left out one by one.
fn path_item(node: Value, at: &At<'_>, diagnostics: &mut Diagnostics) -> Option<PathItem> {
    let mut members = object(Some(node));
    let mut operations = METHODS.map(|method| {
        let node = members.remove(method)?;
        item::<Operation>(node, &at.key(method), diagnostics)
    });
    let mut item: PathItem = item(Value::Object(members), at, diagnostics)?;
    let slots = [
        &mut item.get,
        &mut item.put,
        &mut item.post,
        &mut item.delete,
        &mut item.options,
        &mut item.head,
        &mut item.patch,
        &mut item.trace,
    ];
    for (slot, operation) in slots.into_iter().zip(&mut operations) {
        *slot = operation.take();
    }
    Some(item)
}

fn map<T: DeserializeOwned>(
    components: &mut Map<String, Value>,
    name: &str,
    diagnostics: &mut Diagnostics,
) -> IndexMap<String, ReferenceOr<T>> {
    let root = At::root();
    let at = root.key("components");
    let at = at.key(name);
    let items = object(components.remove(name)).into_iter();
    let items = items.filter_map(|(key, node)| {
        let item = reference_or_item(node, &at.key(&key), diagnostics)?;
        Some((key, item))
    });
    items.collect()
}

/// What `ReferenceOr` reads, without the copy that it makes of everything to try both.
fn reference_or_item<T: DeserializeOwned>(
    node: Value,
    at: &At<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<ReferenceOr<T>> {
    if let Some(Value::String(reference)) = node.get("$ref") {
        return Some(ReferenceOr::Reference { reference: reference.clone() });
    }
    item(node, at, diagnostics).map(ReferenceOr::Item)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn bad_items_are_left_out_in_order() {
        let schemas: Map<String, Value> = (0..600)
            .map(|i| {
                let kind = if i % 100 == 7 { json!(i) } else { json!("string") };
                (format!("S{i}"), json!({ "type": kind }))
            })
            .collect();
        let tree = json!({
            "info": {"title": "t", "version": 1},
            "paths": {
                "/a": {"get": {"responses": {}}, "put": {"responses": 1}},
                "/b": {"parameters": 1},
                "x-c": 1,
            },
            "components": {"schemas": schemas},
        });
        let mut diagnostics = Diagnostics::default();
        let api = typed(tree, &mut diagnostics).unwrap();
        assert_eq!(api.info.version, "1");
        let paths: Vec<&String> = api.paths.paths.keys().collect();
        assert_eq!(paths, ["/a"]);
        let names: Vec<String> = api.components.unwrap().schemas.into_keys().collect();
        assert_eq!(names.len(), 594);
        assert_eq!(names[6..8], ["S6", "S8"]);
        let found: Vec<String> =
            diagnostics.list.into_iter().map(|d| d.origin.unwrap().pointer).collect();
        let mut expected = vec!["/paths/~1a/put".to_owned(), "/paths/~1b".to_owned()];
        expected.extend((0..6).map(|i| format!("/components/schemas/S{}", 100 * i + 7)));
        assert_eq!(found, expected);
    }
}
