//! Secrets of credentials: values, and providers whose tokens are kept until they end.

use std::borrow::Cow;
use std::fmt;
use std::future::{Future, poll_fn};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Poll, Waker};
use std::time::{Duration, Instant};

use bytes::Bytes;

use super::body::{Body, BoxError};
use super::timer::Timer;
use super::transport::{BoxFuture, Timeouts, Transport, TransportError};

/// Secret of a credential: a text, or what a [`TokenProvider`] obtains. Its clones share the tokens that were obtained.
/// `Debug` redacts it.
#[derive(Clone)]
pub struct Secret(Kind);

#[derive(Clone)]
enum Kind {
    Value(String),
    Provider(Arc<Tokens>),
}

/// Obtains the secret of a credential when a call needs it: an access token, a key from a store of secrets.
///
/// A client asks for a token once and keeps it until shortly before it ends, or until the server refuses it with the
/// status 401; then the client asks again, and repeats the refused call once. One call asks at a time, while the others
/// wait for the same token.
pub trait TokenProvider: Send + Sync + 'static {
    /// Obtains a token.
    fn token<'a>(&'a self, request: &'a TokenRequest<'a>)
    -> BoxFuture<'a, Result<Token, BoxError>>;

    /// Whether the token depends on the scopes that the operation requires. If so, a client keeps one token for every
    /// set of scopes that no other token includes. By default, it does not.
    fn depends_on_scopes(&self) -> bool {
        false
    }
}

/// A token and the time for which it is valid. `Debug` redacts it.
#[derive(Clone)]
pub struct Token {
    secret: String,
    expires_in: Option<Duration>,
}

impl Token {
    /// Creates a token that is valid until the server refuses it.
    pub fn new(secret: impl Into<String>) -> Self {
        Self { secret: secret.into(), expires_in: None }
    }

    /// Sets for how long the token is valid, from when it was asked for.
    #[must_use]
    pub fn expires_in(mut self, duration: Duration) -> Self {
        self.expires_in = Some(duration);
        self
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Token")
            .field("expires_in", &self.expires_in)
            .finish_non_exhaustive()
    }
}

/// What a provider knows of the call that needs a token.
pub struct TokenRequest<'a> {
    pub(super) base_url: &'a str,
    pub(super) timer: &'a dyn Timer,
    pub(super) max_response_bytes: u64,
    pub(super) transport: &'a dyn Transport,
    pub(super) scopes: &'a [&'static str],
    pub(super) deadline: Option<Instant>,
}

impl TokenRequest<'_> {
    /// Returns the scopes that the operation requires, as the API description lists them.
    #[must_use]
    pub fn scopes(&self) -> &[&'static str] {
        self.scopes
    }

    /// Returns the base URL of the client.
    #[must_use]
    pub fn base_url(&self) -> &str {
        self.base_url
    }

    /// Sends a request through the client's transport, within the time that the call has left, and reads the response.
    /// Redirects are not followed.
    ///
    /// # Errors
    ///
    /// If no complete response is received.
    pub async fn send(
        &self,
        request: http::Request<Body>,
    ) -> Result<http::Response<Bytes>, TransportError> {
        let left = |deadline: Instant| deadline.saturating_duration_since(self.timer.now());
        let timeouts = Timeouts { whole: self.deadline.map(left), idle: None };
        let (parts, body) = self.transport.send(request, timeouts).await?.into_parts();
        let bytes = body.read(self.max_response_bytes).await?;
        Ok(http::Response::from_parts(parts, bytes))
    }

    /// Waits by the client's timer.
    #[must_use]
    pub fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.timer.sleep(duration)
    }
}

impl fmt::Debug for TokenRequest<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("TokenRequest").field("scopes", &self.scopes).finish_non_exhaustive()
    }
}

impl Secret {
    /// Obtains tokens by a function, such as `Secret::from_fn(|| async { Ok(Token::new(read_key().await?)) })`.
    pub fn from_fn<F, T>(function: F) -> Self
    where
        F: Fn() -> T + Send + Sync + 'static,
        T: Future<Output = Result<Token, BoxError>> + Send + 'static,
    {
        struct Function<F>(F);
        impl<F, T> TokenProvider for Function<F>
        where
            F: Fn() -> T + Send + Sync + 'static,
            T: Future<Output = Result<Token, BoxError>> + Send + 'static,
        {
            fn token<'a>(
                &'a self,
                _: &'a TokenRequest<'a>,
            ) -> BoxFuture<'a, Result<Token, BoxError>> {
                Box::pin((self.0)())
            }
        }
        Function(function).into()
    }

    /// Returns the text, unless a provider obtains it.
    pub(super) fn value(&self) -> Option<&str> {
        match &self.0 {
            Kind::Value(text) => Some(text),
            Kind::Provider(_) => None,
        }
    }

    /// Returns the text, or a token, which is obtained if no kept one is valid. The token that the server has refused is
    /// not returned again.
    pub(super) async fn get(
        &self,
        request: &TokenRequest<'_>,
        refused: Option<&str>,
    ) -> Result<String, BoxError> {
        match &self.0 {
            Kind::Value(text) => Ok(text.clone()),
            Kind::Provider(tokens) => tokens.get(request, refused).await,
        }
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret([redacted])")
    }
}

