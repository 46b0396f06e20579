//! `host`, `basePath` and `schemes` of Swagger 2.0.

use serde_json::{Value, json};

use super::{Conversion, Members, media_types};
use crate::document::at::At;

impl Conversion<'_, '_> {
    /// Takes the members of the old document and writes `servers` into the new one.
    pub(super) fn servers(&mut self, old: &mut Members, new: &mut Members) {
        let host = text(old.remove("host"));
        let path = text(old.remove("basePath"));
        let mut schemes = media_types(old.remove("schemes"));
        let parameterized = old.remove("x-ms-parameterized-host");
        if let Some(servers) = old.remove("servers") {
            // Of the options.
            new.insert("servers".to_owned(), servers);
            return;
        }
        let sockets = schemes.len();
        schemes.retain(|scheme| matches!(scheme.as_str(), "http" | "https"));
        if schemes.len() < sockets {
            self.findings.report(
                "SW0061",
                &At::pointer("/schemes"),
                "schemes other than http and https are not used",
            );
        }
        // The secure one first.
        schemes.sort_by_key(|scheme| scheme != "https");
        let path = match path.trim_matches('/') {
            "" => String::new(),
            path => format!("/{path}"),
        };
        let mut host = host.trim_end_matches('/').to_owned();
        let mut variables = Members::new();
        if let Some(Value::Object(template)) = parameterized {
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
                self.moves.push(("/servers".to_owned(), "/basePath".to_owned()));
                new.insert("servers".to_owned(), json!([{ "url": path }]));
            }
            return;
        }
        self.moves.push(("/servers".to_owned(), "/host".to_owned()));
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
        new.insert("servers".to_owned(), schemes.iter().map(server).collect());
    }
}

fn text(node: Option<Value>) -> String {
    node.and_then(|node| node.as_str().map(|text| text.trim().to_owned())).unwrap_or_default()
}

/// Names in braces.
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
