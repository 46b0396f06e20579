//! All operations together.

use crate::api::Api;
use crate::diagnostics::{Diagnostics, Origin, finding};

/// A document without operations: its schemas are generated, where it has any. Where there is nothing because
/// it has been left out with an error, that error says so.
pub fn none(api: &Api, has_errors: bool, diagnostics: &mut Diagnostics) {
    if !api.operations.is_empty() {
        return;
    }
    let paths = Origin::at("/paths");
    match api.types.iter().filter(|def| def.is_used()).count() {
        0 if has_errors => {}
        0 => diagnostics.add(finding::Operation::Nothing, &paths),
        types => diagnostics.add(finding::Operation::NoOperations { types }, &paths),
    }
}
