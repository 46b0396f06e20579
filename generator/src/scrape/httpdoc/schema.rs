//! A printed request schema, made fit for a document: references that dangle are resolved.

use serde_json::{Map, Value, json};

/// Where component schemas live.
const COMPONENTS: &str = "#/components/schemas/";

/// A schema and what its conversion found.
#[derive(Debug, Default)]
pub(super) struct Converted {
    /// The schema.
    pub(super) schema: Value,
    /// Schemas within it that refer to themselves, by component name; innermost first.
    pub(super) hoisted: Vec<(String, Value)>,
    /// Whether the schema as a whole refers to itself.
    pub(super) recursive: bool,
    /// Names of references that lead nowhere; each was replaced by the schema of any JSON.
    pub(super) dangling: Vec<String>,
}

/// Converts a printed schema.
pub(super) fn convert(printed: &Value) -> Converted {
    let mut walk = Walk::default();
    let schema = walk.schema(printed);
    let Walk { hoisted, dangling, recursive, .. } = walk;
    Converted { schema, hoisted, recursive, dangling }
}

/// The component name for a title: what is not allowed in one is replaced.
pub(super) fn component_name(title: &str) -> Option<String> {
    let safe = |c: char| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '_' };
    let name: String = title.trim().chars().map(safe).collect();
    name.contains(|c: char| c.is_ascii_alphanumeric()).then_some(name)
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

/// Replaces every reference to the component by the schema of any JSON.
pub(super) fn drop_references(value: &mut Value, name: &str) {
    if *value == reference(name) {
        *value = json!({});
        return;
    }
    match value {
        Value::Object(map) => map.values_mut().for_each(|value| drop_references(value, name)),
        Value::Array(items) => items.iter_mut().for_each(|value| drop_references(value, name)),
        _ => {}
    }
}

#[derive(Default)]
struct Walk {
    /// The enclosing schemas: component name of the title, whether a reference leads there.
    enclosing: Vec<(Option<String>, bool)>,
    hoisted: Vec<(String, Value)>,
    dangling: Vec<String>,
    recursive: bool,
}

impl Walk {
    fn schema(&mut self, printed: &Value) -> Value {
        let Some(printed) = printed.as_object() else { return json!({}) };
        if let Some(target) = printed.get("$ref") {
            return self.resolve(target.as_str().unwrap_or_default());
        }
        let title = printed.get("title").and_then(Value::as_str).and_then(component_name);
        self.enclosing.push((title, false));
        let mut schema = Map::new();
        for (key, value) in printed {
            if let Some(value) = self.keyword(key, value) {
                schema.insert(key.clone(), value);
            }
        }
        if schema.get("type").is_some_and(|kind| kind == "array") && !schema.contains_key("items") {
            schema.insert("items".to_owned(), json!({}));
        }
        match self.enclosing.pop() {
            Some((Some(name), true)) if !self.enclosing.is_empty() => {
                let reference = reference(&name);
                self.hoisted.push((name, Value::Object(schema)));
                reference
            }
            Some((_, used)) => {
                self.recursive = used;
                Value::Object(schema)
            }
            None => Value::Object(schema),
        }
    }

    fn keyword(&mut self, key: &str, value: &Value) -> Option<Value> {
        let types = ["string", "integer", "number", "boolean", "array", "object"];
        Some(match (key, value) {
            ("type", value) => {
                return value.as_str().is_some_and(|t| types.contains(&t)).then(|| value.clone());
            }
            ("properties", Value::Object(properties)) => {
                let each =
                    properties.iter().map(|(name, value)| (name.clone(), self.schema(value)));
                Value::Object(each.collect())
            }
            ("properties", _) => return None,
            ("allOf" | "anyOf" | "oneOf", Value::Array(of)) => {
                Value::Array(of.iter().map(|value| self.schema(value)).collect())
            }
            ("allOf" | "anyOf" | "oneOf", _) => return None,
            ("additionalProperties", Value::Bool(_)) => value.clone(),
            ("items" | "not" | "additionalProperties", value) => self.schema(value),
            _ => value.clone(),
        })
    }

    fn resolve(&mut self, target: &str) -> Value {
        let name = target.strip_prefix(COMPONENTS).and_then(component_name);
        let enclosing = self.enclosing.iter_mut().rev();
        let found =
            enclosing.filter(|(title, _)| title.is_some()).find(|(title, _)| *title == name);
        match (found, name) {
            (Some((_, used)), Some(name)) => {
                *used = true;
                reference(&name)
            }
            _ => {
                self.dangling.push(target.to_owned());
                json!({})
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recursion_is_resolved() {
        let printed = json!({"properties": {
            "tree": {"title": "Tree", "properties": {
                "left": {"$ref": "#/components/schemas/Tree"},
                "other": {"$ref": "#/components/schemas/Other"},
                "list": {"type": "array"},
            }},
            "type": {"type": "string", "default": {"$ref": "kept"}},
        }});
        let converted = convert(&printed);
        assert_eq!(converted.dangling, ["#/components/schemas/Other"]);
        assert!(!converted.recursive);
        let tree = json!({"title": "Tree", "properties": {
            "left": reference("Tree"), "other": {}, "list": {"type": "array", "items": {}},
        }});
        assert_eq!(converted.hoisted, [("Tree".to_owned(), tree)]);
        let expected = json!({"properties": {
            "tree": reference("Tree"),
            "type": {"type": "string", "default": {"$ref": "kept"}},
        }});
        assert_eq!(converted.schema, expected);
        let root = json!({"title": "A", "items": {"$ref": "#/components/schemas/A"}});
        assert!(convert(&root).recursive);
    }

    #[test]
    fn nothing_is_recognised() {
        assert!(is_nothing(&json!({"type": "object", "additionalProperties": false})));
        assert!(!is_nothing(&json!({"type": "object", "additionalProperties": true})));
        assert!(!is_nothing(&json!({})));
    }
}
