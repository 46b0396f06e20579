//! What can go wrong with a call.

use std::fmt;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::transport::{TransportError, TransportErrorKind};
use super::wire::{DecodeError, Json};
use super::{RawResponse, Response};

/// Why a call gave no value. `E` is the documented error body.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error<E> {
    /// The response is a documented error.
    Api(Box<Response<E>>),
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
    /// No request can be made of the arguments. Nothing was sent.
    Request(String),
}

/// A response that could not be read.
#[derive(Debug)]
pub struct DecodeFailure {
    /// The response.
    pub response: RawResponse,
    /// What is wrong with it.
    pub source: DecodeError,
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

    /// The body as it came, where it was not decoded: of [`Self::UnexpectedStatus`] and [`Self::Decode`].
    #[must_use]
    pub fn body(&self) -> Option<&Bytes> {
        match self {
            Self::UnexpectedStatus(response) => Some(response.body()),
            Self::Decode(failure) => Some(failure.response.body()),
            _ => None,
        }
    }

    /// The body as JSON, where it was not decoded and is JSON.
    #[must_use]
    pub fn json(&self) -> Option<Json> {
        serde_json::from_slice(self.body()?).ok()
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

/// The start of a body in one line, after `before`; nothing of an empty body.
fn start(before: &str, body: &[u8]) -> String {
    let text = String::from_utf8_lossy(&body[..body.len().min(200)]);
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.is_empty() { String::new() } else { format!("{before}{}", words.join(" ")) }
}

impl<E> fmt::Display for Error<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api(response) => {
                write!(formatter, "the status of the response is {}", response.status())
            }
            Self::UnexpectedStatus(response) => write!(
                formatter,
                "the status of the response is {}{}",
                response.status(),
                start(": ", response.body())
            ),
            Self::Decode(failure) => write!(
                formatter,
                "the response ({}) cannot be read: {}{}",
                failure.response.status(),
                failure.source,
                start("; it starts with: ", failure.response.body())
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
            Self::Decode(failure) => Some(&failure.source),
            Self::Transport(error) | Self::Timeout(error) => Some(error),
            _ => None,
        }
    }
}
