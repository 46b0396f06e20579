//! Files and readers as contents to send.

use std::fs::File;
use std::future::Future;
use std::io::{self, Read};
use std::path::Path;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::Frame;
use tokio::io::{AsyncRead, ReadBuf};
use tokio::runtime::Handle;
use tokio::task::JoinHandle;

use super::body::{Body, BoxError};
use super::multipart;
use super::upload::Upload;

/// Number of bytes that are read at a time.
const CHUNK: usize = 128 << 10;

impl Upload {
    /// Creates content from a file, which is opened when it is sent, every time anew. It is read while it is sent, on
    /// a thread that may block.
    ///
    /// # Errors
    ///
    /// If the file does not exist, or its length cannot be read.
    pub fn from_file(path: impl AsRef<Path>) -> io::Result<Self> {
        let path = path.as_ref().to_owned();
        let length = std::fs::metadata(&path)?.len();
        Ok(Self::reopened(Some(length), move || {
            Ok(Body::new(Blocking::Idle(Some(Box::new(File::open(&path)?)))))
        }))
    }

    /// Creates content from a reader of Tokio. It is sent in chunks, unless its length is set.
    pub fn from_async_read(reader: impl AsyncRead + Send + 'static) -> Self {
        Self::once(Body::new(Reading { reader: Box::pin(reader), buffer: Vec::new() }))
    }

    /// Creates content from a reader, which is read on a thread that may block. It is sent in chunks, unless its
    /// length is set.
    pub fn from_read(reader: impl Read + Send + 'static) -> Self {
        Self::once(Body::new(Blocking::Idle(Some(Box::new(reader)))))
    }
}

impl multipart::File {
    /// Creates a part of a multipart body from a file with its name; it is read while it is sent.
    ///
    /// # Errors
    ///
    /// If the file does not exist, or its length cannot be read.
    pub fn open(path: impl AsRef<Path>) -> io::Result<Self> {
        let name = path.as_ref().file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Self::new(name, Upload::from_file(path)?))
    }
}

/// The body of an asynchronous reader.
struct Reading<R> {
    reader: Pin<Box<R>>,
    buffer: Vec<u8>,
}

impl<R: AsyncRead> http_body::Body for Reading<R> {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = self.get_mut();
        this.buffer.resize(CHUNK, 0);
        let mut buffer = ReadBuf::new(&mut this.buffer);
        if let Err(error) = ready!(this.reader.as_mut().poll_read(context, &mut buffer)) {
            return Poll::Ready(Some(Err(error.into())));
        }
        let filled = buffer.filled().len();
        this.buffer.truncate(filled);
        let chunk = std::mem::take(&mut this.buffer);
        Poll::Ready((filled > 0).then(|| Ok(Frame::data(chunk.into()))))
    }
}

/// The body of a blocking reader.
enum Blocking {
    /// The reader, unless it has failed.
    Idle(Option<Reader>),
    Busy(JoinHandle<(Reader, io::Result<Vec<u8>>)>),
}

type Reader = Box<dyn Read + Send>;

impl Blocking {
    fn start(mut reader: Reader) -> Result<Self, BoxError> {
        let read = move || {
            let mut chunk = vec![0; CHUNK];
            let outcome = loop {
                match reader.read(&mut chunk) {
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    outcome => break outcome,
                }
            };
            let chunk = outcome.map(|length| {
                chunk.truncate(length);
                chunk
            });
            (reader, chunk)
        };
        Ok(Self::Busy(Handle::try_current()?.spawn_blocking(read)))
    }
}

impl http_body::Body for Blocking {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = self.get_mut();
        loop {
            match this {
                Self::Idle(reader) => {
                    let Some(reader) = reader.take() else { return Poll::Ready(None) };
                    match Self::start(reader) {
                        Ok(busy) => *this = busy,
                        Err(error) => return Poll::Ready(Some(Err(error))),
                    }
                }
                Self::Busy(task) => {
                    let outcome = ready!(Pin::new(task).poll(context));
                    *this = Self::Idle(None);
                    let (reader, chunk) = match outcome {
                        Ok((reader, Ok(chunk))) => (reader, chunk),
                        Ok((_, Err(error))) => return Poll::Ready(Some(Err(error.into()))),
                        Err(error) => return Poll::Ready(Some(Err(error.into()))),
                    };
                    if chunk.is_empty() {
                        return Poll::Ready(None);
                    }
                    *this = Self::Idle(Some(reader));
                    return Poll::Ready(Some(Ok(Frame::data(chunk.into()))));
                }
            }
        }
    }
}
