//! Responses that are streams of items: server-sent events, JSON lines and JSON text sequences.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use futures_core::Stream;
use http::HeaderMap;

use super::call_info::CallInfo;
use super::exchange::Received;
pub use super::framing::Framing;
use super::framing::{Decoder, Raw, quoted};
use super::transport::{BoxFuture, TransportError, TransportErrorKind, Waiting};
use super::wire::{DecodeError, Shape, Wire};
use super::{Call, DecodeFailure, Error, ResponseBody, Upload, response};

/// How an operation streams items.
#[derive(Debug)]
pub struct Streaming {
    /// Media type of the response.
    pub media_type: &'static str,
    /// How items are found in the body, and read.
    pub framing: Framing,
    /// Boolean member of the JSON body that asks for a stream; empty if no member does.
    pub member: &'static str,
}

/// Error of a stream of items.
#[derive(Debug)]
#[non_exhaustive]
pub enum StreamError {
    /// The connection broke off, or nothing was received for too long. It is the last item.
    Transport(TransportError),
    /// An item does not have the documented form. Others may follow.
    Decode {
        /// JSON text, or data of the event.
        text: String,
        /// Why it could not be decoded.
        reason: DecodeError,
    },
}

impl fmt::Display for StreamError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Transport(error) => error.fmt(formatter),
            Self::Decode { text, reason } => {
                let start: String = text.chars().take(200).collect();
                let more = if start.len() < text.len() { "…" } else { "" };
                write!(formatter, "an item of the stream cannot be decoded: {reason}; it is: ")?;
                write!(formatter, "{}{more}", start.escape_debug())
            }
        }
    }
}

impl std::error::Error for StreamError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Transport(error) => error.source(),
            Self::Decode { .. } => None,
        }
    }
}

impl Call {
    /// Sends the call and returns the items of the response as they are received.
    ///
    /// # Errors
    ///
    /// All of [`Error`]. The body of a failure is read.
    pub fn stream<T: Wire, E: ResponseBody + 'static>(
        self,
        streaming: &'static Streaming,
    ) -> BoxFuture<'static, Result<Items<T>, Error<E::Body>>> {
        Box::pin(async move {
            let source = self.open_stream::<E>(streaming, Waiting::Task).await?;
            Ok(Items { source, item: PhantomData })
        })
    }

    /// Sends the call, waits for the head of the response and returns its items.
    ///
    /// # Errors
    ///
    /// All of [`Error`]. Fails in async code, whose thread it would block.
    #[cfg(feature = "blocking")]
    pub fn stream_blocking<T: Wire, E: ResponseBody>(
        self,
        streaming: &'static Streaming,
    ) -> Result<BlockingItems<T>, Error<E::Body>> {
        let shared = self.shared.clone();
        let info = CallInfo { operation: self.operation, retries: 0 };
        let opening = self.open_stream::<E>(streaming, Waiting::Thread);
        let source = shared.transports.wait(opening).map_err(|failure| failure.of(info))??;
        Ok(BlockingItems { items: Items { source, item: PhantomData }, shared })
    }

    async fn open_stream<E: ResponseBody>(
        mut self,
        streaming: &'static Streaming,
        waiting: Waiting,
    ) -> Result<Source, Error<E::Body>> {
        self.set_header("accept", streaming.media_type);
        if !streaming.member.is_empty() {
            self.body = asking(&self.body, streaming.member);
        }
        let limit = self.shared.max_response_bytes;
        let again = self.clone();
        let (call, received) = self.succeed::<E>(waiting).await?;
        let media_type = response::media_type(received.head.headers());
        let other = ["application/json", "text/json", "text/html"];
        if other.contains(&media_type.as_str()) || media_type.ends_with("+json") {
            let reason = DecodeError::new(format!(
                "expected a stream (`{}`), but the body is `{media_type}`",
                streaming.media_type
            ));
            let response = received.read().await.map_err(|failure| failure.of(call))?;
            let (operation, response) = (call.operation, response.of(Some(call)));
            return Err(Error::Decode(Box::new(DecodeFailure { operation, response, reason })));
        }
        Ok(Source {
            call: again,
            waiting,
            framing: streaming.framing,
            headers: received.head.headers().clone(),
            state: State::Open(Box::new(received)),
            decoder: Decoder::new(streaming.framing),
            ready: VecDeque::new(),
            limit,
            reconnects: 0,
            last_id: None,
            pause: Duration::from_secs(3),
        })
    }
}

/// Returns a JSON body whose member of this name is `true`; other bodies stay as they are.
fn asking(body: &Upload, member: &str) -> Upload {
    let text = body.as_bytes().and_then(|bytes| std::str::from_utf8(bytes).ok());
    let Some(Shape::Object(members)) = text.map(Shape::of) else { return body.clone() };
    let mut json = String::from("{");
    for (name, value) in members.iter().filter(|(name, _)| name != member) {
        json.extend([&quoted(name), ":", value, ","]);
    }
    json.extend([&quoted(member), ":true}"]);
    Upload::from(json)
}

