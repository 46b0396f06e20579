//! Rules across the whole API: what no single operation shows. Changes nothing.

mod body;
mod operations;
mod path;
mod response;
#[cfg(test)]
mod tests;

use crate::api::Api;
use crate::diagnostics::Diagnostics;

/// Reports what breaks a rule.
pub fn check(api: &Api, diagnostics: &mut Diagnostics) {
    operations::none(api, diagnostics);
    path::ambiguous(api, diagnostics);
    body::without_meaning(api, diagnostics);
    response::no_success(api, diagnostics);
}
