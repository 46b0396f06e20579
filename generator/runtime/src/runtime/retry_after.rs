//! When a server asks to be called again.

use std::time::{Duration, SystemTime};

use http::HeaderMap;
use http::header::RETRY_AFTER;

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

#[cfg(test)]
mod tests {
    use std::time::UNIX_EPOCH;

    use super::*;

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
}
