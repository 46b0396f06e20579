//! Copies of referenced nodes: their limit and size.

use serde_json::Value;

use super::place::Place;

/// The most nodes that are copied in a document: references may double it again and again.
pub const MAX_COPIED: usize = 1_000_000;

/// How many nodes a value has.
pub fn count(value: &Value) -> usize {
    match value {
        Value::Object(map) => 1 + map.values().map(count).sum::<usize>(),
        Value::Array(list) => 1 + list.iter().map(count).sum::<usize>(),
        _ => 1,
    }
}

/// The reference that a node consists of. Its siblings count for schemas, and for what is copied.
pub fn pure_reference(node: &Value, place: Place) -> Option<&str> {
    let alone = place.is_schema() || place.section(false).is_none();
    let map = node.as_object().filter(|map| map.len() == 1 || !alone)?;
    map.get("$ref")?.as_str()
}
