//! Settings that the calls of a client share.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue};
use url::Url;

use super::transport::Transports;
use super::{Call, Credential, Operation};

/// Why a client cannot be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuildError(String);

impl fmt::Display for BuildError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for BuildError {}

/// A client without its methods. Clones share connections and settings.
#[derive(Debug, Clone)]
pub struct Core {
    pub(crate) shared: Arc<Shared>,
}

/// The settings of a client.
pub(crate) struct Shared {
    pub base_url: Url,
    /// Whether the caller has set the base URL: then it is that of operations with a server of their own, too.
    pub moved: bool,
    pub credentials: Vec<(&'static str, Credential)>,
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

/// Bytes of a response's body that a client takes by default: 1 GiB.
const MAX_RESPONSE_BYTES: u64 = 1 << 30;

impl Core {
    /// Starts a call.
    #[must_use]
    pub fn call(&self, operation: &'static Operation) -> Call {
        Call::new(self.shared.clone(), operation)
    }
}

/// Settings of a client to be.
pub struct CoreBuilder {
    base_url: String,
    moved: bool,
    credentials: Vec<(&'static str, Credential)>,
    timeout: Option<Duration>,
    max_response_bytes: u64,
    headers: Vec<(String, String)>,
    transports: Transports,
}

impl fmt::Debug for CoreBuilder {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Neither the base URL, which is not checked yet, nor the values of headers: they may hold secrets.
        let headers: Vec<&str> = self.headers.iter().map(|(name, _)| name.as_str()).collect();
        formatter
            .debug_struct("CoreBuilder")
            .field("credentials", &self.credentials)
            .field("timeout", &self.timeout)
            .field("max_response_bytes", &self.max_response_bytes)
            .field("headers", &headers)
            .finish_non_exhaustive()
    }
}

impl CoreBuilder {
    /// Settings with a default base URL, which may be empty when the description names none.
    #[must_use]
    pub fn new(base_url: &str, user_agent: &str) -> Self {
        Self {
            base_url: base_url.to_owned(),
            moved: false,
            credentials: Vec::new(),
            timeout: Some(Duration::from_secs(60)),
            max_response_bytes: MAX_RESPONSE_BYTES,
            headers: vec![("user-agent".to_owned(), user_agent.to_owned())],
            transports: Transports::default(),
        }
    }

    /// Sets the base URL to one of the description's servers.
    pub fn base_url(&mut self, url: &str) {
        url.clone_into(&mut self.base_url);
        self.moved = false;
    }

    /// Sets the base URL of all operations, also of those with a server of their own.
    pub fn move_to(&mut self, url: &str) {
        url.clone_into(&mut self.base_url);
        self.moved = true;
    }

    /// Sets the credential of a security scheme.
    pub fn credential(&mut self, scheme: &'static str, credential: Credential) {
        self.credentials.retain(|(known, _)| *known != scheme);
        self.credentials.push((scheme, credential));
    }

    /// Sets how long a call may take.
    pub fn timeout(&mut self, timeout: Option<Duration>) {
        self.timeout = timeout;
    }

    /// Sets how long the body of a response may be, in bytes.
    pub fn max_response_bytes(&mut self, limit: u64) {
        self.max_response_bytes = limit;
    }

    /// Sends a header with every call.
    pub fn header(&mut self, name: &str, value: &str) {
        self.headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
        self.headers.push((name.to_owned(), value.to_owned()));
    }

    /// What sends the calls.
    pub fn transports(&mut self) -> &mut Transports {
        &mut self.transports
    }

    /// Makes the client.
    ///
    /// # Errors
    ///
    /// When a setting is not valid.
    pub fn build(self) -> Result<Core, BuildError> {
        if self.base_url.is_empty() {
            return Err(BuildError("the description names no server: set `base_url`".to_owned()));
        }
        // Messages do not show the URL: it may hold a password.
        let mut base_url = Url::parse(&self.base_url)
            .map_err(|error| BuildError(format!("the base URL is not valid: {error}")))?;
        if !matches!(base_url.scheme(), "http" | "https") {
            let scheme = base_url.scheme();
            return Err(BuildError(format!("the base URL is `{scheme}:`, not http or https")));
        }
        if !base_url.username().is_empty() || base_url.password().is_some() {
            let why = "the base URL holds a user name or a password: set a credential instead";
            return Err(BuildError(why.to_owned()));
        }
        base_url.set_fragment(None);
        let mut headers = HeaderMap::new();
        for (name, value) in &self.headers {
            let name = HeaderName::try_from(name)
                .map_err(|_| BuildError(format!("{name:?} is no header name")))?;
            let value = HeaderValue::try_from(value).map_err(|_| {
                BuildError(format!("the value of header `{name}` has characters that HTTP forbids"))
            })?;
            headers.insert(name, value);
        }
        for (scheme, credential) in &self.credentials {
            if let Some(why) = credential.invalid() {
                return Err(BuildError(format!("credential `{scheme}`: {why}")));
            }
        }
        let shared = Shared {
            base_url,
            moved: self.moved,
            credentials: self.credentials,
            timeout: self.timeout,
            max_response_bytes: self.max_response_bytes,
            headers,
            transports: self.transports,
        };
        Ok(Core { shared: Arc::new(shared) })
    }
}

/// The settings that the builder of every client has.
macro_rules! client_builder {
    ($ty:ident) => {
        impl $ty {
            /// Sets where the API is served: `http` or `https`, with a path in front of those of the
            /// operations, and a query that all requests have. By default that is the description's first
            /// server. Operations for which the description names a server of their own move as well.
            pub fn base_url(mut self, url: &str) -> Self {
                self.core.move_to(url);
                self
            }

            /// Sets how long a call may take, redirects and the response's body included; by default
            /// 60 seconds.
            pub fn timeout(mut self, timeout: ::std::time::Duration) -> Self {
                self.core.timeout(::std::option::Option::Some(timeout));
                self
            }

            /// Lets calls take as long as they do.
            pub fn without_timeout(mut self) -> Self {
                self.core.timeout(::std::option::Option::None);
                self
            }

            /// Sets how long the body of a response may be, in bytes; by default 1 GiB. A longer one is an
            /// error of the kind [`TooLarge`](crate::runtime::TransportErrorKind::TooLarge).
            pub fn max_response_bytes(mut self, limit: u64) -> Self {
                self.core.max_response_bytes(limit);
                self
            }

            /// Sends a header with every call, in place of one that the call would have by itself, such as
            /// `User-Agent` or `Accept`. It does not follow a redirect to another host.
            pub fn default_header(mut self, name: &str, value: &str) -> Self {
                self.core.header(name, value);
                self
            }

            /// Sends calls by a client of your own. Its redirect policy should be
            /// [`none`](reqwest::redirect::Policy::none): then no credential follows a redirect to another
            /// host.
            #[cfg(feature = "reqwest")]
            pub fn http_client(mut self, client: ::reqwest::Client) -> Self {
                self.core.transports().http_client(client);
                self
            }

            /// Sends calls by a transport of your own.
            pub fn transport(mut self, transport: impl $crate::runtime::Transport) -> Self {
                self.core.transports().custom(transport);
                self
            }

            /// Sends blocking calls by a transport of your own.
            #[cfg(feature = "blocking")]
            pub fn blocking_transport(
                mut self,
                transport: impl $crate::runtime::BlockingTransport,
            ) -> Self {
                self.core.transports().custom_blocking(transport);
                self
            }
        }
    };
}
pub(crate) use client_builder;
