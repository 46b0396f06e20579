//! Converts `host`, `basePath` and `schemes` of Swagger 2.0 to `servers`.

use serde_json::{Value, json};

use super::conversion::{Conversion, media_types};
use crate::diagnostics::finding;
use crate::document::tree::{Located, Members, Node, Tree};

impl Conversion<'_, '_> {
    /// Converts `host`, `basePath` and `schemes` to `servers`.
    pub(super) fn servers(&mut self, document: &mut Node<'_>) {
        let host = text(document.remove("host"));
        let path = text(document.remove("basePath"));
        let mut schemes = media_types(document.remove("schemes"));
        let parameterized = document.remove("x-ms-parameterized-host");
        if document.has("servers") {
            // The options set the base URL.
            return;
        }
        let sockets = schemes.len();
        schemes.retain(|scheme| matches!(scheme.as_str(), "http" | "https"));
        if schemes.len() < sockets {
            self.findings.add(finding::Swagger::Schemes, &document.spot_of("schemes"));
        }
        // `https` comes first.
        schemes.sort_by_key(|scheme| scheme != "https");
        let path = match path.trim_matches('/') {
            "" => String::new(),
            path => format!("/{path}"),
        };
        let mut host = host.trim_end_matches('/').to_owned();
        let mut variables = Members::new();
        let mut origin = document.spot_of("host").whence();
        if let Some(Value::Object(template)) = parameterized {
            origin = document.spot_of("x-ms-parameterized-host").whence();
            host = text(template.get("hostTemplate").cloned());
            for parameter in
                template.get("parameters").and_then(Value::as_array).into_iter().flatten()
            {
                if let (Some(name), Some(default)) =
                    (parameter["name"].as_str(), parameter["default"].as_str())
                {
                    variables.insert(name.to_owned(), json!({ "default": default }));
                }
            }
        }
        if let Some((scheme, rest)) = host.split_once("://") {
            schemes = vec![scheme.to_owned()];
            host = rest.to_owned();
        }
        if host.is_empty() {
            if !path.is_empty() {
                let origin = document.spot_of("basePath").whence();
                document.put("servers", Tree::made(json!([{ "url": path }]), origin));
            }
            return;
        }
        if schemes.is_empty() {
            schemes.push("https".to_owned());
        }
        for name in placeholders(&format!("{host}{path}")) {
            variables.entry(name.clone()).or_insert_with(|| json!({ "default": name }));
        }
        self.base = schemes.first().map(|scheme| (scheme.clone(), format!("{host}{path}")));
        let server = |scheme: &String| {
            let mut server = json!({ "url": format!("{scheme}://{host}{path}") });
            if !variables.is_empty() {
                server["variables"] = Value::Object(variables.clone());
            }
            server
        };
        let servers = schemes.iter().map(server).collect();
        document.put("servers", Tree::made(servers, origin));
    }
}

fn text(node: Option<Value>) -> String {
    node.and_then(|node| node.as_str().map(|text| text.trim().to_owned())).unwrap_or_default()
}

/// Returns the names in braces.
fn placeholders(url: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut rest = url;
    while let Some((_, after)) = rest.split_once('{') {
        let Some((name, tail)) = after.split_once('}') else { break };
        names.push(name.to_owned());
        rest = tail;
    }
    names
}
