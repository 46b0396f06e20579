//! Rules across the whole API: what no single operation shows. Changes nothing.

mod body;
mod operation;
mod path;
mod response;
#[cfg(test)]
mod tests;

use crate::api::Api;
use crate::diagnostics::Diagnostics;

/// Reports what breaks a rule, in an API of which errors left something out or not.
pub fn check(api: &Api, has_errors: bool, diagnostics: &mut Diagnostics) {
    operation::none(api, has_errors, diagnostics);
    path::ambiguous(api, diagnostics);
    body::without_meaning(api, diagnostics);
    response::no_success(api, diagnostics);
}
