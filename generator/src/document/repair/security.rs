//! Repairs the document itself, servers, tags and security.

use serde_json::{Value, json};

use super::values;
use crate::diagnostics::finding::{self, shown};
use crate::document::findings::Findings;
use crate::document::tree::{Located, Node, Tree};

pub fn document(document: &mut Node<'_>, findings: &mut Findings<'_>) {
    values::lists(document, &["servers", "security"], findings);
    values::mappings(document, &["paths", "components"], findings);
    if let Some(mut tags) = document.child("tags").filter(|tags| tags.value().is_array()) {
        tags.each(|mut tag| {
            if tag.value().is_string() {
                wrap(&mut tag, "name");
            }
        });
    }
    values::lists(document, &["tags"], findings);
    if let Some(mut components) = document.child("components") {
        let kinds =
            ["schemas", "responses", "parameters", "requestBodies", "headers", "securitySchemes"];
        values::mappings(&mut components, &kinds, findings);
    }
}

/// Replaces a node by a mapping with the node as its only member.
fn wrap(node: &mut Node<'_>, key: &str) {
    let origin = node.whence();
    let member = node.take_self();
    node.replace(Tree::mapping([(key, member)], origin));
}

pub fn tag(tag: &mut Node<'_>, findings: &mut Findings<'_>) {
    values::texts(tag, &["name", "description"], findings);
}

pub fn server(server: &mut Node<'_>, findings: &mut Findings<'_>) {
    values::texts(server, &["url", "description"], findings);
    values::mappings(server, &["variables"], findings);
    if !server.has("url") {
        findings.add(finding::Repair::ServerWithoutUrl, server);
        server.insert("url", json!("/"));
    }
    let Some(mut variables) = server.child("variables") else { return };
    variables.each(|mut variable| {
        let name = variable.at().last();
        if let Some(text) = values::as_text(variable.value()) {
            variable.set(text);
            wrap(&mut variable, "default");
        }
        if !variable.is_mapping() {
            variable.set(json!({ "default": name }));
            return;
        }
        values::texts(&mut variable, &["default", "description"], findings);
        values::lists(&mut variable, &["enum"], findings);
        if let Some(mut choices) = variable.child("enum") {
            texts_only(&mut choices);
        }
        if !variable.has("default") {
            let first = variable.list("enum").and_then(<[Value]>::first).cloned();
            let default = first.unwrap_or_else(|| json!(name));
            let shown = shown(&default);
            findings.add(finding::Repair::VariableWithoutDefault { default: shown }, &variable);
            variable.insert("default", default);
        }
    });
}

/// Converts the elements of a list to text, and removes those that cannot be converted.
fn texts_only(list: &mut Node<'_>) {
    list.retain(|element| {
        if !element.value().is_string()
            && let Some(text) = values::as_text(element.value())
        {
            element.set(text);
        }
        element.value().is_string()
    });
}

/// Repairs a requirement: a mapping of names of schemes to lists of scopes.
pub fn requirement(requirement: &mut Node<'_>) {
    requirement.each(|mut scopes| {
        // Scopes are not used, so their absence is harmless.
        if scopes.value().is_array() {
            scopes.retain(|scope| scope.value().is_string());
        } else {
            scopes.set(json!([]));
        }
    });
}

/// Repairs the security schemes of a document, and removes those of an unknown kind.
pub fn schemes(schemes: &mut Node<'_>, findings: &mut Findings<'_>) {
    schemes.retain(|scheme| {
        if !scheme.is_mapping() {
            let found = shown(scheme.value());
            findings.add(finding::Repair::NotASecurityScheme { found }, scheme);
            return false;
        }
        scheme.has("$ref") || kind(scheme, findings)
    });
}

