//! A tree of OpenAPI 3.0 as `openapiv3`, item by item: one bad item is one diagnostic.

use std::panic::resume_unwind;
use std::sync::Mutex;
use std::thread;

use indexmap::IndexMap;
use openapiv3::{Components, Info, OpenAPI, Operation, PathItem, Paths, ReferenceOr};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::at::At;
use super::place::METHODS;
use crate::STACK_BYTES;
use crate::diagnostics::Diagnostics;

/// Fewer items than this are not worth a thread.
const MANY: usize = 200;

/// The typed document. `None` when the tree is no mapping.
pub fn typed(tree: Value, diagnostics: &mut Diagnostics) -> Option<OpenAPI> {
    let Value::Object(mut members) = tree else { return None };
    let root = At::root();
    let mut api = OpenAPI {
        openapi: "3.0.3".to_owned(),
        info: info(members.get("info")),
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
    let text = |member: &str| match node.and_then(|node| node.get(member)) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    Info {
        title: text("title"),
        version: text("version"),
        description: Some(text("description")).filter(|text| !text.is_empty()),
        ..Info::default()
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
    let items = object(node).into_iter().filter(|(path, _)| !path.starts_with("x-")).collect();
    let read = each(items, diagnostics, |path, node, found| path_item(node, &at.key(path), found));
    let paths = read.into_iter().map(|(path, item)| (path, ReferenceOr::Item(item))).collect();
    Paths { paths, ..Paths::default() }
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

fn map<T: DeserializeOwned + Send>(
    components: &mut Map<String, Value>,
    name: &str,
    diagnostics: &mut Diagnostics,
) -> IndexMap<String, ReferenceOr<T>> {
    let root = At::root();
    let components_at = root.key("components");
    let at = components_at.key(name);
    let items = object(components.remove(name)).into_iter().collect();
    each(items, diagnostics, |key, node, found| item(node, &at.key(key), found))
        .into_iter()
        .collect()
}

/// Reads named items on all cores. Results and findings are in the order of the items.
fn each<T: Send>(
    items: Vec<(String, Value)>,
    diagnostics: &mut Diagnostics,
    read: impl Fn(&str, Value, &mut Diagnostics) -> Option<T> + Sync,
) -> Vec<(String, T)> {
    let threads = match items.len() {
        MANY.. => thread::available_parallelism().map_or(1, usize::from),
        _ => 1,
    };
    let queue = Mutex::new(items.into_iter().enumerate());
    let work = || {
        let mut done = Vec::new();
        loop {
            let next = queue.lock().ok().and_then(|mut queue| queue.next());
            let Some((index, (name, node))) = next else { return done };
            let mut found = Diagnostics::default();
            let item = read(&name, node, &mut found);
            done.push((index, name, item, found));
        }
    };
    let mut done = thread::scope(|scope| {
        let helper = |_| {
            let builder = thread::Builder::new().stack_size(STACK_BYTES);
            builder.spawn_scoped(scope, work).ok()
        };
        let helpers: Vec<_> = (1..threads).filter_map(helper).collect();
        let mut done = work();
        for helper in helpers {
            done.extend(helper.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        done
    });
    done.sort_unstable_by_key(|(index, ..)| *index);
    let mut items = Vec::with_capacity(done.len());
    for (_, name, item, found) in done {
        diagnostics.list.extend(found.list);
        items.extend(item.map(|item| (name, item)));
    }
    items
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn bad_items_are_left_out_in_order() {
        let schemas: Map<String, Value> = (0..3 * MANY)
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
        assert_eq!(names.len(), 3 * MANY - 6);
        assert_eq!(names[6..8], ["S6", "S8"]);
        let found: Vec<String> =
            diagnostics.list.into_iter().map(|d| d.origin.unwrap().pointer).collect();
        let mut expected = vec!["/paths/~1a/put".to_owned(), "/paths/~1b".to_owned()];
        expected.extend((0..6).map(|i| format!("/components/schemas/S{}", 100 * i + 7)));
        assert_eq!(found, expected);
    }
}
