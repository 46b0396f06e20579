//! Responses.

use crate::api::Api;
use crate::diagnostics::{Diagnostics, finding};

/// Reports operations that document failures and no success: the body of a success is then not read.
pub fn no_success(api: &Api, diagnostics: &mut Diagnostics) {
    for operation in &api.operations {
        if operation.successes.is_empty() && !operation.failures.is_empty() {
            let name = operation.name.clone();
            diagnostics.add(finding::Operation::NoSuccess { operation: name }, &operation.origin);
        }
    }
}
