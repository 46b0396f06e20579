//! Operations whose methods have no member in a path item of OpenAPI 3.0.

use std::collections::HashMap;

use openapiv3 as oa;
use openapiv3::{OpenAPI, ReferenceOr};
use serde_json::Value;

use crate::diagnostics::{Diagnostics, Origin};

/// Extension of path items that holds `query` and `additionalOperations` of OpenAPI 3.2.
pub(super) const FURTHER: &str = "x-specwright-operations";

/// Operations by path template, each with its method.
pub(super) type Further = HashMap<String, Vec<(String, oa::Operation)>>;

/// Reads the operations of OpenAPI 3.2 whose methods have no member in 3.0.
pub(super) fn further(document: &OpenAPI, root: &Origin, diagnostics: &mut Diagnostics) -> Further {
    let mut found = Further::new();
    for (template, item) in &document.paths.paths {
        let ReferenceOr::Item(item) = item else { continue };
        let Some(Value::Object(operations)) = item.extensions.get(FURTHER) else { continue };
        for (method, operation) in operations {
            let origin = root.child("paths").child(template).child(FURTHER).child(method);
            let is_token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
            if method.is_empty() || !method.chars().all(is_token) {
                let message =
                    format!("`{method}` is not a valid HTTP method; its operation is left out");
                diagnostics.report("SW0021", &origin, message);
                continue;
            }
            match serde_json::from_value(operation.clone()) {
                Ok(operation) => {
                    found.entry(template.clone()).or_default().push((method.clone(), operation));
                }
                Err(error) => diagnostics.report("SW0010", &origin, format!("left out: {error}")),
            }
        }
    }
    found
}
