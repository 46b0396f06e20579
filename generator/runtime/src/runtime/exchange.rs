//! Sending calls: from a request to a response.

use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::header::{ACCEPT_ENCODING, CONTENT_LENGTH, RANGE, SET_COOKIE};
use http::response::Parts;
use http::{HeaderValue, Method, StatusCode};
use url::Url;

use super::attempt::Attempt;
use super::body::Body;
use super::call::Prepared;
use super::call_info::CallInfo;
use super::error::{DecodeFailure, Error, ErrorResponse, Failure};
use super::operation::Verdict;
use super::redirect::{MAX_REDIRECTS, Redirect, Sent};
use super::retrying::Retrying;
use super::settings::Shared;
#[cfg(feature = "tracing")]
use super::span;
use super::timer::within;
use super::token::TokenRequest;
use super::transport::{
    BoxFuture, Timeouts, Transport, TransportError, TransportErrorKind, Waiting,
};
use super::wire::DecodeError;
use super::{Call, Operation, Outcome, RawResponse, Response, ResponseBody};

impl Call {
    /// Sends the call. The built-in transport, `reqwest`, needs a Tokio runtime.
    ///
    /// # Errors
    ///
    /// All of [`Error`].
    pub fn send<O: ResponseBody + 'static, E: ResponseBody + 'static>(
        self,
    ) -> BoxFuture<'static, Outcome<O, E>> {
        Box::pin(async move {
            let (call, outcome) = self.exchange(Waiting::Task).await;
            read::<O, E>(call, outcome)
        })
    }

    /// Sends the call and waits for the response. Fails in async code, whose thread it would block.
    ///
    /// # Errors
    ///
    /// All of [`Error`].
    #[cfg(feature = "blocking")]
    pub fn send_blocking<O: ResponseBody, E: ResponseBody>(self) -> Outcome<O, E> {
        let call = CallInfo { operation: self.operation, retries: 0 };
        let shared = self.shared.clone();
        match shared.transports.wait(self.exchange(Waiting::Thread)) {
            Ok((call, outcome)) => read::<O, E>(call, outcome),
            Err(failure) => read::<O, E>(call, Err(failure)),
        }
    }

    /// Sends the call and returns only the body of the response; the future of `.await`.
    pub fn into_body_future<O: ResponseBody + 'static, E: ResponseBody + 'static>(
        self,
    ) -> BoxFuture<'static, Result<O::Body, Error<E::Body>>> {
        Box::pin(async move { self.send::<O, E>().await.map(Response::into_body) })
    }

    /// Sends the call and reads the whole response.
    pub(super) async fn exchange(
        self,
        waiting: Waiting,
    ) -> (CallInfo, Result<RawResponse, Failure>) {
        let (call, outcome) = self.open(waiting, false).await;
        match outcome {
            Ok(received) => (call, received.read().await),
            Err(failure) => (call, Err(failure)),
        }
    }

    /// Sends the call, as often as the policy for retries says, and returns the response. `is_stream` says whether the
    /// caller reads the body as a stream, to which the client's timeout does not apply: the body is then not read yet.
    pub(super) async fn open(
        self,
        waiting: Waiting,
        is_stream: bool,
    ) -> (CallInfo, Result<Received, Failure>) {
        let mut call = CallInfo { operation: self.operation, retries: 0 };
        let own = self.timeout;
        let prepared = self.prepare();
        #[cfg(feature = "tracing")]
        let span = span::of(call.operation, prepared.as_ref().ok().map(|one| &one.sent.url));
        let outcome = async {
            let prepared = prepared?;
            let shared = prepared.shared.clone();
            let transport = shared.transports.get(waiting)?;
            let has_stream = is_stream || prepared.sent.body.as_bytes().is_none();
            let timeout = own.or(shared.timeout.filter(|_| !has_stream));
            let now = shared.around.timer.now();
            let exchange = Exchange {
                deadline: timeout.and_then(|timeout| now.checked_add(timeout)),
                idle: shared.idle_timeout.filter(|_| has_stream),
                transport: transport.as_ref(),
                shared: &shared,
                is_stream,
            };
            exchange.run(prepared, &mut call).await
        };
        #[cfg(feature = "tracing")]
        let outcome = tracing::Instrument::instrument(outcome, span.clone());
        let outcome = outcome.await;
        #[cfg(feature = "tracing")]
        span::ended(&span, call.retries, outcome.as_ref().map(|received| received.head.status()));
        (call, outcome)
    }
}

/// A response whose head is received.
pub(super) struct Received {
    pub head: Response<()>,
    pub body: Body,
    /// URL of the last request.
    pub url: Url,
    /// Size limit for the whole body.
    pub limit: u64,
}

