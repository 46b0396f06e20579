//! The document itself, servers, tags and security.

use serde_json::{Value, json};

use super::values::{self, Members};
use crate::document::at::At;
use crate::document::findings::Findings;

pub fn document(map: &mut Members, at: &At<'_>, findings: &mut Findings<'_>) {
    values::lists(map, &["servers", "security"], at, findings);
    values::mappings(map, &["paths", "components"], at, findings);
    if let Some(Value::Array(tags)) = map.get_mut("tags") {
        for tag in tags {
            if tag.is_string() {
                *tag = json!({ "name": tag.take() });
            }
        }
    }
    values::lists(map, &["tags"], at, findings);
    if let Some(Value::Object(components)) = map.get_mut("components") {
        let at = at.key("components");
        let kinds =
            ["schemas", "responses", "parameters", "requestBodies", "headers", "securitySchemes"];
        values::mappings(components, &kinds, &at, findings);
    }
}

pub fn tag(map: &mut Members, at: &At<'_>, findings: &mut Findings<'_>) {
    values::texts(map, &["name", "description"], at, findings);
}

pub fn server(map: &mut Members, at: &At<'_>, findings: &mut Findings<'_>) {
    values::texts(map, &["url", "description"], at, findings);
    values::mappings(map, &["variables"], at, findings);
    if !map.contains_key("url") {
        findings.report("SW0013", at, "a server without `url` is read as `/`");
        map.insert("url".to_owned(), json!("/"));
    }
    let Some(Value::Object(variables)) = map.get_mut("variables") else { return };
    let list = at.key("variables");
    for (name, node) in variables.iter_mut() {
        let at = list.key(name);
        if let Some(text) = values::as_text(node) {
            *node = json!({ "default": text });
        }
        let Value::Object(variable) = node else {
            *node = json!({ "default": name });
            continue;
        };
        values::texts(variable, &["default", "description"], &at, findings);
        values::lists(variable, &["enum"], &at, findings);
        if let Some(Value::Array(choices)) = variable.get_mut("enum") {
            for choice in choices.iter_mut() {
                if let Some(text) = values::as_text(choice) {
                    *choice = text;
                }
            }
            choices.retain(Value::is_string);
        }
        if !variable.contains_key("default") {
            let first = variable.get("enum").and_then(|choices| choices.get(0)).cloned();
            let default = first.unwrap_or_else(|| json!(name));
            findings.report(
                "SW0013",
                &at,
                format!("a server variable without `default` gets {}", values::shown(&default)),
            );
            variable.insert("default".to_owned(), default);
        }
    }
}

/// A requirement: names of schemes to lists of scopes.
pub fn requirement(map: &mut Members, _at: &At<'_>, _findings: &mut Findings<'_>) {
    for scopes in map.values_mut() {
        // Scopes are not used, so that their absence changes nothing.
        match scopes {
            Value::Array(list) => list.retain(Value::is_string),
            other => *other = json!([]),
        }
    }
}

/// The schemes of a document; those of a kind that nothing is known about are taken out.
pub fn schemes(map: &mut Members, at: &At<'_>, findings: &mut Findings<'_>) {
    map.retain(|name, node| {
        let Value::Object(scheme) = node else {
            let message =
                format!("`{}` is no security scheme and is left out", values::shown(node));
            findings.report("SW0013", &at.key(name), message);
            return false;
        };
        scheme.contains_key("$ref") || kind(scheme, &at.key(name), findings)
    });
}

/// Brings `type` to a word of the specification. `false` when it means none.
fn kind(map: &mut Members, at: &At<'_>, findings: &mut Findings<'_>) -> bool {
    let has = |key: &str| map.contains_key(key);
    let found = map.get("type").cloned().unwrap_or_default();
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
            let message = match &found {
                Value::Null => "a security scheme without `type` is left out".to_owned(),
                found => format!(
                    "security scheme type {} is not known; the scheme is left out",
                    values::shown(found)
                ),
            };
            findings.report("SW0013", at, message);
            return false;
        }
    };
    if found != word {
        let message = format!("security scheme type {} is read as `{word}`", values::shown(&found));
        findings.report("SW0013", at, message);
    }
    map.insert("type".to_owned(), json!(word));
    if let Some((key, value)) = detail {
        map.entry(key).or_insert(json!(value));
    }
    true
}

pub fn scheme(map: &mut Members, at: &At<'_>, findings: &mut Findings<'_>) {
    values::texts(map, &["description", "name", "in", "scheme", "bearerFormat"], at, findings);
    let word = map.get("type").and_then(Value::as_str).unwrap_or_default().to_owned();
    match word.as_str() {
        "apiKey" => {
            let location = map.get("in").and_then(Value::as_str).map(str::to_ascii_lowercase);
            match location.as_deref() {
                Some("header" | "query" | "cookie") => {
                    map.insert("in".to_owned(), json!(location));
                }
                _ => {
                    findings.report(
                        "SW0013",
                        at,
                        "an API key without a valid `in` is read as one in a header",
                    );
                    map.insert("in".to_owned(), json!("header"));
                }
            }
            if !map.contains_key("name") {
                findings.report(
                    "SW0013",
                    at,
                    "an API key without a name is read as header `Authorization`",
                );
                map.insert("name".to_owned(), json!("Authorization"));
            }
        }
        "http" if !map.contains_key("scheme") => {
            findings.report("SW0013", at, "an HTTP scheme without `scheme` is read as `bearer`");
            map.insert("scheme".to_owned(), json!("bearer"));
        }
        "oauth2" => flows(map, at, findings),
        "openIdConnect" => {
            map.entry("openIdConnectUrl").or_insert(json!(""));
        }
        _ => {}
    }
}

/// The flows of an OAuth 2 scheme. The caller brings the token, so that a missing URL does no harm.
fn flows(map: &mut Members, at: &At<'_>, findings: &mut Findings<'_>) {
    values::mappings(map, &["flows"], at, findings);
    let Value::Object(flows) = map.entry("flows").or_insert_with(|| json!({})) else { return };
    let at = at.key("flows");
    values::mappings(
        flows,
        &["implicit", "password", "clientCredentials", "authorizationCode"],
        &at,
        findings,
    );
    for (name, urls) in [
        ("implicit", &["authorizationUrl"][..]),
        ("password", &["tokenUrl"]),
        ("clientCredentials", &["tokenUrl"]),
        ("authorizationCode", &["authorizationUrl", "tokenUrl"]),
    ] {
        let Some(Value::Object(flow)) = flows.get_mut(name) else { continue };
        let at = at.key(name);
        values::texts(flow, &["authorizationUrl", "tokenUrl", "refreshUrl"], &at, findings);
        for url in urls {
            if !flow.contains_key(*url) {
                findings.count("SW0013", &at, format!("an OAuth 2 flow has no `{url}`"));
                flow.insert((*url).to_owned(), json!(""));
            }
        }
        if let Some(Value::Array(names)) = flow.get("scopes") {
            let scopes = names.iter().filter_map(Value::as_str);
            let scopes = scopes.map(|name| (name.to_owned(), json!(""))).collect();
            flow.insert("scopes".to_owned(), Value::Object(scopes));
        }
        values::mappings(flow, &["scopes"], &at, findings);
        if let Value::Object(scopes) = flow.entry("scopes").or_insert_with(|| json!({})) {
            for text in scopes.values_mut().filter(|text| !text.is_string()) {
                *text = values::as_text(text).unwrap_or_else(|| json!(""));
            }
        }
    }
}
