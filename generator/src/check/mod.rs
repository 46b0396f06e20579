//! Checks rules across the whole API, which no single operation shows. Changes nothing.

mod body;
mod operation;
mod path;
mod response;
#[cfg(test)]
mod tests;

use crate::api::Api;
use crate::diagnostics::Diagnostics;

/// Reports violations of the rules. `has_errors` says whether errors left something out of the API.
pub fn check(api: &Api, has_errors: bool, diagnostics: &mut Diagnostics) {
    operation::none(api, has_errors, diagnostics);
    path::ambiguous(api, diagnostics);
    body::without_meaning(api, diagnostics);
    response::no_success(api, diagnostics);
}
