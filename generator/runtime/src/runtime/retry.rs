//! Retries: which attempts are followed by another one, and when.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

use http::HeaderMap;
use http::header::RETRY_AFTER;

use super::attempt::{Attempt, AttemptOutcome};
use super::transport::TransportErrorKind;

/// Number of retries of a call, unless the client or the call sets another one.
pub const RETRIES: u32 = 2;

/// Limit for the time to wait before the first retry; it doubles with each further one.
const FIRST_BACKOFF: Duration = Duration::from_millis(500);

/// Limit for the time to wait before any retry, unless the server asks for more.
const MAX_BACKOFF: Duration = Duration::from_secs(8);

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

/// Returns how long a response asks to wait: by `retry-after-ms`, a number of milliseconds, or by `Retry-After` (RFC
/// 9110, section 10.2.3), a number of seconds or a date. The time until a past date is zero.
pub fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = |name: &str| headers.get(name)?.to_str().ok().map(str::trim);
    let milliseconds = text("retry-after-ms").and_then(|text| text.parse::<f64>().ok());
    let milliseconds = milliseconds.and_then(|ms| Duration::try_from_secs_f64(ms / 1000.0).ok());
    milliseconds.or_else(|| {
        let value = text(RETRY_AFTER.as_str())?;
        if let Ok(seconds) = value.parse() {
            return Some(Duration::from_secs(seconds));
        }
        let date = httpdate::parse_http_date(value).ok()?;
        Some(date.duration_since(SystemTime::now()).unwrap_or_default())
    })
}

/// Returns the time to wait after this many retries: the fraction of the limit that a random number says.
pub fn backoff(retries: u32, random: u64) -> Duration {
    let factor = 2u32.checked_pow(retries).unwrap_or(u32::MAX);
    let limit = FIRST_BACKOFF.saturating_mul(factor).min(MAX_BACKOFF);
    // A whole number of nanoseconds from 0 to the limit, which is far below 2^64.
    let limit = u128::try_from(limit.as_nanos()).unwrap_or_default();
    let wait = (limit * u128::from(random)) >> u64::BITS;
    Duration::from_nanos(u64::try_from(wait).unwrap_or_default())
}

/// Returns a random number. The standard library's hash maps are seeded by the operating system, and every state
/// differs from the one before.
pub fn random() -> u64 {
    RandomState::new().build_hasher().finish()
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
    use std::time::UNIX_EPOCH;

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
    fn backoff_doubles_up_to_its_limit() {
        let limits = [500, 1000, 2000, 4000, 8000, 8000];
        for (retries, limit) in (0..).zip(limits) {
            let limit = Duration::from_millis(limit);
            assert_eq!(backoff(retries, 0), Duration::ZERO);
            assert_eq!(backoff(retries, 1 << 63), limit / 2);
            assert!(backoff(retries, u64::MAX) < limit);
            assert!(backoff(retries, u64::MAX) > limit - Duration::from_nanos(2));
        }
        assert!(backoff(u32::MAX, u64::MAX) < MAX_BACKOFF);
        assert_ne!(random(), random());
    }

    #[test]
    fn what_the_server_asks_for() {
        let asked = |headers: &[(&'static str, &str)]| {
            let headers = headers
                .iter()
                .map(|(name, value)| (http::HeaderName::from_static(name), value.parse().unwrap()));
            retry_after(&headers.collect())
        };
        assert_eq!(asked(&[("retry-after", "2")]), Some(Duration::from_secs(2)));
        let both = asked(&[("retry-after", "2"), ("retry-after-ms", "150.5")]);
        assert_eq!(both, Some(Duration::from_micros(150_500)));
        let broken = asked(&[("retry-after", "2"), ("retry-after-ms", "-1")]);
        assert_eq!(broken, Some(Duration::from_secs(2)));
        assert_eq!(asked(&[("retry-after-ms", "1e300")]), None);
        assert_eq!(asked(&[("retry-after-ms", "NaN")]), None);
        let past = httpdate::fmt_http_date(UNIX_EPOCH);
        assert_eq!(asked(&[("retry-after", &past)]), Some(Duration::ZERO));
        assert_eq!(asked(&[]), None);
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
