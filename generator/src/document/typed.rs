//! Types a tree of OpenAPI 3.0 as `openapiv3`, item by item: an invalid item is a diagnostic.

use indexmap::IndexMap;
use openapiv3::{
    Components, Contact, ExternalDocumentation, Info, License, OpenAPI, Operation, PathItem,
    ReferenceOr,
};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::at::At;
use super::findings::Findings;
use super::place::{FURTHER_OPERATIONS, METHODS, QUERY_OPERATION};
use super::tree::{Spot, Trail, Tree};
use crate::diagnostics::finding;

/// A typed document.
#[derive(Debug, Default)]
pub struct Document {
    /// Document without its paths.
    pub api: OpenAPI,
    /// Path items in document order.
    pub paths: Vec<Path>,
}

/// A path item.
#[derive(Debug)]
pub struct Path {
    pub template: String,
    /// Members that the operations share; it has no operations.
    pub item: PathItem,
    /// Operations in document order.
    pub operations: Vec<Method>,
}

/// An operation of a path item.
#[derive(Debug)]
pub struct Method {
    /// The HTTP method.
    pub name: String,
    pub operation: Operation,
    /// JSON pointer of the operation in the document.
    pub pointer: String,
}

/// Returns the typed document and the origins of its nodes. `None` if the tree is not a mapping.
pub fn typed(tree: Tree, findings: &mut Findings<'_>) -> Option<(Document, Trail)> {
    let (value, trail) = tree.into_parts();
    let Value::Object(mut members) = value else { return None };
    let root = Spot::new(&trail, At::root());
    let mut api = OpenAPI {
        openapi: "3.0.3".to_owned(),
        info: info(members.get("info")),
        external_docs: members
            .get("externalDocs")
            .and_then(|docs| text(docs, "url"))
            .map(|url| ExternalDocumentation { url, ..ExternalDocumentation::default() }),
        servers: list(&mut members, "servers", &root, findings),
        tags: list(&mut members, "tags", &root, findings),
        ..OpenAPI::default()
    };
    if let Some(security) = members.remove("security") {
        api.security = item(security, &root.key("security"), findings);
    }
    let paths = paths(members.remove("paths"), &root.key("paths"), findings);
    let mut components = object(members.remove("components"));
    let at = root.key("components");
    api.components = Some(Components {
        schemas: map(&mut components, "schemas", &at, findings),
        responses: map(&mut components, "responses", &at, findings),
        parameters: map(&mut components, "parameters", &at, findings),
        request_bodies: map(&mut components, "requestBodies", &at, findings),
        headers: map(&mut components, "headers", &at, findings),
        security_schemes: map(&mut components, "securitySchemes", &at, findings),
        ..Components::default()
    });
    Some((Document { api, paths }, trail))
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

/// Returns a member that is a text or a number, as text. `None` if it is empty.
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

fn item<T: DeserializeOwned>(node: Value, at: &Spot<'_>, findings: &mut Findings<'_>) -> Option<T> {
    match serde_json::from_value(node) {
        Ok(item) => Some(item),
        Err(error) => {
            findings.add(finding::Repair::LeftOut { error: error.to_string() }, at);
            None
        }
    }
}

fn list<T: DeserializeOwned>(
    members: &mut Map<String, Value>,
    name: &str,
    root: &Spot<'_>,
    findings: &mut Findings<'_>,
) -> Vec<T> {
    let Some(Value::Array(list)) = members.remove(name) else { return Vec::new() };
    let at = root.key(name);
    let items = list.into_iter().enumerate();
    items.filter_map(|(index, node)| item(node, &at.index(index), findings)).collect()
}

fn paths(node: Option<Value>, at: &Spot<'_>, findings: &mut Findings<'_>) -> Vec<Path> {
    let items = object(node).into_iter().filter(|(path, _)| !path.starts_with("x-"));
    let items = items.filter_map(|(template, node)| {
        let at = at.key(&template);
        let (item, operations) = path_item(node, &at, findings)?;
        Some(Path { item, operations, template })
    });
    items.collect()
}

/// Types a path item; invalid operations are left out one by one.
fn path_item(
    node: Value,
    at: &Spot<'_>,
    findings: &mut Findings<'_>,
) -> Option<(PathItem, Vec<Method>)> {
    let mut shared = Map::new();
    let mut operations = Vec::new();
    let mut add = |name: String, node: Value, at: &Spot<'_>| {
        let operation = item::<Operation>(node, at, findings);
        let pointer = at.pointer();
        operations.extend(operation.map(|operation| Method { name, operation, pointer }));
    };
    for (key, node) in object(Some(node)) {
        match key.as_str() {
            QUERY_OPERATION => add("QUERY".to_owned(), node, &at.key(&key)),
            FURTHER_OPERATIONS => {
                let at = at.key(&key);
                for (method, node) in object(Some(node)) {
                    let upper = method.to_ascii_uppercase();
                    let is_known = METHODS.contains(&method.to_ascii_lowercase().as_str());
                    let name = if is_known { upper } else { method.clone() };
                    add(name, node, &at.key(&method));
                }
            }
            method if METHODS.contains(&method) => {
                add(method.to_ascii_uppercase(), node, &at.key(method));
            }
            _ => {
                shared.insert(key, node);
            }
        }
    }
    Some((item(Value::Object(shared), at, findings)?, operations))
}

fn map<T: DeserializeOwned>(
    components: &mut Map<String, Value>,
    name: &str,
    at: &Spot<'_>,
    findings: &mut Findings<'_>,
) -> IndexMap<String, ReferenceOr<T>> {
    let at = at.key(name);
    let items = object(components.remove(name)).into_iter();
    let items = items.filter_map(|(key, node)| {
        let item = reference_or_item(node, &at.key(&key), findings)?;
        Some((key, item))
    });
    items.collect()
}

/// Reads a reference or an item, as `ReferenceOr` does, without copying the whole value to try both.
fn reference_or_item<T: DeserializeOwned>(
    node: Value,
    at: &Spot<'_>,
    findings: &mut Findings<'_>,
) -> Option<ReferenceOr<T>> {
    if let Some(Value::String(reference)) = node.get("$ref") {
        return Some(ReferenceOr::Reference { reference: reference.clone() });
    }
    item(node, at, findings).map(ReferenceOr::Item)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::diagnostics::Diagnostics;

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
                "/a": {
                    "trace": {"responses": {}},
                    "x-specwright-query": {"responses": {}},
                    "put": {"responses": 1},
                    "x-specwright-operations": {"COPY": {"responses": {}}, "Post": {"responses": {}}},
                    "get": {"responses": {}},
                },
                "/b": {"parameters": 1},
                "x-c": 1,
            },
            "components": {"schemas": schemas},
        });
        let mut diagnostics = Diagnostics::default();
        let files = Trail::default();
        let mut findings = Findings::new(&mut diagnostics, &files);
        let (Document { api, paths }, _) = typed(Tree::new(tree), &mut findings).unwrap();
        assert_eq!(api.info.version, "1");
        let paths = paths.iter().map(|path| {
            let operations = path.operations.iter();
            (path.template.as_str(), operations.map(|one| one.name.as_str()).collect::<Vec<_>>())
        });
        assert_eq!(
            paths.collect::<Vec<_>>(),
            [("/a", vec!["TRACE", "QUERY", "COPY", "POST", "GET"])]
        );
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
