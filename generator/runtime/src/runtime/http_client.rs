//! The built-in transport, on top of `reqwest`.

use std::error::Error;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Body as _, Frame, SizeHint};
use reqwest::redirect::Policy;

use super::body::Body;
use super::timing::timed;
use super::transport::{
    BoxFuture, Timeouts, Transport, TransportError, TransportErrorKind, Waiting,
};

type Configure = dyn Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync;

/// `reqwest` clients, built when they are first needed: one for async calls and one for blocking calls. The runtime that
/// opens a connection has to run while the connection is used.
#[derive(Default)]
pub struct HttpClients {
    configure: Option<Box<Configure>>,
    connect_timeout: Option<Duration>,
    client: OnceLock<Arc<Client>>,
    #[cfg(feature = "blocking")]
    blocking: OnceLock<Arc<Client>>,
}

impl HttpClients {
    /// Configures the clients.
    pub fn configure(
        &mut self,
        configure: impl Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync + 'static,
    ) {
        self.configure = Some(Box::new(configure));
    }

    /// Sets the time limit for opening a connection.
    pub fn connect_timeout(&mut self, limit: Duration) {
        self.connect_timeout = Some(limit);
    }

    pub(super) fn is_configured(&self) -> bool {
        self.configure.is_some() || self.connect_timeout.is_some()
    }

    /// Builds a client with the caller's settings. Redirects are switched off last, so that a setting of the caller's
    /// cannot send credentials to another host.
    fn build(&self) -> Result<Client, TransportError> {
        let mut builder = reqwest::Client::builder();
        if let Some(limit) = self.connect_timeout {
            builder = builder.connect_timeout(limit);
        }
        if let Some(configure) = &self.configure {
            builder = configure(builder);
        }
        builder.redirect(Policy::none()).build().map(Client).map_err(failed)
    }

    pub(super) fn client(&self, waiting: Waiting) -> Result<Arc<dyn Transport>, TransportError> {
        let client = match waiting {
            Waiting::Task => &self.client,
            #[cfg(feature = "blocking")]
            Waiting::Thread => &self.blocking,
        };
        if let Some(client) = client.get() {
            return Ok(client.clone());
        }
        let built = Arc::new(self.build()?);
        Ok(client.get_or_init(|| built).clone())
    }
}

/// A client that follows no redirects.
struct Client(reqwest::Client);

fn failed(error: reqwest::Error) -> TransportError {
    let kind = if error.is_timeout() {
        TransportErrorKind::Timeout
    } else if error.is_connect() && is_of_tls(&error) {
        TransportErrorKind::Tls
    } else if error.is_connect() {
        TransportErrorKind::Connect
    } else if is_of_protocol(&error) {
        TransportErrorKind::Protocol
    } else if error.is_request() || error.is_body() || error.is_decode() {
        TransportErrorKind::Body
    } else {
        TransportErrorKind::Other
    };
    // The URL may contain an API key.
    TransportError::new(kind, error.without_url())
}

/// Whether a connection failed in the TLS handshake. rustls reports that as invalid data; a connection that is refused
/// or breaks off has another kind of I/O error.
fn is_of_tls(error: &(dyn Error + 'static)) -> bool {
    match error.downcast_ref::<io::Error>() {
        Some(error) if error.kind() == io::ErrorKind::InvalidData => true,
        // `source` of an `io::Error` skips the error that it wraps.
        Some(error) => error.get_ref().is_some_and(|error| is_of_tls(error)),
        None => error.source().is_some_and(is_of_tls),
    }
}

/// Whether a response does not follow HTTP, or cannot be decompressed. A connection that breaks off is neither.
fn is_of_protocol(error: &(dyn Error + 'static)) -> bool {
    if error.downcast_ref::<hyper::Error>().is_some_and(hyper::Error::is_parse) {
        return true;
    }
    match error.downcast_ref::<io::Error>() {
        Some(error) => {
            matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput)
                || error.get_ref().is_some_and(|error| is_of_protocol(error))
        }
        None => error.source().is_some_and(is_of_protocol),
    }
}

impl Transport for Client {
    fn send(
        &self,
        request: http::Request<Body>,
        timeouts: Timeouts,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(timed(request, timeouts, move |request| async move {
            let request = request.map(|body| match body.as_bytes() {
                // `reqwest` can send bytes again if a connection turns out to be closed.
                Some(bytes) => reqwest::Body::from(bytes.clone()),
                None => reqwest::Body::wrap(body),
            });
            let empty = request.body().as_bytes().is_some_and(<[u8]>::is_empty);
            let mut request = reqwest::Request::try_from(request).map_err(failed)?;
            if empty {
                // An empty body would add `Content-Length: 0`, even to a `GET`.
                *request.body_mut() = None;
            }
            let response = self.0.execute(request).await.map_err(failed)?;
            let response = http::Response::<reqwest::Body>::from(response);
            Ok(response.map(|body| Body::new(Received(body))))
        }))
    }
}

/// The body of a response, with errors of transports.
struct Received(reqwest::Body);

impl http_body::Body for Received {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        let frame = Pin::new(&mut self.0).poll_frame(context);
        frame.map(|frame| frame.map(|frame| frame.map_err(failed)))
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.0.size_hint()
    }
}
