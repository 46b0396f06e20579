//! Errors of calls.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::body::BoxError;
use super::call_info::CallInfo;
use super::operation::Operation;
use super::response::{RawResponse, Response, ResponseBody};
use super::transport::{TransportError, TransportErrorKind};
use super::wire::{DecodeError, Json};
use super::{escape, message, request_id, retry_after};

/// Error of a call. `E` is the type of the documented error body.
///
/// `Display` names the operation. If there is a response, it shows its status, the ID that the server gave the request,
/// and the start of its body. It leaves out the causes that [`source`] returns; the alternate form `{:#}` includes them.
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
        /// The operation.
        operation: &'static Operation,
        /// Security schemes that the operation accepts, such as `basicAuth, or bearerAuth and apiKey`.
        needed: String,
    },
    /// A credential could not be obtained: its provider failed. Nothing was sent.
    Credential(Box<CredentialFailure>),
    /// The call cannot be sent: an argument cannot be encoded, settings contradict each other, or an interceptor
    /// refuses it. Nothing was sent.
    Request(Box<RequestFailure>),
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
        let call = raw.call;
        let (status, headers, bytes) = raw.into_parts();
        Self { response: Response::new(status, headers, body).of(call), bytes }
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
        let Self { response, reason, .. } = self;
        let (headers, body) = (response.headers(), response.body());
        write!(formatter, "the response with status {}", response.status())?;
        if let Some(id) = request_id::find(headers) {
            write!(formatter, " (request ID {id})")?;
        }
        write!(formatter, " cannot be decoded: {reason}")?;
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

/// A call that cannot be sent.
#[derive(Debug)]
pub struct RequestFailure {
    /// The operation that was called.
    pub operation: &'static Operation,
    /// The reason why the call cannot be sent.
    pub reason: String,
    /// The error of the interceptor or signer that refuses the call.
    pub source: Option<BoxError>,
}

/// A credential that could not be obtained.
#[derive(Debug)]
pub struct CredentialFailure {
    /// The operation that was called.
    pub operation: &'static Operation,
    /// Name of the security scheme.
    pub scheme: String,
    /// The error of the credential's provider.
    pub source: BoxError,
}

/// Error of a call that has no response. The call is added when it becomes an [`Error`].
pub(super) enum Failure {
    Transport(TransportError),
    MissingCredential {
        needed: String,
    },
    Credential {
        scheme: String,
        source: BoxError,
    },
    Request(String),
    /// An interceptor or signer refuses the call.
    Refused(BoxError),
}

impl From<TransportError> for Failure {
    fn from(error: TransportError) -> Self {
        Self::Transport(error)
    }
}

impl Failure {
    /// Returns the reason, without the call.
    pub fn reason(&self) -> String {
        match self {
            Self::Transport(error) => error.to_string(),
            Self::MissingCredential { needed } => format!("a credential is missing: {needed}"),
            Self::Credential { scheme, source } => format!("the credential `{scheme}`: {source}"),
            Self::Request(reason) => reason.clone(),
            Self::Refused(source) => source.to_string(),
        }
    }

    /// Adds the call.
    pub fn of<E>(self, call: CallInfo) -> Error<E> {
        let operation = call.operation;
        let refused =
            |reason, source| Error::Request(Box::new(RequestFailure { operation, reason, source }));
        match self {
            Self::Transport(mut error) => {
                error.call = Some(call);
                match error.kind() {
                    TransportErrorKind::Timeout => Error::Timeout(error),
                    _ => Error::Transport(error),
                }
            }
            Self::MissingCredential { needed } => Error::MissingCredential { operation, needed },
            Self::Credential { scheme, source } => {
                Error::Credential(Box::new(CredentialFailure { operation, scheme, source }))
            }
            Self::Request(reason) => refused(reason, None),
            Self::Refused(source) => {
                refused("an interceptor or signer refused it".to_owned(), Some(source))
            }
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

    /// Returns the operation that was called; `None` for the error of a transport that was not part of a call.
    #[must_use]
    pub fn operation(&self) -> Option<&'static Operation> {
        self.call().map(|call| call.operation)
    }

    /// Returns the number of times that the request was sent again before the call ended with this error.
    #[must_use]
    pub fn retries(&self) -> u32 {
        self.call().map_or(0, |call| call.retries)
    }

    /// Returns the ID that the server gave the request, from the first of the usual headers that the response has, such
    /// as `x-request-id`. Operators of an API find the request by it.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        request_id::find(self.headers()?)
    }

    fn call(&self) -> Option<CallInfo> {
        let unsent = |operation| Some(CallInfo { operation, retries: 0 });
        match self {
            Self::Api(response) => response.call,
            Self::UnexpectedStatus(response) => response.call,
            Self::Decode(failure) => failure.response.call,
            Self::Transport(error) | Self::Timeout(error) => error.call,
            Self::MissingCredential { operation, .. } => unsent(operation),
            Self::Credential(failure) => unsent(failure.operation),
            Self::Request(failure) => unsent(failure.operation),
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
    /// 408, 425, 429, 500, 502, 503 and 504, but not after a response that is malformed, or if the server's certificate
    /// is not trusted. It does not say that repeating the call is safe: the server may already have processed the
    /// request (see RFC 9110, section 9.2.2, on idempotent methods). A client retries calls by itself where that is safe;
    /// such an error is what the last attempt ended with.
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

    /// Returns how long the server asks to wait, from the header `retry-after-ms`, a number of milliseconds, or
    /// `Retry-After` (RFC 9110, section 10.2.3), a number of seconds or a date. The time until a past date is zero.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        retry_after::retry_after(self.headers()?)
    }
}

impl<E> Error<E> {
    fn show_status(&self, status: StatusCode, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "the response has status {status}")?;
        if let Some(id) = self.request_id() {
            write!(formatter, " (request ID {id})")?;
        }
        formatter.write_str(&self.shown(": "))
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
        if let Some(call) = self.call() {
            write!(formatter, "{call}: ")?;
        }
        match self {
            Self::Api(response) => self.show_status(response.status(), formatter)?,
            Self::UnexpectedStatus(response) => self.show_status(response.status(), formatter)?,
            Self::Decode(failure) => failure.fmt(formatter)?,
            // Shows its causes itself, in the alternate form.
            Self::Transport(error) | Self::Timeout(error) => return error.fmt(formatter),
            Self::MissingCredential { needed, .. } => write!(
                formatter,
                "a credential is required ({needed}) that the client does not have"
            )?,
            Self::Credential(failure) => {
                let scheme = escape::one_line(&failure.scheme);
                write!(formatter, "the credential `{scheme}` could not be obtained")?;
            }
            Self::Request(failure) => {
                write!(formatter, "the call cannot be sent: {}", failure.reason)?;
            }
        }
        if formatter.alternate() {
            escape::causes(self.cause(), formatter)?;
        }
        Ok(())
    }
}

impl<E> Error<E> {
    fn cause(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            // `Display` of this error already shows the text of the transport error.
            Self::Transport(error) | Self::Timeout(error) => std::error::Error::source(error),
            Self::Credential(failure) => Some(failure.source.as_ref()),
            Self::Request(failure) => match &failure.source {
                Some(source) => Some(source.as_ref()),
                None => None,
            },
            _ => None,
        }
    }
}

impl<E: fmt::Debug> std::error::Error for Error<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.cause()
    }
}
