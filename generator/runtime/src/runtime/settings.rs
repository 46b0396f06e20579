//! Settings of a client.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderMap;
use url::Url;

use super::auth::{Credential, KeyPlace};
use super::interceptor::Interceptor;
use super::retry::{self, Budget, RetryPolicy, StandardRetries};
use super::signer::Signer;
use super::timer::{SystemTimer, Timer};
use super::transports::Transports;

/// Credential of a client.
#[derive(Debug)]
pub(crate) struct Held {
    /// Name of the security scheme, or of the builder's method if the description declares no scheme.
    pub name: &'static str,
    /// Whether the credential is sent with every call that may carry credentials, not only with operations that name
    /// the scheme.
    pub everywhere: bool,
    pub credential: Credential,
}

/// What a client does around its calls: retries, and code of the caller's.
#[derive(Clone)]
pub(crate) struct Around {
    /// Number of retries of a call.
    pub retries: u32,
    pub policy: Arc<dyn RetryPolicy>,
    pub budget: Arc<Budget>,
    pub timer: Arc<dyn Timer>,
    pub interceptors: Vec<Arc<dyn Interceptor>>,
}

impl Default for Around {
    fn default() -> Self {
        Self {
            retries: retry::RETRIES,
            policy: Arc::new(StandardRetries),
            budget: Arc::default(),
            timer: Arc::new(SystemTimer),
            interceptors: Vec::new(),
        }
    }
}

/// Settings that a client, its clones and its calls share.
pub(crate) struct Shared {
    pub base_url: Url,
    /// Whether the caller set the base URL, which then also applies to operations with a server of their own.
    pub moved: bool,
    /// Places of the credentials of security schemes, by the name of the scheme.
    pub schemes: &'static [(&'static str, KeyPlace)],
    pub credentials: Vec<Held>,
    pub timeout: Option<Duration>,
    /// Limit for the time in which nothing is sent or received, for calls that stream a body.
    pub idle_timeout: Option<Duration>,
    pub max_response_bytes: u64,
    pub headers: HeaderMap,
    pub transports: Transports,
    pub around: Around,
    pub signer: Option<Arc<dyn Signer>>,
}

impl fmt::Debug for Shared {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The query and the values of headers are left out: they may hold secrets.
        let mut base_url = self.base_url.clone();
        base_url.set_query(None);
        formatter
            .debug_struct("Shared")
            .field("base_url", &base_url.as_str())
            .field("credentials", &self.credentials)
            .field("timeout", &self.timeout)
            .field("max_response_bytes", &self.max_response_bytes)
            .field("retries", &self.around.retries)
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}
