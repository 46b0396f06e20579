//! Responses and the kinds of their bodies.

use std::marker::PhantomData;

use bytes::Bytes;
use http::{HeaderMap, StatusCode, header::CONTENT_TYPE};

use super::Status;
use super::wire::{self, DecodeError, Wire};

/// A response: status, headers, and the decoded body.
#[derive(Debug, Clone)]
pub struct Response<T> {
    status: StatusCode,
    headers: HeaderMap,
    body: T,
}

impl<T> Response<T> {
    pub(crate) fn new(status: StatusCode, headers: HeaderMap, body: T) -> Self {
        Self { status, headers, body }
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body.
    pub fn body(&self) -> &T {
        &self.body
    }

    /// The body, owned.
    pub fn into_body(self) -> T {
        self.body
    }

    /// Everything, owned.
    pub fn into_parts(self) -> (StatusCode, HeaderMap, T) {
        (self.status, self.headers, self.body)
    }
}

/// A response as it came.
pub type RawResponse = Response<Bytes>;

impl RawResponse {
    /// The media type, in lower case and without parameters; empty when there is none.
    pub fn media_type(&self) -> String {
        media_type(&self.headers)
    }

    /// The index of the entry for this status code: itself, its class, then the default.
    pub fn matching(&self, statuses: &[Status]) -> usize {
        let code = self.status.as_u16();
        let wanted = [Status::Code(code), Status::Class(code / 100), Status::Default];
        let found =
            wanted.iter().find_map(|wanted| statuses.iter().position(|status| status == wanted));
        found.unwrap_or(if self.status.is_success() { 0 } else { usize::MAX })
    }
}

/// The media type of a body, in lower case and without parameters; empty when there is none.
pub(super) fn media_type(headers: &HeaderMap) -> String {
    let value = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// A kind of body.
pub trait ResponseBody {
    /// What it is decoded to.
    type Body: Send + 'static;

    /// Decodes it.
    ///
    /// # Errors
    ///
    /// When the body is not what its kind says.
    fn decode(response: &RawResponse) -> Result<Self::Body, DecodeError>;
}

/// A JSON body. One that is empty is `null`.
#[derive(Debug)]
pub struct Json<T>(PhantomData<T>);

impl<T: Wire + Send + 'static> ResponseBody for Json<T> {
    type Body = T;

    fn decode(response: &RawResponse) -> Result<T, DecodeError> {
        if response.body.iter().all(u8::is_ascii_whitespace) {
            return wire::from_slice(b"null")
                .map_err(|_| DecodeError::new("expected JSON, the body is empty"));
        }
        wire::from_slice(&response.body).map_err(|error| {
            let media_type = response.media_type();
            let json = media_type.is_empty() || media_type.ends_with("json");
            if json {
                error
            } else {
                DecodeError::new(format!("expected JSON, the body is `{media_type}`"))
            }
        })
    }
}

/// A body of text in UTF-8, decoded to a `String`; a byte order mark is left out.
#[derive(Debug)]
pub struct Text;

impl ResponseBody for Text {
    type Body = String;

    fn decode(response: &RawResponse) -> Result<String, DecodeError> {
        let body = response.body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&response.body);
        let text = String::from_utf8(body.to_vec());
        text.map_err(|_| DecodeError::new("the body is not UTF-8 text"))
    }
}

/// A body of bytes.
#[derive(Debug)]
pub struct Binary;

impl ResponseBody for Binary {
    type Body = Bytes;

    fn decode(response: &RawResponse) -> Result<Bytes, DecodeError> {
        Ok(response.body.clone())
    }
}

/// No body, or one that does not matter.
#[derive(Debug)]
pub struct Empty;

impl ResponseBody for Empty {
    type Body = ();

    fn decode(_: &RawResponse) -> Result<(), DecodeError> {
        Ok(())
    }
}

/// The type of what is not documented: it has no values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undocumented {}

impl ResponseBody for Undocumented {
    type Body = Self;

    fn decode(_: &RawResponse) -> Result<Self, DecodeError> {
        Err(DecodeError::new("not documented"))
    }
}
