//! Responses and kinds of response bodies.

use std::marker::PhantomData;

use bytes::Bytes;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use http::{HeaderMap, StatusCode};

use super::call_info::CallInfo;
use super::wire::{self, DecodeError, Wire};
use super::{Status, request_id};

/// Response: status, headers and decoded body.
#[derive(Debug, Clone)]
pub struct Response<T> {
    status: StatusCode,
    headers: HeaderMap,
    body: T,
    /// The call that this is a response to; `None` until the call ends.
    pub(super) call: Option<CallInfo>,
}

impl<T> Response<T> {
    pub(crate) fn new(status: StatusCode, headers: HeaderMap, body: T) -> Self {
        Self { status, headers, body, call: None }
    }

    /// Adds the call that this is a response to.
    pub(super) fn of(self, call: Option<CallInfo>) -> Self {
        Self { call, ..self }
    }

    /// Returns the number of times that the request was sent again before this response was received.
    pub fn retries(&self) -> u32 {
        self.call.map_or(0, |call| call.retries)
    }

    /// Returns the ID that the server gave the request, from the first of the usual headers that the response has, such
    /// as `x-request-id`.
    pub fn request_id(&self) -> Option<&str> {
        request_id::find(&self.headers)
    }

    /// Returns the status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Returns the headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Returns the decoded body.
    pub fn body(&self) -> &T {
        &self.body
    }

    /// Converts the response into its decoded body.
    pub fn into_body(self) -> T {
        self.body
    }

    /// Converts the response into status, headers and decoded body.
    pub fn into_parts(self) -> (StatusCode, HeaderMap, T) {
        (self.status, self.headers, self.body)
    }
}

/// Response whose body has not been decoded.
pub type RawResponse = Response<Bytes>;

impl RawResponse {
    /// Returns the media type of the body, in lower case and without parameters; empty if the response names none.
    pub fn media_type(&self) -> String {
        media_type(&self.headers)
    }

    /// Returns the content of the body.
    ///
    /// # Errors
    ///
    /// If the body is still compressed: the transport does not support its `Content-Encoding`.
    pub fn content(&self) -> Result<&Bytes, DecodeError> {
        match content_encoding(&self.headers) {
            Some(encoding) if !self.body.is_empty() => Err(DecodeError::new(format!(
                "the body is compressed (`Content-Encoding: {encoding}`), which the client does not support{}",
                feature(&encoding)
            ))),
            _ => Ok(&self.body),
        }
    }

    /// Returns the index of the entry that matches the status: the exact code, or its range, or the default.
    pub fn matching(&self, statuses: &[Status]) -> usize {
        let code = self.status.as_u16();
        let wanted = [Status::Code(code), Status::Class(code / 100), Status::Default];
        let found =
            wanted.iter().find_map(|wanted| statuses.iter().position(|status| status == wanted));
        found.unwrap_or(if self.status.is_success() { 0 } else { usize::MAX })
    }
}

/// Returns the media type of a body, in lower case and without parameters; empty if the headers name none.
pub(super) fn media_type(headers: &HeaderMap) -> String {
    let value = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Returns how the body is encoded, if it is; transports remove the header when they decode the body.
pub(super) fn content_encoding(headers: &HeaderMap) -> Option<String> {
    let values = headers.get_all(CONTENT_ENCODING).iter();
    let encodings = values.flat_map(|value| value.as_bytes().split(|byte| *byte == b','));
    let encodings = encodings.map(|encoding| String::from_utf8_lossy(encoding.trim_ascii()));
    let encodings = encodings.map(|encoding| encoding.escape_default().to_string());
    let encodings: Vec<String> = encodings
        .filter(|encoding| !encoding.is_empty() && !encoding.eq_ignore_ascii_case("identity"))
        .collect();
    if encodings.is_empty() { None } else { Some(encodings.join(", ")) }
}

/// Names the feature with which the built-in transport decodes an encoding, if it is off.
fn feature(encoding: &str) -> &'static str {
    match encoding {
        "gzip" if !cfg!(feature = "gzip") => ": enable the feature `gzip`",
        "br" if !cfg!(feature = "brotli") => ": enable the feature `brotli`",
        "zstd" if !cfg!(feature = "zstd") => ": enable the feature `zstd`",
        _ => "",
    }
}

/// Kind of response body.
pub trait ResponseBody {
    /// Type of the decoded body.
    type Body: Send + 'static;

    /// Decodes the body of a response.
    ///
    /// # Errors
    ///
    /// If the body is not of this kind.
    fn decode(response: &RawResponse) -> Result<Self::Body, DecodeError>;
}

/// JSON body. An empty body is read as `null`.
#[derive(Debug)]
pub struct Json<T>(PhantomData<T>);

impl<T: Wire + Send + 'static> ResponseBody for Json<T> {
    type Body = T;

    fn decode(response: &RawResponse) -> Result<T, DecodeError> {
        let body = response.content()?;
        if body.iter().all(u8::is_ascii_whitespace) {
            return wire::from_slice(b"null")
                .map_err(|_| DecodeError::new("expected JSON, but the body is empty"));
        }
        wire::from_slice(body).map_err(|error| {
            let media_type = response.media_type();
            let json = media_type.is_empty() || media_type.ends_with("json");
            if json {
                error
            } else {
                DecodeError::new(format!("expected JSON, but the body is `{media_type}`"))
            }
        })
    }
}

/// Binary body, decoded to its bytes.
#[derive(Debug)]
pub struct Binary;

impl ResponseBody for Binary {
    type Body = Bytes;

    fn decode(response: &RawResponse) -> Result<Bytes, DecodeError> {
        response.content().cloned()
    }
}

/// Empty body; a body that is received all the same is ignored.
#[derive(Debug)]
pub struct Empty;

impl ResponseBody for Empty {
    type Body = ();

    fn decode(_: &RawResponse) -> Result<(), DecodeError> {
        Ok(())
    }
}

/// Body of a response that is not documented: a type without values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undocumented {}

impl ResponseBody for Undocumented {
    type Body = Self;

    fn decode(_: &RawResponse) -> Result<Self, DecodeError> {
        Err(DecodeError::new("not documented"))
    }
}
