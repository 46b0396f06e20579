//! What documents mean: small documents to text.

mod all_of;
mod bodies;
mod describe;
mod merged;
mod multipart;
mod operations;
mod pages;
mod pages_corpus;
mod parameters;
mod responses;
mod schemas;
mod security;
mod unions;

use crate::api::Api;
use crate::diagnostics::{Diagnostics, Origin};
use crate::document::{self, Tree};
use crate::read::Source;

/// Lowers a document whose head is given.
fn lower(text: &str) -> (Api, Diagnostics) {
    lower_version("3.0.3", text)
}

fn lower_version(version: &str, text: &str) -> (Api, Diagnostics) {
    let mut found = Diagnostics::default();
    let text = format!("openapi: {version}\ninfo: {{ title: T, version: '1' }}\n{text}\n");
    let source = Source::new("t.yaml", text);
    source.report(0, &mut found);
    let tree = source.tree().cloned().unwrap_or_else(|| panic!("{:?}", found.list));
    let options = (&crate::Options::default(), &Origin::default());
    let (document, _) = document::document(Tree::new(tree), options, &mut found).unwrap();
    let api = super::lower(&document, &Origin::default(), &mut found);
    (api, found)
}

/// Operations, types and findings of a document.
fn document(text: &str) -> String {
    let (api, found) = lower(text);
    [
        describe::access(&api),
        describe::operations(&api),
        describe::types(&api),
        describe::findings(&found),
    ]
    .concat()
}

/// Types and findings of schemas, of which `A` is a body and a response.
fn schemas(text: &str) -> String {
    let text: String = text.trim().lines().map(|line| format!("    {line}\n")).collect();
    let (api, found) = lower(&format!(
        "paths: {{ /a: {{ put: {{ operationId: op, requestBody: {{ required: false, content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/A' }} }} }} }}, responses: {{ '200': {{ description: d, content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/A' }} }} }} }} }} }} }} }}\ncomponents:\n  schemas:\n{text}"
    ));
    let operations = describe::operations(&api);
    let body = operations.lines().find_map(|line| line.strip_prefix("  body application/json: "));
    let own = body.map(|own| format!("A = {}\n", own.strip_prefix("json ").unwrap_or(own)));
    let own = own.unwrap_or_default();
    [own, describe::types(&api), describe::findings(&found)].concat()
}

/// The operation `get` of a path, whose members are given.
fn operation(path: &str, members: &str) -> String {
    let members: String = members.trim().lines().map(|line| format!("      {line}\n")).collect();
    document(&format!("paths:\n  '{path}':\n    get:\n      operationId: op\n{members}"))
}

/// The parameters of an operation.
fn parameters(path: &str, list: &str) -> String {
    let list: String = list.trim().lines().map(|line| format!("  {line}\n")).collect();
    operation(path, &format!("responses: {{}}\nparameters:\n{list}"))
}

/// A body with this content.
fn body(content: &str) -> String {
    let content: String = content.trim().lines().map(|line| format!("    {line}\n")).collect();
    operation("/a", &format!("responses: {{}}\nrequestBody:\n  content:\n{content}"))
}

/// The responses of an operation.
fn responses(list: &str) -> String {
    let list: String = list.trim().lines().map(|line| format!("  {line}\n")).collect();
    operation("/a", &format!("responses:\n{list}"))
}
