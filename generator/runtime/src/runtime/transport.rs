//! Transports: what sends requests.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use bytes::Bytes;

/// A future on the heap that may move between threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Bytes that the body of a response may have: an extension of every request ([`http::Request::extensions`]).
/// A longer body is an error; a transport that honours this does not read it to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ResponseLimit(pub u64);

/// Sends requests. It adds the header `Host` and the framing of the body, and follows no redirects. URI and headers
/// may hold credentials: what it logs should not show them.
pub trait Transport: Send + Sync + 'static {
    /// Sends a request and reads the whole response, in `timeout` if there is one.
    fn send(
        &self,
        request: http::Request<Bytes>,
        timeout: Option<Duration>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>>;
}

/// Sends requests and waits for the responses, as [`Transport`] does without waiting.
#[cfg(feature = "blocking")]
pub trait BlockingTransport: Send + Sync + 'static {
    /// Sends a request and reads the whole response, in `timeout` if there is one.
    ///
    /// # Errors
    ///
    /// When no whole response comes.
    fn send(
        &self,
        request: http::Request<Bytes>,
        timeout: Option<Duration>,
    ) -> Result<http::Response<Bytes>, TransportError>;
}

/// What went wrong between client and server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection came about.
    Connect,
    /// The server's certificate is not trusted, or client and server do not agree on how to use TLS.
    Tls,
    /// It took too long.
    Timeout,
    /// The connection broke off before the whole response was there.
    Body,
    /// The response is longer than the client takes.
    TooLarge,
    /// Anything else.
    Other,
}

/// No whole response came. `Display` does not show the cause: `source` gives it, and `{:#}` adds it.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    origin: Option<String>,
    reason: Option<String>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl TransportError {
    /// An error with its cause.
    pub fn new(
        kind: TransportErrorKind,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self { kind, origin: None, reason: None, source: Some(source.into()) }
    }

    /// An error that has no other one as its cause.
    pub(crate) fn because(kind: TransportErrorKind, reason: impl Into<String>) -> Self {
        Self { kind, origin: None, reason: Some(reason.into()), source: None }
    }

    pub(crate) fn too_large(limit: u64) -> Self {
        Self::because(TransportErrorKind::TooLarge, format!("it has more than {limit} bytes"))
    }

    /// The same error, of a request to this URL. Its path and query may hold secrets and are not kept.
    pub(crate) fn at(mut self, url: &url::Url) -> Self {
        self.origin = Some(url.origin().ascii_serialization());
        self
    }

    /// What kind of error it is.
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
            TransportErrorKind::TooLarge => "the response is too large",
            TransportErrorKind::Other => "could not be sent",
        })?;
        if let Some(origin) = &self.origin {
            write!(formatter, " ({origin})")?;
        }
        if let Some(reason) = &self.reason {
            write!(formatter, ": {reason}")?;
        }
        let mut source = std::error::Error::source(self).filter(|_| formatter.alternate());
        while let Some(error) = source {
            write!(formatter, ": {error}")?;
            source = error.source();
        }
        Ok(())
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
