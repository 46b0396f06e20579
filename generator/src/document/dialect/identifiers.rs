//! Names of schemas of OpenAPI 3.1 other than their pointers: `$id`, `$anchor`, `$defs`.
//!
//! JSON Schema 2020-12, core, sections 8.2 (identifiers and references) and 8.2.4 (`$defs`).

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;
use serde_json::Value;

use super::schema::CONSTRAINTS;
use crate::document::at::{self, At};
use crate::document::components::slot;
use crate::document::names::Taken;
use crate::document::place::Place;
use crate::document::tree::{Node, Tree};
use crate::pointer;
use crate::read::reference::decode;

/// Rewrites every reference to name a component or a node by its pointer, and moves definitions inside of schemas to
/// the components.
pub fn resolve(tree: &mut Tree) {
    let mut rewriting = Rewriting { names: Identifiers::of(tree.value()), definitions: Vec::new() };
    rewriting.node(tree.root(), Place::Document, 0);
    // Outer definitions come before those inside of them, each in the order of the document.
    rewriting.definitions.sort_by_key(|found| found.order);
    for found in rewriting.definitions {
        tree.insert(&["components", "schemas"], &found.name, found.schema);
    }
}

/// A definition inside of a schema that becomes a component.
struct Definition {
    /// Number of enclosing definitions, and index in the document.
    order: (usize, usize),
    name: String,
    schema: Tree,
}

struct Rewriting {
    names: Identifiers,
    definitions: Vec<Definition>,
}

impl Rewriting {
    /// Rewrites a node that is inside a number of definitions. Nodes below it are rewritten first, so that pointers are
    /// still those for which the names were collected.
    fn node(&mut self, mut node: Node<'_>, place: Place, within: usize) {
        let is_schema = node.is_mapping() && place.is_schema();
        node.each_of(place, |child, place| {
            let key = child.at().last();
            let is_ignored = is_schema && CONSTRAINTS.iter().any(|(keyword, _)| *keyword == key);
            if place.is_read() && !is_ignored {
                let inside = is_schema && DEFINITIONS.contains(&key);
                self.node(child, place, within + usize::from(inside));
            }
        });
        if !node.is_mapping() {
            return;
        }
        let at = *node.at();
        if is_schema {
            for keyword in ["$dynamicRef", "$recursiveRef"] {
                node.rename(keyword, "$ref");
                node.remove(keyword);
            }
            let mut discriminator = node.child("discriminator");
            if let Some(mut mapping) =
                discriminator.as_mut().and_then(|node| node.child_mapping("mapping"))
            {
                mapping.each(|mut target| {
                    if target.value().as_str().is_some_and(|text| text.contains('#')) {
                        self.reference(&mut target, &at);
                    }
                });
            }
        }
        if let Some(mut reference) = node.child("$ref") {
            self.reference(&mut reference, &at);
        }
        if is_schema {
            self.hoist(&mut node, within);
        }
    }

    fn reference(&self, reference: &mut Node<'_>, from: &At<'_>) {
        if let Some(text) = reference.value().as_str()
            && !self.names.is_plain(text)
            && let Some(resolved) = self.names.resolve(text, &from.text())
        {
            reference.set(Value::String(resolved));
        }
    }

    /// Takes the definitions out of a schema.
    fn hoist(&mut self, schema: &mut Node<'_>, within: usize) {
        for keyword in DEFINITIONS {
            if !schema.get(keyword).is_some_and(Value::is_object) {
                continue;
            }
            let at = schema.at().key(keyword).text();
            let Some(mut definitions) = schema.take(keyword) else { continue };
            for (key, schema) in definitions.root().take_members() {
                let found = self.names.definitions.get_full(&pointer::join(&at, &key));
                if let Some((index, _, name)) = found {
                    let (order, name) = ((within, index), name.clone());
                    self.definitions.push(Definition { order, name, schema });
                }
            }
        }
    }
}

/// Keywords with definitions of other schemas.
const DEFINITIONS: [&str; 2] = ["$defs", "definitions"];