/// Items of a response, as they are received: a [`Stream`]. Dropping it closes the connection.
///
/// It ends with the response, or with an event whose data is `[DONE]`. An item that does not have the documented form is
/// an error, behind which the stream goes on.
pub struct Items<T> {
    source: Source,
    item: PhantomData<fn() -> T>,
}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Items")
            .field("framing", &self.source.framing)
            .finish_non_exhaustive()
    }
}

impl<T: Wire> Items<T> {
    /// Returns the next item, or `None` at the end of the stream.
    pub async fn next(&mut self) -> Option<Result<T, StreamError>> {
        std::future::poll_fn(|context| self.poll(context)).await
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, StreamError>>> {
        let raw = match ready!(self.source.poll(context)) {
            None => return Poll::Ready(None),
            Some(Err(error)) => return Poll::Ready(Some(Err(StreamError::Transport(error)))),
            Some(Ok(raw)) => raw,
        };
        let item = raw.decode(self.source.framing);
        Poll::Ready(Some(item.map_err(|(text, reason)| StreamError::Decode { text, reason })))
    }
}

impl<T> Items<T> {
    /// Opens the connection of an event stream again, up to this many times, when it ends or breaks off, from the last
    /// event that has an ID (`Last-Event-ID`). The call is sent again: it should not change anything.
    #[must_use]
    pub fn reconnecting(mut self, times: usize) -> Self {
        self.source.reconnects = times;
        self
    }

    /// Returns the headers of the response.
    pub fn headers(&self) -> &HeaderMap {
        &self.source.headers
    }

    /// Returns the ID of the last event that has one.
    pub fn last_event_id(&self) -> Option<&str> {
        self.source.last_id.as_deref()
    }
}

impl<T: Wire> Stream for Items<T> {
    type Item = Result<T, StreamError>;

    fn poll_next(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<T, StreamError>>> {
        self.poll(context)
    }
}

/// What is received of a stream; it knows no type of items.
struct Source {
    /// The call, to be sent again.
    call: Call,
    waiting: Waiting,
    framing: Framing,
    headers: HeaderMap,
    state: State,
    decoder: Decoder,
    ready: VecDeque<Raw>,
    /// Size limit for an item.
    limit: u64,
    reconnects: usize,
    last_id: Option<String>,
    /// Time to wait before a lost connection is opened again.
    pause: Duration,
}

enum State {
    Open(Box<Received>),
    Connecting(BoxFuture<'static, Result<Received, TransportError>>),
    Ended,
}

impl Source {
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Raw, TransportError>>> {
        loop {
            if let Some(raw) = self.ready.pop_front() {
                if self.note(&raw) {
                    return Poll::Ready(Some(Ok(raw)));
                }
                continue;
            }
            let outcome = match &mut self.state {
                State::Ended => return Poll::Ready(None),
                State::Connecting(future) => match ready!(future.as_mut().poll(context)) {
                    Ok(received) if received.head.status() == http::StatusCode::OK => {
                        self.decoder = Decoder::new(self.framing);
                        self.state = State::Open(Box::new(received));
                        continue;
                    }
                    // The server asks to open no other connection.
                    Ok(received) if received.head.status().is_success() => None,
                    Ok(received) => {
                        let why = format!(
                            "the connection was opened again, with the status {}",
                            received.head.status()
                        );
                        Some(TransportError::because(TransportErrorKind::Other, why))
                    }
                    Err(error) => Some(error),
                },
                State::Open(received) => match ready!(received.poll_chunk(context)) {
                    Some(Ok(chunk)) => {
                        self.decoder.read(&chunk, &mut self.ready);
                        if self.decoder.pending() as u64 <= self.limit {
                            continue;
                        }
                        self.state = State::Ended;
                        return Poll::Ready(Some(Err(TransportError::too_large(self.limit))));
                    }
                    Some(Err(error)) => Some(error),
                    None => {
                        self.decoder.finish(&mut self.ready);
                        None
                    }
                },
            };
            if self.reconnect() {
                continue;
            }
            self.state = State::Ended;
            if let Some(error) = outcome {
                return Poll::Ready(Some(Err(error)));
            }
        }
    }

    /// Notes what an event says of the connection. Returns whether it is an item.
    fn note(&mut self, raw: &Raw) -> bool {
        let Raw::Event(event) = raw else { return true };
        if event.id.is_some() {
            self.last_id.clone_from(&event.id);
        }
        self.pause = event.retry.unwrap_or(self.pause);
        if event.data.trim() == "[DONE]" {
            self.state = State::Ended;
            self.ready.clear();
            return false;
        }
        // Servers keep connections open with empty events.
        !event.data.trim().is_empty() || self.framing != Framing::Events
    }

