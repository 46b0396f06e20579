//! Responses.

use super::Type;
use crate::diagnostics::Origin;

/// A documented response.
#[derive(Debug, Clone, PartialEq)]
pub struct Response {
    /// Where the document describes it.
    pub origin: Origin,
    /// Statuses that it describes.
    pub status: Status,
    /// Media type of its body; empty where it has none.
    pub media_type: String,
    /// Content of its body.
    pub kind: ResponseKind,
    /// Its description.
    pub description: String,
}

/// Content of a response body.
#[derive(Debug, Clone, PartialEq)]
pub enum ResponseKind {
    /// JSON of a type.
    Json(Type),
    /// Text.
    Text,
    /// Bytes.
    Binary,
    /// Nothing.
    Empty,
}

/// Statuses that a response describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// One status.
    Code(u16),
    /// A hundred statuses: 4 is `4XX`.
    Class(u16),
    /// Every status without a response of its own.
    Default,
}
