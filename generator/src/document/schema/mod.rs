//! Rewrites keywords of JSON Schema 2020-12 to OpenAPI 3.0: in schemas of OpenAPI 3.1 and 3.2, and in schemas of 3.0
//! that use them.

pub mod shapes;
pub mod types;

use serde_json::Value;

use super::findings::Findings;
use super::tree::Node;
use crate::diagnostics::finding;

/// Returns a keyword of a schema that OpenAPI 3.0 does not have, or has with another kind of value. `None` for a schema
/// that [`rewrite`] does not change. Tuples are not included: they have a finding of their own.
pub fn newer_keyword(schema: &Node<'_>) -> Option<&'static str> {
    let is_number = |key: &str| schema.get(key).is_some_and(Value::is_number);
    let has_null =
        |key: &str| schema.list(key).into_iter().flatten().any(|branch| branch["type"] == "null");
    let kind = schema.get("type");
    if kind.is_some_and(Value::is_array) {
        Some("type")
    } else if schema.has("const") && kind.is_none_or(Value::is_string) {
        Some("const")
    } else if is_number("exclusiveMinimum") || is_number("exclusiveMaximum") {
        Some("exclusiveMinimum")
    } else if kind.is_some_and(|kind| kind == "null") || has_null("anyOf") || has_null("oneOf") {
        Some("type: null")
    } else {
        None
    }
}

/// Rewrites `const`, `null`, numeric exclusive bounds and lists of types.
pub fn rewrite(schema: &mut Node<'_>) {
    if !schema.get("const").is_some_and(Value::is_null) {
        types::constant(schema);
    }
    types::only_null(schema);
    types::bounds(schema);
    for keyword in ["anyOf", "oneOf"] {
        types::null_branches(schema, keyword);
    }
    types::split(schema);
}

/// Rewrites a tuple and reports it.
pub fn tuple(schema: &mut Node<'_>, findings: &mut Findings<'_>) {
    if shapes::tuple(schema) {
        findings.add_repeated(finding::Keyword::Tuple, schema);
    }
}

/// Checks that each input is rewritten as expected.
#[cfg(test)]
fn check(rewrite: impl Fn(&mut Node<'_>), cases: &[(Value, Value)]) {
    for (input, expected) in cases {
        let mut tree = super::tree::Tree::new(input.clone());
        rewrite(&mut tree.root());
        assert_eq!(tree.value(), expected, "{input}");
    }
}
