//! Contents that calls send.

use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http_body::{Body as _, Frame, SizeHint};

use super::body::{Body, BoxError};

/// Content to send, as a body or as a file in a multipart body: bytes, a file, or a stream.
///
/// Bytes and files can be sent again, after a redirect for instance; a stream is sent once, also by clones.
#[derive(Clone)]
pub struct Upload {
    content: Content,
    length: Option<u64>,
}

#[derive(Clone)]
enum Content {
    Bytes(Bytes),
    /// Makes the body anew.
    Open(Arc<dyn Fn() -> Result<Body, BoxError> + Send + Sync>),
    Once(Arc<Mutex<Option<Body>>>),
    Chain(Arc<[Upload]>),
}

impl fmt::Debug for Upload {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The content is left out: it may hold secrets.
        match self.length {
            Some(length) => write!(formatter, "Upload({length} bytes)"),
            None => formatter.write_str("Upload(stream)"),
        }
    }
}

/// Contents are equal if their bytes are; files and streams only if they are clones of each other.
impl PartialEq for Upload {
    fn eq(&self, other: &Self) -> bool {
        let same = match (&self.content, &other.content) {
            (Content::Bytes(one), Content::Bytes(other)) => one == other,
            (Content::Open(one), Content::Open(other)) => Arc::ptr_eq(one, other),
            (Content::Once(one), Content::Once(other)) => Arc::ptr_eq(one, other),
            (Content::Chain(one), Content::Chain(other)) => one == other,
            _ => false,
        };
        same && self.length == other.length
    }
}

impl Eq for Upload {}

impl Default for Upload {
    fn default() -> Self {
        Self::from(Bytes::new())
    }
}

impl<T: Into<Bytes>> From<T> for Upload {
    fn from(bytes: T) -> Self {
        let bytes = bytes.into();
        Self { length: Some(bytes.len() as u64), content: Content::Bytes(bytes) }
    }
}

impl Upload {
    /// Creates content from a stream of chunks. It is sent in chunks, unless its length is set.
    pub fn from_stream<S, T, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<T, E>> + Send + 'static,
        T: Into<Bytes>,
        E: Into<BoxError>,
    {
        Self::once(Body::from_stream(stream))
    }

    /// Sets the length of a stream, in bytes. Sending fails if the stream has another length.
    #[must_use]
    pub fn with_length(mut self, length: u64) -> Self {
        self.length = Some(length);
        self
    }

    /// Returns the length in bytes, if it is known.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        self.length
    }

    pub(super) fn once(body: Body) -> Self {
        let length = body.size_hint().exact();
        Self { content: Content::Once(Arc::new(Mutex::new(Some(body)))), length }
    }

    pub(super) fn reopened(
        length: Option<u64>,
        open: impl Fn() -> Result<Body, BoxError> + Send + Sync + 'static,
    ) -> Self {
        Self { content: Content::Open(Arc::new(open)), length }
    }

    /// Joins contents. Bytes alone become bytes.
    pub(super) fn chain(contents: Vec<Self>) -> Self {
        let bytes = contents.iter().map(Self::as_bytes);
        if let Some(bytes) = bytes.collect::<Option<Vec<_>>>() {
            let mut all = BytesMut::with_capacity(bytes.iter().map(|bytes| bytes.len()).sum());
            for bytes in bytes {
                all.extend_from_slice(bytes);
            }
            return Self::from(all);
        }
        let mut lengths = contents.iter().map(|content| content.length);
        let length = lengths.try_fold(0_u64, |sum, length| sum.checked_add(length?));
        Self { content: Content::Chain(contents.into()), length }
    }

    /// Returns the content if it is bytes.
    pub(super) fn as_bytes(&self) -> Option<&Bytes> {
        match &self.content {
            Content::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.length == Some(0)
    }

    /// Whether the content can be sent more than once.
    pub(super) fn is_replayable(&self) -> bool {
        match &self.content {
            Content::Bytes(_) | Content::Open(_) => true,
            Content::Once(_) => false,
            Content::Chain(contents) => contents.iter().all(Self::is_replayable),
        }
    }

    /// Returns the content as the body of a request.
    ///
    /// # Errors
    ///
    /// If a file cannot be opened, or if a stream has already been sent.
    pub(super) fn body(&self) -> Result<Body, BoxError> {
        let body = match &self.content {
            Content::Bytes(bytes) => return Ok(Body::from(bytes.clone())),
            Content::Open(open) => open()?,
            Content::Once(body) => body
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .take()
                .ok_or("the stream has already been sent: create another one")?,
            Content::Chain(contents) => {
                Body::new(Chain { contents: contents.clone(), next: 0, current: Body::empty() })
            }
        };
        Ok(match self.length {
            Some(length) => Body::new(Measured { body, length, left: length, last: None }),
            None => body,
        })
    }
}

/// Contents one after the other, each opened when the one before it ends.
struct Chain {
    contents: Arc<[Upload]>,
    next: usize,
    current: Body,
}

impl http_body::Body for Chain {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        loop {
            if let Some(frame) = ready!(Pin::new(&mut self.current).poll_frame(context)) {
                return Poll::Ready(Some(frame));
            }
            let Some(next) = self.contents.get(self.next) else { return Poll::Ready(None) };
            self.current = match next.body() {
                Ok(body) => body,
                Err(error) => return Poll::Ready(Some(Err(error))),
            };
            self.next += 1;
        }
    }
}

/// A body with a known length.
struct Measured {
    body: Body,
    length: u64,
    /// Number of bytes that have not been given away.
    left: u64,
    /// The chunk that reaches the length, until it is known that nothing follows: transports stop reading there.
    last: Option<Frame<Bytes>>,
}

impl http_body::Body for Measured {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        loop {
            let frame = match ready!(Pin::new(&mut self.body).poll_frame(context)) {
                Some(Ok(frame)) => frame,
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None if self.last.is_some() => {
                    self.left = 0;
                    return Poll::Ready(self.last.take().map(Ok));
                }
                None => {
                    let (length, left) = (self.length, std::mem::take(&mut self.left));
                    let why = format!("the content ends {left} bytes before its length, {length}");
                    return Poll::Ready((left > 0).then(|| Err(why.into())));
                }
            };
            let chunk = frame.data_ref().map_or(0, |data| data.len() as u64);
            let left = if self.last.is_some() { 0 } else { self.left };
            match left.checked_sub(chunk) {
                Some(_) if chunk == 0 => {}
                Some(0) => self.last = Some(frame),
                Some(left) => {
                    self.left = left;
                    return Poll::Ready(Some(Ok(frame)));
                }
                None => {
                    let why = format!("the content is longer than its length, {}", self.length);
                    return Poll::Ready(Some(Err(why.into())));
                }
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.left == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}
