//! Errors of transports.

use std::fmt;
use std::time::Duration;

use super::call_info::CallInfo;
use super::escape::causes;

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
