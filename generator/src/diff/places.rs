//! Places of changes in the old and in the new document.

use serde_json::Value;

use super::found::Unplaced;
use crate::changes::{Change, Kind, Place, Subject};
use crate::diagnostics::Origin;
use crate::pointer;
use crate::read::Source;
use crate::render;

/// Maximum number of schemas that are searched for a member.
const SEARCHED: usize = 64;

/// Looks up the places of changes, and sorts them by their places: in the new document, or in the old one if the item is
/// gone. Changes without a place come first.
pub fn place(list: Vec<Unplaced>, old: &[Source], new: &[Source]) -> Vec<Change> {
    let (mut changes, mut olds, mut news) = (Vec::new(), Vec::new(), Vec::new());
    for Unplaced { change, old: before, new: after } in list {
        olds.push(before.map(|origin| precise(origin, &change.subject, old)));
        news.push(after.map(|origin| precise(origin, &change.subject, new)));
        changes.push(change);
    }
    let files: Vec<Option<usize>> = news
        .iter()
        .zip(&olds)
        .map(|(new, old)| new.as_ref().or(old.as_ref()).map(|origin| origin.file))
        .collect();
    let (olds, news) = (locate(&olds, old), locate(&news, new));
    for ((change, old), new) in changes.iter_mut().zip(olds).zip(news) {
        (change.old, change.new) = (old, new);
    }
    let mut list: Vec<(Option<usize>, Change)> = files.into_iter().zip(changes).collect();
    list.sort_by_key(|(file, change)| {
        let place = change.new.as_ref().or(change.old.as_ref());
        (*file, place.map(|place| (place.line, place.column)))
    });
    list.into_iter().map(|(_, change)| change).collect()
}

fn locate(origins: &[Option<Origin>], sources: &[Source]) -> Vec<Option<Place>> {
    let wanted: Vec<Option<&Origin>> = origins.iter().map(Option::as_ref).collect();
    let found = render::locate(&wanted, sources).into_iter().zip(wanted);
    let places = found.map(|(found, origin)| {
        let (found, origin) = (found?, origin?);
        Some(Place {
            file: found.source.name.clone(),
            line: found.position.line,
            column: found.position.column,
            pointer: origin.pointer.clone(),
        })
    });
    places.collect()
}

/// Returns the place of a member or value, given that of its schema.
fn precise(origin: Origin, subject: &Subject, sources: &[Source]) -> Origin {
    let is_below = match subject.kind {
        Kind::Member => member,
        Kind::Value => value,
        _ => return origin,
    };
    let tree = sources.get(origin.file).filter(|_| origin.offset.is_none()).and_then(Source::tree);
    let below = tree.and_then(|tree| is_below(tree, &origin.pointer, &subject.name));
    below.map_or_else(|| origin.clone(), |pointer| Origin { pointer, ..origin.clone() })
}

/// Finds a property of a schema, or of the schemas that it is combined of.
fn member(tree: &Value, schema: &str, name: &str) -> Option<String> {
    let mut pointers = vec![schema.to_owned()];
    let mut next = 0;
    while let Some(schema) = pointers.get(next).filter(|_| next < SEARCHED).cloned() {
        next += 1;
        let Some(node) = tree.pointer(&schema) else { continue };
        if node.get("properties").and_then(|properties| properties.get(name)).is_some() {
            return Some(pointer::join(&pointer::join(&schema, "properties"), name));
        }
        if let Some(reference) = node.get("$ref").and_then(Value::as_str) {
            pointers.extend(reference.strip_prefix('#').map(str::to_owned));
        }
        for keyword in ["allOf", "oneOf", "anyOf"] {
            let parts = node.get(keyword).and_then(Value::as_array).map_or(0, Vec::len);
            let list = pointer::join(&schema, keyword);
            pointers.extend((0..parts.min(SEARCHED)).map(|index| format!("{list}/{index}")));
        }
    }
    None
}

/// Finds a value in the `enum` of a schema.
fn value(tree: &Value, schema: &str, value: &str) -> Option<String> {
    let list = tree.pointer(schema)?.get("enum")?.as_array()?;
    let is_value = |node: &Value| match node {
        Value::String(text) => text == value,
        Value::Number(number) => number.to_string() == value,
        _ => false,
    };
    let index = list.iter().position(is_value)?;
    Some(format!("{schema}/enum/{index}"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn members_are_found_in_what_a_schema_is_combined_of() {
        let tree = json!({
            "A": {"allOf": [{"$ref": "#/B"}, {"properties": {"a/b": {}}}], "enum": ["x", 2]},
            "B": {"allOf": [{"$ref": "#/A"}, {"properties": {"c": {}}}]},
        });
        assert_eq!(member(&tree, "/A", "a/b").as_deref(), Some("/A/allOf/1/properties/a~1b"));
        assert_eq!(member(&tree, "/A", "c").as_deref(), Some("/B/allOf/1/properties/c"));
        assert_eq!(member(&tree, "/A", "d"), None);
        assert_eq!(value(&tree, "/A", "2").as_deref(), Some("/A/enum/1"));
    }
}
