//! Interceptors: code of the caller's that runs around every attempt.

use http::HeaderMap;

use super::attempt::{Attempt, AttemptOutcome};
use super::body::BoxError;

/// Sees every attempt of every call of a client, retries included, in the order in which interceptors were added. Redirects
/// that a call follows belong to the attempt. Both methods are called on the thread that sends the call: they must not
/// block.
pub trait Interceptor: Send + Sync + 'static {
    /// Sees the request before it is sent, and may change its headers, which hold credentials by then. A header that
    /// is set here is not sent to another host after a redirect. It is set anew for every attempt.
    ///
    /// # Errors
    ///
    /// An error ends the call with [`Error::Request`](super::Error::Request).
    fn before(&self, attempt: &Attempt<'_>, headers: &mut HeaderMap) -> Result<(), BoxError> {
        let _ = (attempt, headers);
        Ok(())
    }

    /// Sees the response, or why there is no response.
    fn after(&self, attempt: &Attempt<'_>, outcome: AttemptOutcome<'_>) {
        let _ = (attempt, outcome);
    }
}
