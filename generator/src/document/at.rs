//! Position of a walk in a tree.

use serde_json::Value;

use super::place::Place;
use crate::pointer;

/// Position of a walk in a tree. It is only converted to a pointer when there is something to report.
#[derive(Debug, Clone, Copy)]
pub struct At<'a> {
    up: Option<&'a At<'a>>,
    step: Step<'a>,
}

#[derive(Debug, Clone, Copy)]
enum Step<'a> {
    Pointer(&'a str),
    Key(&'a str),
    Index(usize),
}

impl<'a> At<'a> {
    /// The position of an RFC 6901 pointer.
    pub fn pointer(pointer: &'a str) -> Self {
        Self { up: None, step: Step::Pointer(pointer) }
    }

    /// The position at which a walk starts.
    pub fn root() -> Self {
        Self::pointer("")
    }

    /// The position of a member of this mapping.
    pub fn key(&'a self, key: &'a str) -> Self {
        Self { up: Some(self), step: Step::Key(key) }
    }

    /// The position of an element of this list.
    pub fn index(&'a self, index: usize) -> Self {
        Self { up: Some(self), step: Step::Index(index) }
    }

    /// Returns the last step: the name of a member, or nothing for an element.
    pub fn last(&self) -> &'a str {
        match self.step {
            Step::Key(key) => key,
            Step::Pointer(_) | Step::Index(_) => "",
        }
    }

    /// Returns the innermost member's name on the path that satisfies a condition.
    pub fn nearest(&self, wanted: impl Fn(&str) -> bool) -> Option<&'a str> {
        match self.step {
            Step::Key(key) if wanted(key) => Some(key),
            _ => self.up?.nearest(wanted),
        }
    }

    /// Returns the position as an RFC 6901 pointer.
    pub fn text(&self) -> String {
        let mut text = String::new();
        self.write(&mut text);
        text
    }

    /// Folds over the keys on the path to the position.
    pub fn fold<T>(&self, start: T, step: &mut impl FnMut(T, &str) -> T) -> T {
        let start = match self.up {
            Some(up) => up.fold(start, step),
            None => start,
        };
        match self.step {
            Step::Pointer(pointer) => {
                pointer::keys(pointer).fold(start, |before, key| step(before, &key))
            }
            Step::Key(key) => step(start, key),
            Step::Index(index) => step(start, &index.to_string()),
        }
    }

    fn write(&self, text: &mut String) {
        if let Some(up) = self.up {
            up.write(text);
        }
        match self.step {
            Step::Pointer(pointer) => text.push_str(pointer),
            Step::Key(key) => pointer::push(text, key),
            Step::Index(index) => pointer::push(text, &index.to_string()),
        }
    }
}

/// Calls `each` for every mapping and list directly in a node, with its place and position.
pub fn children<'v>(
    node: &'v Value,
    place: Place,
    at: &At<'_>,
    mut each: impl FnMut(&'v Value, Place, &At<'_>),
) {
    match node {
        Value::Object(map) => {
            for (key, child) in map.iter().filter(|(_, child)| is_collection(child)) {
                each(child, place.member(key), &at.key(key));
            }
        }
        Value::Array(list) => {
            let place = place.element();
            for (index, child) in list.iter().enumerate().filter(|(_, child)| is_collection(child))
            {
                each(child, place, &at.index(index));
            }
        }
        _ => {}
    }
}

fn is_collection(node: &Value) -> bool {
    node.is_object() || node.is_array()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn pointers_are_escaped() {
        let root = At::pointer("/paths");
        let item = root.key("/a~b");
        assert_eq!(item.index(3).text(), "/paths/~1a~0b/3");
        let keys = item.index(3).fold(String::new(), &mut |keys, key| format!("{keys} {key}"));
        assert_eq!(keys, " paths /a~b 3");
        assert_eq!(item.index(3).nearest(|key| key.starts_with('/')), Some("/a~b"));
    }

    #[test]
    fn children_have_their_places() {
        let node = json!({"type": "object", "allOf": [{}], "properties": {}, "x-a": {}});
        let mut found = Vec::new();
        children(&node, Place::Schema, &At::root(), |_, place, at| found.push((place, at.text())));
        let expected = [
            (Place::List(&Place::Schema), "/allOf"),
            (Place::Map(&Place::Schema), "/properties"),
            (Place::Data, "/x-a"),
        ];
        assert_eq!(found, expected.map(|(place, at)| (place, at.to_owned())));
    }
}
