//! Request bodies.

use super::Style;

/// Encoding of a body into a call.
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    /// `call.json(MEDIA_TYPE, &body)`
    Json(String),
    /// `call.form(&body, STYLES)`, with the properties that are not encoded in the default way.
    Form(Vec<(String, Style)>),
    /// `call.multipart(&body)`
    Multipart,
    /// `call.text(MEDIA_TYPE, body)`
    Text(String),
    /// `call.upload(MEDIA_TYPE, body)`
    Binary(String),
}
