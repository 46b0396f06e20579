//! All operations together.

use crate::api::Api;
use crate::diagnostics::{Diagnostics, Origin};

/// A document without operations: its schemas are generated, where it has any. Where there is nothing because
/// it has been left out with an error, that error says so.
pub fn none(api: &Api, has_errors: bool, diagnostics: &mut Diagnostics) {
    if !api.operations.is_empty() {
        return;
    }
    let paths = Origin::at("/paths");
    match api.types.iter().filter(|def| def.is_used()).count() {
        0 if has_errors => {}
        0 => diagnostics.report(
            "SW0083",
            &paths,
            "nothing to generate: the document has no operations and no schemas that could be read",
        ),
        types => {
            let types = if types == 1 { "1 type".to_owned() } else { format!("{types} types") };
            let message = format!(
                "the document describes no operations; its schemas are generated, as {types}, and a \
                 client without methods"
            );
            diagnostics.report("SW0082", &paths, message);
        }
    }
}
