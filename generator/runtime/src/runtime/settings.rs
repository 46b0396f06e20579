//! What a client is set to.

use std::fmt;
use std::time::Duration;

use http::HeaderMap;
use url::Url;

use super::auth::Credential;
use super::transports::Transports;

/// A credential that a client has.
#[derive(Debug)]
pub(crate) struct Held {
    /// The security scheme; the builder's method where the description declares none.
    pub name: &'static str,
    /// Whether it is sent with every call that may carry credentials, not only where an operation names the scheme.
    pub everywhere: bool,
    pub credential: Credential,
}

/// The settings of a client.
pub(crate) struct Shared {
    pub base_url: Url,
    /// Whether the caller has set the base URL: then it is that of operations with a server of their own, too.
    pub moved: bool,
    pub credentials: Vec<Held>,
    pub timeout: Option<Duration>,
    pub max_response_bytes: u64,
    pub headers: HeaderMap,
    pub transports: Transports,
}

impl fmt::Debug for Shared {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The query and the values of headers may hold secrets.
        let mut base_url = self.base_url.clone();
        base_url.set_query(None);
        formatter
            .debug_struct("Shared")
            .field("base_url", &base_url.as_str())
            .field("credentials", &self.credentials)
            .field("timeout", &self.timeout)
            .field("max_response_bytes", &self.max_response_bytes)
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}
