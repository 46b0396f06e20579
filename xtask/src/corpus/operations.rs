//! Operations of a document, counted without the generator.

use std::fs;
use std::path::Path;

use serde_json::Value;

const METHODS: &[&str] =
    &["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// Operations below `paths` of the root file, not those of webhooks and callbacks; `None` when it cannot be read as JSON or YAML. Path items that
/// are references to other files are not followed.
pub fn count(path: &Path) -> Option<usize> {
    let text = fs::read_to_string(path).ok()?;
    let text = text.trim_start_matches('\u{feff}');
    let tree: Value = if text.trim_start().starts_with('{') {
        serde_json::from_str(text).ok()?
    } else {
        serde_yaml::from_str(text).ok()?
    };
    Some(of_tree(&tree))
}

fn of_tree(tree: &Value) -> usize {
    let items = tree.get("paths").and_then(Value::as_object);
    let items = items.into_iter().flat_map(|paths| paths.values()).filter_map(Value::as_object);
    items.map(|item| item.keys().filter(|key| METHODS.contains(&key.as_str())).count()).sum()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn counts_methods_only() {
        let item = json!({"get": {}, "parameters": [], "post": {}, "x-get": {}});
        assert_eq!(of_tree(&json!({"paths": {"/a": item, "/b": {"head": {}}}})), 3);
        assert_eq!(of_tree(&json!({"paths": null})), 0);
    }
}
