//! Path templates.

use std::collections::HashMap;

use crate::api::Api;
use crate::diagnostics::{Diagnostics, finding};

/// Reports operations of the same method whose templates differ only in the names of parameters: a server cannot tell
/// their paths apart (OpenAPI 3.0.3, Paths Object).
pub fn ambiguous(api: &Api, diagnostics: &mut Diagnostics) {
    let mut known: HashMap<(&str, String), &str> = HashMap::new();
    for operation in &api.operations {
        let key = (operation.method.as_str(), without_names(&operation.path));
        match known.get(&key) {
            Some(other) if *other != operation.path => {
                let same = finding::Operation::SamePath {
                    method: operation.method.clone(),
                    path: operation.path.clone(),
                    other: (*other).to_owned(),
                };
                diagnostics.add(same, &operation.origin);
            }
            Some(_) => {}
            None => {
                known.insert(key, &operation.path);
            }
        }
    }
}

/// Replaces every parameter in a template by `{}`.
fn without_names(template: &str) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((_, tail)) = after.split_once('}') else { break };
        out.push_str(before);
        out.push_str("{}");
        rest = tail;
    }
    out.push_str(rest);
    out
}
