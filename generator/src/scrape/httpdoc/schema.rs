//! Conversion of printed request schemas for a document: references are resolved within the page.

use serde_json::{Map, Value, json};

/// Prefix of references to component schemas.
pub(super) const COMPONENTS: &str = "#/components/schemas/";

/// The result of converting a schema.
#[derive(Debug, Default)]
pub(super) struct Converted {
    /// The schema.
    pub(super) schema: Value,
    /// Schemas within it that contain themselves, by component name; the innermost first. The schema refers to them.
    pub(super) recursive: Vec<(String, Value)>,
    /// Parts that were replaced with the schema of any JSON value.
    pub(super) faults: Vec<Fault>,
}

/// A part of a printed schema that is not valid.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Fault {
    /// A value, as JSON, in place of a schema.
    NotASchema(String),
    /// A reference to a schema that the page does not show.
    Unresolved(String),
}

/// Converts a printed schema.
pub(super) fn convert(printed: Value) -> Converted {
    let mut walk = Walk::default();
    let schema = walk.schema(printed);
    Converted { schema, recursive: walk.recursive, faults: walk.faults }
}

/// Makes a component name from a title or another name, replacing characters that are not allowed. `None` for a sentence.
pub(super) fn component_name(title: &str) -> Option<String> {
    let title = title.trim();
    let safe = |c: char| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '_' };
    let name: String = title.chars().map(safe).collect();
    let is_name = name.len() <= 80
        && title.split_whitespace().count() <= 4
        && name.contains(|c: char| c.is_ascii_alphanumeric());
    is_name.then_some(name)
}

/// A reference to a component schema.
pub(super) fn reference(name: &str) -> Value {
    json!({"$ref": format!("{COMPONENTS}{name}")})
}

/// Whether the schema allows no content: an object without properties.
pub(super) fn is_nothing(schema: &Value) -> bool {
    let Some(schema) = schema.as_object() else { return false };
    let empty =
        |key: &str| schema.get(key).is_none_or(|v| v.as_object().is_some_and(Map::is_empty));
    let closed = matches!(schema.get("additionalProperties"), None | Some(Value::Bool(false)));
    let composed =
        ["allOf", "anyOf", "oneOf", "not", "$ref"].iter().any(|k| schema.contains_key(*k));
    schema.get("type").is_some_and(|kind| kind == "object")
        && empty("properties")
        && closed
        && !composed
}

/// A schema around the one being converted.
struct Enclosing {
    title: Option<String>,
    has_properties: bool,
    /// Its component name, once a reference reveals it.
    component: Option<String>,
}

#[derive(Default)]
struct Walk {
    enclosing: Vec<Enclosing>,
    recursive: Vec<(String, Value)>,
    faults: Vec<Fault>,
}

impl Walk {
    fn schema(&mut self, printed: Value) -> Value {
        let printed = match printed {
            Value::Object(printed) => printed,
            Value::Bool(true) => return json!({}),
            other => {
                let shown: String = other.to_string().chars().take(40).collect();
                self.faults.push(Fault::NotASchema(shown));
                return json!({});
            }
        };
        if let Some(Value::String(target)) = printed.get("$ref") {
            return self.resolve(target);
        }
        let title = printed.get("title").and_then(Value::as_str).and_then(component_name);
        let has_properties = printed.get("properties").is_some_and(Value::is_object);
        self.enclosing.push(Enclosing { title, has_properties, component: None });
        let mut schema: Map<String, Value> =
            printed.into_iter().map(|(key, value)| self.keyword(key, value)).collect();
        if schema.get("type").is_some_and(|kind| kind == "array") && !schema.contains_key("items") {
            schema.insert("items".to_owned(), json!({}));
        }
        let component = self.enclosing.pop().and_then(|enclosing| enclosing.component);
        let Some(name) = component else { return Value::Object(schema) };
        let reference = reference(&name);
        self.recursive.push((name, Value::Object(schema)));
        reference
    }

