//! Converts Swagger 2.0 to OpenAPI 3.0.

mod body;
mod conversion;
mod operation;
mod parameter;
mod response;
mod schema;
mod security;
mod servers;

pub use body::{Part, request_body};
pub use parameter::{is_body, parameter_list, take_schema};

use serde_json::json;

use crate::document::findings::Findings;
use crate::document::tree::{Located, Node, Tree};
use conversion::{Conversion, media_types};

/// Rewrites a document of Swagger 2.0.
pub fn rewrite(tree: &mut Tree, findings: &mut Findings<'_>) {
    let mut document = tree.root();
    schema::rewrite(&mut document);
    let mut conversion = Conversion::new(findings);
    conversion.document(&mut document);
}

impl Conversion<'_, '_> {
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
        let origin = |document: &Node<'_>, key: &str| document.spot_of(key).whence();
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
        let has_members =
            |section: &Tree| section.value().as_object().is_some_and(|map| !map.is_empty());
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
        // `x-ms-paths` of Azure: paths with a query, which `paths` must not have.
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

#[cfg(test)]
mod tests;
