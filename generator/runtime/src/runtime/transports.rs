//! Transports of a client.

use std::fmt;
use std::sync::Arc;

use super::error::Failure;
#[cfg(feature = "reqwest")]
use super::http_client::HttpClients;
#[cfg(feature = "blocking")]
use super::transport::BlockingTransport;
use super::transport::Transport;

/// Transports of a client: the caller's, or else the built-in one, `reqwest`.
#[derive(Default)]
pub struct Transports {
    custom: Option<Arc<dyn Transport>>,
    #[cfg(feature = "blocking")]
    custom_blocking: Option<Arc<dyn BlockingTransport>>,
    #[cfg(feature = "reqwest")]
    http: HttpClients,
}

impl fmt::Debug for Transports {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Transports")
    }
}

impl Transports {
    /// Sets the transport of async calls.
    pub fn custom(&mut self, transport: impl Transport) {
        self.custom = Some(Arc::new(transport));
    }

    /// Sets the transport of blocking calls.
    #[cfg(feature = "blocking")]
    pub fn custom_blocking(&mut self, transport: impl BlockingTransport) {
        self.custom_blocking = Some(Arc::new(transport));
    }

    /// Configures the `reqwest` client.
    #[cfg(feature = "reqwest")]
    pub fn http_client(
        &mut self,
        configure: impl Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync + 'static,
    ) {
        self.http.configure(configure);
    }

    /// Whether the `reqwest` client is configured, although a transport replaces it.
    pub(crate) fn exclude_each_other(&self) -> bool {
        #[cfg(feature = "reqwest")]
        let configured = self.http.is_configured();
        #[cfg(not(feature = "reqwest"))]
        let configured = false;
        self.is_custom() && configured
    }

    /// Whether the caller set a transport.
    fn is_custom(&self) -> bool {
        #[cfg(feature = "blocking")]
        let blocking = self.custom_blocking.is_some();
        #[cfg(not(feature = "blocking"))]
        let blocking = false;
        self.custom.is_some() || blocking
    }

    pub(super) fn get(&self) -> Result<Arc<dyn Transport>, Failure> {
        if let Some(transport) = &self.custom {
            return Ok(transport.clone());
        }
        #[cfg(feature = "blocking")]
        if self.custom_blocking.is_some() {
            return Err(only_one("blocking", "transport"));
        }
        #[cfg(feature = "reqwest")]
        {
            self.http.client().map_err(Failure::from)
        }
        #[cfg(not(feature = "reqwest"))]
        Err(Failure::Request(
            "the client has no transport: set one, or enable the feature `reqwest`".to_owned(),
        ))
    }

    /// Whether a call that does not set `Accept-Encoding` leaves it to the transport, which then accepts what it
    /// decodes. A transport of the caller's may decode nothing.
    pub(super) fn decompress(&self) -> bool {
        let built_in = cfg!(any(feature = "gzip", feature = "brotli", feature = "zstd"));
        built_in && !self.is_custom()
    }

    #[cfg(feature = "blocking")]
    pub(super) fn get_blocking(&self) -> Result<Arc<dyn BlockingTransport>, Failure> {
        match &self.custom_blocking {
            Some(transport) => Ok(transport.clone()),
            None if self.custom.is_some() => Err(only_one("async", "blocking_transport")),
            None => self.http.blocking_client().map_err(Failure::from),
        }
    }
}

/// Error for a call of one kind when only a transport of the other kind is set.
#[cfg(feature = "blocking")]
fn only_one(set: &str, missing: &str) -> Failure {
    Failure::Request(format!(
        "the client only has a transport for {set} calls: set `{missing}` as well"
    ))
}
