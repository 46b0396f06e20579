//! Copies of referenced nodes: their size and its limit.

use serde_json::Value;

use super::place::Place;

/// Maximum number of nodes that are copied in a document: nested references can double it repeatedly.
pub const MAX_COPIED: usize = 1_000_000;

/// Returns the number of nodes in a value.
pub fn count(value: &Value) -> usize {
    match value {
        Value::Object(map) => 1 + map.values().map(count).sum::<usize>(),
        Value::Array(list) => 1 + list.iter().map(count).sum::<usize>(),
        _ => 1,
    }
}

/// Returns the reference, if a node consists of one. At places where siblings of a reference have a meaning, the node
/// must have none.
pub fn pure_reference(node: &Value, place: Place) -> Option<&str> {
    let alone = place.is_schema() || place.section(false).is_none();
    let map = node.as_object().filter(|map| map.len() == 1 || !alone)?;
    map.get("$ref")?.as_str()
}