    fn keyword(&mut self, key: String, value: Value) -> (String, Value) {
        let value = match (key.as_str(), value) {
            ("properties", Value::Object(properties)) => {
                let each = properties.into_iter().map(|(name, value)| (name, self.schema(value)));
                Value::Object(each.collect())
            }
            ("allOf" | "anyOf" | "oneOf", Value::Array(of)) => {
                Value::Array(of.into_iter().map(|value| self.schema(value)).collect())
            }
            ("additionalProperties", value @ Value::Bool(_)) => value,
            ("items" | "not" | "additionalProperties", value) => self.schema(value),
            (_, value) => value,
        };
        (key, value)
    }

    /// Resolves a reference. The renderer prints one only inside the component that it refers to: the enclosing schema with this
    /// title, or the only enclosing schema that it can be.
    fn resolve(&mut self, target: &str) -> Value {
        let name = target.strip_prefix(COMPONENTS).and_then(component_name);
        let Some((at, name)) = name.and_then(|name| Some((self.find(&name)?, name))) else {
            self.faults.push(Fault::Unresolved(target.to_owned()));
            return json!({});
        };
        let name = match self.enclosing.get_mut(at) {
            Some(enclosing) => enclosing.component.get_or_insert(name).clone(),
            None => name,
        };
        reference(&name)
    }

    fn find(&self, name: &str) -> Option<usize> {
        let all = || self.enclosing.iter().enumerate().rev();
        let exact = all().find(|(_, schema)| {
            schema.component.as_deref() == Some(name) || schema.title.as_deref() == Some(name)
        });
        if let Some((at, _)) = exact {
            return Some(at);
        }
        let free =
            || all().filter(|(_, schema)| schema.has_properties && schema.component.is_none());
        let only = |mut of: Vec<usize>| if of.len() == 1 { of.pop() } else { None };
        let untitled = free().filter(|(_, schema)| schema.title.is_none());
        let untitled: Vec<usize> = untitled.map(|(at, _)| at).collect();
        if untitled.is_empty() { only(free().map(|(at, _)| at).collect()) } else { only(untitled) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recursion_is_resolved() {
        let printed = json!({"title": "A", "properties": {
            "tree": {"title": "Tree", "properties": {
                "left": {"$ref": "#/components/schemas/Tree"},
                "list": {"type": "array"},
            }},
            "other": {"$ref": "x.yaml"},
            "type": {"type": "string", "default": {"$ref": "kept"}},
        }});
        let converted = convert(printed);
        assert_eq!(converted.faults, [Fault::Unresolved("x.yaml".to_owned())]);
        let tree = json!({"title": "Tree", "properties": {
            "left": reference("Tree"), "list": {"type": "array", "items": {}},
        }});
        assert_eq!(converted.recursive, [("Tree".to_owned(), tree)]);
        let expected = json!({"title": "A", "properties": {
            "tree": reference("Tree"),
            "other": {},
            "type": {"type": "string", "default": {"$ref": "kept"}},
        }});
        assert_eq!(converted.schema, expected);
    }

    #[test]
    fn a_component_without_a_title_is_the_only_one_it_can_be() {
        let to = |name: &str| json!({"type": "array", "items": reference(name)});
        let root = json!({"properties": {"a": to("Node"), "b": to("Node")}});
        let converted = convert(root.clone());
        assert_eq!(converted.schema, reference("Node"));
        assert_eq!(converted.recursive, [("Node".to_owned(), root)]);
        let named = convert(json!({"title": "A node", "properties": {"a": to("Node")}}));
        assert_eq!(named.schema, reference("Node"));
        let unclear = convert(json!({"properties": {"x": {"properties": {"a": to("Node")}}}}));
        assert_eq!(unclear.faults.len(), 1);
        assert!(unclear.recursive.is_empty());
        assert_eq!(convert(json!([1])).faults, [Fault::NotASchema("[1]".to_owned())]);
    }

    #[test]
    fn nothing_is_recognised() {
        assert!(is_nothing(&json!({"type": "object", "additionalProperties": false})));
        assert!(!is_nothing(&json!({"type": "object", "additionalProperties": true})));
        assert!(!is_nothing(&json!({})));
    }

    #[test]
    fn sentences_are_no_names() {
        assert_eq!(component_name(" New pet ").as_deref(), Some("New_pet"));
        assert_eq!(component_name("…"), None);
        assert_eq!(component_name("What a pet looks like"), None);
    }
}
