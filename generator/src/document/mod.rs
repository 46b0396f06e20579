//! Tree to `openapiv3::OpenAPI`: other versions are brought to OpenAPI 3.0, references into other places
//! than components are resolved, what is written wrongly is repaired, and what is left is typed item by
//! item: one bad item is one diagnostic and the rest is typed.

mod at;
mod bundle;
mod components;
#[cfg(test)]
mod corpus_tests;
mod dialect;
mod filter;
mod findings;
mod glob;
mod names;
mod origins;
pub mod overlay;
mod place;
mod references;
mod repair;
mod sweep;
mod webhooks;

use indexmap::IndexMap;
use openapiv3::{Components, OpenAPI, PathItem, Paths, ReferenceOr};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::diagnostics::{Diagnostics, Origin};
use crate::options::Options;
pub use bundle::bundle;
pub use origins::Origins;
use place::METHODS;

/// The typed document. `None` when the tree is no OpenAPI document.
pub fn document(
    mut tree: Value,
    options: &Options,
    origins: &mut Origins,
    diagnostics: &mut Diagnostics,
) -> Option<OpenAPI> {
    references::inline_deep_references(&mut tree, origins, diagnostics);
    let from = diagnostics.list.len();
    webhooks::take_out(&mut tree, diagnostics);
    origins.settle(diagnostics, from);
    let mut tree = dialect::to_3_0(tree, origins, diagnostics)?;
    let from = diagnostics.list.len();
    filter::filter(&mut tree, options, &Origin::default(), diagnostics);
    repair::repair(&mut tree, diagnostics);
    let document = typed(tree, &Origin::default(), diagnostics);
    origins.settle(diagnostics, from);
    document
}

fn typed(tree: Value, root: &Origin, diagnostics: &mut Diagnostics) -> Option<OpenAPI> {
    let Value::Object(mut members) = tree else { return None };
    let mut read = Reader { root, diagnostics };

    let mut api = OpenAPI {
        openapi: "3.0.3".to_owned(),
        info: openapiv3::Info {
            title: text(members.get("info"), "title"),
            version: text(members.get("info"), "version"),
            description: Some(text(members.get("info"), "description"))
                .filter(|text| !text.is_empty()),
            ..openapiv3::Info::default()
        },
        ..OpenAPI::default()
    };
    api.servers = read.list(&mut members, "servers");
    api.tags = read.list(&mut members, "tags");
    if let Some(security) = members.remove("security") {
        api.security = read.item(security, &root.child("security"));
    }
    let mut paths = Paths::default();
    for (path, item) in object(members.remove("paths")) {
        if path.starts_with("x-") {
            continue;
        }
        let origin = root.child("paths").child(&path);
        if let Some(item) = read.path_item(item, &origin) {
            paths.paths.insert(path, ReferenceOr::Item(item));
        }
    }
    api.paths = paths;
    let mut components = object(members.remove("components"));
    api.components = Some(Components {
        schemas: read.map(&mut components, "schemas"),
        responses: read.map(&mut components, "responses"),
        parameters: read.map(&mut components, "parameters"),
        request_bodies: read.map(&mut components, "requestBodies"),
        headers: read.map(&mut components, "headers"),
        security_schemes: read.map(&mut components, "securitySchemes"),
        ..Components::default()
    });
    Some(api)
}

fn text(node: Option<&Value>, member: &str) -> String {
    match node.and_then(|node| node.get(member)) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

fn object(node: Option<Value>) -> Map<String, Value> {
    match node {
        Some(Value::Object(map)) => map,
        _ => Map::new(),
    }
}

struct Reader<'a> {
    root: &'a Origin,
    diagnostics: &'a mut Diagnostics,
}

impl Reader<'_> {
    fn item<T: DeserializeOwned>(&mut self, node: Value, origin: &Origin) -> Option<T> {
        match serde_json::from_value(node) {
            Ok(item) => Some(item),
            Err(error) => {
                self.diagnostics.report("SW0010", origin, format!("left out: {error}"));
                None
            }
        }
    }

    fn list<T: DeserializeOwned>(
        &mut self,
        members: &mut Map<String, Value>,
        name: &str,
    ) -> Vec<T> {
        let Some(Value::Array(list)) = members.remove(name) else { return Vec::new() };
        let origin = self.root.child(name);
        let items = list.into_iter().enumerate();
        items.filter_map(|(i, node)| self.item(node, &origin.child(&i.to_string()))).collect()
    }

    fn map<T: DeserializeOwned>(
        &mut self,
        components: &mut Map<String, Value>,
        name: &str,
    ) -> IndexMap<String, ReferenceOr<T>> {
        let origin = self.root.child("components").child(name);
        let items = object(components.remove(name)).into_iter();
        items
            .filter_map(|(key, node)| {
                let item = self.item(node, &origin.child(&key))?;
                Some((key, item))
            })
            .collect()
    }

    /// A path item whose broken operations are left out one by one.
    fn path_item(&mut self, node: Value, origin: &Origin) -> Option<PathItem> {
        let mut members = object(Some(node));
        let mut operations = Vec::new();
        for method in METHODS {
            if let Some(node) = members.remove(method) {
                let operation: Option<openapiv3::Operation> =
                    self.item(node, &origin.child(method));
                operations.push((method, operation));
            }
        }
        let mut item: PathItem = self.item(Value::Object(members), origin)?;
        for (method, operation) in operations {
            match method {
                "get" => item.get = operation,
                "put" => item.put = operation,
                "post" => item.post = operation,
                "delete" => item.delete = operation,
                "options" => item.options = operation,
                "head" => item.head = operation,
                "patch" => item.patch = operation,
                _ => item.trace = operation,
            }
        }
        Some(item)
    }
}
