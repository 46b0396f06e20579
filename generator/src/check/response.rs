//! Responses.

use crate::api::Api;
use crate::diagnostics::Diagnostics;

/// Operations that document how they fail and not how they succeed: a success is then read without its body.
pub fn no_success(api: &Api, diagnostics: &mut Diagnostics) {
    for operation in &api.operations {
        if operation.successes.is_empty() && !operation.failures.is_empty() {
            diagnostics.report(
                "SW0037",
                &operation.origin,
                format!("`{}` documents no success; its body is not read", operation.name),
            );
        }
    }
}
