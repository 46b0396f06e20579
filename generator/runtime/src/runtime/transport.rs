//! Transports, which send requests.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use bytes::Bytes;

use super::attempt::CallInfo;
use super::error::causes;

/// Boxed future that can be sent between threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Size limit for the body of a response, in bytes: an extension of every request ([`http::Request::extensions`]).
/// A larger body is an error of the call in any case; a transport can use the limit to stop reading early.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ResponseLimit(pub u64);

/// Sends requests. A transport adds the header `Host` and the framing of the body, and does not follow redirects. Requests
/// ask for uncompressed responses (`Accept-Encoding: identity`) unless the caller sets that header; a transport that
/// replaces it decompresses the body and removes `Content-Encoding`. URI and headers may contain credentials: do not log
/// them.
pub trait Transport: Send + Sync + 'static {
    /// Sends a request and reads the whole response, within `timeout` if there is one.
    fn send(
        &self,
        request: http::Request<Bytes>,
        timeout: Option<Duration>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>>;
}

/// Sends requests and blocks until the responses are received; the blocking counterpart of [`Transport`].
#[cfg(feature = "blocking")]
pub trait BlockingTransport: Send + Sync + 'static {
    /// Sends a request and reads the whole response, within `timeout` if there is one.
    ///
    /// # Errors
    ///
    /// If no complete response is received.
    fn send(
        &self,
        request: http::Request<Bytes>,
        timeout: Option<Duration>,
    ) -> Result<http::Response<Bytes>, TransportError>;
}

/// Kind of a [`TransportError`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// The connection could not be established.
    Connect,
    /// The TLS handshake failed: the server's certificate is not trusted, or client and server support no common
    /// version or cipher.
    Tls,
    /// The request timed out.
    Timeout,
    /// The connection broke off before the response was complete.
    Body,
    /// The response is not valid: it does not follow HTTP, or it cannot be decompressed.
    Protocol,
    /// The body of the response is larger than the client's limit.
    TooLarge,
    /// Anything else.
    Other,
}

/// Error of a transport: no complete response was received. `Display` leaves out the cause, which `source` returns; the
/// alternate form `{:#}` includes it.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    origin: Option<String>,
    reason: Option<String>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
    pub(super) call: Option<CallInfo>,
}

impl TransportError {
    /// Creates an error with its cause.
    pub fn new(
        kind: TransportErrorKind,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self { kind, origin: None, reason: None, source: Some(source.into()), call: None }
    }

    /// Creates an error with a reason of its own instead of a cause.
    pub(crate) fn because(kind: TransportErrorKind, reason: impl Into<String>) -> Self {
        Self { kind, origin: None, reason: Some(reason.into()), source: None, call: None }
    }

    pub(crate) fn too_large(limit: u64) -> Self {
        Self::because(TransportErrorKind::TooLarge, format!("the limit is {limit} bytes"))
    }

    /// Adds the origin of the request's URL. Path and query may hold secrets and are left out.
    pub(crate) fn at(mut self, url: &url::Url) -> Self {
        self.origin = Some(url.origin().ascii_serialization());
        self
    }

    /// Returns the kind of the error.
    #[must_use]
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self.kind {
            TransportErrorKind::Connect => "could not connect",
            TransportErrorKind::Tls => "could not establish a secure connection",
            TransportErrorKind::Timeout => "timed out",
            TransportErrorKind::Body => "the connection broke off",
            TransportErrorKind::Protocol => "the response is malformed",
            TransportErrorKind::TooLarge => "the response is too large",
            TransportErrorKind::Other => "the request failed",
        })?;
        if let Some(origin) = &self.origin {
            write!(formatter, " ({origin})")?;
        }
        if let Some(reason) = &self.reason {
            write!(formatter, ": {reason}")?;
        }
        match formatter.alternate() {
            true => causes(std::error::Error::source(self), formatter),
            false => Ok(()),
        }
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.source {
            Some(source) => Some(source.as_ref()),
            None => None,
        }
    }
}
