//! Parameters and headers of Swagger 2.0: their keywords become a schema, `collectionFormat` a style.

use serde_json::{Value, json};

use super::{Conversion, Members, schema};
use crate::document::at::At;
use crate::document::findings::Findings;

/// Keywords of a parameter that belong to its schema.
const SCHEMA: &[&str] = &[
    "type",
    "format",
    "items",
    "default",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "enum",
    "multipleOf",
    "title",
    "properties",
    "additionalProperties",
    "allOf",
    "oneOf",
    "anyOf",
    "nullable",
    "x-nullable",
    "x-isnullable",
    "x-isNullable",
    "x-enum-varnames",
    "x-enumNames",
    "x-ms-enum",
];

/// How the elements of a list are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Collection {
    Csv,
    Ssv,
    Tsv,
    Pipes,
    Multi,
}

/// Whether a parameter's `in` says that it is the body or a part of a form.
pub fn is_body(parameter: &Members) -> bool {
    matches!(location(parameter).as_str(), "body" | "formdata" | "form")
}

/// Where a parameter is, in lower case.
pub fn location(parameter: &Members) -> String {
    parameter.get("in").and_then(Value::as_str).unwrap_or_default().trim().to_ascii_lowercase()
}

/// A list of parameters, also when the document has a mapping of names to parameters or one alone.
pub fn parameter_list(node: Value) -> Vec<Value> {
    match node {
        Value::Array(list) => list,
        Value::Object(map) if map.contains_key("in") || map.contains_key("$ref") => {
            vec![Value::Object(map)]
        }
        Value::Object(map) => map
            .into_iter()
            .filter(|(name, node)| node.is_object() && !name.starts_with("x-"))
            .map(|(name, mut node)| {
                if let Value::Object(parameter) = &mut node
                    && !parameter.contains_key("$ref")
                {
                    parameter.entry("name").or_insert(json!(name));
                }
                node
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// Takes the keywords of a parameter or header that make its schema. A schema that is there already wins.
pub fn take_schema(members: &mut Members) -> Value {
    let mut keywords = Members::new();
    for keyword in SCHEMA {
        if let Some(value) = members.remove(*keyword) {
            keywords.insert((*keyword).to_owned(), value);
        }
    }
    schema::keywords(&mut keywords);
    match members.remove("schema") {
        Some(schema @ Value::Object(_)) => schema,
        _ => Value::Object(keywords),
    }
}

/// Takes `collectionFormat`; `None` when the value is no list.
pub fn take_collection(
    members: &mut Members,
    at: &At<'_>,
    findings: &mut Findings<'_>,
) -> Option<Collection> {
    let format = members.remove("collectionFormat");
    if members.get("items").is_some_and(|items| items.get("collectionFormat").is_some()) {
        findings.count("SW0069", at, "`collectionFormat` of nested lists is not used");
    }
    if members.get("type").is_none_or(|kind| kind != "array") {
        return None;
    }
    Some(match format.as_ref().and_then(Value::as_str).map(str::to_ascii_lowercase).as_deref() {
        None | Some("csv") => Collection::Csv,
        Some("ssv") => Collection::Ssv,
        Some("tsv") => Collection::Tsv,
        Some("pipes") => Collection::Pipes,
        Some("multi") => Collection::Multi,
        Some(other) => {
            findings.report(
                "SW0069",
                at,
                format!("`collectionFormat: {other}` is not known and read as csv"),
            );
            Collection::Csv
        }
    })
}

/// `style` and `explode` of a list in a query or form.
pub fn style(
    collection: Collection,
    at: &At<'_>,
    findings: &mut Findings<'_>,
) -> (&'static str, bool) {
    match collection {
        Collection::Multi => ("form", true),
        Collection::Csv => ("form", false),
        Collection::Ssv => ("spaceDelimited", false),
        Collection::Pipes => ("pipeDelimited", false),
        Collection::Tsv => {
            findings.report(
                "SW0069",
                at,
                "`collectionFormat: tsv` has no counterpart; elements are separated by spaces, not tabs",
            );
            ("spaceDelimited", false)
        }
    }
}

impl Conversion<'_, '_> {
    /// A parameter that is no body, in place.
    pub(super) fn parameter(&mut self, parameter: &mut Members, at: &At<'_>) {
        if parameter.contains_key("$ref") {
            return;
        }
        let location = location(parameter);
        if let Some(collection) = take_collection(parameter, at, self.findings) {
            if location == "query" {
                let (style, explode) = style(collection, at, self.findings);
                parameter.insert("style".to_owned(), json!(style));
                parameter.insert("explode".to_owned(), json!(explode));
            } else if collection != Collection::Csv {
                self.findings.report(
                    "SW0069",
                    at,
                    "a list in a path or header has its elements separated by commas, whatever `collectionFormat` says",
                );
            }
        }
        let mut schema = take_schema(parameter);
        if let Value::Object(schema) = &mut schema
            && schema.get("format").is_some_and(|format| format == "binary")
        {
            schema.remove("format");
        }
        parameter.insert("schema".to_owned(), schema);
    }

    /// The shared parameters that are no bodies; bodies are put aside.
    pub(super) fn shared_parameters(&mut self, node: Option<Value>) -> Value {
        let Some(Value::Object(parameters)) = node else { return Value::Object(Members::new()) };
        let mut kept = Members::new();
        let list = At::pointer("/parameters");
        for (name, mut node) in parameters {
            match &mut node {
                Value::Object(parameter) if is_body(parameter) => {
                    self.bodies.insert(name, node);
                }
                Value::Object(parameter) => {
                    self.parameter(parameter, &list.key(&name));
                    kept.insert(name, node);
                }
                _ => {}
            }
        }
        Value::Object(kept)
    }
}
