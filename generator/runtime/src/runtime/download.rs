//! Responses whose bodies are read while they are received.

use std::fmt;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderMap, StatusCode};
use http_body::Body as _;

use super::call_info::CallInfo;
use super::exchange::{Received, read};
use super::operation::Verdict;
use super::transport::{BoxFuture, TransportError, TransportErrorKind, Waiting};
use super::{Binary, Call, Error, ResponseBody, response};

/// Response with a body that has not been read: a stream of its bytes, of any length. Dropping it closes the connection.
///
/// It is a [`Stream`] of chunks and, with the feature `tokio`, a reader (`tokio::io::AsyncRead`).
pub struct Download {
    received: Received,
    /// What a reader has not taken yet of the last chunk.
    rest: Bytes,
}

impl fmt::Debug for Download {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Download")
            .field("head", &self.received.head)
            .finish_non_exhaustive()
    }
}

impl Call {
    /// Sends the call and returns the response when its head is received, without reading its body.
    ///
    /// # Errors
    ///
    /// All of [`Error`]. The body of a failure is read.
    pub fn download<E: ResponseBody + 'static>(
        self,
    ) -> BoxFuture<'static, Result<Download, Error<E::Body>>> {
        Box::pin(self.start_download::<E>(Waiting::Task))
    }

    /// Sends the call and waits for the head of the response.
    ///
    /// # Errors
    ///
    /// All of [`Error`]. Fails in async code, whose thread it would block.
    #[cfg(feature = "blocking")]
    pub fn download_blocking<E: ResponseBody>(self) -> Result<BlockingDownload, Error<E::Body>> {
        let shared = self.shared.clone();
        let info = CallInfo { operation: self.operation, retries: 0 };
        let opening = self.start_download::<E>(Waiting::Thread);
        let download = shared.transports.wait(opening).map_err(|failure| failure.of(info))??;
        Ok(BlockingDownload { download, shared })
    }

    async fn start_download<E: ResponseBody>(
        self,
        waiting: Waiting,
    ) -> Result<Download, Error<E::Body>> {
        let (_, received) = self.succeed::<E>(waiting).await?;
        Ok(Download { received, rest: Bytes::new() })
    }

    /// Sends the call and returns the head of a success. The body of a failure is read, and is the error.
    pub(super) async fn succeed<E: ResponseBody>(
        self,
        waiting: Waiting,
    ) -> Result<(CallInfo, Received), Error<E::Body>> {
        let (call, outcome) = self.open(waiting, true).await;
        let received = outcome.map_err(|failure| failure.of(call))?;
        let head = &received.head;
        let is_ok = matches!(
            call.operation.verdict(head.status().as_u16()),
            Verdict::Ok | Verdict::OkUndocumented
        );
        if is_ok && response::content_encoding(head.headers()).is_none() {
            return Ok((call, received));
        }
        let url = received.url.clone();
        // A compressed body is not an error if it is empty.
        let response = read::<Binary, E>(call, received.read().await)?;
        Ok((call, Received::whole(response, url)))
    }
}

impl Download {
    /// Returns the status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.received.head.status()
    }

    /// Returns the headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        self.received.head.headers()
    }

    /// Returns the length of the body in bytes, if it is known. That of a body that is decompressed is not.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        self.received.body.size_hint().exact()
    }

    /// Returns the next chunk, or `None` at the end of the body.
    pub async fn chunk(&mut self) -> Option<Result<Bytes, TransportError>> {
        std::future::poll_fn(|context| self.poll_chunk(context)).await
    }

    fn poll_chunk(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, TransportError>>> {
        if !self.rest.is_empty() {
            return Poll::Ready(Some(Ok(std::mem::take(&mut self.rest))));
        }
        self.received.poll_chunk(context)
    }

    /// Writes the body to a file, which is created or replaced, and returns the number of its bytes. If the download
    /// fails, the file holds what was received.
    ///
    /// # Errors
    ///
    /// If the file cannot be written, or if the connection breaks off: the [`TransportError`] is the inner error.
    #[cfg(feature = "tokio")]
    pub async fn save(mut self, path: impl AsRef<std::path::Path>) -> io::Result<u64> {
        use std::fs::File;

        let path = path.as_ref().to_owned();
        let mut file = in_background(move || File::create(path)).await?;
        let (mut buffer, mut total) = (Vec::with_capacity(BUFFER), 0);
        while let Some(chunk) = self.chunk().await {
            let chunk = chunk?;
            total += chunk.len() as u64;
            buffer.extend_from_slice(&chunk);
            if buffer.len() >= BUFFER {
                (file, buffer) = write(file, buffer).await?;
            }
        }
        write(file, buffer).await?;
        Ok(total)
    }
}