macro_rules! from_text {
    ($($ty:ty)*) => {$(
        impl From<$ty> for Secret {
            fn from(text: $ty) -> Self {
                Self(Kind::Value(text.into()))
            }
        }
    )*};
}

from_text!(String &str &String Box<str> Cow<'_, str>);

impl<P: TokenProvider> From<P> for Secret {
    fn from(provider: P) -> Self {
        let provider = Box::new(provider);
        Self(Kind::Provider(Arc::new(Tokens {
            provider,
            kept: Mutex::default(),
            turn: Turn::default(),
        })))
    }
}

/// Tokens of a provider.
struct Tokens {
    provider: Box<dyn TokenProvider>,
    kept: Mutex<Kept>,
    /// The turn to ask the provider.
    turn: Turn,
}

#[derive(Default)]
struct Kept {
    tokens: Vec<KeptToken>,
    /// Number of times that the provider was asked, and what it failed with the last time.
    asked: u64,
    failure: Option<Arc<dyn std::error::Error + Send + Sync>>,
}

struct KeptToken {
    scopes: Vec<&'static str>,
    secret: String,
    /// When the token is renewed, and when it ends.
    times: Option<(Instant, Instant)>,
}

/// Longest time before its end at which a token is renewed. It is at most a tenth of the time for which the token is
/// valid.
const RENEWED_BEFORE: Duration = Duration::from_secs(60);

impl Tokens {
    async fn get(
        &self,
        request: &TokenRequest<'_>,
        refused: Option<&str>,
    ) -> Result<String, BoxError> {
        let timer = request.timer;
        let scopes = if self.provider.depends_on_scopes() { request.scopes } else { &[] };
        let asked = {
            let mut kept = self.kept();
            if let Some(refused) = refused {
                kept.tokens.retain(|token| token.secret != refused);
            }
            if let Some(secret) = kept.find(scopes, timer.now(), false) {
                return Ok(secret);
            }
            kept.asked
        };
        let _turn = self.turn.take().await;
        {
            let kept = self.kept();
            if let Some(secret) = kept.find(scopes, timer.now(), false) {
                return Ok(secret);
            }
            // The call that this one waited for has just failed to obtain the token.
            if let (true, Some(failure)) = (kept.asked != asked, &kept.failure) {
                return Err(Box::new(SharedFailure(failure.clone())));
            }
        }
        let start = timer.now();
        let outcome = self.provider.token(request).await;
        let mut kept = self.kept();
        kept.asked += 1;
        match outcome {
            Ok(token) => {
                kept.failure = None;
                kept.tokens.retain(|one| one.scopes != scopes);
                let secret = token.secret.clone();
                kept.tokens.push(KeptToken::new(token, scopes.to_vec(), start));
                Ok(secret)
            }
            Err(error) => {
                // A token that was to be renewed may still be valid.
                if let Some(secret) = kept.find(scopes, timer.now(), true) {
                    return Ok(secret);
                }
                let failure: Arc<dyn std::error::Error + Send + Sync> = error.into();
                kept.failure = Some(failure.clone());
                Err(Box::new(SharedFailure(failure)))
            }
        }
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl KeptToken {
    fn new(token: Token, scopes: Vec<&'static str>, start: Instant) -> Self {
        let times = token.expires_in.and_then(|valid| {
            let end = start.checked_add(valid)?;
            Some((end.checked_sub(RENEWED_BEFORE.min(valid / 10)).unwrap_or(end), end))
        });
        Self { scopes, secret: token.secret, times }
    }
}

impl Kept {
    /// Returns a token with at least these scopes, if it need not be renewed yet, or until its end.
    fn find(&self, scopes: &[&str], now: Instant, until_end: bool) -> Option<String> {
        let is_valid = |token: &&KeptToken| {
            let until = token.times.map(|(renewal, end)| if until_end { end } else { renewal });
            until.is_none_or(|until| now < until)
                && scopes.iter().all(|scope| token.scopes.contains(scope))
        };
        self.tokens.iter().find(is_valid).map(|token| token.secret.clone())
    }
}

/// Failure of a provider, for all calls that waited for it.
#[derive(Debug)]
struct SharedFailure(Arc<dyn std::error::Error + Send + Sync>);

impl fmt::Display for SharedFailure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl std::error::Error for SharedFailure {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source()
    }
}

/// A turn that one task has at a time, in any executor.
#[derive(Default)]
struct Turn(Mutex<TurnState>);

#[derive(Default)]
struct TurnState {
    is_taken: bool,
    waiting: Vec<Waker>,
}

/// Gives the turn back when it is dropped, also if the task is cancelled.
struct TurnGuard<'a>(&'a Turn);

impl Turn {
    fn state(&self) -> MutexGuard<'_, TurnState> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn take(&self) -> TurnGuard<'_> {
        poll_fn(|context| {
            let mut state = self.state();
            if state.is_taken {
                if !state.waiting.iter().any(|waker| waker.will_wake(context.waker())) {
                    state.waiting.push(context.waker().clone());
                }
                return Poll::Pending;
            }
            state.is_taken = true;
            Poll::Ready(())
        })
        .await;
        TurnGuard(self)
    }
}

impl Drop for TurnGuard<'_> {
    fn drop(&mut self) {
        let waiting = {
            let mut state = self.0.state();
            state.is_taken = false;
            std::mem::take(&mut state.waiting)
        };
        waiting.into_iter().for_each(Waker::wake);
    }
}
