//! Request bodies.

use super::{Style, Type};
use crate::diagnostics::Origin;

/// A request body.
#[derive(Debug, Clone, PartialEq)]
pub struct Body {
    /// Where the document describes it.
    pub origin: Origin,
    /// Media type as sent.
    pub media_type: String,
    /// How it is written.
    pub kind: BodyKind,
    /// Whether it is required.
    pub required: bool,
    /// Its description.
    pub description: String,
}

/// How a body is written.
#[derive(Debug, Clone, PartialEq)]
pub enum BodyKind {
    /// JSON of a type.
    Json(Type),
    /// `application/x-www-form-urlencoded` of a type, with the properties that are not written the
    /// default way.
    Form(Type, Vec<(String, PropertyEncoding)>),
    /// `multipart/form-data` of an object type.
    Multipart(Type),
    /// Text.
    Text,
    /// Bytes.
    Binary,
}

/// How a property of a form body is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PropertyEncoding {
    /// As a query parameter of this style.
    Style(Style),
    /// As JSON text.
    Json,
}
