//! Retries: which attempts are followed by another one, and when.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use super::attempt::{Attempt, AttemptOutcome};
use super::retry_after::retry_after;
use super::transport::TransportErrorKind;

/// Number of retries of a call, unless the client or the call sets another one.
pub const RETRIES: u32 = 2;

/// Longest time that the server may ask a call to wait: a call that would have to wait longer fails at once.
const MAX_RETRY_AFTER: Duration = Duration::from_secs(60);

/// Decides whether a call is sent again. A client asks its policy after every attempt, also one that succeeded, while the
/// call has retries left and its body can be sent again. The budget that all calls of the client share limits what it
/// can allow.
pub trait RetryPolicy: Send + Sync + 'static {
    /// Returns how long to wait before the next attempt; `None` ends the call with this outcome. A call whose timeout
    /// would end before the wait is not sent again.
    fn retry(&self, attempt: &Attempt<'_>, outcome: AttemptOutcome<'_>) -> Option<Duration>;
}

/// The policy of clients that set no other: sends a call again
///
/// - if no connection could be established,
/// - if the connection broke off, the transport timed out, or the status is 408, 429, 500, 502, 503 or 504, and the
///   request [is idempotent](Attempt::is_idempotent),
/// - if the status is 429 or 503 and the response says when to try again.
///
/// It waits as long as the response says (`retry-after-ms`, `Retry-After`), but gives up if that is longer than a
/// minute; without such a header, it waits for [`Attempt::backoff`].
#[derive(Debug, Clone, Copy, Default)]
pub struct StandardRetries;

impl RetryPolicy for StandardRetries {
    fn retry(&self, attempt: &Attempt<'_>, outcome: AttemptOutcome<'_>) -> Option<Duration> {
        let (repeat, asked) = match outcome {
            Ok(response) => {
                let asked = retry_after(&response.headers);
                let repeat = match response.status.as_u16() {
                    429 | 503 if asked.is_some() => true,
                    408 | 429 | 500 | 502..=504 => attempt.is_idempotent(),
                    _ => false,
                };
                (repeat, asked)
            }
            Err(error) => match error.kind() {
                // Nothing was sent.
                TransportErrorKind::Connect => (true, None),
                TransportErrorKind::Body | TransportErrorKind::Timeout => {
                    (attempt.is_idempotent(), None)
                }
                _ => (false, None),
            },
        };
        let wait = asked.unwrap_or_else(|| attempt.backoff());
        (repeat && wait <= MAX_RETRY_AFTER).then_some(wait)
    }
}

/// Budget for retries, shared by all calls of a client and its clones, so that a server that fails is not sent a
/// multiple of the usual requests.
#[derive(Debug)]
pub struct Budget(AtomicU32);

/// Tokens of a full budget: enough for a hundred retries.
const FULL: u32 = 500;

/// Tokens that a retry costs.
const COST: u32 = 5;

impl Default for Budget {
    fn default() -> Self {
        Self(AtomicU32::new(FULL))
    }
}

impl Budget {
    /// Pays for a retry, if there are enough tokens.
    pub fn pay(&self) -> bool {
        let left = |tokens: u32| tokens.checked_sub(COST);
        self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, left).is_ok()
    }

    /// Notes a success: the last retry is paid back, if there was one; otherwise the budget grows by one token.
    pub fn succeeded(&self, retries: u32) {
        let tokens = if retries > 0 { COST } else { 1 };
        let more = |known: u32| Some(known.saturating_add(tokens).min(FULL));
        // The function always returns a value.
        let _ = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, more);
    }
}

#[cfg(test)]
mod tests {
    use http::Method;
    use url::Url;

    use super::*;
    use crate::runtime::transport::TransportError;
    use crate::runtime::{Operation, Security};

    const OPERATION: Operation = Operation {
        id: "x",
        method: "GET",
        path: "/",
        server: None,
        accept: "",
        security: Security::Unspecified,
        ok: &[],
        errors: &[],
    };

    fn asks(method: &Method, has_key: bool, outcome: AttemptOutcome<'_>) -> Option<Duration> {
        let url = Url::parse("http://a.example/").unwrap();
        let attempt = Attempt { operation: &OPERATION, method, url: &url, retries: 0, has_key };
        StandardRetries.retry(&attempt, outcome)
    }

    fn status(method: &Method, has_key: bool, status: u16, headers: &[(&str, &str)]) -> bool {
        let mut response = http::Response::builder().status(status);
        for (name, value) in headers {
            response = response.header(*name, *value);
        }
        let (parts, ()) = response.body(()).unwrap().into_parts();
        asks(method, has_key, Ok(&parts)).is_some()
    }

    #[test]
    fn which_attempts() {
        let after: &[(&str, &str)] = &[("retry-after", "1")];
        for (code, get, post, post_with_key, post_after) in [
            (200, false, false, false, false),
            (400, false, false, false, false),
            (401, false, false, false, false),
            (404, false, false, false, false),
            (408, true, false, true, false),
            (409, false, false, false, false),
            (425, false, false, false, false),
            (429, true, false, true, true),
            (500, true, false, true, false),
            (501, false, false, false, false),
            (502, true, false, true, false),
            (503, true, false, true, true),
            (504, true, false, true, false),
            (505, false, false, false, false),
        ] {
            assert_eq!(status(&Method::GET, false, code, &[]), get, "{code}");
            assert_eq!(status(&Method::PUT, false, code, &[]), get, "{code}");
            assert_eq!(status(&Method::DELETE, false, code, &[]), get, "{code}");
            assert_eq!(status(&Method::POST, false, code, &[]), post, "{code}");
            assert_eq!(status(&Method::PATCH, false, code, &[]), post, "{code}");
            assert_eq!(status(&Method::POST, true, code, &[]), post_with_key, "{code}");
            assert_eq!(status(&Method::POST, false, code, after), post_after, "{code}");
        }
        for (kind, get, post) in [
            (TransportErrorKind::Connect, true, true),
            (TransportErrorKind::Body, true, false),
            (TransportErrorKind::Timeout, true, false),
            (TransportErrorKind::Tls, false, false),
            (TransportErrorKind::TooLarge, false, false),
            (TransportErrorKind::Other, false, false),
        ] {
            let error = TransportError::new(kind, "x");
            assert_eq!(asks(&Method::GET, false, Err(&error)).is_some(), get, "{kind:?}");
            assert_eq!(asks(&Method::POST, false, Err(&error)).is_some(), post, "{kind:?}");
        }
        assert!(!status(&Method::GET, false, 503, &[("retry-after", "61")]));
        assert!(status(&Method::GET, false, 503, &[("retry-after", "60")]));
    }

    #[test]
    fn the_budget_is_used_up_and_filled_again() {
        let budget = Budget::default();
        budget.succeeded(0);
        assert_eq!((0..200).filter(|_| budget.pay()).count(), 100);
        (0..4).for_each(|_| budget.succeeded(0));
        assert!(!budget.pay());
        budget.succeeded(0);
        assert!(budget.pay() && !budget.pay());
        budget.succeeded(1);
        assert!(budget.pay() && !budget.pay());
    }
}
