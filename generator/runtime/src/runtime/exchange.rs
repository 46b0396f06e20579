//! Sending calls: from a request to a response.

use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::header::{ACCEPT_ENCODING, CONTENT_LENGTH, RANGE, SET_COOKIE};
use http::{HeaderValue, Method};

use super::body::Body;
use super::error::{DecodeFailure, Error, ErrorResponse, Failure};
use super::operation::Verdict;
use super::redirect::{MAX_REDIRECTS, Redirect, Sent};
use super::settings::Shared;
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
            let operation = self.operation;
            let raw = self.exchange(Waiting::Task).await?;
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
        let shared = self.shared.clone();
        let raw = shared.transports.wait(self.exchange(Waiting::Thread))??;
        read::<O, E>(operation, raw)
    }

    /// Sends the call and returns only the body of the response; the future of `.await`.
    pub fn into_body_future<O: ResponseBody + 'static, E: ResponseBody + 'static>(
        self,
    ) -> BoxFuture<'static, Result<O::Body, Error<E::Body>>> {
        Box::pin(async move { self.send::<O, E>().await.map(Response::into_body) })
    }

    /// Sends the call and reads the whole response.
    async fn exchange(self, waiting: Waiting) -> Result<RawResponse, Failure> {
        self.open(waiting, false).await?.read().await
    }

    /// Sends the call and returns the response when its head is received. `is_stream` says whether the caller reads the
    /// body as a stream, to which the client's timeout does not apply.
    pub(super) async fn open(self, waiting: Waiting, is_stream: bool) -> Result<Received, Failure> {
        let (operation, own) = (self.operation, self.timeout);
        let (sent, shared) = self.prepare()?;
        let transport = shared.transports.get(waiting)?;
        let is_stream = is_stream || sent.body.as_bytes().is_none();
        let timeout = own.or(shared.timeout.filter(|_| !is_stream));
        let exchange = Exchange {
            deadline: timeout.and_then(|timeout| Instant::now().checked_add(timeout)),
            idle: shared.idle_timeout.filter(|_| is_stream),
            transport: transport.as_ref(),
            shared: &shared,
            operation,
        };
        let (sent, response) = exchange.attempt(sent).await?;
        let (mut parts, body) = response.into_parts();
        if let http::header::Entry::Occupied(mut cookies) = parts.headers.entry(SET_COOKIE) {
            // Keeps session cookies out of `Debug` output.
            cookies.iter_mut().for_each(|value| value.set_sensitive(true));
        }
        let head = Response::new(parts.status, parts.headers, ());
        Ok(Received { head, body, url: sent.url, limit: shared.max_response_bytes })
    }
}

/// A response whose head is received.
pub(super) struct Received {
    pub head: Response<()>,
    pub body: Body,
    /// URL of the last request.
    pub url: url::Url,
    /// Size limit for the whole body.
    pub limit: u64,
}

impl Received {
    /// A response whose body has been read.
    pub fn whole(response: RawResponse, url: url::Url) -> Self {
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
    operation: &'static Operation,
    shared: &'a Shared,
    transport: &'a dyn Transport,
    deadline: Option<Instant>,
    idle: Option<Duration>,
}

impl Exchange<'_> {
    /// Sends a request, and follows redirects. Returns the last request and its response, whose body is not read.
    async fn attempt(&self, mut sent: Sent) -> Result<(Sent, http::Response<Body>), Failure> {
        for _ in 0..=MAX_REDIRECTS {
            let request = self.request(&sent)?;
            let timeouts = self.timeouts().map_err(|error| error.at(&sent.url))?;
            let response = self.transport.send(request, timeouts).await;
            let response = response.map_err(|error| error.at(&sent.url))?;
            if self.operation.documents(response.status()) {
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
        let left = |deadline: Instant| deadline.saturating_duration_since(Instant::now());
        let whole = self.deadline.map(left);
        if whole.is_some_and(|left| left.is_zero()) {
            let why = "no time is left to send the request";
            return Err(TransportError::because(TransportErrorKind::Timeout, why));
        }
        Ok(Timeouts { whole, idle: self.idle })
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
