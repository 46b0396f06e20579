//! Swagger 2.0 to OpenAPI 3.0.

mod body;
mod operation;
mod parameter;
mod response;
mod schema;
mod security;
mod servers;

pub use body::{Part, request_body};
pub use parameter::{is_body, parameter_list, take_schema};

use std::collections::HashMap;

use indexmap::IndexMap;
use serde_json::{Value, json};

use crate::diagnostics::Origin;
use crate::document::components::named;
use crate::document::findings::Findings;
use crate::document::tree::{Located, Node, Tree};

/// Rewrites a document of Swagger 2.0.
pub fn rewrite(tree: &mut Tree, findings: &mut Findings<'_>) {
    let mut document = tree.root();
    schema::rewrite(&mut document);
    let mut conversion = Conversion::new(findings);
    conversion.document(&mut document);
}

/// The state of a conversion.
struct Conversion<'f, 'd> {
    /// The document's own media types.
    consumes: Vec<String>,
    produces: Vec<String>,
    /// The first scheme of the document's servers, and what follows it.
    base: Option<(String, String)>,
    /// Shared parameters that are bodies or parts of forms.
    bodies: IndexMap<String, Tree>,
    /// Shared responses as they are.
    responses: IndexMap<String, Tree>,
    /// Media types with which a shared body or response was first used, by its name.
    body_types: HashMap<String, Vec<String>>,
    response_types: HashMap<String, Vec<String>>,
    findings: &'f mut Findings<'d>,
}

impl<'f, 'd> Conversion<'f, 'd> {
    fn new(findings: &'f mut Findings<'d>) -> Self {
        Self {
            consumes: Vec::new(),
            produces: Vec::new(),
            base: None,
            bodies: IndexMap::new(),
            responses: IndexMap::new(),
            body_types: HashMap::new(),
            response_types: HashMap::new(),
            findings,
        }
    }

    fn document(&mut self, document: &mut Node<'_>) {
        document.remove("swagger");
        document.insert("openapi", json!("3.0.3"));
        self.consumes = media_types(document.remove("consumes"));
        self.produces = media_types(document.remove("produces"));
        if let Some(mut responses) = document.take("responses") {
            self.responses = responses.root().take_members().into_iter().collect();
        }
        self.servers(document);
        self.shared_parameters(document);
        self.paths(document);
        let origin = |document: &Node<'_>, key: &str| document.spot_of(key).origin();
        let bodies = Tree::mapping(self.shared_bodies(), origin(document, "parameters"));
        let responses = Tree::mapping(self.shared_responses(), origin(document, "responses"));
        let sections = [
            ("schemas", document.take("definitions")),
            ("parameters", document.take("parameters")),
            ("requestBodies", Some(bodies)),
            ("responses", Some(responses)),
        ];
        let definitions = document.take("securityDefinitions");
        let Some(mut components) = document.mapping("components") else { return };
        let has_members = |section: &Tree| section.value().as_object().is_some_and(|map| !map.is_empty());
        for (name, section) in sections {
            if let Some(section) = section.filter(has_members) {
                components.put(name, section);
            }
        }
        if let Some(mut definitions) = definitions
            && let Some(mut schemes) = components.mapping("securitySchemes")
        {
            for (name, mut definition) in definitions.root().take_members() {
                // Those of the options come first.
                if !schemes.has(&name) {
                    security::scheme(&mut definition.root());
                    schemes.put(&name, definition);
                }
            }
        }
    }

    fn paths(&mut self, document: &mut Node<'_>) {
        let more = document.take("x-ms-paths");
        let Some(mut paths) = document.mapping("paths") else { return };
        // Azure: paths with a query, which `paths` must not hold.
        for (path, item) in more.into_iter().flat_map(|mut more| more.root().take_members()) {
            if !paths.has(&path) {
                paths.put(&path, item);
            }
        }
        paths.each(|mut item| {
            if !item.at().last().starts_with("x-") {
                self.path_item(&mut item);
            }
        });
    }
}

/// The name of the shared object of a kind that a node refers to.
fn shared(node: &Node<'_>, kind: &str) -> Option<String> {
    let (found, name) = named(node.text("$ref")?)?;
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

/// `content` with the same schema for every media type, made for the node at an origin.
fn content(types: &[String], schema: Tree, origin: &Origin) -> Tree {
    let mut schemas = vec![schema; types.len()];
    let media = |media_type: &String| {
        let schema = schemas.pop().unwrap_or_default();
        (media_type.clone(), Tree::mapping([("schema", schema)], origin.clone()))
    };
    Tree::mapping(types.iter().map(media).collect::<Vec<_>>(), origin.clone())
}

#[cfg(test)]
mod tests;
