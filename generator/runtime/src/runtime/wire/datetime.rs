//! Dates and times in forms other than that of RFC 3339 whose meaning is clear.

use super::{DecodeError, Reader, Wire};

/// Reads whole seconds since 1970 and converts them.
///
/// # Errors
///
/// If the value is not an integer, or out of the range of the type.
pub(super) fn unix_time<T>(
    reader: &mut Reader<'_>,
    convert: fn(i64) -> Option<T>,
) -> Result<T, DecodeError> {
    let start = reader.mark();
    let seconds = i64::decode(reader)?;
    convert(seconds).ok_or_else(|| {
        reader.go_back(start);
        reader.expected("seconds since 1970 in the range of the type")
    })
}

/// Rewrites a date and time to the form of RFC 3339: one with a blank or `_` for `T`, an offset without a colon or after
/// a blank, or without an offset, which is UTC; one without seconds or without a time, which is midnight; a comma
/// before the fraction; slashes between year, month and day; the basic form of ISO 8601. Whether a number is in its range
/// is not checked.
pub(super) fn rfc3339(text: &str) -> Option<String> {
    let (date, rest) = date(text.trim())?;
    if rest.is_empty() {
        return Some(format!("{date}T00:00:00Z"));
    }
    let rest = rest.strip_prefix(['T', 't', '_', ' '])?.trim_start();
    let (time, rest) = time(rest)?;
    let offset = offset(rest.trim_start())?;
    Some(format!("{date}T{time}{offset}"))
}

/// Returns the date of a date and time in any form that [`rfc3339`] rewrites, as it is written: without conversion to
/// UTC.
pub(super) fn full_date(date_time: &str) -> Option<&str> {
    date_time.get(..10)
}

fn date(text: &str) -> Option<(String, &str)> {
    let (year, rest) = digits(text, 4)?;
    let separator = rest.chars().next().filter(|c| matches!(c, '-' | '/'));
    let separated = |text| match separator {
        Some(separator) => str::strip_prefix(text, separator),
        None => Some(text),
    };
    let (month, rest) = digits(separated(rest)?, 2)?;
    let (day, rest) = digits(separated(rest)?, 2)?;
    // Eight digits could be any number.
    if separator.is_none() && rest.is_empty() {
        return None;
    }
    Some((format!("{year}-{month}-{day}"), rest))
}

fn time(text: &str) -> Option<(String, &str)> {
    let (hour, rest) = digits(text, 2)?;
    let (minute, rest) = digits(rest.strip_prefix(':').unwrap_or(rest), 2)?;
    let Some((second, rest)) = digits(rest.strip_prefix(':').unwrap_or(rest), 2) else {
        return Some((format!("{hour}:{minute}:00"), rest));
    };
    let Some(fraction) = rest.strip_prefix(['.', ',']) else {
        return Some((format!("{hour}:{minute}:{second}"), rest));
    };
    let length = fraction.bytes().take_while(u8::is_ascii_digit).count();
    let (fraction, rest) = digits(fraction, length.max(1))?;
    // The crates for dates count nanoseconds.
    let fraction = fraction.get(..9).unwrap_or(fraction);
    Some((format!("{hour}:{minute}:{second}.{fraction}"), rest))
}

fn offset(text: &str) -> Option<String> {
    if text.is_empty() || ["Z", "UTC", "GMT"].iter().any(|utc| utc.eq_ignore_ascii_case(text)) {
        return Some("Z".to_owned());
    }
    let sign = text.chars().next().filter(|c| matches!(c, '+' | '-'))?;
    let (hour, rest) = digits(text.get(1..)?, 2)?;
    if rest.is_empty() {
        return Some(format!("{sign}{hour}:00"));
    }
    match digits(rest.strip_prefix(':').unwrap_or(rest), 2)? {
        (minute, "") => Some(format!("{sign}{hour}:{minute}")),
        _ => None,
    }
}

/// Splits off this many digits.
fn digits(text: &str, count: usize) -> Option<(&str, &str)> {
    let (digits, rest) = text.split_at_checked(count)?;
    digits.bytes().all(|byte| byte.is_ascii_digit()).then_some((digits, rest))
}

