//! Security definitions of Swagger 2.0.

use serde_json::{Value, json};

use super::Members;

/// The security schemes that definitions become.
pub fn schemes(definitions: Members) -> impl Iterator<Item = (String, Value)> {
    definitions.into_iter().map(|(name, node)| match node {
        Value::Object(definition) => (name, scheme(definition)),
        other => (name, other),
    })
}

fn scheme(mut definition: Members) -> Value {
    match definition.get("type").and_then(Value::as_str) {
        Some("basic") => {
            definition.insert("type".to_owned(), json!("http"));
            definition.insert("scheme".to_owned(), json!("basic"));
        }
        Some("oauth2") => {
            let flow = definition.remove("flow");
            let name = match flow.as_ref().and_then(Value::as_str).unwrap_or_default() {
                "password" => "password",
                "application" | "clientCredentials" => "clientCredentials",
                "accessCode" | "authorizationCode" => "authorizationCode",
                "implicit" => "implicit",
                // Not said: by the URLs that are there.
                _ => match (definition.get("authorizationUrl"), definition.get("tokenUrl")) {
                    (Some(_), Some(_)) => "authorizationCode",
                    (None, Some(_)) => "clientCredentials",
                    _ => "implicit",
                },
            };
            let mut members = Members::new();
            for member in ["authorizationUrl", "tokenUrl", "refreshUrl"] {
                if let Some(url) = definition.remove(member) {
                    members.insert(member.to_owned(), url);
                }
            }
            let scopes = definition.remove("scopes").unwrap_or_else(|| json!({}));
            members.insert("scopes".to_owned(), scopes);
            definition.insert("flows".to_owned(), json!({ name: members }));
        }
        _ => {}
    }
    Value::Object(definition)
}
