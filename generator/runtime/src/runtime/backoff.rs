//! Exponential backoff with full jitter.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::time::Duration;

/// Limit for the time to wait before the first retry; it doubles with each further one.
const FIRST_BACKOFF: Duration = Duration::from_millis(500);

/// Limit for the time to wait before any retry, unless the server asks for more.
const MAX_BACKOFF: Duration = Duration::from_secs(8);

/// Returns the time to wait after this many retries: the fraction of the limit that a random number says.
pub fn backoff(retries: u32, random: u64) -> Duration {
    let factor = 2u32.checked_pow(retries).unwrap_or(u32::MAX);
    let limit = FIRST_BACKOFF.saturating_mul(factor).min(MAX_BACKOFF);
    // A whole number of nanoseconds from 0 to the limit, which is far below 2^64.
    let wait = (limit.as_nanos() * u128::from(random)) >> u64::BITS;
    Duration::from_nanos(u64::try_from(wait).unwrap_or_default())
}

/// Returns a random number. The standard library's hash maps are seeded by the operating system, and every state
/// differs from the one before.
pub fn random() -> u64 {
    RandomState::new().build_hasher().finish()
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
