//! Pages of openapi-generator's `html2`.

use super::embedded::Embedded;
use crate::diagnostics::Diagnostics;
use crate::read::Source;

/// Whether the text is such a page.
pub fn is_page(_text: &str) -> bool {
    false
}

/// The document that pages tell.
pub fn recover(_sources: &[Source], _diagnostics: &mut Diagnostics) -> Option<Embedded> {
    None
}
