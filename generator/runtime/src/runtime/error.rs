//! Errors of calls.

use std::fmt;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::message;
use super::operation::Operation;
use super::response::{RawResponse, Response, ResponseBody};
use super::transport::{TransportError, TransportErrorKind};
use super::wire::{DecodeError, Json};

/// Error of a call. `E` is the type of the documented error body.
///
/// If there is a response, `Display` shows its status and the start of its body. It leaves out the causes that
/// [`source`] returns; the alternate form `{:#}` includes them.
///
/// [`source`]: std::error::Error::source
#[derive(Debug)]
#[non_exhaustive]
pub enum Error<E> {
    /// The response is a documented error.
    Api(Box<ErrorResponse<E>>),
    /// The status of the response is not documented, or a documented error came without a body. A success with an
    /// undocumented status is read like a documented one, and is this error only if its body cannot be decoded.
    UnexpectedStatus(Box<RawResponse>),
    /// The status of the response is documented, but its body does not have the documented form.
    Decode(Box<DecodeFailure>),
    /// No complete response was received.
    Transport(TransportError),
    /// The call took longer than its timeout.
    Timeout(TransportError),
    /// The operation requires a credential that the client does not have. Nothing was sent.
    MissingCredential {
        /// ID of the operation.
        operation: &'static str,
        /// Security schemes that the operation accepts, such as `basicAuth, or bearerAuth and apiKey`.
        needed: String,
    },
    /// The call cannot be sent: an argument cannot be encoded, or settings contradict each other. Nothing was sent.
    Request(String),
}

/// Result of a call: a response with the body that `O` decodes, or an error with the body that `E` decodes.
pub type Outcome<O, E> =
    Result<Response<<O as ResponseBody>::Body>, Error<<E as ResponseBody>::Body>>;

/// Response with a documented error: a [`Response`] with the decoded body, and the bytes of the body.
#[derive(Clone)]
pub struct ErrorResponse<E> {
    response: Response<E>,
    bytes: Bytes,
}

impl<E> ErrorResponse<E> {
    pub(super) fn new(raw: RawResponse, body: E) -> Self {
        let (status, headers, bytes) = raw.into_parts();
        Self { response: Response::new(status, headers, body), bytes }
    }

    /// Returns the body before decoding.
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// Returns the decoded body.
    pub fn into_body(self) -> E {
        self.response.into_body()
    }

    /// Returns the response with the decoded body.
    pub fn into_response(self) -> Response<E> {
        self.response
    }
}

impl<E> std::ops::Deref for ErrorResponse<E> {
    type Target = Response<E>;

    fn deref(&self) -> &Response<E> {
        &self.response
    }
}

impl<E: fmt::Debug> fmt::Debug for ErrorResponse<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.response.fmt(formatter)
    }
}

/// Response whose body could not be decoded.
#[derive(Debug)]
pub struct DecodeFailure {
    /// The operation that was called.
    pub operation: &'static Operation,
    /// The response.
    pub response: RawResponse,
    /// The reason why the body could not be decoded.
    pub reason: DecodeError,
}

impl fmt::Display for DecodeFailure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { operation, response, reason } = self;
        let Operation { id, method, path, .. } = operation;
        let status = response.status();
        write!(
            formatter,
            "the response to `{id}` ({method} {path}, status {status}) cannot be decoded: {reason}"
        )?;
        let (headers, body) = (response.headers(), response.body());
        let excerpt = reason.offset().and_then(|offset| message::around(headers, body, offset));
        if let Some(excerpt) = excerpt {
            write!(formatter, ", in: {excerpt}")?;
        } else {
            let text = message::shown(headers, body);
            if !text.is_empty() {
                write!(formatter, "; its body is: {text}")?;
            }
        }
        match reason.correction() {
            Some(correction) => write!(
                formatter,
                "; if the API means this, {correction} and generate the client again"
            ),
            None => Ok(()),
        }
    }
}

/// Error of a call that has no response.
pub(super) enum Failure {
    Transport(TransportError),
    MissingCredential { operation: &'static str, needed: String },
    Request(String),
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Transport(error) => error.fmt(formatter),
            Self::MissingCredential { operation, needed } => write!(
                formatter,
                "`{operation}` requires a credential ({needed}) that the client does not have"
            ),
            Self::Request(why) => write!(formatter, "the call cannot be sent: {why}"),
        }
    }
}

impl From<TransportError> for Failure {
    fn from(error: TransportError) -> Self {
        Self::Transport(error)
    }
}

impl<E> From<Failure> for Error<E> {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Transport(error) if error.kind() == TransportErrorKind::Timeout => {
                Self::Timeout(error)
            }
            Failure::Transport(error) => Self::Transport(error),
            Failure::MissingCredential { operation, needed } => {
                Self::MissingCredential { operation, needed }
            }
            Failure::Request(why) => Self::Request(why),
        }
    }
}