/// Repairs `type` of a security scheme. Returns `false` if the type is unknown.
fn kind(scheme: &mut Node<'_>, findings: &mut Findings<'_>) -> bool {
    let has = |key: &str| scheme.has(key);
    let found = scheme.get("type").cloned().unwrap_or_default();
    let lower = found.as_str().unwrap_or_default().to_ascii_lowercase();
    let (word, detail) = match lower.as_str() {
        "http" | "https" => ("http", None),
        "basic" | "bearer" => ("http", Some(("scheme", lower.as_str()))),
        "jwt" | "token" => ("http", Some(("scheme", "bearer"))),
        "apikey" | "api_key" | "api-key" => ("apiKey", None),
        "header" | "query" | "cookie" if has("name") => ("apiKey", Some(("in", lower.as_str()))),
        "oauth" | "oauth2" => ("oauth2", None),
        "openidconnect" => ("openIdConnect", None),
        _ if has("flows") => ("oauth2", None),
        _ if has("openIdConnectUrl") => ("openIdConnect", None),
        _ if has("scheme") => ("http", None),
        _ if has("in") && has("name") => ("apiKey", None),
        _ => {
            let finding = match &found {
                Value::Null => finding::Repair::SecuritySchemeWithoutType,
                found => finding::Repair::UnknownSecurityScheme { found: shown(found) },
            };
            findings.add(finding, scheme);
            return false;
        }
    };
    if found != word {
        let found = shown(&found);
        findings.add(finding::Repair::SecuritySchemeType { found, read: word }, scheme);
        scheme.insert("type", json!(word));
    }
    if let Some((key, value)) = detail {
        scheme.insert_absent(key, || json!(value));
    }
    true
}

pub fn scheme(scheme: &mut Node<'_>, findings: &mut Findings<'_>) {
    values::texts(scheme, &["description", "name", "in", "scheme", "bearerFormat"], findings);
    match scheme.text("type").unwrap_or_default() {
        "apiKey" => {
            let location = scheme.text("in").map(str::to_ascii_lowercase);
            match location.as_deref() {
                Some("header" | "query" | "cookie") => scheme.insert("in", json!(location)),
                _ => {
                    findings.add(finding::Repair::ApiKeyLocation, scheme);
                    scheme.insert("in", json!("header"));
                }
            }
            if !scheme.has("name") {
                findings.add(finding::Repair::ApiKeyName, scheme);
                scheme.insert("name", json!("Authorization"));
            }
        }
        "http" if !scheme.has("scheme") => {
            findings.add(finding::Repair::HttpScheme, scheme);
            scheme.insert("scheme", json!("bearer"));
        }
        "oauth2" => flows(scheme, findings),
        "openIdConnect" => scheme.insert_absent("openIdConnectUrl", || json!("")),
        _ => {}
    }
}

/// Repairs the flows of an OAuth 2 scheme. The caller obtains the token, so a missing URL is harmless.
fn flows(scheme: &mut Node<'_>, findings: &mut Findings<'_>) {
    values::mappings(scheme, &["flows"], findings);
    let Some(mut flows) = scheme.mapping("flows") else { return };
    let urls: [(&str, &[&str]); 4] = [
        ("implicit", &["authorizationUrl"]),
        ("password", &["tokenUrl"]),
        ("clientCredentials", &["tokenUrl"]),
        ("authorizationCode", &["authorizationUrl", "tokenUrl"]),
    ];
    values::mappings(&mut flows, &urls.map(|(name, _)| name), findings);
    for (name, urls) in urls {
        let Some(mut flow) = flows.child(name) else { continue };
        values::texts(&mut flow, &["authorizationUrl", "tokenUrl", "refreshUrl"], findings);
        for url in urls {
            if !flow.has(url) {
                findings.add_repeated(finding::Repair::FlowUrl { key: url }, &flow);
                flow.insert(url, json!(""));
            }
        }
        if let Some(names) = flow.list("scopes") {
            let scopes = names.iter().filter_map(Value::as_str);
            let scopes = scopes.map(|name| (name.to_owned(), json!(""))).collect();
            flow.insert("scopes", Value::Object(scopes));
        }
        values::mappings(&mut flow, &["scopes"], findings);
        if let Some(mut scopes) = flow.mapping("scopes") {
            scopes.each(|mut text| {
                if !text.value().is_string() {
                    text.set(values::as_text(text.value()).unwrap_or_else(|| json!("")));
                }
            });
        }
    }
}
