//! Time: the clock of deadlines, and waiting.

use std::future::{Future, poll_fn};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Poll, Waker};
use std::time::{Duration, Instant};

use super::transport::BoxFuture;

/// Time as a client measures it and waits for it. The built-in timer waits by Tokio where a call runs on Tokio, and by
/// a thread elsewhere.
pub trait Timer: Send + Sync + 'static {
    /// Returns the current time.
    fn now(&self) -> Instant {
        Instant::now()
    }

    /// Waits this long. Dropping the future ends the wait.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;
}

/// The built-in timer.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SystemTimer;

impl Timer for SystemTimer {
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        #[cfg(feature = "tokio")]
        if tokio::runtime::Handle::try_current().is_ok() {
            return Box::pin(tokio::time::sleep(duration));
        }
        Box::pin(sleep_by_thread(duration))
    }
}

/// Waits for a future until the deadline, on Tokio; returns `None` if that comes first. On other executors, only the
/// transport keeps the deadline.
pub(super) async fn within<T>(
    timer: &dyn Timer,
    deadline: Option<Instant>,
    future: impl Future<Output = T>,
) -> Option<T> {
    #[cfg(feature = "tokio")]
    if let (Some(deadline), Ok(_)) = (deadline, tokio::runtime::Handle::try_current()) {
        let left = deadline.saturating_duration_since(timer.now());
        return tokio::time::timeout(left, future).await.ok();
    }
    let _ = (timer, deadline);
    Some(future.await)
}

/// A wait that a thread ends.
#[derive(Default)]
struct Wait {
    is_over: bool,
    waker: Option<Waker>,
}

/// Waits in any executor. Retries are rare, and the budget limits how many wait at a time.
async fn sleep_by_thread(duration: Duration) {
    let wait = Arc::new(Mutex::new(Wait::default()));
    let shared = wait.clone();
    let thread = std::thread::Builder::new().spawn(move || {
        std::thread::sleep(duration);
        let mut wait = shared.lock().unwrap_or_else(PoisonError::into_inner);
        wait.is_over = true;
        if let Some(waker) = wait.waker.take() {
            waker.wake();
        }
    });
    if thread.is_err() {
        // Without threads, there is nothing that could wake the caller.
        return;
    }
    poll_fn(|context| {
        let mut wait = wait.lock().unwrap_or_else(PoisonError::into_inner);
        if wait.is_over {
            return Poll::Ready(());
        }
        wait.waker = Some(context.waker().clone());
        Poll::Pending
    })
    .await;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_with_and_without_tokio() {
        let wait = Duration::from_millis(30);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let start = Instant::now();
        runtime.block_on(SystemTimer.sleep(wait));
        assert!(start.elapsed() >= wait);
        let start = Instant::now();
        runtime.block_on(sleep_by_thread(wait));
        assert!(start.elapsed() >= wait);
    }
}
