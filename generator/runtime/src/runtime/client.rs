//! The core of a client and its builder.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue};
use url::Url;

use super::auth::{KeyPlace, Place};
use super::interceptor::Interceptor;
use super::retry::RetryPolicy;
use super::settings::{Around, Held, Shared};
use super::signer::Signer;
use super::timer::Timer;
use super::transports::Transports;
use super::{Call, Credential, Operation};

/// The default `User-Agent` header: name and version of the crate that contains this file.
const USER_AGENT: &str = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));

/// The reason why a client cannot be built.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuildError(String);

impl fmt::Display for BuildError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for BuildError {}

/// The settings and connections behind a client's methods; clones share both.
#[derive(Debug, Clone)]
pub struct Core {
    pub(crate) shared: Arc<Shared>,
}

/// Default limit for the body of a response, in bytes: 64 MiB.
const MAX_RESPONSE_BYTES: u64 = 64 << 20;

impl Core {
    /// Starts a call of an operation.
    #[must_use]
    pub fn call(&self, operation: &'static Operation) -> Call {
        Call::new(self.shared.clone(), operation)
    }
}

/// Builder of a [`Core`]: settings that are not validated yet.
pub struct CoreBuilder {
    base_url: String,
    moved: bool,
    schemes: &'static [(&'static str, KeyPlace)],
    credentials: Vec<Held>,
    timeout: Option<Duration>,
    idle_timeout: Option<Duration>,
    max_response_bytes: u64,
    headers: Vec<(String, String)>,
    transports: Transports,
    around: Around,
    signer: Option<Arc<dyn Signer>>,
}

impl fmt::Debug for CoreBuilder {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The base URL, which is not validated yet, and the values of headers are left out: they may hold secrets.
        let headers: Vec<&str> = self.headers.iter().map(|(name, _)| name.as_str()).collect();
        formatter
            .debug_struct("CoreBuilder")
            .field("credentials", &self.credentials)
            .field("timeout", &self.timeout)
            .field("max_response_bytes", &self.max_response_bytes)
            .field("retries", &self.around.retries)
            .field("headers", &headers)
            .finish_non_exhaustive()
    }
}

