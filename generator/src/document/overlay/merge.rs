//! The merge of the Overlay Specification (1.1.0, Action Object).

use crate::pointer;
use serde_json::Value;

/// What a merge did.
#[derive(Default)]
pub struct Merge {
    /// JSON pointers of what was put into the document, and of where it came from.
    pub added: Vec<(String, String)>,
    pub conflicts: Vec<Conflict>,
}

/// Two values that do not go together; the document's is left as it is.
pub struct Conflict {
    /// JSON pointer into the document.
    pub pointer: String,
    /// JSON pointer of the other value.
    pub from: String,
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

/// Merges `update`, which stands at the pointer `from`, into the selected node at `pointer`: objects are
/// merged by their members, arrays appended to, primitive values replaced. One entry that is not an array
/// is appended to an array, if that is the selected node.
pub fn merge(
    target: &mut Value,
    update: &Value,
    pointer: &mut String,
    from: &mut String,
    done: &mut Merge,
) {
    match (&mut *target, update) {
        (Value::Array(list), update) if !update.is_array() => {
            done.added.push((format!("{pointer}/{}", list.len()), from.clone()));
            list.push(update.clone());
        }
        _ => member(target, update, pointer, from, done),
    }
}

fn member(
    target: &mut Value,
    update: &Value,
    pointer: &mut String,
    from: &mut String,
    done: &mut Merge,
) {
    match (target, update) {
        (Value::Object(members), Value::Object(update)) => {
            for (key, value) in update {
                let ends = (pointer.len(), from.len());
                for pointer in [&mut *pointer, &mut *from] {
                    pointer::push(pointer, key);
                }
                match members.get_mut(key) {
                    Some(target) => member(target, value, pointer, from, done),
                    None => {
                        done.added.push((pointer.clone(), from.clone()));
                        members.insert(key.clone(), value.clone());
                    }
                }
                pointer.truncate(ends.0);
                from.truncate(ends.1);
            }
        }
        (Value::Array(list), Value::Array(update)) => {
            for (at, value) in update.iter().enumerate() {
                done.added.push((format!("{pointer}/{}", list.len()), format!("{from}/{at}")));
                list.push(value.clone());
            }
        }
        (target, update) if Kind::of(target) == Kind::of(update) => {
            done.added.push((pointer.clone(), from.clone()));
            *target = update.clone();
        }
        (target, update) => done.conflicts.push(Conflict {
            pointer: pointer.clone(),
            from: from.clone(),
            target: Kind::of(target),
            update: Kind::of(update),
        }),
    }
}