/// Declares the types whose values are written in other forms than that of RFC 3339, for a type of dates and times. The
/// module has functions that read and write the forms: `parse`, `from_unix`, `to_unix`, `write_rfc2822`,
/// `write_http_date`.
macro_rules! other_forms {
    ($time:ty) => {
        /// A date and time that is written in the form of RFC 2822; all forms of a date and time are read.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct Rfc2822(pub $time);

        /// A date and time that is written in the form of HTTP headers (RFC 9110, section 5.6.7); all forms of a date and
        /// time are read.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct HttpDate(pub $time);

        /// A date and time that is written as whole seconds since 1970, in UTC and without leap seconds.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct UnixTime(pub $time);

        datetime::other_forms!(@text Rfc2822($time), "a date and time (RFC 2822)", write_rfc2822);
        datetime::other_forms!(@text HttpDate($time), "a date and time (RFC 9110)", write_http_date);

        impl From<$time> for UnixTime {
            fn from(time: $time) -> Self {
                Self(time)
            }
        }

        impl Wire for UnixTime {
            fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
                datetime::unix_time(reader, from_unix).map(Self)
            }

            fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
                to_unix(&self.0).encode(writer)
            }

            fn fit(look: &mut Look<'_>) -> Option<u32> {
                i64::fit(look)
            }
        }
    };
    (@text $ty:ident($time:ty), $expected:literal, $write:ident) => {
        impl From<$time> for $ty {
            fn from(time: $time) -> Self {
                Self(time)
            }
        }

        impl Wire for $ty {
            fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
                reader.date($expected, parse).map(Self)
            }

            fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
                $write(&self.0, writer)
            }

            fn fit(look: &mut Look<'_>) -> Option<u32> {
                look.fit_by_text(parse)
            }
        }
    };
}
pub(crate) use other_forms;

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Texts that are not of RFC 3339, and the same date and time in its form.
    pub const LENIENT: &[(&str, &str)] = &[
        ("2024-02-29T10:20:30.123+0000", "2024-02-29T10:20:30.123Z"),
        ("2024-02-29T10:20:30-0930", "2024-02-29T19:50:30Z"),
        ("2024-02-29T10:20:30+02", "2024-02-29T08:20:30Z"),
        ("2024-02-29T10:20:30 +02:00", "2024-02-29T08:20:30Z"),
        ("2024-02-29 10:20:30", "2024-02-29T10:20:30Z"),
        ("2024-02-29 10:20:30.5 UTC", "2024-02-29T10:20:30.5Z"),
        ("2024-02-29T10:20:30", "2024-02-29T10:20:30Z"),
        ("2024-02-29t10:20:30z", "2024-02-29T10:20:30Z"),
        ("2024-02-29T10:20Z", "2024-02-29T10:20:00Z"),
        ("2024-02-29T10:20:30,25Z", "2024-02-29T10:20:30.25Z"),
        ("2024-02-29T10:20:30.12345678912345Z", "2024-02-29T10:20:30.123456789Z"),
        ("2024-02-29", "2024-02-29T00:00:00Z"),
        ("2024/02/29 10:20:30", "2024-02-29T10:20:30Z"),
        ("20240229T102030Z", "2024-02-29T10:20:30Z"),
        (" 2024-02-29T10:20:30Z ", "2024-02-29T10:20:30Z"),
        // RFC 2822, and the three forms of RFC 9110.
        ("Thu, 29 Feb 2024 10:20:30 +0000", "2024-02-29T10:20:30Z"),
        ("29 Feb 2024 12:20:30 +0200", "2024-02-29T10:20:30Z"),
        ("Thu, 29 Feb 2024 10:20:30 GMT", "2024-02-29T10:20:30Z"),
        ("Thursday, 29-Feb-24 10:20:30 GMT", "2024-02-29T10:20:30Z"),
        ("Thu Feb 29 10:20:30 2024", "2024-02-29T10:20:30Z"),
    ];

    /// Texts that are no date and time, or not clearly one.
    pub const REFUSED: &[&str] = &[
        "",
        "string",
        "2024",
        "20240229",
        "2024-02",
        "1709202030",
        "2024-02-30T10:20:30Z",
        "2024-13-01T10:20:30Z",
        "2024-02-29T25:20:30Z",
        "2024-02-29T10:20:30+9",
        "2024-02-29T10:20:30.Z",
        "2024-02-29T10:20:30ZZ",
        "2024-02-29x10:20:30",
        "2024-02/29",
        "02/03/2024",
        "02.03.2024 10:00",
        "10:20:30",
        "２０２４-02-29",
    ];

    /// Texts where a date is declared, and the date.
    pub const DATES: &[(&str, Option<&str>)] = &[
        ("2024-02-29", Some("2024-02-29")),
        ("2024-02-29T00:00:00Z", Some("2024-02-29")),
        ("2024-02-29T23:00:00-05:00", Some("2024-02-29")),
        ("2024-02-29 00:00:00", Some("2024-02-29")),
        ("2024/02/29", Some("2024-02-29")),
        ("2024-02-30", None),
        ("2024-02-30T00:00:00Z", None),
        ("2024-02-29T25:00:00Z", None),
        ("2024-2-9", None),
        ("24-02-29", None),
        ("29.02.2024", None),
        ("", None),
    ];

    #[test]
    fn other_forms_are_rewritten() {
        for (text, expected) in [
            ("2024-02-29 10:20", Some("2024-02-29T10:20:00Z")),
            ("2024-02-29T10:20:30+0530", Some("2024-02-29T10:20:30+05:30")),
            ("2024-02-29T10:20:30.1 gmt", Some("2024-02-29T10:20:30.1Z")),
            // Checked by the crate for dates.
            ("2024-99-99T99:99:99+9999", Some("2024-99-99T99:99:99+99:99")),
            ("2024-02-29T", None),
            ("2024-02-29T10", None),
            ("2024-0é", None),
        ] {
            assert_eq!(rfc3339(text).as_deref(), expected, "{text}");
        }
    }
}