impl CoreBuilder {
    /// A builder with a default base URL, which is empty if the description names no complete server, and the places of
    /// the credentials of security schemes.
    #[must_use]
    pub fn new(base_url: &str, schemes: &'static [(&'static str, KeyPlace)]) -> Self {
        Self {
            base_url: base_url.to_owned(),
            moved: false,
            schemes,
            credentials: Vec::new(),
            timeout: Some(Duration::from_secs(60)),
            idle_timeout: Some(Duration::from_secs(60)),
            max_response_bytes: MAX_RESPONSE_BYTES,
            headers: vec![("user-agent".to_owned(), USER_AGENT.to_owned())],
            transports: Transports::default(),
            around: Around::default(),
            signer: None,
        }
    }

    /// Sets the base URL to one of the description's servers.
    pub fn base_url(&mut self, url: &str) {
        url.clone_into(&mut self.base_url);
        self.moved = false;
    }

    /// Sets the base URL of all operations, including those for which the description names another server.
    pub fn move_to(&mut self, url: &str) {
        url.clone_into(&mut self.base_url);
        self.moved = true;
    }

    /// Sets the credential of a security scheme; it is sent with the operations that name the scheme.
    pub fn credential(&mut self, scheme: &'static str, credential: Credential) {
        self.hold(Held { name: scheme, everywhere: false, credential });
    }

    /// Sets a credential that is sent with every call, except those of operations with `security: []`.
    pub fn credential_everywhere(&mut self, name: &'static str, credential: Credential) {
        self.hold(Held { name, everywhere: true, credential });
    }

    fn hold(&mut self, held: Held) {
        self.credentials.retain(|known| known.name != held.name);
        self.credentials.push(held);
    }

    /// Sets the timeout of a call; `None` removes it.
    pub fn timeout(&mut self, timeout: Option<Duration>) {
        self.timeout = timeout;
    }

    /// Sets the limit for the time in which nothing is sent or received, for calls that stream a body; `None` removes it.
    pub fn idle_timeout(&mut self, timeout: Option<Duration>) {
        self.idle_timeout = timeout;
    }

    /// Sets the limit for the body of a response, in bytes.
    pub fn max_response_bytes(&mut self, limit: u64) {
        self.max_response_bytes = limit;
    }

    /// Sets a header that is sent with every call.
    pub fn header(&mut self, name: &str, value: &str) {
        self.headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
        self.headers.push((name.to_owned(), value.to_owned()));
    }

    /// Sets the number of retries of a call.
    pub fn retries(&mut self, retries: u32) {
        self.around.retries = retries;
    }

    /// Sets the policy that decides about retries.
    pub fn retry_policy(&mut self, policy: impl RetryPolicy) {
        self.around.policy = Arc::new(policy);
    }

    /// Sets the clock, and how calls wait.
    pub fn timer(&mut self, timer: impl Timer) {
        self.around.timer = Arc::new(timer);
    }

    /// Adds an interceptor behind the others.
    pub fn interceptor(&mut self, interceptor: impl Interceptor) {
        self.around.interceptors.push(Arc::new(interceptor));
    }

    /// Sets what signs requests.
    pub fn signer(&mut self, signer: impl Signer) {
        self.signer = Some(Arc::new(signer));
    }

    /// The transports, to be configured.
    pub fn transports(&mut self) -> &mut Transports {
        &mut self.transports
    }

    /// Builds the core of a client.
    ///
    /// # Errors
    ///
    /// If a setting is invalid, or if two settings contradict each other.
    pub fn build(self) -> Result<Core, BuildError> {
        if self.base_url.is_empty() {
            let why = "the description names no complete server: set `base_url`, or `server` if the builder has it";
            return Err(BuildError(why.to_owned()));
        }
        // Messages do not show the URL: it may hold a password.
        let mut base_url = Url::parse(&self.base_url)
            .map_err(|error| BuildError(format!("the base URL is not valid: {error}")))?;
        if !matches!(base_url.scheme(), "http" | "https") {
            let scheme = base_url.scheme();
            return Err(BuildError(format!(
                "the scheme of the base URL is `{scheme}`: use `http` or `https`"
            )));
        }
        if !base_url.username().is_empty() || base_url.password().is_some() {
            let why = "the base URL contains a user name or a password: set a credential instead";
            return Err(BuildError(why.to_owned()));
        }
        base_url.set_fragment(None);
        let mut headers = HeaderMap::new();
        for (name, value) in &self.headers {
            let name = HeaderName::try_from(name)
                .map_err(|_| BuildError(format!("{name:?} is not a valid header name")))?;
            let value = HeaderValue::try_from(value).map_err(|_| {
                BuildError(format!(
                    "the value of header `{name}` has characters that are not allowed in a header"
                ))
            })?;
            headers.insert(name, value);
        }
        self.check_credentials(&headers)?;
        if self.transports.exclude_each_other() {
            let why = "`http_client` and `connect_timeout` have no effect if a transport is set: set only one of the two";
            return Err(BuildError(why.to_owned()));
        }
        let shared = Shared {
            base_url,
            moved: self.moved,
            schemes: self.schemes,
            credentials: self.credentials,
            timeout: self.timeout,
            idle_timeout: self.idle_timeout,
            max_response_bytes: self.max_response_bytes,
            headers,
            transports: self.transports,
            around: self.around,
            signer: self.signer,
        };
        Ok(Core { shared: Arc::new(shared) })
    }

    /// Fails if a credential is invalid, or if another setting uses the same place in the request.
    fn check_credentials(&self, headers: &HeaderMap) -> Result<(), BuildError> {
        for (index, held) in self.credentials.iter().enumerate() {
            let (name, place) = (held.name, &held.credential.place);
            if let Some(why) = held.credential.invalid() {
                return Err(BuildError(format!("credential `{name}`: {why}")));
            }
            if matches!(place, Place::Header(header) if headers.contains_key(header)) {
                let why = format!("credential `{name}` and a default header both set {place}");
                return Err(BuildError(format!("{why}: set only one of the two")));
            }
            let same = |other: &&Held| other.everywhere && other.credential.place == *place;
            let other = self.credentials[..index].iter().find(same);
            if let Some(other) = other.filter(|_| held.everywhere) {
                let why = format!("credentials `{}` and `{name}` both set {place}", other.name);
                return Err(BuildError(format!("{why}: set only one of the two")));
            }
        }
        Ok(())
    }
}

