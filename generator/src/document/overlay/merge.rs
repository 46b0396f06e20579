//! The merge of the Overlay Specification (1.1.0, Action Object).

use serde_json::Value;

use crate::diagnostics::Origin;
use crate::document::at::At;
use crate::document::tree::{Located, Node, Tree};

/// Two values that do not go together; the document's is left as it is.
pub struct Conflict {
    /// JSON pointer into the document.
    pub pointer: String,
    /// Where the other value comes from.
    pub from: Origin,
    /// Kind of the document's value.
    pub target: Kind,
    /// Kind of the other value.
    pub update: Kind,
}

/// The three kinds of values between which the specification distinguishes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Object,
    Array,
    Primitive,
}

impl Kind {
    pub fn of(value: &Value) -> Self {
        match value {
            Value::Object(_) => Self::Object,
            Value::Array(_) => Self::Array,
            _ => Self::Primitive,
        }
    }

    /// Its name with the article.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Object => "an object",
            Self::Array => "an array",
            Self::Primitive => "a primitive value",
        }
    }
}

/// Merges `update` into a node: objects are merged by their members, arrays appended to, primitive values
/// replaced. One entry that is not an array is appended to an array, if that is the node.
pub fn merge(mut target: Node<'_>, update: &Tree, conflicts: &mut Vec<Conflict>) {
    if target.value().is_array() && !update.value().is_array() {
        target.push(update.clone());
    } else {
        member(target, update, update.value(), &At::root(), conflicts);
    }
}

/// Merges the part of `update` that is at a place of it.
fn member(
    mut target: Node<'_>,
    update: &Tree,
    part: &Value,
    at: &At<'_>,
    conflicts: &mut Vec<Conflict>,
) {
    let kind = Kind::of(target.value());
    match part {
        Value::Object(members) if kind == Kind::Object => {
            for (key, value) in members {
                let at = at.key(key);
                match target.child(key) {
                    Some(child) => member(child, update, value, &at, conflicts),
                    None => target.put(key, update.copy_at(&at)),
                }
            }
        }
        Value::Array(list) if kind == Kind::Array => {
            for index in 0..list.len() {
                target.push(update.copy_at(&at.index(index)));
            }
        }
        part if kind == Kind::of(part) => {
            target.replace(update.copy_at(at));
        }
        part => conflicts.push(Conflict {
            pointer: target.at().text(),
            from: update.spot(*at).origin(),
            target: kind,
            update: Kind::of(part),
        }),
    }
}
