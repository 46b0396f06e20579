//! The user's choice among several documents.

use crate::diagnostics::Origin;

/// The document that the user chooses among several.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Its title, the name that the page gives it, the slug of either, or its file.
    pub name: String,
    /// The place in the options file where it is named.
    pub origin: Option<Origin>,
}
