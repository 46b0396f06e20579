//! The built-in transport, on top of `reqwest`.

use std::error::Error;
use std::io;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use bytes::Bytes;
use reqwest::redirect::Policy;

#[cfg(feature = "blocking")]
use super::transport::BlockingTransport;
use super::transport::{BoxFuture, ResponseLimit, Transport, TransportError, TransportErrorKind};

type Configure = dyn Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync;

/// `reqwest` clients, built when they are first needed.
#[derive(Default)]
pub(crate) struct HttpClients {
    configure: Option<Box<Configure>>,
    client: OnceLock<Arc<Client>>,
    #[cfg(feature = "blocking")]
    blocking: OnceLock<Arc<BlockingClient>>,
}

impl HttpClients {
    pub fn configure(
        &mut self,
        configure: impl Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync + 'static,
    ) {
        self.configure = Some(Box::new(configure));
    }

    pub fn is_configured(&self) -> bool {
        self.configure.is_some()
    }

    /// Returns a builder with the caller's settings. Redirects are switched off last, so that a setting of the caller's
    /// cannot send credentials to another host.
    fn builder(&self) -> reqwest::ClientBuilder {
        let builder = reqwest::Client::builder();
        let builder = match &self.configure {
            Some(configure) => configure(builder),
            None => builder,
        };
        builder.redirect(Policy::none())
    }

    pub fn client(&self) -> Result<Arc<dyn Transport>, TransportError> {
        if let Some(client) = self.client.get() {
            return Ok(client.clone());
        }
        let client = Arc::new(Client(self.builder().build().map_err(failed)?));
        Ok(self.client.get_or_init(|| client).clone())
    }

    #[cfg(feature = "blocking")]
    pub fn blocking_client(&self) -> Result<Arc<dyn BlockingTransport>, TransportError> {
        if let Some(client) = self.blocking.get() {
            return Ok(client.clone());
        }
        // Every call sets its own timeout.
        let builder = reqwest::blocking::ClientBuilder::from(self.builder()).timeout(None);
        let client = Arc::new(BlockingClient(builder.build().map_err(failed)?));
        Ok(self.blocking.get_or_init(|| client).clone())
    }
}

/// A client that follows no redirects.
struct Client(reqwest::Client);

/// A blocking client that follows no redirects.
#[cfg(feature = "blocking")]
struct BlockingClient(reqwest::blocking::Client);

fn failed(error: reqwest::Error) -> TransportError {
    let kind = if error.is_timeout() {
        TransportErrorKind::Timeout
    } else if error.is_connect() && is_of_tls(&error) {
        TransportErrorKind::Tls
    } else if error.is_connect() {
        TransportErrorKind::Connect
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

fn limit(request: &http::Request<Bytes>) -> u64 {
    request.extensions().get().map_or(u64::MAX, |ResponseLimit(limit)| *limit)
}

fn response(
    status: http::StatusCode,
    headers: http::HeaderMap,
    body: Vec<u8>,
) -> http::Response<Bytes> {
    let mut response = http::Response::new(Bytes::from(body));
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}

impl Transport for Client {
    fn send(
        &self,
        request: http::Request<Bytes>,
        timeout: Option<Duration>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(async move {
            let limit = limit(&request);
            let empty = request.body().is_empty();
            let mut request = reqwest::Request::try_from(request).map_err(failed)?;
            if empty {
                *request.body_mut() = None;
            }
            *request.timeout_mut() = timeout;
            let mut received = self.0.execute(request).await.map_err(failed)?;
            let headers = std::mem::take(received.headers_mut());
            let mut body = Vec::new();
            while let Some(chunk) = received.chunk().await.map_err(failed)? {
                if (body.len() + chunk.len()) as u64 > limit {
                    return Err(TransportError::too_large(limit));
                }
                body.extend_from_slice(&chunk);
            }
            Ok(response(received.status(), headers, body))
        })
    }
}

#[cfg(feature = "blocking")]
impl BlockingTransport for BlockingClient {
    fn send(
        &self,
        request: http::Request<Bytes>,
        timeout: Option<Duration>,
    ) -> Result<http::Response<Bytes>, TransportError> {
        use std::io::Read;

        let limit = limit(&request);
        let empty = request.body().is_empty();
        let mut request = reqwest::blocking::Request::try_from(request).map_err(failed)?;
        if empty {
            // An empty body would add `Content-Length: 0`, even to a `GET`.
            *request.body_mut() = None;
        }
        *request.timeout_mut() = timeout;
        let mut received = self.0.execute(request).map_err(failed)?;
        let status = received.status();
        let headers = std::mem::take(received.headers_mut());
        let mut body = Vec::new();
        let read = received.take(limit.saturating_add(1)).read_to_end(&mut body);
        read.map_err(|error| match error.downcast::<reqwest::Error>() {
            Ok(error) => failed(error),
            Err(error) => TransportError::new(TransportErrorKind::Body, error),
        })?;
        if body.len() as u64 > limit {
            return Err(TransportError::too_large(limit));
        }
        Ok(response(status, headers, body))
    }
}
