//! The table of contents: operation ids by path and method.

use serde_yaml::Value;
use std::collections::HashMap;

/// The operation ids of a table of contents.
#[derive(Debug, Default)]
pub(super) struct Toc {
    stems: HashMap<(String, String), String>,
}

impl Toc {
    /// Adds the entries of a `toc.yml`; the error is the parser's message.
    pub(super) fn read(&mut self, text: &str) -> Result<(), String> {
        let root: Value = serde_yaml::from_str(text).map_err(|error| error.to_string())?;
        self.collect(root.get("items").unwrap_or(&root), "");
        Ok(())
    }

    /// The file stem that is listed for an operation.
    pub(super) fn stem(&self, method: &str, path: &str) -> Option<&str> {
        let key = (method.to_ascii_uppercase(), path.replace(['{', '}'], ""));
        self.stems.get(&key).map(String::as_str)
    }

    fn collect(&mut self, items: &Value, path: &str) {
        let Some(items) = items.as_sequence() else { return };
        for item in items {
            let name = match item.get("name") {
                Some(Value::String(name)) => name.clone(),
                Some(Value::Number(number)) => number.to_string(),
                Some(Value::Bool(word)) => word.to_string(),
                _ => continue,
            };
            if let Some(href) = item.get("href").and_then(Value::as_str) {
                let path = if path.is_empty() { "/" } else { path };
                let key = (name.to_ascii_uppercase(), path.to_owned());
                self.stems.entry(key).or_insert_with(|| stem(href).to_owned());
            }
            if let Some(below) = item.get("items") {
                self.collect(below, &format!("{path}/{name}"));
            }
        }
    }
}

/// Whether a file is a table of contents, by its name.
pub(super) fn is_toc(file: &str) -> bool {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    matches!(name, "toc.yml" | "toc.yaml" | "toc.json")
}

/// The name of a file without its folder and its extension.
pub(super) fn stem(file: &str) -> &str {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Whether a stem is a hash or a running number instead of an operation id.
pub(super) fn is_opaque(stem: &str) -> bool {
    let hex = |part: &str| part.bytes().all(|byte| byte.is_ascii_hexdigit());
    let digits = stem.bytes().filter(u8::is_ascii_digit).count();
    let parts = stem.split(['_', '-']);
    if stem.is_empty() || !parts.clone().all(hex) {
        return stem.is_empty();
    }
    digits > 0 && (stem.len() >= 8 || parts.clone().all(|p| p.bytes().all(|b| b.is_ascii_digit())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_found_by_path_and_method() {
        let text = "- name: a\n  items:\n  - name: id.json\n    items:\n    - name: \"GET\"\n      href: getA.md\n";
        let mut toc = Toc::default();
        assert_eq!(toc.read(text), Ok(()));
        assert_eq!(toc.stem("get", "/a/{id}.json"), Some("getA"));
        assert_eq!(toc.stem("post", "/a/{id}.json"), None);
        assert!(toc.read(": [").is_err());
        assert!(is_toc("a/toc.yml") && !is_toc("a/tock.yml"));
    }

    #[test]
    fn hashes_are_opaque() {
        for opaque in ["000_1e22c6dfe2fc1c3c", "", "12", "9b2e4c1d-aa11-4e1f-8b7a-001122334455"] {
            assert!(is_opaque(opaque), "{opaque}");
        }
        for id in ["createFile", "add", "decade", "get_2"] {
            assert!(!is_opaque(id), "{id}");
        }
        assert_eq!(stem("a/.md"), "");
        assert_eq!(stem("a\\b.c.md"), "b.c");
    }
}
