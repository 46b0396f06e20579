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
use super::events::{Event, Parser};
use super::exchange::Received;
use super::transport::{BoxFuture, TransportError, TransportErrorKind, Waiting};
use super::wire::{self, DecodeError, Shape, Wire};
use super::{Call, DecodeFailure, Error, ResponseBody, Upload, response};

/// How an operation streams items.
#[derive(Debug)]
pub struct Streaming {
    /// Media type of the response.
    pub media_type: &'static str,
    /// How items are found in the body, and read.
    pub framing: Framing,
    /// Member of the JSON body that asks for a stream; empty if there is none.
    pub member: &'static str,
}

/// How items are found in a body, and read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Framing {
    /// Server-sent events whose data are JSON.
    Events,
    /// Server-sent events whose data are text.
    EventText,
    /// Server-sent events that are items as a whole: objects with the members `event`, `data`, `id` and `retry`.
    WholeEvents,
    /// JSON, a line each (`application/jsonl`).
    Lines,
    /// JSON behind record separators (RFC 7464).
    Sequence,
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
        let operation = self.operation;
        let info = CallInfo { operation, retries: 0 };
        let limit = self.shared.max_response_bytes;
        let again = self.clone();
        let received = self.succeed::<E>(waiting).await?;
        let media_type = response::media_type(received.head.headers());
        let other = ["application/json", "text/json", "text/html"];
        if other.contains(&media_type.as_str()) || media_type.ends_with("+json") {
            let reason = DecodeError::new(format!(
                "expected a stream (`{}`), but the body is `{media_type}`",
                streaming.media_type
            ));
            let response = received.read().await.map_err(|failure| failure.of(info))?;
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

/// Returns a text as a JSON string.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
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
        Poll::Ready(Some(raw.decode(self.source.framing)))
    }
}

impl<T> Items<T> {
    /// Opens the connection of an event stream again, up to this many times, when it ends or breaks off, from the last
    /// event that has an ID (`Last-Event-ID`). The call is sent again: it should not change anything. The built-in clock
    /// needs the feature `tokio`; without it, a new connection is opened at once.
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
        self.state = State::Connecting(Box::pin(async move {
            #[cfg(feature = "tokio")]
            tokio::time::sleep(pause).await;
            #[cfg(not(feature = "tokio"))]
            let _ = pause;
            let (call, outcome) = call.open(waiting, true).await;
            outcome.map_err(|failure| match failure.of::<Infallible>(call) {
                Error::Transport(error) | Error::Timeout(error) => error,
                error => TransportError::because(TransportErrorKind::Other, error.to_string()),
            })
        }));
        true
    }
}

/// An item that is not decoded.
enum Raw {
    Event(Event),
    Json(Vec<u8>),
}

impl Raw {
    fn decode<T: Wire>(self, framing: Framing) -> Result<T, StreamError> {
        let (decoded, text) = match self {
            Self::Event(event) => match framing {
                Framing::EventText => {
                    (wire::from_slice(quoted(&event.data).as_bytes()), event.data)
                }
                Framing::WholeEvents => {
                    // Data may be JSON or text: what fits the type.
                    let decoded = wire::from_slice(whole(&event, &event.data).as_bytes());
                    let is_json = decoded.is_ok();
                    let quoted =
                        || wire::from_slice(whole(&event, &quoted(&event.data)).as_bytes());
                    (if is_json { decoded } else { quoted().or(decoded) }, event.data)
                }
                _ => (wire::from_slice(event.data.as_bytes()), event.data),
            },
            Self::Json(json) => {
                (wire::from_slice(&json), String::from_utf8_lossy(&json).into_owned())
            }
        };
        decoded.map_err(|reason| StreamError::Decode { text, reason })
    }
}

/// Returns an event as the JSON text of an object; `data` is JSON.
fn whole(event: &Event, data: &str) -> String {
    let mut json = String::from("{");
    for (name, text) in [("event", &event.event), ("id", &event.id)] {
        if let Some(text) = text {
            json.extend([&quoted(name), ":", &quoted(text), ","]);
        }
    }
    if let Some(retry) = event.retry {
        json.extend(["\"retry\":", &retry.as_millis().to_string(), ","]);
    }
    json.extend(["\"data\":", data, "}"]);
    json
}

