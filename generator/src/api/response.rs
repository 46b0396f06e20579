//! Responses.

use super::Type;
use crate::diagnostics::Origin;

/// A documented response.
#[derive(Debug, Clone, PartialEq)]
pub struct Response {
    /// Place in the document that describes it.
    pub origin: Origin,
    /// Status codes that the response describes.
    pub status: Status,
    /// Media type of the body; empty if there is no body.
    pub media_type: String,
    /// Content of the body.
    pub kind: ResponseKind,
    /// Names of the headers.
    pub headers: Vec<String>,
    /// Description.
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
    /// No body.
    Empty,
}

/// Status codes that a response describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// One status code.
    Code(u16),
    /// A range of a hundred status codes: 4 is `4XX`.
    Class(u16),
    /// `default`: every status code without a response of its own.
    Default,
}
