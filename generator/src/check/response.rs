//! Responses.

use crate::api::Api;
use crate::diagnostics::{Diagnostics, finding};

/// Operations that document how they fail and not how they succeed: a success is then read without its body.
pub fn no_success(api: &Api, diagnostics: &mut Diagnostics) {
    for operation in &api.operations {
        if operation.successes.is_empty() && !operation.failures.is_empty() {
            let name = operation.name.clone();
            diagnostics.add(finding::Operation::NoSuccess { operation: name }, &operation.origin);
        }
    }
}
