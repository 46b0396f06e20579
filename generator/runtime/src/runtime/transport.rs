//! Transports, which send requests.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use super::body::Body;

use super::call_info::CallInfo;
use super::escape::causes;

/// Boxed future that can be sent between threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Time limits of a request, which its transport keeps. What takes longer is an error of kind
/// [`Timeout`](TransportErrorKind::Timeout), also of the response's body.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Timeouts {
    /// Limit for the whole exchange: from sending the request to the end of the response's body.
    pub whole: Option<Duration>,
    /// Limit for the time in which nothing is sent or received.
    pub idle: Option<Duration>,
}

/// Sends requests. A transport adds the header `Host` and the framing of the body, and does not follow redirects. Requests
/// ask for uncompressed responses (`Accept-Encoding: identity`) unless the caller sets that header; a transport that
/// replaces it decompresses the body and removes `Content-Encoding`. URI and headers may contain credentials: do not log
/// them.
///
/// Async and blocking calls are sent by the same transport; for blocking calls, it runs on a Tokio runtime of the client.
pub trait Transport: Send + Sync + 'static {
    /// Sends a request and returns the response when its head is received: the transport reads the body while the caller
    /// does. Dropping the future, or the body, ends the exchange.
    fn send(
        &self,
        request: http::Request<Body>,
        timeouts: Timeouts,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>>;
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

    pub(super) fn timed_out() -> Self {
        Self {
            kind: TransportErrorKind::Timeout,
            origin: None,
            reason: None,
            source: None,
            call: None,
        }
    }

    pub(super) fn idle(limit: Duration) -> Self {
        let why = format!("nothing was sent or received for {limit:?}");
        Self::because(TransportErrorKind::Timeout, why)
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
        if formatter.alternate() {
            causes(std::error::Error::source(self), formatter)
        } else {
            Ok(())
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