/// Names of the schemas of one document.
#[derive(Debug, Default)]
struct Identifiers {
    /// `$self` of the document (OpenAPI 3.2).
    document: String,
    /// Pointers of schemas by their `$id`.
    ids: HashMap<String, String>,
    /// Pointers of schemas with an `$id`.
    resources: HashSet<String>,
    /// Pointers of schemas by their anchors.
    anchors: HashMap<String, Vec<String>>,
    /// Names of the new components, by the pointers of the definitions inside of schemas.
    definitions: IndexMap<String, String>,
    /// Names of components.
    taken: Taken,
}

impl Identifiers {
    /// Collects the names in a document.
    fn of(tree: &Value) -> Self {
        let mut found = Self::default();
        if let Some(Value::String(own)) = tree.get("$self") {
            found.document.clone_from(own);
        }
        found.taken = Taken::of(tree, &["components", "schemas"]);
        found.collect(tree, Place::Document, &At::root());
        found
    }

    fn collect(&mut self, node: &Value, place: Place, at: &At<'_>) {
        if let Value::Object(map) = node
            && place.is_schema()
        {
            self.schema(map, at);
        }
        at::children(node, place, at, |child, place, at| {
            if place.is_read() {
                self.collect(child, place, at);
            }
        });
    }

    fn schema(&mut self, map: &serde_json::Map<String, Value>, at: &At<'_>) {
        if let Some(Value::String(id)) = map.get("$id") {
            let pointer = at.text();
            self.ids.entry(id.trim_end_matches('#').to_owned()).or_insert_with(|| pointer.clone());
            self.resources.insert(pointer);
        }
        for keyword in ["$anchor", "$dynamicAnchor"] {
            if let Some(Value::String(anchor)) = map.get(keyword) {
                self.anchors.entry(anchor.clone()).or_default().push(at.text());
            }
        }
        for keyword in DEFINITIONS {
            let Some(Value::Object(definitions)) = map.get(keyword) else { continue };
            let pointer = at.text();
            let list = pointer::join(&pointer, keyword);
            for key in definitions.keys() {
                let name = self.free_name(key, &pointer);
                self.definitions.insert(pointer::join(&list, key), name);
            }
        }
    }

    /// Returns a free name of a component: the key, or the name of the enclosing component and the key.
    fn free_name(&mut self, key: &str, pointer: &str) -> String {
        let owner = pointer.strip_prefix("/components/schemas/").unwrap_or_default();
        let owner = owner.split('/').next().unwrap_or_default();
        self.taken.claim(&[key.to_owned(), format!("{owner}_{key}")])
    }

    /// Whether a reference is unambiguous without [`Identifiers::resolve`].
    fn is_plain(&self, reference: &str) -> bool {
        reference
            .strip_prefix("#/components/")
            .is_some_and(|rest| rest.bytes().filter(|byte| *byte == b'/').count() == 1)
    }

