//! Removes nodes whose references cannot be resolved.

use serde_json::Value;

use super::place::Place;
use super::tree::{Node, Tree};

/// Removes an unresolvable reference from a node. A schema keeps its other members and then allows any value; any other
/// node becomes null, which [`sweep`] removes.
pub fn unresolved(node: &mut Node<'_>, place: Place) {
    // In a collection of unknown or named nodes, the rest of the mapping is kept.
    let is_collection =
        matches!(place, Place::PathItem | Place::Map(_) | Place::Patterned(_) | Place::Components);
    let others = node.members().map_or(0, |members| members.len().saturating_sub(1));
    if node.is_mapping() && (place.is_schema() || is_collection && others > 0) {
        node.remove("$ref");
    } else {
        node.set(Value::Null);
    }
}

/// Removes `null`s at places of nodes other than schemas and values.
pub fn sweep(tree: &mut Tree) {
    clean(&mut tree.root(), Place::Document);
}

fn clean(node: &mut Node<'_>, place: Place) {
    let is_mapping = node.is_mapping();
    let has_null = match node.value() {
        Value::Object(map) => map.values().any(Value::is_null),
        Value::Array(list) => list.iter().any(Value::is_null),
        _ => return,
    };
    if has_null {
        node.retain(|child| {
            let place = if is_mapping { place.member(child.at().last()) } else { place.element() };
            !child.value().is_null()
                || place.is_schema()
                || matches!(place, Place::Other | Place::Data)
        });
    }
    node.each_of(place, |mut child, place| {
        if place != Place::Data {
            clean(&mut child, place);
        }
    });
}
