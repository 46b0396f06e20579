//! Inference of a schema from the example of a response.

use indexmap::IndexMap;
use serde_json::{Map, Value, json};

/// Marks a schema as inferred.
pub(super) const MARK: &str = "x-specwright-inferred";

/// The values of a place in all examples.
#[derive(Debug, Clone, Default, PartialEq)]
struct Shape {
    nullable: bool,
    kind: Kind,
}

#[derive(Debug, Clone, Default, PartialEq)]
enum Kind {
    /// No value, or only `null`.
    #[default]
    Unknown,
    Boolean,
    Integer,
    Number,
    String,
    List(Box<Shape>),
    Object(IndexMap<String, Shape>),
    /// Values of several kinds.
    Mixed,
}

/// Infers the schema of an example: all members are optional, the items of a list have one schema, and `null` allows any
/// value.
pub(super) fn shape(example: &Value) -> Value {
    marked(schema(of(example)))
}

fn marked(mut schema: Value) -> Value {
    schema["description"] = Value::from("Inferred from an example.");
    schema[MARK] = Value::from("example");
    schema
}

fn of(example: &Value) -> Shape {
    let kind = match example {
        Value::Null => return Shape { nullable: true, kind: Kind::Unknown },
        Value::Bool(_) => Kind::Boolean,
        Value::Number(number) if number.is_f64() => Kind::Number,
        Value::Number(_) => Kind::Integer,
        Value::String(_) => Kind::String,
        Value::Array(items) => {
            let item = items.iter().map(of).reduce(merged).unwrap_or_default();
            Kind::List(Box::new(item))
        }
        Value::Object(members) => {
            Kind::Object(members.iter().map(|(name, value)| (name.clone(), of(value))).collect())
        }
    };
    Shape { nullable: false, kind }
}

fn merged(one: Shape, other: Shape) -> Shape {
    let kind = match (one.kind, other.kind) {
        (Kind::Unknown, kind) | (kind, Kind::Unknown) => kind,
        (Kind::Integer | Kind::Number, Kind::Number) | (Kind::Number, Kind::Integer) => {
            Kind::Number
        }
        (Kind::List(one), Kind::List(other)) => Kind::List(Box::new(merged(*one, *other))),
        (Kind::Object(mut members), Kind::Object(others)) => {
            for (name, shape) in others {
                let known = members.entry(name).or_insert_with(Shape::default);
                *known = merged(std::mem::take(known), shape);
            }
            Kind::Object(members)
        }
        (one, other) if one == other => one,
        _ => Kind::Mixed,
    };
    Shape { nullable: one.nullable || other.nullable, kind }
}

fn schema(shape: Shape) -> Value {
    let mut value = match shape.kind {
        Kind::Unknown | Kind::Mixed => json!({}),
        Kind::Boolean => json!({"type": "boolean"}),
        Kind::Integer => json!({"type": "integer"}),
        Kind::Number => json!({"type": "number"}),
        Kind::String => json!({"type": "string"}),
        Kind::List(item) => json!({"type": "array", "items": schema(*item)}),
        Kind::Object(members) if members.is_empty() => json!({"type": "object"}),
        Kind::Object(members) => {
            let properties: Map<String, Value> =
                members.into_iter().map(|(name, shape)| (name, schema(shape))).collect();
            marked(json!({"type": "object", "properties": properties}))
        }
    };
    if shape.nullable {
        value["nullable"] = Value::Bool(true);
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    fn object(properties: Value) -> Value {
        json!({"type": "object", "properties": properties,
            "description": "Inferred from an example.", MARK: "example"})
    }

    #[test]
    fn shapes() {
        let (string, integer) = (json!({"type": "string"}), json!({"type": "integer"}));
        for (example, expected) in [
            (json!(1), integer.clone()),
            (json!(1.5), json!({"type": "number"})),
            (json!([1, 2.5]), json!({"type": "array", "items": {"type": "number"}})),
            (json!([]), json!({"type": "array", "items": {}})),
            (json!([1, "a"]), json!({"type": "array", "items": {}})),
            (
                json!([null, "a"]),
                json!({"type": "array", "items": {"type": "string", "nullable": true}}),
            ),
            (json!({}), json!({"type": "object"})),
            (
                json!({"a": null, "b": true}),
                object(json!({"a": {"nullable": true}, "b": {"type": "boolean"}})),
            ),
            (
                json!([{"a": 1}, {"b": "x", "a": null}]),
                json!({"type": "array", "items": object(json!({
                    "a": {"type": "integer", "nullable": true}, "b": string}))}),
            ),
            (
                json!({"a": [[{"b": 1}], [{"c": 2}]]}),
                object(json!({"a": {"type": "array", "items": {"type": "array",
                    "items": object(json!({"b": integer, "c": integer}))}}})),
            ),
        ] {
            assert_eq!(schema(of(&example)), expected, "{example}");
        }
        let expected = json!({"type": "array", "items": {"type": "boolean"},
            "description": "Inferred from an example.", MARK: "example"});
        assert_eq!(shape(&json!([true])), expected);
    }
}
