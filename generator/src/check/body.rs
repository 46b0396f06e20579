//! Request bodies.

use crate::api::Api;
use crate::diagnostics::{Diagnostics, finding};

/// Reports bodies that have no meaning in HTTP (RFC 9110, sections 9.3.1 to 9.3.8): servers and proxies may reject or
/// drop them.
pub fn without_meaning(api: &Api, diagnostics: &mut Diagnostics) {
    for operation in &api.operations {
        let method = operation.method.as_str();
        if let Some(body) = &operation.body
            && matches!(method, "GET" | "HEAD" | "DELETE" | "TRACE")
        {
            let (operation, method) = (operation.name.clone(), method.to_owned());
            diagnostics.add(finding::Body::Dropped { operation, method }, &body.origin);
        }
    }
}
