//! Request bodies.

use super::{Style, Type};
use crate::diagnostics::Origin;

/// A request body.
#[derive(Debug, Clone, PartialEq)]
pub struct Body {
    /// Place in the document that describes it.
    pub origin: Origin,
    /// Media type as sent.
    pub media_type: String,
    /// Kind of the body.
    pub kind: BodyKind,
    /// Whether the body is required.
    pub required: bool,
    /// Description.
    pub description: String,
}

/// Kind of a body, which determines its encoding.
#[derive(Debug, Clone, PartialEq)]
pub enum BodyKind {
    /// JSON of a type.
    Json(Type),
    /// `application/x-www-form-urlencoded` of a type, with the properties that are not encoded in the default way.
    Form(Type, Vec<(String, PropertyEncoding)>),
    /// `multipart/form-data` of an object type.
    Multipart(Type),
    /// Text.
    Text,
    /// Bytes.
    Binary,
}

/// Encoding of a form's property.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PropertyEncoding {
    /// Encoded like a query parameter of this style.
    Style(Style),
    /// Encoded as JSON text.
    Json,
}
