//! Versions of the specification.

use serde_json::Value;

use crate::diagnostics::finding;
use crate::document::at::At;
use crate::document::findings::Findings;
use crate::document::tree::Tree;

/// A family of versions with the same rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    /// Swagger 2.0.
    V2_0,
    /// OpenAPI 3.0.
    V3_0,
    /// OpenAPI 3.1.
    V3_1,
    /// OpenAPI 3.2.
    V3_2,
}

/// Returns the version of a document, or the closest known one. Returns `None` and reports `SW0003` if the document has
/// no known version.
pub fn of(tree: &Tree, findings: &mut Findings<'_>) -> Option<Version> {
    let root = tree.spot(At::root());
    let tree = tree.value();
    let text = |member: &str| match tree.get(member) {
        Some(Value::String(text)) => Some(text.trim().to_owned()),
        // `3.0` without quotes is a number in YAML.
        Some(Value::Number(number)) => Some(number.to_string()),
        _ => None,
    };
    let (member, found) = match (text("openapi"), text("swagger")) {
        (Some(found), _) => ("openapi", found),
        (None, Some(found)) => ("swagger", found),
        (None, None) => {
            let finding = if tree.is_object() {
                finding::Version::NotADocument
            } else {
                finding::Version::NotAMapping
            };
            findings.add(finding, &root);
            return None;
        }
    };
    // The numbers of the release; `3.0.0-rc0` and `v3.1` are accepted.
    let mut numbers = found
        .trim_start_matches(['v', 'V'])
        .split(['.', '-', '+', ' '])
        .map_while(|part| part.parse::<u32>().ok());
    let (version, is_known) = match (numbers.next(), numbers.next()) {
        (Some(2), minor) => (Version::V2_0, matches!(minor, None | Some(0))),
        (Some(3), None | Some(0)) => (Version::V3_0, true),
        (Some(3), Some(1)) => (Version::V3_1, true),
        (Some(3), Some(2)) => (Version::V3_2, true),
        (Some(3), Some(_)) => (Version::V3_2, false),
        (Some(major), _) => {
            let finding = finding::Version::Unsupported { member, found, is_older: major < 2 };
            findings.add(finding, &root.key(member));
            return None;
        }
        (None, _) => {
            findings.add(finding::Version::Malformed { member, found }, &root.key(member));
            return None;
        }
    };
    let patch: &[&str] = match version {
        Version::V2_0 => &["2", "2.0"],
        Version::V3_0 => &["3", "3.0", "3.0.0", "3.0.1", "3.0.2", "3.0.3", "3.0.4"],
        Version::V3_1 => &["3.1", "3.1.0", "3.1.1", "3.1.2"],
        Version::V3_2 => &["3.2", "3.2.0"],
    };
    if !is_known || !patch.contains(&found.as_str()) {
        let (read, complete) = version.names();
        findings
            .add(finding::Version::Nearest { member, found, read, complete }, &root.key(member));
    }
    Some(version)
}

impl Version {
    /// Returns the name of the family, and its latest version as a document writes it.
    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::V2_0 => ("Swagger 2.0", "2.0"),
            Self::V3_0 => ("OpenAPI 3.0", "3.0.3"),
            Self::V3_1 => ("OpenAPI 3.1", "3.1.1"),
            Self::V3_2 => ("OpenAPI 3.2", "3.2.0"),
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
    fn versions() {
        for (tree, version, code) in [
            (json!({"openapi": "3.0.3"}), Some(Version::V3_0), None),
            (json!({"openapi": 3.0}), Some(Version::V3_0), None),
            (json!({"openapi": 3}), Some(Version::V3_0), None),
            (json!({"openapi": "3.0.0-rc0"}), Some(Version::V3_0), Some("SW0060")),
            (json!({"openapi": "3.0.9"}), Some(Version::V3_0), Some("SW0060")),
            (json!({"openapi": "3.1.0"}), Some(Version::V3_1), None),
            (json!({"openapi": 3.1}), Some(Version::V3_1), None),
            (json!({"openapi": "3.2.0"}), Some(Version::V3_2), None),
            (json!({"openapi": "3.3.0"}), Some(Version::V3_2), Some("SW0060")),
            (json!({"swagger": "2.0"}), Some(Version::V2_0), None),
            (json!({"swagger": 2}), Some(Version::V2_0), None),
            (json!({"openapi": "2.0"}), Some(Version::V2_0), None),
            (json!({"swagger": "1.2"}), None, Some("SW0003")),
            (json!({"openapi": "4.0.0"}), None, Some("SW0003")),
            (json!({"openapi": "latest"}), None, Some("SW0003")),
            (json!({"info": {}}), None, Some("SW0003")),
            (json!([]), None, Some("SW0003")),
        ] {
            let mut diagnostics = Diagnostics::default();
            let files = Trail::default();
            let mut findings = Findings::new(&mut diagnostics, &files);
            assert_eq!(of(&Tree::new(tree.clone()), &mut findings), version, "{tree}");
            let codes: Vec<&str> = diagnostics.list.iter().map(|d| d.code().id()).collect();
            assert_eq!(codes.first().copied(), code, "{tree}");
        }
    }
}
