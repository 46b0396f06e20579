//! The schemas of all pages, with equal ones stored once.
//!
//! The renderer prints every component at every place that uses it. Schemas are added from the leaves up, each under a key in
//! which its parts are numbers, so that equal ones are found in time linear in the length of the text.

use super::example::MARK;
use super::place::Place;
use super::schema::{COMPONENTS, Converted, component_name, reference};
use indexmap::IndexMap;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, HashMap};

/// A use of a schema: the schema, and the annotations at this place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Use {
    /// Index of the schema.
    pub(super) node: usize,
    /// Annotations of the place: `description`, `nullable`, `default` and the like.
    pub(super) notes: Map<String, Value>,
}

/// The value of a keyword.
#[derive(Debug)]
pub(super) enum Part {
    /// The value contains no schema.
    Json(Value),
    /// `items`, `not`, `additionalProperties`.
    One(Use),
    /// `allOf`, `anyOf`, `oneOf`.
    Branches(Vec<Use>),
    /// `properties`.
    Members(Vec<(String, Use)>),
}

/// A schema without its annotations.
#[derive(Debug)]
pub(super) struct Node {
    /// Its keywords, in the order of the first page that has it.
    pub(super) parts: Vec<(String, Part)>,
    /// The place where it was first found.
    pub(super) place: Place,
}

impl Node {
    /// The value of a keyword that holds no schemas.
    pub(super) fn json(&self, keyword: &str) -> Option<&Value> {
        self.parts.iter().find_map(|(key, part)| match part {
            Part::Json(value) if key == keyword => Some(value),
            _ => None,
        })
    }

    /// Its title, if that is suitable as a name.
    pub(super) fn title(&self) -> Option<String> {
        self.json("title").and_then(Value::as_str).and_then(component_name)
    }

    /// The number of its properties.
    pub(super) fn members(&self) -> usize {
        let members = self.parts.iter().find_map(|(_, part)| match part {
            Part::Members(members) => Some(members.len()),
            _ => None,
        });
        members.unwrap_or(0)
    }

    /// The component that it refers to, if it is a reference.
    pub(super) fn target(&self) -> Option<&str> {
        self.json("$ref")?.as_str()?.strip_prefix(COMPONENTS)
    }
}

/// All schemas.
#[derive(Debug, Default)]
pub(super) struct Shapes {
    /// The schemas; parts come before the whole.
    pub(super) nodes: Vec<Node>,
    /// Components that contain themselves, by name.
    pub(super) recursive: IndexMap<String, Use>,
    known: HashMap<String, usize>,
    /// Groups of recursive components, with the suffix that their names got.
    groups: HashMap<String, String>,
}

impl Shapes {
    /// Adds the schema of a page.
    pub(super) fn page(&mut self, converted: Converted, place: Place) -> Use {
        let Converted { mut schema, recursive: mut group, .. } = converted;
        if !group.is_empty() {
            let text = format!("{group:?}");
            let suffix = match self.groups.get(&text) {
                Some(suffix) => suffix.clone(),
                None => self.suffix(&group),
            };
            if !suffix.is_empty() {
                let names: BTreeMap<String, String> = group
                    .iter()
                    .map(|(name, _)| (name.clone(), format!("{name}{suffix}")))
                    .collect();
                rename(&mut schema, &names);
                for (name, schema) in &mut group {
                    name.push_str(&suffix);
                    rename(schema, &names);
                }
            }
            if self.groups.insert(text, suffix).is_none() {
                for (name, schema) in group {
                    let component = self.schema(schema, place);
                    self.recursive.insert(name, component);
                }
            }
        }
        self.schema(schema, place)
    }

    /// Finds a suffix that makes the names of these components unique.
    fn suffix(&self, group: &[(String, Value)]) -> String {
        let is_free = |suffix: &String| {
            group.iter().all(|(name, _)| !self.recursive.contains_key(&format!("{name}{suffix}")))
        };
        // Each group uses at most one suffix, so one of these is free.
        let numbered = (2..self.groups.len() + 3).map(|number| format!("_{number}"));
        std::iter::once(String::new()).chain(numbered).find(is_free).unwrap_or_default()
    }