impl Received {
    /// A response whose body has been read.
    pub fn whole(response: RawResponse, url: Url) -> Self {
        let (status, headers, body) = response.into_parts();
        let head = Response::new(status, headers, ());
        Self { head, body: body.into(), url, limit: u64::MAX }
    }

    /// Polls for the next chunk of the body.
    pub fn poll_chunk(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, TransportError>>> {
        let chunk = self.body.poll_chunk(context);
        chunk.map(|chunk| chunk.map(|chunk| chunk.map_err(|error| error.at(&self.url))))
    }

    /// Reads the whole body.
    pub async fn read(self) -> Result<RawResponse, Failure> {
        let Self { head, body, url, limit } = self;
        let bytes = body.read(limit).await.map_err(|error| error.at(&url))?;
        let (status, headers, ()) = head.into_parts();
        Ok(Response::new(status, headers, bytes))
    }
}

/// What the attempts of a call share.
struct Exchange<'a> {
    shared: &'a Shared,
    transport: &'a dyn Transport,
    deadline: Option<Instant>,
    idle: Option<Duration>,
    /// Whether the caller reads the body of the response as a stream.
    is_stream: bool,
}

impl Exchange<'_> {
    /// Sends a request until it succeeds, or until it is not to be sent again. `call` counts.
    async fn run(&self, prepared: Prepared, call: &mut CallInfo) -> Result<Received, Failure> {
        let Prepared { sent: plain, mut credentials, retries, has_key, .. } = prepared;
        let around = &self.shared.around;
        let can_repeat = plain.body.is_replayable();
        let limit = if can_repeat { retries } else { 0 };
        let mut retrying = Retrying::new(around, call.operation, (limit, has_key), self.deadline);
        loop {
            call.retries = retrying.retries();
            let mut sent = plain.clone();
            for credential in &mut credentials {
                let request = self.token_request();
                let attached = credential.attach(&mut sent, &request);
                let attached = within(around.timer.as_ref(), self.deadline, attached).await;
                attached.ok_or_else(|| out_of_time().at(&plain.url))??;
            }
            let (method, url) = (sent.method.clone(), sent.url.clone());
            let attempt = retrying.attempt(&method, &url);
            for interceptor in &around.interceptors {
                interceptor.before(&attempt, &mut sent.headers).map_err(Failure::Refused)?;
            }
            let outcome = self.attempt(sent, &attempt).await;
            let seen = match &outcome {
                Ok((_, parts, _)) => Ok(parts),
                Err(Failure::Transport(error)) => Err(error),
                Err(_) => return outcome.map(|outcome| self.received(outcome)),
            };
            for interceptor in &around.interceptors {
                interceptor.after(&attempt, seen);
            }
            let is_refused =
                can_repeat && seen.is_ok_and(|parts| parts.status == StatusCode::UNAUTHORIZED);
            let mut is_renewed = false;
            for credential in &mut credentials {
                is_renewed |= is_refused && credential.renew();
            }
            if is_renewed {
                retrying.count();
            } else if !retrying.again(&attempt, seen).await {
                return outcome.map(|outcome| self.received(outcome));
            }
        }
    }

    /// Returns what providers of credentials need.
    fn token_request(&self) -> TokenRequest<'_> {
        let Self { shared, transport, deadline, .. } = *self;
        TokenRequest {
            base_url: shared.base_url.as_str(),
            timer: shared.around.timer.as_ref(),
            max_response_bytes: shared.max_response_bytes,
            transport,
            scopes: &[],
            deadline,
        }
    }

    fn received(&self, (url, mut parts, body): (Url, Parts, Body)) -> Received {
        if let http::header::Entry::Occupied(mut cookies) = parts.headers.entry(SET_COOKIE) {
            // Keeps session cookies out of `Debug` output.
            cookies.iter_mut().for_each(|value| value.set_sensitive(true));
        }
        let head = Response::new(parts.status, parts.headers, ());
        Received { head, body, url, limit: self.shared.max_response_bytes }
    }

    /// Sends a request, and follows redirects. Returns the URL of the last request and its response. Unless the caller
    /// reads the body as a stream, it has been read.
    async fn attempt(
        &self,
        sent: Sent,
        attempt: &Attempt<'_>,
    ) -> Result<(Url, Parts, Body), Failure> {
        let (sent, response) = self.follow(sent, attempt).await?;
        let (parts, body) = response.into_parts();
        let body = if self.is_stream {
            body
        } else {
            let read = body.read(self.shared.max_response_bytes).await;
            Body::from(read.map_err(|error| error.at(&sent.url))?)
        };
        Ok((sent.url, parts, body))
    }

    /// Sends a request, and follows redirects. Returns the last request and its response, whose body is not read.
    async fn follow(
        &self,
        mut sent: Sent,
        attempt: &Attempt<'_>,
    ) -> Result<(Sent, http::Response<Body>), Failure> {
        for _ in 0..=MAX_REDIRECTS {
            let mut request = self.request(&sent)?;
            self.sign(&mut request, &sent, attempt).await?;
            let timeouts = self.timeouts().map_err(|error| error.at(&sent.url))?;
            let response = self.transport.send(request, timeouts).await;
            let response = response.map_err(|error| error.at(&sent.url))?;
            if attempt.operation.documents(response.status()) {
                return Ok((sent, response));
            }
            match sent.redirected(&response) {
                Redirect::None => return Ok((sent, response)),
                Redirect::To(next) => sent = *next,
                Redirect::Unrepeatable => {
                    let why = "the server redirects the request, but its body is a stream, which cannot be sent again";
                    let error = TransportError::because(TransportErrorKind::Other, why);
                    return Err(error.at(&sent.url).into());
                }
            }
        }
        Err(too_many().at(&sent.url).into())
    }

    /// Returns the time limits of the next request.
    fn timeouts(&self) -> Result<Timeouts, TransportError> {
        let left =
            |deadline: Instant| deadline.saturating_duration_since(self.shared.around.timer.now());
        let whole = self.deadline.map(left);
        if whole.is_some_and(|left| left.is_zero()) {
            return Err(out_of_time());
        }
        Ok(Timeouts { whole, idle: self.idle })
    }

    /// Signs a request, if the client has a signer and the request goes to the origin of the call.
    async fn sign(
        &self,
        request: &mut http::Request<Body>,
        sent: &Sent,
        attempt: &Attempt<'_>,
    ) -> Result<(), Failure> {
        let Some(signer) = &self.shared.signer else { return Ok(()) };
        if sent.url.origin() != attempt.url.origin() {
            return Ok(());
        }
        let (mut parts, body) = std::mem::take(request).into_parts();
        let signature = signer.sign(attempt, &mut parts, body.as_bytes());
        let outcome = within(self.shared.around.timer.as_ref(), self.deadline, signature).await;
        outcome.ok_or_else(|| out_of_time().at(&sent.url))?.map_err(Failure::Refused)?;
        *request = http::Request::from_parts(parts, body);
        Ok(())
    }

    /// Returns the request to send.
    fn request(&self, sent: &Sent) -> Result<http::Request<Body>, Failure> {
        let mut request =
            sent.request().map_err(|error| Failure::Request(format!("the body: {error}")))?;
        // Without `Accept-Encoding`, a server may compress in any way (RFC 9110, section 12.5.3). A range of a compressed
        // body cannot be decompressed.
        let is_range = sent.headers.contains_key(RANGE);
        if is_range || !self.shared.transports.decompress() {
            let headers = request.headers_mut().entry(ACCEPT_ENCODING);
            headers.or_insert(HeaderValue::from_static("identity"));
        }
        // RFC 9110, section 8.6: an empty body has a `Content-Length` only for methods that usually have a body.
        if sent.body.is_empty() && matches!(sent.method, Method::POST | Method::PUT | Method::PATCH)
        {
            request.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        Ok(request)
    }
}

