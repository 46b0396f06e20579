//! The choice among several documents.

use crate::diagnostics::Origin;

/// The document that the user wants of several.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Its title, the name that the page gives it, the slug of either, or its file.
    pub name: String,
    /// Where the options file names it.
    pub origin: Option<Origin>,
}
