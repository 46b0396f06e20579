//! Rewrites OpenAPI 3.1 and 3.2 to 3.0: first the names of schemas, then all nodes in one walk, parents before
//! children.

use serde_json::Value;

use super::version::Version;
use super::{identifiers, schema, v3_2};
use crate::diagnostics::finding;
use crate::document::findings::Findings;
use crate::document::place::Place;
use crate::document::tree::{Node, Tree};

/// Rewrites a document of OpenAPI 3.1 or 3.2.
pub fn rewrite(tree: &mut Tree, version: Version, findings: &mut Findings<'_>) {
    identifiers::resolve(tree);
    let mut document = tree.root();
    let mut walk = Walk { version, client_certificates: Vec::new(), findings };
    walk.drop_client_certificates(&mut document);
    walk.node(document.here(), Place::Document);
    document.remove("$self");
    if let Some(Value::String(dialect)) = document.remove("jsonSchemaDialect")
        && !dialect.contains("spec.openapis.org/oas/")
        && !dialect.contains("/2020-12/")
    {
        let place = document.spot_of("jsonSchemaDialect");
        walk.findings.add(finding::Keyword::Dialect { dialect }, &place);
    }
}

struct Walk<'f, 'd> {
    version: Version,
    /// Names of security schemes that are client certificates.
    client_certificates: Vec<String>,
    findings: &'f mut Findings<'d>,
}

impl Walk<'_, '_> {
    fn node(&mut self, mut node: Node<'_>, place: Place) {
        if node.is_mapping() {
            self.mapping(&mut node, place);
        }
        node.each_of(place, |child, place| {
            if place.is_read() {
                self.node(child, place);
            }
        });
    }

    fn mapping(&mut self, node: &mut Node<'_>, place: Place) {
        match place {
            place if place.is_schema() => schema::rewrite(node, self.findings),
            Place::PathItem => v3_2::path_item(node),
            Place::Parameter if self.version == Version::V3_2 => {
                v3_2::parameter(node, self.findings);
            }
            Place::MediaType => v3_2::media_type(node, self.findings),
            Place::Requirement if !self.client_certificates.is_empty() => {
                node.retain(|scopes| {
                    !self.client_certificates.iter().any(|known| known == scopes.at().last())
                });
            }
            Place::Info => {
                node.rename("summary", "description");
                node.remove("summary");
            }
            _ => v3_2::names(node, place),
        }
    }

    /// Removes client certificates, which belong to the connection and are not sent with requests.
    fn drop_client_certificates(&mut self, document: &mut Node<'_>) {
        let mut components = document.child("components");
        let schemes = components.as_mut().and_then(|node| node.child_mapping("securitySchemes"));
        let Some(mut schemes) = schemes else { return };
        schemes.retain(|scheme| {
            let keep = scheme.text("type") != Some("mutualTLS");
            if !keep {
                let name = scheme.at().last();
                self.client_certificates.push(name.to_owned());
                let name = name.to_owned();
                self.findings.add(finding::Feature::ClientCertificate { name }, scheme);
            }
            keep
        });
    }
}