    /// Adds a schema whose references all are to recursive components.
    pub(super) fn schema(&mut self, schema: Value, place: Place) -> Use {
        let mut notes = Map::new();
        let mut parts = Vec::new();
        let keywords = match schema {
            Value::Object(keywords) => keywords,
            _ => Map::new(),
        };
        for (key, value) in keywords {
            if is_note(&key) {
                notes.insert(key, value);
                continue;
            }
            let part = match (key.as_str(), value) {
                ("properties", Value::Object(properties)) => {
                    let each = properties.into_iter();
                    Part::Members(each.map(|(k, v)| (k, self.schema(v, place))).collect())
                }
                ("items" | "not" | "additionalProperties", value @ Value::Object(_)) => {
                    Part::One(self.schema(value, place))
                }
                ("allOf" | "anyOf" | "oneOf", Value::Array(branches)) => {
                    Part::Branches(branches.into_iter().map(|v| self.schema(v, place)).collect())
                }
                (_, value) => Part::Json(value),
            };
            parts.push((key, part));
        }
        let key = key(&parts);
        let next = self.nodes.len();
        let node = *self.known.entry(key).or_insert(next);
        if node == next {
            self.nodes.push(Node { parts, place });
        }
        Use { node, notes }
    }
}

/// Whether a keyword is an annotation of the place, not a constraint on the values.
fn is_note(keyword: &str) -> bool {
    matches!(
        keyword,
        "description"
            | "default"
            | "example"
            | "nullable"
            | "deprecated"
            | "readOnly"
            | "writeOnly"
    ) || keyword.starts_with("x-") && !keyword.starts_with("x-enum") && keyword != MARK
}

/// A text that is equal for equal schemas, whatever the order of their keywords, properties and required names.
fn key(parts: &[(String, Part)]) -> String {
    let place = |place: &Use| match place.notes.is_empty() {
        true => format!("#{}", place.node),
        false => format!("#{}{}", place.node, Value::Object(place.notes.clone())),
    };
    let mut lines: Vec<String> = Vec::with_capacity(parts.len());
    for (name, part) in parts {
        let text = match part {
            Part::Json(Value::Array(names)) if name == "required" => {
                sorted(names.iter().map(Value::to_string).collect())
            }
            Part::Json(value) => value.to_string(),
            Part::One(one) => place(one),
            Part::Branches(branches) => {
                branches.iter().map(place).collect::<Vec<String>>().join("\n")
            }
            Part::Members(members) => sorted(
                members.iter().map(|(name, one)| format!("{name:?}{}", place(one))).collect(),
            ),
        };
        lines.push(format!("{name:?}:{text}"));
    }
    sorted(lines)
}

fn sorted(mut lines: Vec<String>) -> String {
    lines.sort_unstable();
    lines.join("\n")
}

/// Renames the components that a schema refers to.
fn rename(value: &mut Value, names: &BTreeMap<String, String>) {
    match value {
        Value::Object(map) => {
            let target = map.get("$ref").and_then(Value::as_str);
            if let Some(name) =
                target.and_then(|target| names.get(target.strip_prefix(COMPONENTS)?))
            {
                *value = reference(name);
                return;
            }
            map.values_mut().for_each(|value| rename(value, names));
        }
        Value::Array(items) => items.iter_mut().for_each(|value| rename(value, names)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::super::schema::convert;
    use super::*;
    use serde_json::json;

    const PLACE: Place = Place { file: 0, offset: 0 };

    #[test]
    fn equal_schemas_are_one() {
        let mut shapes = Shapes::default();
        let mut take = |schema: Value| shapes.schema(schema, PLACE).node;
        let one = take(json!({"type": "object", "required": ["a", "b"], "description": "x",
            "properties": {"a": {"type": "string"}, "b": {"type": "integer"}}}));
        let other = take(json!({"required": ["b", "a"], "type": "object", "nullable": true,
            "properties": {"b": {"type": "integer"}, "a": {"type": "string"}}}));
        assert_eq!(one, other);
        for different in [
            json!({"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "integer"}}}),
            json!({"type": "object", "required": ["a", "b"],
                "properties": {"a": {"type": "string", "description": "y"}, "b": {"type": "integer"}}}),
        ] {
            assert_ne!(one, take(different));
        }
    }

    #[test]
    fn recursive_components_of_one_name_get_numbers() {
        let mut shapes = Shapes::default();
        let node = |extra: &str| json!({"title": "Node", "properties": {"next": reference("Node"), extra: {}}});
        for (extra, name) in [("a", "Node"), ("b", "Node_2"), ("a", "Node"), ("b", "Node_2")] {
            let taken = shapes.page(convert(node(extra)), PLACE);
            assert_eq!(shapes.nodes[taken.node].target(), Some(name));
        }
        assert_eq!(shapes.recursive.len(), 2);
    }
}
