//! Webhooks, which are calls to the client's own server.

use serde_json::Value;

use super::at::At;
use crate::diagnostics::Diagnostics;

/// Takes the webhooks out of a document of any version: those of OpenAPI 3.1, and those of a documentation
/// renderer's extension. What references name in them is among the components by now.
pub fn take_out(tree: &mut Value, diagnostics: &mut Diagnostics) {
    let Value::Object(document) = tree else { return };
    for keyword in ["webhooks", "x-webhooks"] {
        let Some(Value::Object(items)) = document.shift_remove(keyword) else { continue };
        let what = match items.len() {
            0 => continue,
            1 => "1 webhook is a call".to_owned(),
            many => format!("{many} webhooks are calls"),
        };
        let message =
            format!("{what} to the client's own server: no client method is made for `{keyword}`");
        diagnostics.report("SW0064", &At::root().key(keyword).origin(), message);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn webhooks_are_told_once() {
        let mut tree =
            json!({"webhooks": {"a": {"post": {}}, "x-b": {}}, "x-webhooks": {}, "info": {}});
        let mut diagnostics = Diagnostics::default();
        take_out(&mut tree, &mut diagnostics);
        assert_eq!(tree, json!({"info": {}}));
        let found: Vec<&str> = diagnostics.list.iter().map(|d| d.message.as_str()).collect();
        let expected = "2 webhooks are calls to the client's own server: no client method is made for `webhooks`";
        assert_eq!(found, [expected]);
    }
}
