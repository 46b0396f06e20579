//! Documents of many operations in groups.

use serde_json::{Map, Value, json};

/// Operations with one tag.
pub struct Group {
    /// The tag.
    pub tag: &'static str,
    /// The feature of the generated crate that selects them.
    pub feature: &'static str,
    /// How many they are.
    pub operations: usize,
}

impl Group {
    /// A group of this many operations.
    pub const fn new(tag: &'static str, feature: &'static str, operations: usize) -> Self {
        Self { tag, feature, operations }
    }
}

/// The feature and the operation id of every operation, in the order of the document.
pub fn operations(groups: &[Group]) -> Vec<(&'static str, String)> {
    let ids = groups.iter().enumerate().flat_map(|(index, group)| {
        (0..group.operations).map(move |n| (group.feature, format!("call{index}n{n}")))
    });
    ids.collect()
}

/// The document as JSON text. Paths begin with the segments in turn. Every operation gives a type of its own; every
/// two of a group share a type, and so does every group with the one before it and with all.
pub fn document(groups: &[Group], segments: &[&str]) -> String {
    let mut paths = Map::new();
    let mut schemas = Map::new();
    let reference = |name: String| json!({ "$ref": format!("#/components/schemas/{name}") });
    let mut add = |name: String, members: &[String]| {
        let mut properties: Map<String, Value> =
            members.iter().map(|of| (of.to_lowercase(), reference(of.clone()))).collect();
        for n in 0..12 {
            properties.insert(format!("text{n}"), json!({ "type": "string" }));
        }
        schemas.insert(name, json!({ "type": "object", "properties": properties }));
    };
    add("All".to_owned(), &["All".to_owned()]);
    for (index, group) in groups.iter().enumerate() {
        let border = format!("Border{index}");
        let before = format!("Border{}", index.saturating_sub(1));
        add(border.clone(), &["All".to_owned()]);
        for n in 0..group.operations {
            let (own, pair) = (format!("Own{index}N{n}"), format!("Pair{index}N{}", n / 2));
            add(own.clone(), &[pair.clone(), border.clone(), before.clone()]);
            add(pair, &["All".to_owned()]);
            let segment = segments.get(n % segments.len().max(1)).unwrap_or(&"");
            let path = format!("/{segment}/{index}/{n}");
            let content = json!({ "application/json": { "schema": reference(own) } });
            let operation = json!({
                "operationId": format!("call{index}n{n}"),
                "tags": [group.tag],
                "responses": { "200": { "description": "d", "content": content } },
            });
            paths.insert(path, json!({ "get": operation }));
        }
    }
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Groups", "version": "1" },
        "servers": [{ "url": "https://groups.example" }],
        "paths": paths,
        "components": { "schemas": schemas },
    })
    .to_string()
}
