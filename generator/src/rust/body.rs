//! Request bodies.

use super::Ident;

/// Encoding of a body into a call.
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    /// `call.json(MEDIA_TYPE, &body)`
    Json(String),
    /// `call.form(&body, ENCODINGS)`, with the properties that are not encoded in the default way.
    Form(Vec<(String, Encoding)>),
    /// `call.multipart(&body)`
    Multipart,
    /// `call.text(MEDIA_TYPE, body)`
    Text(String),
    /// `call.bytes(MEDIA_TYPE, body)`
    Binary(String),
}

/// Encoding of a form's property: a variant of `runtime::Encoding`.
#[derive(Debug, Clone, PartialEq)]
pub enum Encoding {
    /// As JSON text.
    Json,
    /// As a query parameter of this variant of `runtime::Style`.
    Style(Ident),
}
