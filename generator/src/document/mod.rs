//! Tree to `openapiv3::OpenAPI`, item by item: one bad item is one diagnostic and the rest is typed.

mod filter;
mod glob;
mod origins;
pub mod overlay;
mod references;
mod repair;

use indexmap::IndexMap;
use openapiv3::{Components, OpenAPI, PathItem, Paths, ReferenceOr};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::diagnostics::{Diagnostics, Origin};
use crate::options::Options;
pub use origins::Origins;

/// The typed document. `None` when the tree is not an OpenAPI 3.0 document at all.
pub fn document(
    tree: Value,
    options: &Options,
    origins: &mut Origins,
    diagnostics: &mut Diagnostics,
) -> Option<OpenAPI> {
    let from = diagnostics.list.len();
    let document = typed(tree, options, &Origin::default(), diagnostics);
    origins.settle(diagnostics, from);
    document
}

fn typed(
    mut tree: Value,
    options: &Options,
    root: &Origin,
    diagnostics: &mut Diagnostics,
) -> Option<OpenAPI> {
    if !tree.is_object() {
        diagnostics.report_with_help(
            "SW0003",
            root,
            "this is not an OpenAPI document: its top level is not a mapping",
            "give an OpenAPI 3.0 document (YAML or JSON), or rendered httpdoc pages",
        );
        return None;
    }
    let version = match &tree["openapi"] {
        Value::String(version) => version.clone(),
        // `openapi: 3.0` without quotes is a number in YAML.
        Value::Number(version) => version.to_string(),
        _ => String::new(),
    };
    if !(version == "3"
        || version == "3.0"
        || version.starts_with("3.0.")
        || version.starts_with("3.0-"))
    {
        let found = match (version.as_str(), tree.get("swagger")) {
            ("", Some(swagger)) => format!("Swagger {}", swagger.to_string().trim_matches('"')),
            ("", None) => "no `openapi` member".to_owned(),
            (version, _) => format!("OpenAPI {version}"),
        };
        diagnostics.report_with_help(
            "SW0003",
            &root.child(if tree.get("swagger").is_some() { "swagger" } else { "openapi" }),
            format!("only OpenAPI 3.0 documents are read, this one has {found}"),
            "convert the document to OpenAPI 3.0 first",
        );
        return None;
    }
    references::inline_deep_references(&mut tree, root, diagnostics);
    // After the references: one from an operation that stays may lead into one that goes.
    filter::filter(&mut tree, options, root, diagnostics);
    repair::repair(&mut tree, root, diagnostics);
    let Value::Object(mut members) = tree else { return None };
    let mut read = Reader { root, diagnostics };

    let mut api = OpenAPI {
        openapi: version,
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
        for method in ["get", "put", "post", "delete", "options", "head", "patch", "trace"] {
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
