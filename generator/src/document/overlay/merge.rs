//! The merge of the Overlay Specification (1.1.0, Action Object).

use serde_json::Value;

use crate::diagnostics::Origin;
use crate::diagnostics::finding::NodeKind;
use crate::document::at::At;
use crate::document::tree::{Located, Node, Tree};

/// Two values that cannot be merged; the document's value is kept.
pub struct Conflict {
    /// JSON pointer into the document.
    pub pointer: String,
    /// Origin of the other value.
    pub from: Origin,
    /// Kind of the document's value.
    pub target: NodeKind,
    /// Kind of the other value.
    pub update: NodeKind,
}

/// Returns the kind of a value.
pub fn kind(value: &Value) -> NodeKind {
    match value {
        Value::Object(_) => NodeKind::Object,
        Value::Array(_) => NodeKind::Array,
        _ => NodeKind::Primitive,
    }
}

/// Merges `update` into a node: objects are merged by their members, arrays are concatenated, primitive values are
/// replaced. If the node is an array and the update is not, the update is appended as one element.
pub fn merge(mut target: Node<'_>, update: &Tree, conflicts: &mut Vec<Conflict>) {
    if target.value().is_array() && !update.value().is_array() {
        target.push(update.clone());
    } else {
        member(target, update, update.value(), &At::root(), conflicts);
    }
}

/// Merges the part of `update` at a position.
fn member(
    mut target: Node<'_>,
    update: &Tree,
    part: &Value,
    at: &At<'_>,
    conflicts: &mut Vec<Conflict>,
) {
    let known = kind(target.value());
    match part {
        Value::Object(members) if known == NodeKind::Object => {
            for (key, value) in members {
                let at = at.key(key);
                match target.child(key) {
                    Some(child) => member(child, update, value, &at, conflicts),
                    None => target.put(key, update.copy_at(&at)),
                }
            }
        }
        Value::Array(list) if known == NodeKind::Array => {
            for index in 0..list.len() {
                target.push(update.copy_at(&at.index(index)));
            }
        }
        part if known == kind(part) => {
            target.replace(update.copy_at(at));
        }
        part => conflicts.push(Conflict {
            pointer: target.at().text(),
            from: update.spot(*at).origin(),
            target: known,
            update: kind(part),
        }),
    }
}