/// Implements the settings that the builder of every client has.
macro_rules! client_builder {
    ($ty:ident) => {
        impl $ty {
            /// Sets the base URL of the API, an `http` or `https` URL. Its path is put before the path of
            /// every operation, and its query is sent with every request. The default is the first server
            /// in the API description. The URL also applies to operations for which the description names
            /// another server.
            pub fn base_url(mut self, url: &str) -> Self {
                self.core.move_to(url);
                self
            }

            /// Sets the timeout of a call, which includes retries, redirects and reading the response's body.
            /// The default is 60 seconds.
            pub fn timeout(mut self, timeout: ::std::time::Duration) -> Self {
                self.core.timeout(::std::option::Option::Some(timeout));
                self
            }

            /// Removes the timeouts: calls may take any time.
            pub fn without_timeout(mut self) -> Self {
                self.core.timeout(::std::option::Option::None);
                self.core.idle_timeout(::std::option::Option::None);
                self
            }

            /// Sets how long a call may wait while nothing is sent or received, if its body or that of its response
            /// is a stream. The default is 60 seconds. The timeout of the client does not apply to such calls,
            /// but one that is set for the call does.
            pub fn idle_timeout(mut self, timeout: ::std::time::Duration) -> Self {
                self.core.idle_timeout(::std::option::Option::Some(timeout));
                self
            }

            /// Sets how long opening a connection may take. By default, only the timeout of the call limits it.
            #[cfg(feature = "reqwest")]
            pub fn connect_timeout(mut self, timeout: ::std::time::Duration) -> Self {
                self.core.transports().http().connect_timeout(timeout);
                self
            }

            /// Sets the size limit for the body of a response, in bytes after decompression. The default is
            /// 64 MiB. A larger body is an error of kind
            /// [`TooLarge`](runtime::TransportErrorKind::TooLarge).
            pub fn max_response_bytes(mut self, limit: u64) -> Self {
                self.core.max_response_bytes(limit);
                self
            }

            /// Sets how often a call is sent again after an attempt that failed. The default is 2; 0 switches
            /// retries off. The policy decides which attempts are repeated, by default as
            /// [`StandardRetries`](runtime::StandardRetries) says. A body that can be read only once is never
            /// sent again. All calls of the client and its clones share a budget: if most of them fail, they are
            /// no longer repeated, until others succeed.
            pub fn retries(mut self, retries: u32) -> Self {
                self.core.retries(retries);
                self
            }

            /// Sets the policy that decides which attempts are repeated, and when.
            pub fn retry_policy(mut self, policy: impl runtime::RetryPolicy) -> Self {
                self.core.retry_policy(policy);
                self
            }

            /// Replaces the clock by which the client measures timeouts and waits between attempts, such as in
            /// tests, or where a call runs neither on Tokio nor beside threads.
            pub fn timer(mut self, timer: impl runtime::Timer) -> Self {
                self.core.timer(timer);
                self
            }

            /// Adds code that sees every attempt of every call before it is sent, and its outcome. Interceptors
            /// run in the order in which they are added.
            pub fn interceptor(mut self, interceptor: impl runtime::Interceptor) -> Self {
                self.core.interceptor(interceptor);
                self
            }

            /// Sets code that signs every request, after everything else is set. Calls of operations that require
            /// a credential are then sent without one.
            pub fn signer(mut self, signer: impl runtime::Signer) -> Self {
                self.core.signer(signer);
                self
            }

            /// Sets the header `User-Agent`. The default is the name and version of this crate.
            pub fn user_agent(self, user_agent: &str) -> Self {
                self.default_header("user-agent", user_agent)
            }

            /// Sets a header that is sent with every call. It replaces headers that calls set themselves,
            /// such as `Accept` or the media type of a body (except of a multipart body, whose media type
            /// contains the boundary). It is not sent to another host after a redirect, unless it is
            /// `Accept` or `User-Agent`. Building the client fails if a credential uses the same header.
            pub fn default_header(mut self, name: &str, value: &str) -> Self {
                self.core.header(name, value);
                self
            }

            /// Configures the HTTP client that sends the calls, both async and blocking: proxies,
            /// certificates, connections. The function is called when the client is first needed. A
            /// redirect policy has no effect: calls follow redirects themselves, so that no credential
            /// reaches another host. A default header has no effect if calls set the same header.
            #[cfg(feature = "reqwest")]
            pub fn http_client(
                mut self,
                configure: impl ::std::ops::Fn(::reqwest::ClientBuilder) -> ::reqwest::ClientBuilder
                + ::std::marker::Send
                + ::std::marker::Sync
                + 'static,
            ) -> Self {
                self.core.transports().http().configure(configure);
                self
            }

            /// Sends calls through this transport instead of the built-in HTTP client, both async and blocking
            /// ones.
            pub fn transport(mut self, transport: impl runtime::Transport) -> Self {
                self.core.transports().custom(transport);
                self
            }
        }
    };
}
pub(crate) use client_builder;
