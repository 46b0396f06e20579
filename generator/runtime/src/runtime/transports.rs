//! Transports of a client.

use std::fmt;
use std::sync::Arc;
#[cfg(feature = "blocking")]
use std::{future::Future, sync::OnceLock};

use super::error::Failure;
#[cfg(feature = "reqwest")]
use super::http_client::HttpClients;
use super::transport::{Transport, Waiting};

/// Transports of a client: the caller's, or else the built-in one, `reqwest`.
#[derive(Default)]
pub struct Transports {
    custom: Option<Arc<dyn Transport>>,
    #[cfg(feature = "reqwest")]
    http: HttpClients,
    #[cfg(feature = "blocking")]
    runtime: OnceLock<Runtime>,
}

impl fmt::Debug for Transports {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Transports")
    }
}

impl Transports {
    /// Sets the transport.
    pub fn custom(&mut self, transport: impl Transport) {
        self.custom = Some(Arc::new(transport));
    }

    /// The `reqwest` clients, to be configured.
    #[cfg(feature = "reqwest")]
    pub fn http(&mut self) -> &mut HttpClients {
        &mut self.http
    }

    /// Whether the `reqwest` client is configured, although a transport replaces it.
    pub(crate) fn exclude_each_other(&self) -> bool {
        #[cfg(feature = "reqwest")]
        let configured = self.http.is_configured();
        #[cfg(not(feature = "reqwest"))]
        let configured = false;
        self.custom.is_some() && configured
    }

    pub(super) fn get(&self, waiting: Waiting) -> Result<Arc<dyn Transport>, Failure> {
        if let Some(transport) = &self.custom {
            return Ok(transport.clone());
        }
        #[cfg(feature = "reqwest")]
        {
            self.http.client(waiting).map_err(Failure::from)
        }
        #[cfg(not(feature = "reqwest"))]
        let _ = waiting;
        #[cfg(not(feature = "reqwest"))]
        Err(Failure::Request(
            "the client has no transport: set one, or enable the feature `reqwest`".to_owned(),
        ))
    }

    /// Whether a call that does not set `Accept-Encoding` leaves it to the transport, which then accepts what it
    /// decodes. A transport of the caller's may decode nothing.
    pub(super) fn decompress(&self) -> bool {
        let built_in = cfg!(any(feature = "gzip", feature = "brotli", feature = "zstd"));
        built_in && self.custom.is_none()
    }

    /// Waits for a future, which runs on the client's own runtime.
    #[cfg(feature = "blocking")]
    pub(super) fn wait<F: Future>(&self, future: F) -> Result<F::Output, Failure> {
        if is_asynchronous() {
            let why = "`send_blocking` would block the thread of an asynchronous runtime: use `send` or \
                       `.await`, or call it in `tokio::task::spawn_blocking`";
            return Err(Failure::Request(why.to_owned()));
        }
        if self.runtime.get().is_none() {
            let runtime = Runtime::new().map_err(|error| {
                Failure::Request(format!("no thread can be started that sends it: {error}"))
            })?;
            // Another thread may have been faster.
            drop(self.runtime.set(runtime));
        }
        let Some(Runtime(Some(runtime))) = self.runtime.get() else {
            return Err(Failure::Request("the client is shut down".to_owned()));
        };
        Ok(runtime.block_on(future))
    }
}

/// A Tokio runtime with one thread, which blocking calls are sent on.
#[cfg(feature = "blocking")]
struct Runtime(Option<tokio::runtime::Runtime>);

#[cfg(feature = "blocking")]
impl Runtime {
    fn new() -> std::io::Result<Self> {
        let mut builder = tokio::runtime::Builder::new_multi_thread();
        builder.worker_threads(1).thread_name(env!("CARGO_PKG_NAME")).enable_all();
        builder.build().map(Some).map(Self)
    }
}

#[cfg(feature = "blocking")]
impl Drop for Runtime {
    fn drop(&mut self) {
        // Waiting for its thread is not allowed where the last clone of a client may be dropped: in async code.
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
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
