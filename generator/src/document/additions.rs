//! Additions of the options to a document.

use serde_json::{Value, json};

use super::tree::Tree;
use crate::diagnostics::Origin;
use crate::options::Options;

/// Adds the base URL and the security of the options to a tree; their origin is the options file.
pub fn add((options, file): (&Options, &Origin), tree: &mut Tree) {
    let made = |value: Value, option: &str| {
        let origin = file.child(option);
        Tree::made(value, origin.clone()).instead_of(origin)
    };
    let mut document = tree.root();
    if let Some(url) = &options.base_url {
        document.put("servers", made(json!([{ "url": url }]), "base-url"));
    }
    if options.security.is_empty() {
        return;
    }
    document.within(&["components", "securitySchemes"], |mut schemes| {
        for (name, scheme) in &options.security {
            let origin = file.child("security").child(name);
            schemes.put(name, Tree::from_origin(Value::Object(scheme.clone()), origin));
        }
    });
    if !document.has("security") {
        let alternatives = options.security.keys().map(|name| json!({ name: [] })).collect();
        document.put("security", made(alternatives, "security"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::at::At;
    use crate::document::tree::Located;

    #[test]
    fn security_and_servers_are_added() {
        let text =
            "base-url = 'https://a.example'\n[security.key]\ntype = 'http'\nscheme = 'basic'\n";
        let options = Options::parse(text).unwrap();
        for value in [json!({ "openapi": "3.0.3" }), json!({ "components": [] })] {
            let mut tree = Tree::new(value);
            add((&options, &Origin { file: 7, ..Origin::default() }), &mut tree);
            let origin = |pointer| tree.spot(At::pointer(pointer)).origin();
            let place = |pointer: &str| Origin { file: 7, ..Origin::at(pointer) };
            assert_eq!(origin("/components/securitySchemes/key/type"), place("/security/key/type"));
            assert_eq!(origin("/servers"), place("/base-url"));
            let value = tree.value();
            assert_eq!(value["components"]["securitySchemes"]["key"]["scheme"], "basic");
            assert_eq!(value["security"], json!([{ "key": [] }]));
            assert_eq!(value["servers"], json!([{ "url": "https://a.example" }]));
        }
    }
}
