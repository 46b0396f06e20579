//! Settings that the calls of a client share.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue};
use url::Url;

use super::auth::Place;
use super::settings::{Held, Shared};
use super::transports::Transports;
use super::{Call, Credential, Operation};

/// The default `User-Agent` header: name and version of the crate that this file is part of.
const USER_AGENT: &str = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));

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
    credentials: Vec<Held>,
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
    pub fn new(base_url: &str) -> Self {
        Self {
            base_url: base_url.to_owned(),
            moved: false,
            credentials: Vec::new(),
            timeout: Some(Duration::from_secs(60)),
            max_response_bytes: MAX_RESPONSE_BYTES,
            headers: vec![("user-agent".to_owned(), USER_AGENT.to_owned())],
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

    /// Sets the credential of a security scheme, for the operations that name it.
    pub fn credential(&mut self, scheme: &'static str, credential: Credential) {
        self.hold(Held { name: scheme, everywhere: false, credential });
    }

    /// Sets a credential for every call that may carry one.
    pub fn credential_everywhere(&mut self, name: &'static str, credential: Credential) {
        self.hold(Held { name, everywhere: true, credential });
    }

    fn hold(&mut self, held: Held) {
        self.credentials.retain(|known| known.name != held.name);
        self.credentials.push(held);
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
                .map_err(|_| BuildError(format!("{name:?} is not a header name")))?;
            let value = HeaderValue::try_from(value).map_err(|_| {
                BuildError(format!("the value of header `{name}` has characters that HTTP forbids"))
            })?;
            headers.insert(name, value);
        }
        self.check_credentials(&headers)?;
        if self.transports.exclude_each_other() {
            let why = "`http_client` has no effect beside a transport of your own: set one of them";
            return Err(BuildError(why.to_owned()));
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

    /// Fails when a credential cannot be sent, or never beside another setting.
    fn check_credentials(&self, headers: &HeaderMap) -> Result<(), BuildError> {
        for (index, held) in self.credentials.iter().enumerate() {
            let (name, place) = (held.name, &held.credential.place);
            if let Some(why) = held.credential.invalid() {
                return Err(BuildError(format!("credential `{name}`: {why}")));
            }
            if matches!(place, Place::Header(header) if headers.contains_key(header)) {
                let why = format!("credential `{name}` and a default header both set {place}");
                return Err(BuildError(format!("{why}: set one of them")));
            }
            let same = |other: &&Held| other.everywhere && other.credential.place == *place;
            let other = self.credentials[..index].iter().find(same);
            if let Some(other) = other.filter(|_| held.everywhere) {
                let why = format!("credentials `{}` and `{name}` both set {place}", other.name);
                return Err(BuildError(format!("{why}: set one of them")));
            }
        }
        Ok(())
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
            /// error of the kind [`TooLarge`](runtime::TransportErrorKind::TooLarge).
            pub fn max_response_bytes(mut self, limit: u64) -> Self {
                self.core.max_response_bytes(limit);
                self
            }

            /// Sets the header `User-Agent`; by default name and version of this crate.
            pub fn user_agent(self, user_agent: &str) -> Self {
                self.default_header("user-agent", user_agent)
            }

            /// Sends a header with every call, in place of one that the call would have by itself, such as
            /// `Accept` or the media type of a body (a multipart body keeps its own, which names the
            /// boundary). It does not follow a redirect to another host. A client with a credential in the
            /// same header cannot be built.
            pub fn default_header(mut self, name: &str, value: &str) -> Self {
                self.core.header(name, value);
                self
            }

            /// Configures the HTTP client that sends the calls, blocking or not: proxies, certificates,
            /// connections. The function is called when a client is first needed. Redirects are followed by
            /// the calls themselves, so that no credential reaches another host: a policy for them, as well
            /// as the value of a header that calls set themselves, has no effect.
            #[cfg(feature = "reqwest")]
            pub fn http_client(
                mut self,
                configure: impl ::std::ops::Fn(::reqwest::ClientBuilder) -> ::reqwest::ClientBuilder
                + ::std::marker::Send
                + ::std::marker::Sync
                + 'static,
            ) -> Self {
                self.core.transports().http_client(configure);
                self
            }

            /// Sends calls by a transport of your own.
            pub fn transport(mut self, transport: impl runtime::Transport) -> Self {
                self.core.transports().custom(transport);
                self
            }

            /// Sends blocking calls by a transport of your own. Where one of the two kinds of transports is
            /// set, calls of the other kind are an error until theirs is set as well.
            #[cfg(feature = "blocking")]
            pub fn blocking_transport(
                mut self,
                transport: impl runtime::BlockingTransport,
            ) -> Self {
                self.core.transports().custom_blocking(transport);
                self
            }
        }
    };
}
pub(crate) use client_builder;