    /// Resolves a reference from the schema at the pointer `from` to a reference with a pointer. Returns `None` if it
    /// is not a name in this document, or has a pointer already.
    fn resolve(&self, reference: &str, from: &str) -> Option<String> {
        let (uri, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let is_document = !uri.is_empty() && uri == self.document;
        let base = match uri {
            "" => self.resource(from),
            _ if is_document => "",
            _ => self.by_id(uri)?,
        };
        if fragment.is_empty() {
            let base = if base.is_empty() { component(from)? } else { base };
            return Some(self.reference(base));
        }
        let fragment = decode(fragment);
        if !fragment.starts_with('/') {
            let places = self.anchors.get(&fragment)?;
            let near = places.iter().find(|place| within(place, base));
            let near = near.filter(|_| !base.is_empty()).or_else(|| {
                let own = component(from)?;
                places.iter().find(|place| within(place, own))
            });
            return Some(self.reference(near.or(places.first())?));
        }
        if !base.is_empty() && !fragment.starts_with("/components/") {
            return Some(self.reference(&format!("{base}{fragment}")));
        }
        if fragment.starts_with("/$defs/") || fragment.starts_with("/definitions/") {
            return self.around(&fragment, from);
        }
        let found = self.reference(&fragment);
        (found != reference).then_some(found)
    }

    /// Resolves `/$defs/NAME…` in a schema that encloses the place `from`.
    fn around(&self, fragment: &str, from: &str) -> Option<String> {
        let name_end = fragment[1..].match_indices('/').nth(1).map(|(at, _)| at + 1);
        let (definition, rest) = fragment.split_at(name_end.unwrap_or(fragment.len()));
        let mut around = from;
        while !self.definitions.is_empty() {
            if let Some(name) = self.definitions.get(&format!("{around}{definition}")) {
                return Some(format!("#{}{rest}", slot(&["components", "schemas"], name)));
            }
            around = &around[..around.rfind('/')?];
        }
        None
    }

    /// Returns the innermost schema around a place that has an `$id`, or else the document.
    fn resource<'p>(&self, from: &'p str) -> &'p str {
        let mut around = from;
        while !self.resources.is_empty() {
            if self.resources.contains(around) {
                return around;
            }
            match around.rfind('/') {
                Some(cut) => around = &around[..cut],
                None => break,
            }
        }
        ""
    }

    fn by_id(&self, uri: &str) -> Option<&str> {
        let exact = self.ids.get(uri);
        // The reference may be relative: the last segments are compared.
        exact.map(String::as_str).or_else(|| {
            let name = uri.trim_start_matches("./");
            let mut same = self
                .ids
                .iter()
                .filter(|(id, _)| id.rsplit('/').next() == Some(name) && !name.is_empty());
            match (same.next(), same.next()) {
                (Some((_, pointer)), None) => Some(pointer.as_str()),
                _ => None,
            }
        })
    }

    /// Returns a pointer as a reference. If it is inside a definition that moves, the reference has the new place.
    fn reference(&self, pointer: &str) -> String {
        let mut cut = pointer.len();
        while !self.definitions.is_empty() {
            if let Some(name) = self.definitions.get(&pointer[..cut]) {
                let component = slot(&["components", "schemas"], name);
                return format!("#{component}{}", &pointer[cut..]);
            }
            match pointer[..cut].rfind('/') {
                Some(next) => cut = next,
                None => break,
            }
        }
        format!("#{pointer}")
    }
}

fn within(pointer: &str, base: &str) -> bool {
    pointer.strip_prefix(base).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Returns the component that contains a place.
fn component(from: &str) -> Option<&str> {
    let rest = from.strip_prefix("/components/schemas/")?;
    let name = rest.split('/').next().unwrap_or_default();
    Some(&from[..from.len() - rest.len() + name.len()])
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn references() {
        let tree = json!({
            "$self": "https://a.example/api.yaml",
            "components": {"schemas": {
                "A": {
                    "$defs": {"B": {"$anchor": "b"}, "C": {"properties": {"c": {}}}},
                },
                "B": {"$dynamicAnchor": "node"},
                "D": {"$id": "https://a.example/d", "$defs": {"E": {}}, "properties": {"x": {}}},
            }},
        });
        let names = Identifiers::of(&tree);
        for (reference, from, expected) in [
            ("#/components/schemas/A/$defs/B", "", Some("#/components/schemas/A_B")),
            ("#/$defs/B", "/components/schemas/A/properties/x", Some("#/components/schemas/A_B")),
            (
                "#/components/schemas/A/$defs/C/properties/c",
                "",
                Some("#/components/schemas/C/properties/c"),
            ),
            (
                "#/$defs/C/properties/c",
                "/components/schemas/A/items",
                Some("#/components/schemas/C/properties/c"),
            ),
            ("#b", "/components/schemas/B", Some("#/components/schemas/A_B")),
            ("#node", "/components/schemas/B/items", Some("#/components/schemas/B")),
            ("#", "/components/schemas/B/items", Some("#/components/schemas/B")),
            ("#/$defs/E", "/components/schemas/D/items", Some("#/components/schemas/E")),
            (
                "#/properties/x",
                "/components/schemas/D/items",
                Some("#/components/schemas/D/properties/x"),
            ),
            ("https://a.example/d", "", Some("#/components/schemas/D")),
            ("d#/$defs/E", "", Some("#/components/schemas/E")),
            (
                "https://a.example/api.yaml#/components/schemas/A",
                "",
                Some("#/components/schemas/A"),
            ),
            ("#/paths/~1x", "", None),
            ("other.yaml#/A", "", None),
            ("#nowhere", "", None),
        ] {
            assert_eq!(names.resolve(reference, from).as_deref(), expected, "{reference}");
        }
    }
}