impl<E> Error<E> {
    /// Returns the status, if there is a response.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Api(response) => Some(response.status()),
            Self::UnexpectedStatus(response) => Some(response.status()),
            Self::Decode(failure) => Some(failure.response.status()),
            _ => None,
        }
    }

    /// Returns the headers, if there is a response.
    #[must_use]
    pub fn headers(&self) -> Option<&HeaderMap> {
        match self {
            Self::Api(response) => Some(response.headers()),
            Self::UnexpectedStatus(response) => Some(response.headers()),
            Self::Decode(failure) => Some(failure.response.headers()),
            _ => None,
        }
    }

    /// Returns the body before decoding, if there is a response.
    #[must_use]
    pub fn body(&self) -> Option<&Bytes> {
        match self {
            Self::Api(response) => Some(response.bytes()),
            Self::UnexpectedStatus(response) => Some(response.body()),
            Self::Decode(failure) => Some(failure.response.body()),
            _ => None,
        }
    }

    /// Returns the body as JSON, if there is a response and its body is valid JSON.
    #[must_use]
    pub fn json(&self) -> Option<Json> {
        serde_json::from_slice(self.body()?).ok()
    }

    /// Returns the API's error message, if the body has one in a common form. In a JSON body, it is the text of the
    /// first member named `message`, `detail` (RFC 9457), `error_description` (RFC 6749), `error_message`, `error`,
    /// `errors`, `error_messages`, `title`, `msg`, `description` or `reason`, in this order, ignoring case and `_`.
    /// Objects and lists in these members are searched in the same way, so that `error.message` and
    /// `errors[0].detail` are found. A plain-text body is the message.
    #[must_use]
    pub fn message(&self) -> Option<String> {
        message::find(self.headers()?, self.body()?)
    }

    /// Returns whether the status is 404.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.status() == Some(StatusCode::NOT_FOUND)
    }

    /// Returns whether the status is 401.
    #[must_use]
    pub fn is_unauthorized(&self) -> bool {
        self.status() == Some(StatusCode::UNAUTHORIZED)
    }

    /// Returns whether the call took longer than its timeout.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        matches!(self, Self::Timeout(_))
    }

    /// Returns whether the body does not have the form that is documented for its status.
    #[must_use]
    pub fn is_decode(&self) -> bool {
        matches!(self, Self::Decode(_))
    }

    /// Returns whether the same call may succeed later: after timeouts, failed or lost connections, and the statuses
    /// 408, 425, 429, 500, 502, 503 and 504. It does not say that repeating the call is safe: the server may already
    /// have processed the request (see RFC 9110, section 9.2.2, on idempotent methods).
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Timeout(_) => true,
            Self::Transport(error) => {
                matches!(error.kind(), TransportErrorKind::Connect | TransportErrorKind::Body)
            }
            _ => self
                .status()
                .is_some_and(|status| matches!(status.as_u16(), 408 | 425 | 429 | 500 | 502..=504)),
        }
    }

    /// Returns how long the server asks to wait, from the header `Retry-After` (RFC 9110, section 10.2.3): a number of
    /// seconds, or the time until a date. The time until a past date is zero.
    pub fn retry_after(&self) -> Option<Duration> {
        let value = self.headers()?.get(http::header::RETRY_AFTER)?.to_str().ok()?.trim();
        if let Ok(seconds) = value.parse() {
            Some(Duration::from_secs(seconds))
        } else {
            let date = httpdate::parse_http_date(value).ok()?;
            Some(date.duration_since(SystemTime::now()).unwrap_or_default())
        }
    }
}

impl<E> Error<E> {
    fn show_status(&self, status: StatusCode, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "the response has status {status}{}", self.shown(": "))
    }

    /// Returns `before` and the start of the body, or nothing if the body is empty.
    fn shown(&self, before: &str) -> String {
        let (Some(headers), Some(body)) = (self.headers(), self.body()) else {
            return String::new();
        };
        let text = message::shown(headers, body);
        if text.is_empty() { text } else { format!("{before}{text}") }
    }
}

impl<E> fmt::Display for Error<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api(response) => self.show_status(response.status(), formatter),
            Self::UnexpectedStatus(response) => self.show_status(response.status(), formatter),
            Self::Decode(failure) => failure.fmt(formatter),
            Self::Transport(error) | Self::Timeout(error) => error.fmt(formatter),
            Self::MissingCredential { operation, needed } => {
                write!(
                    formatter,
                    "`{operation}` requires a credential ({needed}) that the client does not have"
                )
            }
            Self::Request(why) => write!(formatter, "the call cannot be sent: {why}"),
        }
    }
}

impl<E: fmt::Debug> std::error::Error for Error<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            // `Display` of this error already shows the text of the transport error.
            Self::Transport(error) | Self::Timeout(error) => error.source(),
            _ => None,
        }
    }
}
