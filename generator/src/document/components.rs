//! Pointers of components, and references to them.

use std::borrow::Cow;

use crate::pointer;
use crate::read::reference::decode;

/// Returns the pointer of the component `name` of a section.
pub fn slot(section: &[&str], name: &str) -> String {
    let mut text = String::new();
    for key in section.iter().chain([&name]) {
        pointer::push(&mut text, key);
    }
    text
}

/// Returns kind and name of the component that a reference names or points into, in a document of OpenAPI 3.x.
/// Percent-encoding is decoded (OpenAPI 3.0.4, section 4.7.23: references are URLs).
pub fn named(reference: &str) -> Option<(&str, Cow<'_, str>)> {
    let mut segments = reference.strip_prefix("#/components/")?.split('/');
    let (kind, name) = (segments.next()?, segments.next()?);
    if name.contains('%') {
        return Some((kind, Cow::Owned(pointer::unescape(&decode(name)).into_owned())));
    }
    Some((kind, pointer::unescape(name)))
}

/// Returns the name in `#/components/KIND/NAME`.
pub fn component(reference: &str, kind: &str) -> Option<String> {
    let name = reference.strip_prefix("#/components/")?.strip_prefix(kind)?.strip_prefix('/')?;
    Some(pointer::unescape(&decode(name)).into_owned())
}

#[cfg(test)]
mod tests {
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
}
