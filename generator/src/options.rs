//! The options file `specwright.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value, json};

/// What the user adds to a description.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Options {
    /// Base URL; replaces the document's servers.
    pub base_url: Option<String>,
    /// Security schemes by name, as under `components.securitySchemes`. Operations that have no
    /// requirement of their own may use any of them.
    #[serde(default)]
    pub security: BTreeMap<String, Map<String, Value>>,
}

impl Options {
    /// Reads the text of an options file.
    ///
    /// # Errors
    ///
    /// The parser's message: a key that is not known, a value of the wrong kind, with line and column.
    pub fn parse(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|error| error.to_string())
    }

    /// Writes the options into a document's tree.
    pub fn apply(&self, tree: &mut Value) {
        let Some(document) = tree.as_object_mut() else { return };
        if let Some(url) = &self.base_url {
            document.insert("servers".to_owned(), json!([{ "url": url }]));
        }
        if self.security.is_empty() {
            return;
        }
        let components = document.entry("components").or_insert_with(|| json!({}));
        for (name, scheme) in &self.security {
            components["securitySchemes"][name] = Value::Object(scheme.clone());
        }
        if !document.contains_key("security") {
            let alternatives: Vec<Value> =
                self.security.keys().map(|name| json!({ name: [] })).collect();
            document.insert("security".to_owned(), Value::Array(alternatives));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_keys_are_refused() {
        assert!(Options::parse("bse-url = 'https://a.example'").is_err());
    }

    #[test]
    fn security_is_added() {
        let options = Options::parse("[security.key]\ntype = 'http'\nscheme = 'basic'\n").unwrap();
        let mut tree = json!({ "openapi": "3.0.3" });
        options.apply(&mut tree);
        assert_eq!(tree["components"]["securitySchemes"]["key"]["scheme"], "basic");
        assert_eq!(tree["security"], json!([{ "key": [] }]));
    }
}