/// Number of bytes that are written to a file at a time.
#[cfg(feature = "tokio")]
const BUFFER: usize = 256 << 10;

/// Writes bytes to a file, and returns it with the emptied buffer.
#[cfg(feature = "tokio")]
async fn write(
    mut file: std::fs::File,
    mut buffer: Vec<u8>,
) -> io::Result<(std::fs::File, Vec<u8>)> {
    use io::Write;

    in_background(move || {
        file.write_all(&buffer)?;
        buffer.clear();
        Ok((file, buffer))
    })
    .await
}

/// Runs what blocks on a thread for that.
#[cfg(feature = "tokio")]
async fn in_background<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    let runtime = tokio::runtime::Handle::try_current().map_err(io::Error::other)?;
    runtime.spawn_blocking(work).await.map_err(io::Error::other)?
}

impl Stream for Download {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, TransportError>>> {
        self.poll_chunk(context)
    }
}

#[cfg(feature = "tokio")]
impl tokio::io::AsyncRead for Download {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut tokio::io::ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        match std::task::ready!(self.poll_chunk(context)) {
            None => Poll::Ready(Ok(())),
            Some(Err(error)) => Poll::Ready(Err(error.into())),
            Some(Ok(mut chunk)) => {
                let taken = chunk.split_to(chunk.len().min(buffer.remaining()));
                buffer.put_slice(&taken);
                self.rest = chunk;
                Poll::Ready(Ok(()))
            }
        }
    }
}

impl From<TransportError> for io::Error {
    fn from(error: TransportError) -> Self {
        let kind = match error.kind() {
            TransportErrorKind::Timeout => io::ErrorKind::TimedOut,
            TransportErrorKind::Body => io::ErrorKind::UnexpectedEof,
            _ => io::ErrorKind::Other,
        };
        Self::new(kind, error)
    }
}

/// Response with a body that has not been read: a reader ([`Read`](io::Read)) of its bytes. Dropping it closes the
/// connection.
#[cfg(feature = "blocking")]
#[derive(Debug)]
pub struct BlockingDownload {
    download: Download,
    /// Keeps the runtime that receives the body.
    shared: std::sync::Arc<super::settings::Shared>,
}

#[cfg(feature = "blocking")]
impl std::ops::Deref for BlockingDownload {
    type Target = Download;

    fn deref(&self) -> &Download {
        &self.download
    }
}

#[cfg(feature = "blocking")]
impl BlockingDownload {
    /// Writes the body to a file, which is created or replaced, and returns the number of its bytes. If the download
    /// fails, the file holds what was received.
    ///
    /// # Errors
    ///
    /// If the file cannot be written, or if the connection breaks off.
    pub fn save(mut self, path: impl AsRef<std::path::Path>) -> io::Result<u64> {
        io::copy(&mut self, &mut std::fs::File::create(path)?)
    }

    fn next(&mut self) -> io::Result<Bytes> {
        let chunk = self.shared.transports.wait(self.download.chunk());
        match chunk.map_err(|failure| io::Error::other(failure.reason()))? {
            Some(chunk) => Ok(chunk?),
            None => Ok(Bytes::new()),
        }
    }
}

#[cfg(feature = "blocking")]
impl io::Read for BlockingDownload {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut chunk = self.next()?;
        let taken = chunk.split_to(chunk.len().min(buffer.len()));
        buffer[..taken.len()].copy_from_slice(&taken);
        self.download.rest = chunk;
        Ok(taken.len())
    }
}
