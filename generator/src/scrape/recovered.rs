//! A document that pages carry.

use serde_json::Value;

use crate::diagnostics::Origin;

/// A document that was recovered from pages.
#[derive(Debug)]
pub struct Recovered {
    /// Its tree, of the dialect it is written in.
    pub tree: Value,
    /// Origins of nodes: JSON pointers into the tree, each with all that is below it.
    pub places: Vec<(String, Origin)>,
}
