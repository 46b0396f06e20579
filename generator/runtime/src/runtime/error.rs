//! What can go wrong with a call.

use std::fmt;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::message;
use super::response::{RawResponse, Response, ResponseBody};
use super::transport::{TransportError, TransportErrorKind};
use super::wire::{DecodeError, Json};

/// Why a call gave no value. `E` is the documented error body.
///
/// `Display` shows the status and the start of the body where there is a response. What [`source`] gives is not part
/// of it: the alternate form `{:#}` adds those causes.
///
/// [`source`]: std::error::Error::source
#[derive(Debug)]
#[non_exhaustive]
pub enum Error<E> {
    /// The response is a documented error.
    Api(Box<ErrorResponse<E>>),
    /// The response has a status that is not documented, and no body that can be read like that of a documented
    /// success.
    UnexpectedStatus(Box<RawResponse>),
    /// The response has a documented status, but not the documented body.
    Decode(Box<DecodeFailure>),
    /// No whole response came.
    Transport(TransportError),
    /// The call took longer than its timeout.
    Timeout(TransportError),
    /// The operation needs a credential that the client does not have. Nothing was sent.
    MissingCredential {
        /// The operation's id.
        operation: &'static str,
        /// The security schemes that it takes, such as `basicAuth, or bearerAuth and apiKey`.
        needed: String,
    },
    /// The call cannot be sent as it is: an argument has no form on the wire, or settings exclude each other.
    /// Nothing was sent.
    Request(String),
}

/// What a call gives: a response with the body that `O` decodes, or an error with the one of `E`.
pub type Outcome<O, E> =
    Result<Response<<O as ResponseBody>::Body>, Error<<E as ResponseBody>::Body>>;

/// A documented error: a [`Response`] with the decoded body, and the bytes that it was decoded from.
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

    /// The body as it came.
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// The decoded body, owned.
    pub fn into_body(self) -> E {
        self.response.into_body()
    }

    /// The response, owned.
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

/// A response that could not be read.
#[derive(Debug)]
pub struct DecodeFailure {
    /// The response.
    pub response: RawResponse,
    /// What is wrong with it.
    pub reason: DecodeError,
}

/// An error without a response.
pub(super) enum Failure {
    Transport(TransportError),
    MissingCredential { operation: &'static str, needed: String },
    Request(String),
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
    /// The status, where there is a response.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Api(response) => Some(response.status()),
            Self::UnexpectedStatus(response) => Some(response.status()),
            Self::Decode(failure) => Some(failure.response.status()),
            _ => None,
        }
    }

    /// The headers, where there is a response.
    #[must_use]
    pub fn headers(&self) -> Option<&HeaderMap> {
        match self {
            Self::Api(response) => Some(response.headers()),
            Self::UnexpectedStatus(response) => Some(response.headers()),
            Self::Decode(failure) => Some(failure.response.headers()),
            _ => None,
        }
    }

    /// The body as it came, where there is a response.
    #[must_use]
    pub fn body(&self) -> Option<&Bytes> {
        match self {
            Self::Api(response) => Some(response.bytes()),
            Self::UnexpectedStatus(response) => Some(response.body()),
            Self::Decode(failure) => Some(failure.response.body()),
            _ => None,
        }
    }

    /// The body as JSON, where there is a response and its body is JSON.
    #[must_use]
    pub fn json(&self) -> Option<Json> {
        serde_json::from_slice(self.body()?).ok()
    }

    /// The API's own message, where the body has one in a usual form. In JSON that is the text of the first member
    /// with one of the names `message`, `detail` (RFC 9457), `error_description` (RFC 6749), `error_message`, `error`,
    /// `errors`, `error_messages`, `title`, `msg`, `description` and `reason`; case and `_` do not matter, and of
    /// objects and lists in these members the same is asked: `error.message` and `errors[0].detail` are found. A body
    /// of plain text is a message as a whole.
    #[must_use]
    pub fn message(&self) -> Option<String> {
        message::find(self.headers()?, self.body()?)
    }

    /// Whether the status is 404.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.status() == Some(StatusCode::NOT_FOUND)
    }

    /// Whether the status is 401.
    #[must_use]
    pub fn is_unauthorized(&self) -> bool {
        self.status() == Some(StatusCode::UNAUTHORIZED)
    }

    /// Whether the call took longer than its timeout.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        matches!(self, Self::Timeout(_))
    }

    /// Whether the response has not the body that is documented for its status.
    #[must_use]
    pub fn is_decode(&self) -> bool {
        matches!(self, Self::Decode(_))
    }

    /// Whether the same call may succeed later: timeouts, lost connections, and the statuses 408, 425, 429,
    /// 500, 502, 503 and 504. Whether it may be repeated safely is another question: the server may have done
    /// what the request asks for (RFC 9110, section 9.2.2).
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

    /// How long the server asks to wait: the header `Retry-After`, in seconds or as a date (RFC 9110,
    /// section 10.2.3), which is zero when it has passed.
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
        write!(formatter, "the status of the response is {status}{}", self.shown(": "))
    }

    /// The body after `before`, as far as messages show it; nothing of an empty body.
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
            Self::Decode(failure) => write!(
                formatter,
                "the response ({}) cannot be read: {}{}",
                failure.response.status(),
                failure.reason,
                self.shown("; its body is: ")
            ),
            Self::Transport(error) | Self::Timeout(error) => error.fmt(formatter),
            Self::MissingCredential { operation, needed } => {
                write!(
                    formatter,
                    "`{operation}` needs a credential ({needed}) that the client does not have"
                )
            }
            Self::Request(why) => write!(formatter, "the call cannot be sent: {why}"),
        }
    }
}

impl<E: fmt::Debug> std::error::Error for Error<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            // Their own text is that of this error.
            Self::Transport(error) | Self::Timeout(error) => error.source(),
            _ => None,
        }
    }
}
