//! A document that was recovered from pages.

use serde_json::Value;

use crate::diagnostics::Origin;

/// A document that was recovered from pages.
#[derive(Debug)]
pub struct Recovered {
    /// Its tree, in its original dialect.
    pub tree: Value,
    /// Origins of nodes by JSON pointer. An origin also holds for the nodes below it that have none of their own.
    pub places: Vec<(String, Origin)>,
}
