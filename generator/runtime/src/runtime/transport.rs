//! What sends requests.

use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
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
    /// It took too long.
    Timeout,
    /// The connection broke off before the whole response was there.
    Body,
    /// The response is longer than the client takes.
    TooLarge,
    /// Anything else.
    Other,
}

/// No whole response came.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    source: Box<dyn std::error::Error + Send + Sync>,
}

impl TransportError {
    /// An error with its cause.
    pub fn new(
        kind: TransportErrorKind,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self { kind, source: source.into() }
    }

    pub(crate) fn too_large(limit: u64) -> Self {
        Self::new(TransportErrorKind::TooLarge, format!("it has more than {limit} bytes"))
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
            TransportErrorKind::Timeout => "timed out",
            TransportErrorKind::Body => "the connection broke off",
            TransportErrorKind::TooLarge => "the response is too large",
            TransportErrorKind::Other => "could not be sent",
        })?;
        write!(formatter, ": {}", self.source)
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(self.source.as_ref())
    }
}

/// The transports of a client; the usual ones are made when they are first needed.
#[derive(Default)]
pub struct Transports {
    transport: OnceLock<Arc<dyn Transport>>,
    #[cfg(feature = "blocking")]
    blocking: OnceLock<Arc<dyn BlockingTransport>>,
}

impl fmt::Debug for Transports {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Transports")
    }
}

impl Transports {
    /// Sends by `transport`.
    pub fn custom(&mut self, transport: impl Transport) {
        self.transport = OnceLock::from(Arc::new(transport) as Arc<dyn Transport>);
    }

    /// Sends blocking calls by `transport`.
    #[cfg(feature = "blocking")]
    pub fn custom_blocking(&mut self, transport: impl BlockingTransport) {
        self.blocking = OnceLock::from(Arc::new(transport) as Arc<dyn BlockingTransport>);
    }

    /// Sends by a client of the caller's.
    #[cfg(feature = "reqwest")]
    pub fn http_client(&mut self, client: reqwest::Client) {
        self.custom(client);
    }

    pub(crate) fn get(&self) -> Result<Arc<dyn Transport>, TransportError> {
        if let Some(transport) = self.transport.get() {
            return Ok(transport.clone());
        }
        #[cfg(feature = "reqwest")]
        {
            let client =
                reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build();
            let client = client.map_err(failed)?;
            Ok(self.transport.get_or_init(|| Arc::new(client)).clone())
        }
        #[cfg(not(feature = "reqwest"))]
        Err(TransportError::new(
            TransportErrorKind::Other,
            "there is no transport: set one, or use the feature `reqwest`",
        ))
    }

    #[cfg(feature = "blocking")]
    pub(crate) fn get_blocking(&self) -> Result<Arc<dyn BlockingTransport>, TransportError> {
        if let Some(transport) = self.blocking.get() {
            return Ok(transport.clone());
        }
        let client = reqwest::blocking::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(None);
        let client = client.build().map_err(failed)?;
        Ok(self.blocking.get_or_init(|| Arc::new(client)).clone())
    }
}

#[cfg(feature = "reqwest")]
fn failed(error: reqwest::Error) -> TransportError {
    let kind = if error.is_timeout() {
        TransportErrorKind::Timeout
    } else if error.is_connect() {
        TransportErrorKind::Connect
    } else if error.is_request() || error.is_body() || error.is_decode() {
        TransportErrorKind::Body
    } else {
        TransportErrorKind::Other
    };
    // The URL may hold a key.
    TransportError::new(kind, error.without_url())
}

#[cfg(feature = "reqwest")]
fn limit(request: &http::Request<Bytes>) -> u64 {
    request.extensions().get().map_or(u64::MAX, |ResponseLimit(limit)| *limit)
}

#[cfg(feature = "reqwest")]
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

#[cfg(feature = "reqwest")]
impl Transport for reqwest::Client {
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
            let mut received = self.execute(request).await.map_err(failed)?;
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
impl BlockingTransport for reqwest::blocking::Client {
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
            // It would say `Content-Length: 0` of a `GET`, too.
            *request.body_mut() = None;
        }
        *request.timeout_mut() = timeout;
        let mut received = self.execute(request).map_err(failed)?;
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
