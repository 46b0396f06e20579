//! Positions of keys and values in a TOML text: the options file.

use std::ops::Range;

use ::toml::de::{DeTable, DeValue};

use crate::pointer;

/// Finds the bytes of the key, or of the item of a list, at each JSON pointer; if there is none, those of the nearest
/// ancestor.
pub(crate) fn locate_all(text: &str, pointers: &[&str]) -> Vec<Range<usize>> {
    match DeTable::parse(text) {
        Ok(table) => pointers.iter().map(|pointer| locate(table.get_ref(), pointer)).collect(),
        Err(_) => vec![0..0; pointers.len()],
    }
}

fn locate(table: &DeTable<'_>, pointer: &str) -> Range<usize> {
    let mut keys = pointer::keys(pointer);
    let first = keys.next().and_then(|key| table.get_key_value(key.as_ref()));
    let Some((key, value)) = first else { return 0..0 };
    let mut found = key.span();
    let mut node = value.get_ref();
    for key in keys {
        let (span, next) = match node {
            DeValue::Table(table) => match table.get_key_value(key.as_ref()) {
                Some((key, value)) => (key.span(), value),
                None => break,
            },
            DeValue::Array(list) => match key.parse().ok().and_then(|at: usize| list.get(at)) {
                Some(item) => (item.span(), item),
                None => break,
            },
            _ => break,
        };
        found = span;
        node = next.get_ref();
    }
    found
}

/// The string at a key of the top level.
pub(crate) fn text(text: &str, key: &str) -> Option<String> {
    let table = DeTable::parse(text).ok()?;
    match table.get_ref().get(key)?.get_ref() {
        DeValue::String(text) => Some(text.clone().into_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_items_have_places() {
        let file = "overlays = ['a.yaml',\n 'b.yaml']\n[include]\ntags = [\"x\"]\n\
                    [rename]\n'/components/schemas/A' = 'B'\nsecurity.b.type = 'http'\n";
        let cases = [
            ("/overlays", "overlays"),
            ("/overlays/1", "'b.yaml'"),
            ("/overlays/2", "overlays"),
            ("/include", "include"),
            ("/include/tags/0", "\"x\""),
            ("/rename/~1components~1schemas~1A", "'/components/schemas/A'"),
            ("/rename/security/b/type", "type"),
            ("/missing/a", ""),
            ("", ""),
        ];
        let pointers = cases.map(|(pointer, _)| pointer);
        for ((pointer, expected), found) in cases.iter().zip(locate_all(file, &pointers)) {
            assert_eq!(&file[found], *expected, "{pointer}");
        }
        assert!(locate_all("a = ", &["/a"])[0].is_empty());
        assert_eq!(text("document = 'v2'", "document").as_deref(), Some("v2"));
        assert_eq!(text("document = 2", "document"), None);
    }
}
