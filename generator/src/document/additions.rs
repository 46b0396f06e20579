//! What the options add to a document.

use serde_json::{Value, json};

use super::tree::Tree;
use crate::options::Options;

/// Writes the base URL and the security of the options into a tree.
pub fn add(options: &Options, tree: &mut Tree) {
    let mut document = tree.root();
    if let Some(url) = &options.base_url {
        document.insert("servers", json!([{ "url": url }]));
    }
    if options.security.is_empty() {
        return;
    }
    document.within(&["components", "securitySchemes"], |mut schemes| {
        for (name, scheme) in &options.security {
            schemes.insert(name, Value::Object(scheme.clone()));
        }
    });
    document.insert_absent("security", || {
        options.security.keys().map(|name| json!({ name: [] })).collect()
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn security_and_servers_are_added() {
        let text =
            "base-url = 'https://a.example'\n[security.key]\ntype = 'http'\nscheme = 'basic'\n";
        let options = Options::parse(text).unwrap();
        for value in [json!({ "openapi": "3.0.3" }), json!({ "components": [] })] {
            let mut tree = Tree::new(value);
            add(&options, &mut tree);
            let value = tree.value();
            assert_eq!(value["components"]["securitySchemes"]["key"]["scheme"], "basic");
            assert_eq!(value["security"], json!([{ "key": [] }]));
            assert_eq!(value["servers"], json!([{ "url": "https://a.example" }]));
        }
    }
}
