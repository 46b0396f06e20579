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
    /// Range of media types, such as `image/*`, if the document allows several: the media type is the default.
    pub media_range: Option<String>,
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
    Form(Type, Vec<(String, Style)>),
    /// `multipart/form-data` of an object type.
    Multipart(Type),
    /// `multipart/form-data` of parts that the document does not describe.
    Parts,
    /// Text.
    Text,
    /// Bytes.
    Binary,
}

/// Encoding of a part of a multipart body that is not encoded in the default way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PartEncoding {
    /// Has this media type.
    MediaType(String),
    /// JSON text of this media type, whatever the type.
    Json(String),
    /// Encoded like a query parameter of this style, without percent-encoding.
    Style(Style),
}
