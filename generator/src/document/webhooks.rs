//! Webhooks, which are calls to the client's own server.

use serde_json::Value;

use super::findings::Findings;
use super::tree::Tree;
use crate::diagnostics::finding;

/// Removes the webhooks of OpenAPI 3.1 and of a documentation renderer's extension from a document. Targets of
/// references in them are components at this point.
pub fn take_out(tree: &mut Tree, findings: &mut Findings<'_>) {
    let mut document = tree.root();
    for keyword in ["webhooks", "x-webhooks"] {
        let Some(Value::Object(items)) = document.remove(keyword) else { continue };
        let count = items.len();
        if count > 0 {
            let finding = finding::Feature::Webhooks { keyword, count };
            findings.add(finding, &document.spot_of(keyword));
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::diagnostics::Diagnostics;
    use crate::document::tree::Trail;

    #[test]
    fn webhooks_are_told_once() {
        let mut tree = Tree::new(
            json!({"webhooks": {"a": {"post": {}}, "x-b": {}}, "x-webhooks": {}, "info": {}}),
        );
        let mut diagnostics = Diagnostics::default();
        take_out(&mut tree, &mut Findings::new(&mut diagnostics, &Trail::default()));
        assert_eq!(*tree.value(), json!({"info": {}}));
        let found: Vec<String> = diagnostics.list.iter().map(|d| d.message()).collect();
        let expected = "2 webhooks are calls to the client's own server: no client method is generated for `webhooks`";
        assert_eq!(found, [expected]);
    }
}
