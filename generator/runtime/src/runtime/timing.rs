//! Time limits of requests, kept by Tokio's clock.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Body as _, Frame, SizeHint};
use tokio::time::{Instant, Sleep, sleep, sleep_until};

use super::body::{Body, BoxError};
use super::transport::{Timeouts, TransportError};

/// Sends a request by `send`, within time limits that also hold for the body of the response.
pub async fn timed<F>(
    request: http::Request<Body>,
    timeouts: Timeouts,
    send: impl FnOnce(http::Request<Body>) -> F,
) -> Result<http::Response<Body>, TransportError>
where
    F: Future<Output = Result<http::Response<Body>, TransportError>>,
{
    let activity = Activity(Arc::new(Mutex::new(Instant::now())));
    let request = match request.body().as_bytes() {
        Some(_) => request,
        None => request.map(|body| Body::new(Watched { body, activity: activity.clone() })),
    };
    let mut clock = Clock::new(timeouts, activity);
    let mut sending = std::pin::pin!(send(request));
    let response = std::future::poll_fn(|context| match sending.as_mut().poll(context) {
        Poll::Ready(outcome) => Poll::Ready(outcome),
        Poll::Pending => clock.poll(context).map(Err),
    });
    let response = response.await?;
    clock.activity.note();
    Ok(response.map(|body| match timeouts {
        Timeouts { whole: None, idle: None } => body,
        _ => Body::new(Timed { body, clock }),
    }))
}

/// The time when something was last sent or received.
#[derive(Clone)]
struct Activity(Arc<Mutex<Instant>>);

impl Activity {
    fn note(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
    }

    fn last(&self) -> Instant {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Watches over time limits.
struct Clock {
    timeouts: Timeouts,
    activity: Activity,
    whole: Option<Pin<Box<Sleep>>>,
    idle: Option<Pin<Box<Sleep>>>,
}

impl Clock {
    fn new(timeouts: Timeouts, activity: Activity) -> Self {
        let timer = |limit: Option<Duration>| limit.map(|limit| Box::pin(sleep(limit)));
        Self { whole: timer(timeouts.whole), idle: timer(timeouts.idle), timeouts, activity }
    }

    /// Returns an error when a limit is exceeded.
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<TransportError> {
        if self.whole.as_mut().is_some_and(|timer| timer.as_mut().poll(context).is_ready()) {
            return Poll::Ready(TransportError::timed_out());
        }
        let (Some(limit), Some(timer)) = (self.timeouts.idle, &mut self.idle) else {
            return Poll::Pending;
        };
        while timer.as_mut().poll(context).is_ready() {
            // A time that the clock cannot represent never comes.
            let Some(end) = self.activity.last().checked_add(limit) else { return Poll::Pending };
            if end <= Instant::now() {
                return Poll::Ready(TransportError::idle(limit));
            }
            timer.set(sleep_until(end));
        }
        Poll::Pending
    }
}

/// The body of a request, which notes when it is read.
struct Watched {
    body: Body,
    activity: Activity,
}

impl http_body::Body for Watched {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let frame = Pin::new(&mut self.body).poll_frame(context);
        if frame.is_ready() {
            self.activity.note();
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// The body of a response, which ends with an error when a limit is exceeded.
struct Timed {
    body: Body,
    clock: Clock,
}

impl http_body::Body for Timed {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let frame = Pin::new(&mut self.body).poll_frame(context);
        if frame.is_ready() {
            self.clock.activity.note();
            return frame;
        }
        self.clock.poll(context).map(|error| Some(Err(error.into())))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
