//! The mappings of components of a tree, and references to what is in them.

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::pointer;
use crate::read::reference::decode;

/// The pointer of the component `name` of a section.
pub fn slot(section: &[&str], name: &str) -> String {
    let mut text = String::new();
    for key in section.iter().chain([&name]) {
        pointer::push(&mut text, key);
    }
    text
}

/// Kind and name of the component that a reference names or leads into, in a document of OpenAPI 3.x.
/// Percent-encoding is undone (OpenAPI 3.0.4, section 4.7.23: references are URLs).
pub fn named(reference: &str) -> Option<(&str, Cow<'_, str>)> {
    let mut segments = reference.strip_prefix("#/components/")?.split('/');
    let (kind, name) = (segments.next()?, segments.next()?);
    if name.contains('%') {
        return Some((kind, Cow::Owned(pointer::unescape(&decode(name)).into_owned())));
    }
    Some((kind, pointer::unescape(name)))
}

/// The mapping at a path of members, made where it is not there. `None` when the tree is no mapping.
pub fn entry<'a>(tree: &'a mut Value, path: &[&str]) -> Option<&'a mut Map<String, Value>> {
    path.iter().try_fold(tree.as_object_mut()?, |map, key| member(map, key))
}

/// The mapping that is a member, made where it is not one.
pub fn member<'a>(
    map: &'a mut Map<String, Value>,
    key: &str,
) -> Option<&'a mut Map<String, Value>> {
    let node = map.entry(key).or_insert(Value::Null);
    if !node.is_object() {
        *node = Value::Object(Map::new());
    }
    node.as_object_mut()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn references_name_components() {
        for (reference, expected) in [
            ("#/components/schemas/A", Some(("schemas", "A"))),
            ("#/components/schemas/A~1b/properties/c", Some(("schemas", "A/b"))),
            ("#/components/responses/A%20b", Some(("responses", "A b"))),
            ("#/components/schemas", None),
            ("#/paths/~1a", None),
        ] {
            let found = named(reference);
            let found = found.as_ref().map(|(kind, name)| (*kind, name.as_ref()));
            assert_eq!(found, expected, "{reference}");
        }
        assert_eq!(slot(&["components", "schemas"], "a/b"), "/components/schemas/a~1b");
    }

    #[test]
    fn mappings_are_made() {
        let mut tree = json!({"components": {"schemas": null}});
        entry(&mut tree, &["components", "schemas"]).unwrap().insert("A".to_owned(), json!({}));
        assert_eq!(tree, json!({"components": {"schemas": {"A": {}}}}));
        assert!(entry(&mut json!([]), &["components"]).is_none());
    }
}
