//! Converts parameters and headers of Swagger 2.0: their keywords become a schema, `collectionFormat` becomes a style.

use serde_json::{Value, json};

use super::conversion::Conversion;
use super::schema;
use crate::diagnostics::finding;
use crate::document::findings::Findings;
use crate::document::tree::{Located, Node, Tree};

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

/// Serialization of the elements of a list (`collectionFormat`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Collection {
    Csv,
    Ssv,
    Tsv,
    Pipes,
    Multi,
}

/// Whether a parameter is the body or a part of a form, by its `in`.
pub fn is_body(parameter: &Value) -> bool {
    matches!(location(parameter).as_str(), "body" | "formdata" | "form")
}

/// Returns the `in` of a parameter, in lower case.
pub fn location(parameter: &Value) -> String {
    let location = parameter.get("in").and_then(Value::as_str);
    location.unwrap_or_default().trim().to_ascii_lowercase()
}

/// Converts `parameters` to a list, if the document has a mapping of names to parameters, or a single parameter.
/// Returns whether it did.
pub fn parameter_list(node: &mut Node<'_>) -> bool {
    if node.get("parameters").is_none_or(Value::is_array) {
        return false;
    }
    let Some(mut list) = node.take("parameters") else { return false };
    let origin = list.whence();
    let is_one = ["in", "$ref"].iter().any(|key| list.value().get(key).is_some());
    let mut parameters = Vec::new();
    if is_one {
        parameters.push(list);
    } else {
        for (name, mut parameter) in list.root().take_members() {
            if !parameter.value().is_object() || name.starts_with("x-") {
                continue;
            }
            let mut members = parameter.root();
            if !members.has("$ref") {
                members.insert_absent("name", || json!(name));
            }
            parameters.push(parameter);
        }
    }
    node.put("parameters", Tree::list(parameters, origin));
    true
}

/// Takes the schema of a parameter or header, or builds it of the parameter's keywords if there is none.
pub fn take_schema(parameter: &mut Node<'_>) -> Tree {
    let mut keywords = parameter.split(SCHEMA.iter().copied());
    match parameter.take("schema") {
        Some(schema) if schema.value().is_object() => schema,
        _ => {
            schema::keywords(&mut keywords.root());
            keywords
        }
    }
}

/// Takes `collectionFormat`; `None` if the value is not a list.
pub fn take_collection(
    parameter: &mut Node<'_>,
    findings: &mut Findings<'_>,
) -> Option<Collection> {
    let format = parameter.remove("collectionFormat");
    if parameter.get("items").is_some_and(|items| items.get("collectionFormat").is_some()) {
        findings.add_repeated(finding::Swagger::NestedCollections, parameter);
    }
    if parameter.text("type") != Some("array") {
        return None;
    }
    Some(match format.as_ref().and_then(Value::as_str).map(str::to_ascii_lowercase).as_deref() {
        None | Some("csv") => Collection::Csv,
        Some("ssv") => Collection::Ssv,
        Some("tsv") => Collection::Tsv,
        Some("pipes") => Collection::Pipes,
        Some("multi") => Collection::Multi,
        Some(other) => {
            let found = other.to_owned();
            findings.add(finding::Swagger::UnknownCollection { found }, parameter);
            Collection::Csv
        }
    })
}

/// Returns `style` and `explode` of a list in a query or form.
pub fn style(
    collection: Collection,
    parameter: &impl Located,
    findings: &mut Findings<'_>,
) -> (&'static str, bool) {
    match collection {
        Collection::Multi => ("form", true),
        Collection::Csv => ("form", false),
        Collection::Ssv => ("spaceDelimited", false),
        Collection::Pipes => ("pipeDelimited", false),
        Collection::Tsv => {
            findings.add(finding::Swagger::Tsv, parameter);
            ("spaceDelimited", false)
        }
    }
}

impl Conversion<'_, '_> {
    /// Converts a parameter that is not a body.
    pub(super) fn parameter(&mut self, parameter: &mut Node<'_>) {
        if parameter.has("$ref") {
            return;
        }
        let location = location(parameter.value());
        if let Some(collection) = take_collection(parameter, self.findings) {
            if location == "query" {
                let (style, explode) = style(collection, parameter, self.findings);
                parameter.insert("style", json!(style));
                parameter.insert("explode", json!(explode));
            } else if collection != Collection::Csv {
                self.findings.add(finding::Swagger::CommasOnly, parameter);
            }
        }
        let mut schema = take_schema(parameter);
        if schema.value()["format"] == "binary" {
            schema.root().remove("format");
        }
        parameter.put("schema", schema);
    }

    /// Converts the shared parameters, and stores the bodies among them for later.
    pub(super) fn shared_parameters(&mut self, document: &mut Node<'_>) {
        let Some(mut parameters) = document.child("parameters") else { return };
        parameters.retain(|parameter| {
            if is_body(parameter.value()) {
                self.bodies.insert(parameter.at().last().to_owned(), parameter.take_self());
                return false;
            }
            self.parameter(parameter);
            parameter.is_mapping()
        });
    }
}
