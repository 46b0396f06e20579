//! Transports, which send requests.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use super::body::Body;
pub use super::transport_error::{TransportError, TransportErrorKind};

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

/// Who waits for a call, which decides about the runtime that it is sent on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Waiting {
    /// A task on the caller's runtime.
    Task,
    /// A thread: the call is sent on the client's own runtime.
    #[cfg(feature = "blocking")]
    Thread,
}
