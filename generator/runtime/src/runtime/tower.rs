//! Tower services as transports.

use std::fmt;
use std::future::poll_fn;
use std::sync::{Mutex, PoisonError};

use tower_service::Service;

use super::body::{Body, BoxError};
use super::timing::timed;
use super::transport::{BoxFuture, Timeouts, Transport, TransportError, TransportErrorKind};

/// Transport that sends requests by a [`tower_service::Service`]: an HTTP client with middleware around it. Every request
/// is sent by a clone of the service. It needs a Tokio runtime, by whose clock it keeps time limits.
pub struct TowerTransport<S>(Mutex<S>);

impl<S> fmt::Debug for TowerTransport<S> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("TowerTransport")
    }
}

impl<S> TowerTransport<S> {
    /// Creates a transport of a service.
    pub fn new(service: S) -> Self {
        Self(Mutex::new(service))
    }
}

impl<S, B> Transport for TowerTransport<S>
where
    S: Service<http::Request<Body>, Response = http::Response<B>> + Clone + Send + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send,
    B: http_body::Body + Send + 'static,
    B::Error: Into<BoxError>,
{
    fn send(
        &self,
        request: http::Request<Body>,
        timeouts: Timeouts,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let mut service = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Box::pin(timed(request, timeouts, move |request| async move {
            poll_fn(|context| service.poll_ready(context)).await.map_err(failed)?;
            let response = service.call(request).await.map_err(failed)?;
            Ok(response.map(Body::new))
        }))
    }
}

/// The error of a service, which may be one of a transport already.
fn failed(error: impl Into<BoxError>) -> TransportError {
    match error.into().downcast::<TransportError>() {
        Ok(error) => *error,
        Err(error) => TransportError::new(TransportErrorKind::Other, error),
    }
}