fn out_of_time() -> TransportError {
    let why = "no time is left to send the request";
    TransportError::because(TransportErrorKind::Timeout, why)
}

fn too_many() -> TransportError {
    TransportError::because(
        TransportErrorKind::Other,
        format!("more than {MAX_REDIRECTS} redirects"),
    )
}

pub(super) fn read<O: ResponseBody, E: ResponseBody>(
    call: CallInfo,
    outcome: Result<RawResponse, Failure>,
) -> Outcome<O, E> {
    let operation = call.operation;
    let raw = outcome.map_err(|failure| failure.of(call))?.of(Some(call));
    let verdict = operation.verdict(raw.status().as_u16());
    let failed = |raw: RawResponse, reason: DecodeError| {
        Err(Error::Decode(Box::new(DecodeFailure { operation, response: raw, reason })))
    };
    match verdict {
        Verdict::Ok | Verdict::OkUndocumented => match O::decode(&raw) {
            Ok(body) => Ok(Response::new(raw.status(), raw.headers().clone(), body).of(Some(call))),
            Err(reason) if verdict == Verdict::Ok => failed(raw, reason),
            Err(_) => Err(Error::UnexpectedStatus(Box::new(raw))),
        },
        Verdict::Error => match E::decode(&raw) {
            Ok(body) => Err(Error::Api(Box::new(ErrorResponse::new(raw, body)))),
            // The response has no body, although one is documented.
            Err(_) if raw.body().is_empty() => Err(Error::UnexpectedStatus(Box::new(raw))),
            Err(reason) => failed(raw, reason),
        },
        Verdict::Unexpected => Err(Error::UnexpectedStatus(Box::new(raw))),
    }
}
