//! Converts security definitions of Swagger 2.0.

use serde_json::json;

use crate::document::tree::{Located, Node, Tree};

/// Converts a security definition to a security scheme.
pub fn scheme(definition: &mut Node<'_>) {
    match definition.text("type") {
        Some("basic") => {
            definition.insert("type", json!("http"));
            definition.insert("scheme", json!("basic"));
        }
        Some("oauth2") => {
            let flow = definition.remove("flow").unwrap_or_default();
            let name = match flow.as_str().unwrap_or_default() {
                "password" => "password",
                "application" | "clientCredentials" => "clientCredentials",
                "accessCode" | "authorizationCode" => "authorizationCode",
                "implicit" => "implicit",
                // An absent flow is inferred from the URLs.
                _ => match (definition.has("authorizationUrl"), definition.has("tokenUrl")) {
                    (true, true) => "authorizationCode",
                    (false, true) => "clientCredentials",
                    _ => "implicit",
                },
            };
            let mut flow =
                definition.split(["authorizationUrl", "tokenUrl", "refreshUrl", "scopes"]);
            flow.root().insert_absent("scopes", || json!({}));
            let flows = Tree::mapping([(name, flow)], definition.whence());
            definition.put("flows", flows);
        }
        _ => {}
    }
}
