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
#[derive(Debug)]
pub(crate) struct Shared {
    pub base_url: Url,
    pub credentials: Vec<(&'static str, Credential)>,
    pub timeout: Option<Duration>,
    pub headers: HeaderMap,
    pub transports: Transports,
}

impl Core {
    /// Starts a call.
    pub fn call(&self, operation: &'static Operation) -> Call {
        Call::new(self.shared.clone(), operation)
    }
}

/// Settings of a client to be.
#[derive(Debug)]
pub struct CoreBuilder {
    base_url: String,
    credentials: Vec<(&'static str, Credential)>,
    timeout: Option<Duration>,
    headers: Vec<(String, String)>,
    transports: Transports,
}

impl CoreBuilder {
    /// Settings with a default base URL, which may be empty when the description names none.
    pub fn new(base_url: &str, user_agent: &str) -> Self {
        Self {
            base_url: base_url.to_owned(),
            credentials: Vec::new(),
            timeout: Some(Duration::from_secs(60)),
            headers: vec![("user-agent".to_owned(), user_agent.to_owned())],
            transports: Transports::default(),
        }
    }

    /// Sets the base URL.
    pub fn base_url(&mut self, url: &str) {
        url.clone_into(&mut self.base_url);
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
        let base_url = Url::parse(&self.base_url)
            .map_err(|error| BuildError(format!("base URL `{}`: {error}", self.base_url)))?;
        if !matches!(base_url.scheme(), "http" | "https") {
            return Err(BuildError(format!("base URL `{base_url}` is neither http nor https")));
        }
        let mut headers = HeaderMap::new();
        for (name, value) in &self.headers {
            let name = HeaderName::try_from(name)
                .map_err(|_| BuildError(format!("header name {name:?}")))?;
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
            credentials: self.credentials,
            timeout: self.timeout,
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
            /// Sets where the API is served; by default, the description's first server.
            pub fn base_url(mut self, url: &str) -> Self {
                self.core.base_url(url);
                self
            }

            /// Sets how long a call may take, redirects included; by default 60 seconds.
            pub fn timeout(mut self, timeout: ::std::time::Duration) -> Self {
                self.core.timeout(::std::option::Option::Some(timeout));
                self
            }

            /// Lets calls take as long as they do.
            pub fn without_timeout(mut self) -> Self {
                self.core.timeout(::std::option::Option::None);
                self
            }

            /// Sends a header with every call. It does not follow a redirect to another host.
            pub fn default_header(mut self, name: &str, value: &str) -> Self {
                self.core.header(name, value);
                self
            }

            /// Sends calls by a client that is there already. Its redirect policy should be none: then no
            /// credential follows a redirect to another host.
            #[cfg(feature = "reqwest")]
            pub fn http_client(mut self, client: ::reqwest::Client) -> Self {
                self.core.transports().http_client(client);
                self
            }

            /// Sends calls by something else.
            pub fn transport(mut self, transport: impl $crate::runtime::Transport) -> Self {
                self.core.transports().custom(transport);
                self
            }

            /// Sends blocking calls by something else.
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