/// Finds items in bytes that are cut at any places.
enum Decoder {
    Events(Parser),
    Lines(Vec<u8>),
    Sequence(Vec<u8>),
}

impl Decoder {
    fn new(framing: Framing) -> Self {
        match framing {
            Framing::Lines => Self::Lines(Vec::new()),
            Framing::Sequence => Self::Sequence(Vec::new()),
            _ => Self::Events(Parser::default()),
        }
    }

    fn read(&mut self, chunk: &[u8], ready: &mut VecDeque<Raw>) {
        match self {
            Self::Events(parser) => {
                parser.read(chunk, &mut |event| ready.push_back(Raw::Event(event)));
            }
            Self::Lines(rest) => split(rest, chunk, b'\n', ready),
            Self::Sequence(rest) => {
                split(rest, chunk, 0x1e, ready);
                // A text ends with a line feed, which may also be inside of it.
                let is_whole = || serde_json::from_slice::<serde::de::IgnoredAny>(rest).is_ok();
                if rest.ends_with(b"\n") && is_whole() {
                    push(std::mem::take(rest), ready);
                }
            }
        }
    }

    /// Reads the end of the body. An event that is not complete is none.
    fn finish(&mut self, ready: &mut VecDeque<Raw>) {
        if let Self::Lines(rest) | Self::Sequence(rest) = self {
            push(std::mem::take(rest), ready);
        }
    }

    /// Number of bytes of the item that is not complete.
    fn pending(&self) -> usize {
        match self {
            Self::Events(parser) => parser.pending(),
            Self::Lines(rest) | Self::Sequence(rest) => rest.len(),
        }
    }
}

/// Splits bytes at a separator; `rest` is what is behind the last one.
fn split(rest: &mut Vec<u8>, chunk: &[u8], separator: u8, ready: &mut VecDeque<Raw>) {
    let mut parts = chunk.split(|byte| *byte == separator);
    rest.extend_from_slice(parts.next().unwrap_or_default());
    for part in parts {
        push(std::mem::replace(rest, part.to_vec()), ready);
    }
}

fn push(json: Vec<u8>, ready: &mut VecDeque<Raw>) {
    if !json.trim_ascii().is_empty() {
        ready.push_back(Raw::Json(json));
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
            /// If the call cannot be sent, no response is received, the status is an error, or the response is no
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

    /// The items in a body that is cut behind every `size` bytes.
    fn found(framing: Framing, body: &str, size: usize) -> Vec<String> {
        let (mut decoder, mut ready) = (Decoder::new(framing), VecDeque::new());
        body.as_bytes().chunks(size).for_each(|chunk| decoder.read(chunk, &mut ready));
        decoder.finish(&mut ready);
        let text = |raw: Raw| match raw.decode::<wire::Json>(framing) {
            Ok(json) => json.to_string(),
            Err(error) => error.to_string(),
        };
        ready.into_iter().map(text).collect()
    }

    #[test]
    fn lines_and_sequences() {
        for size in [1, 2, 5, 100] {
            let lines = found(Framing::Lines, "{\"a\":\"ü\"}\r\n\n1\n  \n[2]", size);
            assert_eq!(lines, ["{\"a\":\"ü\"}", "1", "[2]"]);
            let sequence = found(Framing::Sequence, "\x1e{\"a\":\n1}\n\x1e2\n\x1e\x1e3", size);
            assert_eq!(sequence, ["{\"a\":1}", "2", "3"]);
        }
        let broken = found(Framing::Lines, "{\n1\n", 3);
        assert!(broken[0].contains("cannot be decoded") && broken[1] == "1", "{broken:?}");
    }

    #[test]
    fn data_of_events() {
        let body = "event: add\nid: 7\nretry: 10\ndata: {\"a\":1}\n\ndata: x\n\n";
        let whole = found(Framing::WholeEvents, body, 4);
        let first = r#"{"event":"add","id":"7","retry":10,"data":{"a":1}}"#;
        assert_eq!(whole, [first, r#"{"id":"7","data":"x"}"#]);
        assert_eq!(found(Framing::EventText, "data: 1\n\n", 4), ["\"1\""]);
        assert_eq!(found(Framing::Events, "data: 1\n\n", 4), ["1"]);
    }

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
