//! Swagger 2.0 to OpenAPI 3.0.

mod body;
mod operation;
mod parameter;
mod response;
mod retarget;
mod schema;
mod security;
mod servers;

pub use parameter::{is_body, parameter_list, take_schema};

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use crate::diagnostics::{Diagnostics, Origin};
use crate::document::Origins;
use crate::document::at::At;
use crate::document::components::{member, named};
use crate::document::findings::Findings;
use crate::pointer::escape;

/// A node's members.
type Members = Map<String, Value>;

/// Rewrites a document of Swagger 2.0. Findings are at the places of the old tree, and settled.
pub fn rewrite(tree: Value, origins: &mut Origins, diagnostics: &mut Diagnostics) -> Value {
    let from = diagnostics.list.len();
    let mut tree = tree;
    let mut findings = Findings::new(diagnostics);
    let mut conversion = Conversion::of(&mut tree, &mut findings);
    let document = conversion.document(tree);
    let moves = conversion.moves;
    findings.finish();
    origins.settle(diagnostics, from);
    origins.layer();
    for (now, before) in moves {
        origins.moved(now, Origin::at(before));
    }
    document
}

/// The request body that body and form parameters in a newer document are meant to be. `at` is their
/// operation.
pub fn request_body(
    parameters: Vec<Members>,
    findings: &mut Findings<'_>,
    at: &At<'_>,
) -> Option<Value> {
    let parts = parameters.into_iter().map(|parameter| body::Part {
        parameter,
        from: at.text(),
        shared: None,
    });
    Conversion::new(findings).request_body(parts.collect(), &[], at)
}

/// The state of a conversion.
struct Conversion<'f, 'd> {
    /// The document's own media types.
    consumes: Vec<String>,
    produces: Vec<String>,
    /// The first scheme of the document's servers, and what follows it.
    base: Option<(String, String)>,
    /// Shared parameters that are bodies or parts of forms.
    bodies: Members,
    /// Shared responses as they are.
    responses: Members,
    /// Media types with which a shared body or response was first used, by its name.
    body_types: HashMap<String, Vec<String>>,
    response_types: HashMap<String, Vec<String>>,
    /// New and old pointers of what moves.
    moves: Vec<(String, String)>,
    findings: &'f mut Findings<'d>,
}

impl<'f, 'd> Conversion<'f, 'd> {
    fn new(findings: &'f mut Findings<'d>) -> Self {
        Self {
            consumes: Vec::new(),
            produces: Vec::new(),
            base: None,
            bodies: Members::new(),
            responses: Members::new(),
            body_types: HashMap::new(),
            response_types: HashMap::new(),
            moves: Vec::new(),
            findings,
        }
    }

    /// Rewrites the schemas in place and takes what operations refer to.
    fn of(tree: &mut Value, findings: &'f mut Findings<'d>) -> Self {
        let mut conversion = Self::new(findings);
        schema::rewrite(tree);
        if let Value::Object(document) = tree {
            conversion.consumes = media_types(document.remove("consumes"));
            conversion.produces = media_types(document.remove("produces"));
            if let Some(Value::Object(responses)) = document.remove("responses") {
                conversion.responses = responses;
            }
        }
        conversion
    }

    fn document(&mut self, tree: Value) -> Value {
        let Value::Object(mut old) = tree else { return tree };
        old.remove("swagger");
        old.remove("openapi");
        let mut new = Members::new();
        new.insert("openapi".to_owned(), json!("3.0.3"));
        if let Some(info) = old.remove("info") {
            new.insert("info".to_owned(), info);
        }
        self.servers(&mut old, &mut new);
        let mut components = match old.remove("components") {
            // Security schemes of the options.
            Some(Value::Object(components)) => components,
            _ => Members::new(),
        };
        let parameters = self.shared_parameters(old.remove("parameters"));
        let paths = self.paths(&mut old);
        for (name, node) in [
            ("schemas", old.remove("definitions")),
            ("parameters", Some(parameters)),
            ("requestBodies", Some(self.shared_bodies())),
            ("responses", Some(self.shared_responses())),
        ] {
            if let Some(node) =
                node.filter(|node| node.as_object().is_some_and(|map| !map.is_empty()))
            {
                components.insert(name.to_owned(), node);
            }
        }
        if let Some(Value::Object(schemes)) = old.remove("securityDefinitions")
            && let Some(known) = member(&mut components, "securitySchemes")
        {
            for (name, scheme) in security::schemes(schemes) {
                known.entry(name).or_insert(scheme);
            }
        }
        for (now, before) in [
            ("schemas", "definitions"),
            ("parameters", "parameters"),
            ("responses", "responses"),
            ("securitySchemes", "securityDefinitions"),
        ] {
            self.moves.push((format!("/components/{now}"), format!("/{before}")));
        }
        new.insert("paths".to_owned(), paths);
        new.insert("components".to_owned(), Value::Object(components));
        // Tags, security, extensions.
        new.extend(old);
        let mut document = Value::Object(new);
        retarget::retarget(&mut document, &self.moves);
        document
    }

    fn paths(&mut self, old: &mut Members) -> Value {
        let mut paths = match old.remove("paths") {
            Some(Value::Object(paths)) => paths,
            _ => Members::new(),
        };
        // Azure: paths with a query, which `paths` must not hold.
        if let Some(Value::Object(more)) = old.remove("x-ms-paths") {
            for (path, item) in more {
                let segment = escape(&path);
                self.moves.push((format!("/paths/{segment}"), format!("/x-ms-paths/{segment}")));
                paths.entry(path).or_insert(item);
            }
        }
        let list = At::pointer("/paths");
        for (path, item) in &mut paths {
            if let Value::Object(item) = item
                && !path.starts_with("x-")
            {
                self.path_item(item, &list.key(path));
            }
        }
        Value::Object(paths)
    }
}

/// The name of the shared object of a kind that a node refers to.
fn shared(node: &Members, kind: &str) -> Option<String> {
    let (found, name) = named(node.get("$ref")?.as_str()?)?;
    (found == kind).then(|| name.into_owned())
}

/// The texts of a list of media types, each once.
fn media_types(node: Option<Value>) -> Vec<String> {
    let list = match node {
        Some(Value::Array(list)) => list,
        Some(text @ Value::String(_)) => vec![text],
        _ => Vec::new(),
    };
    let mut types: Vec<String> = Vec::new();
    for text in list.iter().filter_map(Value::as_str) {
        let text = text.trim();
        if !text.is_empty() && !types.iter().any(|known| known == text) {
            types.push(text.to_owned());
        }
    }
    types
}

/// `content` with the same schema for every media type.
fn content(types: &[String], schema: Value) -> Value {
    let mut content = Members::new();
    let mut schema = Some(schema);
    for (index, media_type) in types.iter().enumerate() {
        let own = if index + 1 == types.len() { schema.take() } else { schema.clone() };
        content.insert(media_type.clone(), json!({ "schema": own }));
    }
    Value::Object(content)
}

#[cfg(test)]
mod tests;