    /// Begins to open a new connection, if that is wanted.
    fn reconnect(&mut self) -> bool {
        let is_lost = matches!(self.state, State::Open(_) | State::Connecting(_));
        let is_event = !matches!(self.framing, Framing::Lines | Framing::Sequence);
        if self.reconnects == 0 || !is_lost || !is_event {
            return false;
        }
        self.reconnects -= 1;
        let (mut call, waiting, pause) = (self.call.clone(), self.waiting, self.pause);
        if let Some(id) = self.last_id.as_deref().filter(|id| !id.is_empty()) {
            call.set_header("last-event-id", id);
        }
        let wait = call.shared.around.timer.sleep(pause);
        self.state = State::Connecting(Box::pin(async move {
            wait.await;
            let (call, outcome) = call.open(waiting, true).await;
            outcome.map_err(|failure| match failure.of::<Infallible>(call) {
                Error::Transport(error) | Error::Timeout(error) => error,
                error => TransportError::because(TransportErrorKind::Other, error.to_string()),
            })
        }));
        true
    }
}

#[cfg(feature = "blocking")]
mod blocking {
    use std::fmt;
    use std::ops::Deref;
    use std::sync::Arc;

    use super::super::settings::Shared;
    use super::super::{TransportError, TransportErrorKind};
    use super::{Items, StreamError, Wire};

    /// Items of a response, as they are received: an [`Iterator`]. Dropping it closes the connection.
    pub struct BlockingItems<T> {
        pub(super) items: Items<T>,
        /// Keeps the runtime that receives the body.
        pub(super) shared: Arc<Shared>,
    }

    impl<T> fmt::Debug for BlockingItems<T> {
        fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            self.items.fmt(formatter)
        }
    }

    impl<T> BlockingItems<T> {
        /// Opens the connection again when it is lost, as [`Items::reconnecting`] does.
        #[must_use]
        pub fn reconnecting(self, times: usize) -> Self {
            Self { items: self.items.reconnecting(times), ..self }
        }
    }

    impl<T> Deref for BlockingItems<T> {
        type Target = Items<T>;

        fn deref(&self) -> &Items<T> {
            &self.items
        }
    }

    impl<T: Wire> Iterator for BlockingItems<T> {
        type Item = Result<T, StreamError>;

        fn next(&mut self) -> Option<Self::Item> {
            match self.shared.transports.wait(self.items.next()) {
                Ok(item) => item,
                Err(failure) => {
                    let kind = TransportErrorKind::Other;
                    let error = TransportError::because(kind, failure.reason());
                    Some(Err(StreamError::Transport(error)))
                }
            }
        }
    }
}

#[cfg(feature = "blocking")]
pub use blocking::BlockingItems;

/// Implements `stream` and `stream_blocking` for the call of an operation whose response is a stream of items.
macro_rules! stream {
    ($ty:ident => $item:ty, $error:ty, $framing:ident $media_type:literal $member:literal) => {
        impl $ty {
            /// Sends the call and returns the items of the response as they are received. The client's timeout does not
            /// apply, its idle timeout does.
            ///
            /// # Errors
            ///
            /// If the call cannot be sent, no response is received, the status is an error, or the response is not a
            /// stream.
            pub fn stream(
                self,
            ) -> runtime::BoxFuture<
                'static,
                ::std::result::Result<
                    runtime::stream::Items<$item>,
                    runtime::Error<<$error as runtime::ResponseBody>::Body>,
                >,
            > {
                self.call.stream::<$item, $error>(Self::STREAMING)
            }

            /// Sends the call, blocks until the head of the response is received, and returns its items, an iterator
            /// that blocks. In async code, use `stream`.
            ///
            /// # Errors
            ///
            /// If it is called in async code, whose thread it would block, and in the cases of `stream`.
            #[cfg(feature = "blocking")]
            pub fn stream_blocking(
                self,
            ) -> ::std::result::Result<
                runtime::stream::BlockingItems<$item>,
                runtime::Error<<$error as runtime::ResponseBody>::Body>,
            > {
                self.call.stream_blocking::<$item, $error>(Self::STREAMING)
            }

            const STREAMING: &'static runtime::stream::Streaming = &runtime::stream::Streaming {
                media_type: $media_type,
                framing: runtime::stream::Framing::$framing,
                member: $member,
            };
        }
    };
}
pub(crate) use stream;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_ask_for_a_stream() {
        let ask = |json: &'static str| {
            String::from_utf8(asking(&json.into(), "stream").as_bytes().unwrap().to_vec()).unwrap()
        };
        assert_eq!(ask(r#"{"a":1e400,"stream":false}"#), r#"{"a":1e400,"stream":true}"#);
        assert_eq!(ask("{}"), r#"{"stream":true}"#);
        assert_eq!(ask("[1]"), "[1]");
    }
}
