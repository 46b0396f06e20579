//! Rules about all operations together.

use crate::api::Api;
use crate::diagnostics::{Diagnostics, Origin, finding};

/// Reports a document without operations; its schemas are generated, if it has any. If errors left out the operations,
/// there is nothing more to report.
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
