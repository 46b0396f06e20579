//! What becomes of a node that a reference names and that cannot be had.

use serde_json::Value;

use super::at::At;
use super::origins::Origins;
use super::place::Place;
use crate::diagnostics::Origin;

/// What stands for a node that cannot be had: any value for a schema, which keeps its other members;
/// null, which [`sweep`] takes away, for anything else.
pub fn nowhere(node: &mut Value, place: Place) {
    match node {
        Value::Object(map) if place.is_schema() => {
            map.shift_remove("$ref");
        }
        // What surrounds such a node says nothing about what it is; the rest of the mapping is kept.
        Value::Object(map)
            if map.len() > 1
                && matches!(
                    place,
                    Place::PathItem | Place::Map(_) | Place::Patterned(_) | Place::Components
                ) =>
        {
            map.shift_remove("$ref");
        }
        _ => *node = Value::Null,
    }
}

/// Takes away the nulls where a node that is no schema or value should stand.
pub fn sweep(tree: &mut Value, origins: &mut Origins) {
    origins.layer();
    clean(tree, Place::Document, &At::root(), origins);
}

fn clean(node: &mut Value, place: Place, at: &At<'_>, origins: &mut Origins) {
    let doomed = |node: &Value, place: Place| {
        node.is_null() && !(place.is_schema() || matches!(place, Place::Other | Place::Data))
    };
    match node {
        Value::Object(map) => {
            map.retain(|key, child| !doomed(child, place.member(key)));
            for (key, child) in map {
                let next = place.member(key);
                if next != Place::Data {
                    clean(child, next, &at.key(key), origins);
                }
            }
        }
        Value::Array(list) => {
            let item = place.element();
            let old: Vec<usize> = (0..list.len()).filter(|i| !doomed(&list[*i], item)).collect();
            list.retain(|child| !doomed(child, item));
            for (new, (child, old)) in list.iter_mut().zip(old).enumerate() {
                if new != old {
                    origins.moved(at.index(new).text(), Origin::at(at.index(old).text()));
                }
                clean(child, item, &at.index(new), origins);
            }
        }
        _ => {}
    }
}
