//! Rewrites schemas of OpenAPI 3.1 and 3.2, which are JSON Schema 2020-12, to OpenAPI 3.0.

use crate::diagnostics::finding;
use crate::document::findings::Findings;
use crate::document::schema::{self, shapes};
use crate::document::tree::{Located, Node, Tree};

/// Keywords that only constrain values, with the findings that report them.
pub const CONSTRAINTS: &[(&str, finding::Keyword)] = &[
    ("if", finding::Keyword::Conditional { keywords: "`if`, `then` and `else`" }),
    ("dependentSchemas", finding::Keyword::Conditional { keywords: "`dependentSchemas`" }),
    ("dependencies", finding::Keyword::NotChecked { keyword: "dependencies" }),
    ("dependentRequired", finding::Keyword::NotChecked { keyword: "dependentRequired" }),
    ("contains", finding::Keyword::NotChecked { keyword: "contains" }),
    ("unevaluatedItems", finding::Keyword::NotChecked { keyword: "unevaluatedItems" }),
    ("propertyNames", finding::Keyword::PropertyNames),
    ("contentSchema", finding::Keyword::ContentSchema),
];

/// Keywords that do not constrain values, or only together with those above.
const SILENT: &[&str] = &[
    "$schema",
    "$id",
    "$anchor",
    "$dynamicAnchor",
    "$recursiveAnchor",
    "$comment",
    "$vocabulary",
    "then",
    "else",
    "minContains",
    "maxContains",
    "additionalItems",
];

/// Siblings of a `$ref` that do not change its meaning.
const UNIMPORTANT: &[&str] = &["example", "examples", "externalDocs", "xml"];

/// Rewrites the keywords of one schema. The walk visits nested schemas later.
pub fn rewrite(schema: &mut Node<'_>, findings: &mut Findings<'_>) {
    for (keyword, finding) in CONSTRAINTS {
        if schema.remove(keyword).is_some() {
            findings.add_repeated(finding.clone(), schema);
        }
    }
    schema::tuple(schema, findings);
    if shapes::patterns(schema) == Some(false) {
        findings.add_repeated(finding::Keyword::PatternProperties, schema);
    }
    shapes::unevaluated(schema);
    shapes::contents(schema);
    schema::rewrite(schema);
    schema.retain(|value| !SILENT.contains(&value.at().last()));
    wrap(schema);
}

/// Moves a `$ref` with meaningful siblings into an `allOf` beside them, because a reference has no siblings in OpenAPI
/// 3.0.
fn wrap(schema: &mut Node<'_>) {
    if schema.members().is_none_or(|members| members.len() == 1) || schema.text("$ref").is_none() {
        return;
    }
    schema.retain(|value| !UNIMPORTANT.contains(&value.at().last()));
    schema.rename("summary", "description");
    schema.remove("summary");
    let mut keywords = schema.members().into_iter().flatten().map(|(keyword, _)| keyword);
    if keywords.all(|keyword| keyword == "$ref" || keyword.starts_with("x-")) {
        return;
    }
    let mut parts = vec![schema.split(["$ref"])];
    if let Some(mut others) = schema.take("allOf") {
        parts.extend(others.root().take_elements());
    }
    let parts = Tree::list(parts, schema.whence());
    schema.put("allOf", parts);
}
