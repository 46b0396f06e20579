//! Sending calls: from a request to a response.

use std::time::{Duration, Instant};

use bytes::Bytes;
use http::header::{ACCEPT_ENCODING, CONTENT_LENGTH, RANGE, SET_COOKIE};
use http::{HeaderValue, Method};

use super::error::{DecodeFailure, Error, ErrorResponse, Failure};
use super::operation::Verdict;
use super::redirect::{MAX_REDIRECTS, Sent};
use super::settings::Shared;
use super::transport::{BoxFuture, ResponseLimit, TransportError, TransportErrorKind};
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
            let operation = self.operation;
            let raw = self.exchange().await?;
            read::<O, E>(operation, raw)
        })
    }

    /// Sends the call and waits for the response. Fails in async code, whose thread it would block.
    ///
    /// # Errors
    ///
    /// All of [`Error`].
    #[cfg(feature = "blocking")]
    pub fn send_blocking<O: ResponseBody, E: ResponseBody>(self) -> Outcome<O, E> {
        let operation = self.operation;
        let raw = self.exchange_blocking()?;
        read::<O, E>(operation, raw)
    }

    /// Sends the call and returns only the body of the response; the future of `.await`.
    pub fn into_body_future<O: ResponseBody + 'static, E: ResponseBody + 'static>(
        self,
    ) -> BoxFuture<'static, Result<O::Body, Error<E::Body>>> {
        Box::pin(async move { self.send::<O, E>().await.map(Response::into_body) })
    }

    pub(super) async fn exchange(self) -> Result<RawResponse, Failure> {
        let (operation, timeout) = (self.operation, self.timeout);
        let (mut sent, shared) = self.prepare()?;
        let transport = shared.transports.get()?;
        let deadline = deadline(timeout);
        for _ in 0..=MAX_REDIRECTS {
            let (request, left) = next(&sent, deadline, &shared)?;
            let response =
                transport.send(request, left).await.map_err(|error| error.at(&sent.url))?;
            match follow(&sent, response, operation, shared.max_response_bytes)? {
                Step::Next(next) => sent = next,
                Step::Done(raw) => return Ok(raw),
            }
        }
        Err(too_many().at(&sent.url).into())
    }

    #[cfg(feature = "blocking")]
    pub(super) fn exchange_blocking(self) -> Result<RawResponse, Failure> {
        if is_asynchronous() {
            let why = "`send_blocking` would block the thread of an asynchronous runtime: use `send` or \
                       `.await`, or call it in `tokio::task::spawn_blocking`";
            return Err(Failure::Request(why.to_owned()));
        }
        let (operation, timeout) = (self.operation, self.timeout);
        let (mut sent, shared) = self.prepare()?;
        let transport = shared.transports.get_blocking()?;
        let deadline = deadline(timeout);
        for _ in 0..=MAX_REDIRECTS {
            let (request, left) = next(&sent, deadline, &shared)?;
            let response = transport.send(request, left).map_err(|error| error.at(&sent.url))?;
            match follow(&sent, response, operation, shared.max_response_bytes)? {
                Step::Next(next) => sent = next,
                Step::Done(raw) => return Ok(raw),
            }
        }
        Err(too_many().at(&sent.url).into())
    }
}

/// Whether Tokio is polling a future on this thread, which then must not block. Tokio limits such a thread by a
/// cooperative budget; threads that may block, such as those of `spawn_blocking`, have none. Tokio has no function that
/// reports this, and a runtime handle is available on both kinds of threads.
#[cfg(feature = "blocking")]
fn is_asynchronous() -> bool {
    use std::task::{Context, Poll, Waker};

    use tokio::task::coop::poll_proceed;

    let mut context = Context::from_waker(Waker::noop());
    let Poll::Ready(_restores_the_budget) = poll_proceed(&mut context) else { return true };
    // A budget is an eight-bit number.
    (0..u8::MAX).any(|_| match poll_proceed(&mut context) {
        Poll::Ready(taken) => {
            taken.made_progress();
            false
        }
        Poll::Pending => true,
    })
}

/// Returns the time at which a call times out; `None` if it has no timeout, or if the clock cannot represent the time.
fn deadline(timeout: Option<Duration>) -> Option<Instant> {
    Instant::now().checked_add(timeout?)
}

/// Returns the request to send and the time that is left for it.
fn next(
    sent: &Sent,
    deadline: Option<Instant>,
    shared: &Shared,
) -> Result<(http::Request<Bytes>, Option<Duration>), Failure> {
    let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
    if left.is_some_and(|left| left.is_zero()) {
        let why = "no time is left to send the request";
        return Err(TransportError::because(TransportErrorKind::Timeout, why).at(&sent.url).into());
    }
    let mut request = sent.request().map_err(|error| Failure::Request(error.to_string()))?;
    request.extensions_mut().insert(ResponseLimit(shared.max_response_bytes));
    // Without `Accept-Encoding`, a server may compress in any way (RFC 9110, section 12.5.3). A range of a compressed
    // body cannot be decompressed.
    let is_range = sent.headers.contains_key(RANGE);
    if is_range || !shared.transports.decompress() {
        let headers = request.headers_mut().entry(ACCEPT_ENCODING);
        headers.or_insert(HeaderValue::from_static("identity"));
    }
    // RFC 9110, section 8.6: an empty body has a `Content-Length` only for methods that usually have a body.
    if sent.body.is_empty() && matches!(sent.method, Method::POST | Method::PUT | Method::PATCH) {
        request.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
    }
    Ok((request, left))
}

/// The next step after a response.
enum Step {
    Next(Sent),
    Done(RawResponse),
}

fn follow(
    sent: &Sent,
    response: http::Response<Bytes>,
    operation: &Operation,
    limit: u64,
) -> Result<Step, Failure> {
    if response.body().len() as u64 > limit {
        return Err(TransportError::too_large(limit).at(&sent.url).into());
    }
    let is_documented = operation.documents(response.status());
    if let Some(next) = sent.redirected(&response).filter(|_| !is_documented) {
        return Ok(Step::Next(next));
    }
    let (mut parts, body) = response.into_parts();
    if let http::header::Entry::Occupied(mut cookies) = parts.headers.entry(SET_COOKIE) {
        // Keeps session cookies out of `Debug` output.
        cookies.iter_mut().for_each(|value| value.set_sensitive(true));
    }
    Ok(Step::Done(Response::new(parts.status, parts.headers, body)))
}

fn too_many() -> TransportError {
    TransportError::because(
        TransportErrorKind::Other,
        format!("more than {MAX_REDIRECTS} redirects"),
    )
}

pub(super) fn read<O: ResponseBody, E: ResponseBody>(
    operation: &'static Operation,
    raw: RawResponse,
) -> Outcome<O, E> {
    let verdict = operation.verdict(raw.status().as_u16());
    let failed = |raw: RawResponse, reason: DecodeError| {
        Err(Error::Decode(Box::new(DecodeFailure { operation, response: raw, reason })))
    };
    match verdict {
        Verdict::Ok | Verdict::OkUndocumented => match O::decode(&raw) {
            Ok(body) => Ok(Response::new(raw.status(), raw.headers().clone(), body)),
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
