//! OpenAPI 3.1 and 3.2 to 3.0: one walk, parents before what is in them.

use serde_json::{Map, Value};

use super::schema::Schemas;
use super::schema::identifiers::Identifiers;
use super::v3_2;
use crate::diagnostics::Diagnostics;
use crate::document::Origins;
use crate::document::at::{self, At};
use crate::document::components::entry;
use crate::document::findings::Findings;
use crate::document::place::Place;

/// Rewrites a document of OpenAPI 3.1 or 3.2. Findings are at the places of the new tree.
pub fn rewrite(tree: &mut Value, origins: &mut Origins, diagnostics: &mut Diagnostics) {
    let names = Identifiers::of(tree);
    origins.layer();
    let mut walk = Walk {
        schemas: Schemas { names, origins, hoisted: Vec::new() },
        findings: Findings::new(diagnostics),
        client_certificates: Vec::new(),
    };
    let root = At::root();
    walk.drop_client_certificates(tree);
    walk.node(tree, Place::Document, &root);
    walk.place_hoisted(tree);
    if let Value::Object(document) = tree {
        document.remove("$self");
        if let Some(Value::String(dialect)) = document.remove("jsonSchemaDialect")
            && !dialect.contains("spec.openapis.org/oas/")
            && !dialect.contains("/2020-12/")
        {
            walk.findings.report(
                "SW0061",
                &root.key("jsonSchemaDialect"),
                format!("schemas are read as JSON Schema 2020-12, not as `{dialect}`"),
            );
        }
    }
    walk.findings.finish();
}

struct Walk<'a, 'd> {
    schemas: Schemas<'a>,
    findings: Findings<'d>,
    /// Names of security schemes that are client certificates.
    client_certificates: Vec<String>,
}

impl Walk<'_, '_> {
    fn node(&mut self, node: &mut Value, place: Place, at: &At<'_>) {
        if let Value::Object(map) = node {
            self.object(map, place, at);
        }
        at::values_mut(node, place, at, |child, place, at| {
            if place.is_read() {
                self.node(child, place, at);
            }
        });
    }

    fn object(&mut self, map: &mut Map<String, Value>, place: Place, at: &At<'_>) {
        match place {
            place if place.is_schema() => {
                self.schemas.rewrite(map, at, &mut self.findings);
            }
            Place::PathItem => {
                for (now, before) in v3_2::path_item(map) {
                    self.moved(at, &now, &before);
                }
            }
            Place::Parameter => v3_2::parameter(map, at, &mut self.findings),
            Place::MediaType => v3_2::media_type(map, at, &mut self.findings),
            Place::Requirement if !self.client_certificates.is_empty() => {
                map.retain(|name, _| !self.client_certificates.iter().any(|known| known == name));
            }
            Place::Info => {
                if let Some(summary) = map.remove("summary") {
                    map.entry("description").or_insert(summary);
                }
            }
            _ => v3_2::names(map, place),
        }
        if place != Place::Schema
            && let Some(Value::String(reference)) = map.get_mut("$ref")
        {
            self.schemas.rename(reference, at);
        }
    }

    fn moved(&mut self, at: &At<'_>, now: &str, before: &str) {
        let here = at.text();
        let then = format!("{}{before}", self.schemas.origins.before(&here));
        self.schemas.origins.moved(format!("{here}{now}"), crate::diagnostics::Origin::at(then));
    }

    /// A client certificate belongs to the connection: nothing that a request carries.
    fn drop_client_certificates(&mut self, tree: &mut Value) {
        let Some(Value::Object(schemes)) = tree.pointer_mut("/components/securitySchemes") else {
            return;
        };
        let list = At::pointer("/components/securitySchemes");
        schemes.retain(|name, scheme| {
            let keep = scheme.get("type").is_none_or(|kind| kind != "mutualTLS");
            if !keep {
                self.client_certificates.push(name.clone());
                self.findings.report_with_help(
                    "SW0065",
                    &list.key(name),
                    format!("security scheme `{name}` is a client certificate (mutualTLS)"),
                    "give the client a transport that presents the certificate; requests carry nothing for it",
                );
            }
            keep
        });
    }

    fn place_hoisted(&mut self, tree: &mut Value) {
        let mut done = 0;
        let mut placed = Vec::new();
        // Definitions may hold definitions.
        while done < self.schemas.hoisted.len() {
            let next = std::mem::replace(
                &mut self.schemas.hoisted[done],
                super::schema::Hoisted { name: String::new(), schema: Value::Null },
            );
            done += 1;
            let mut schema = next.schema;
            let list = At::pointer("/components/schemas");
            self.node(&mut schema, Place::Schema, &list.key(&next.name));
            placed.push((next.name, schema));
        }
        if placed.is_empty() {
            return;
        }
        if let Some(schemas) = entry(tree, &["components", "schemas"]) {
            schemas.extend(placed);
        }
    }
}
