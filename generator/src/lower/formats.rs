//! The keyword `format`: the type that a format makes of a string, an integer or a number.

use crate::api::Type;

/// Formats of strings, in lower case. Each other format leaves a string as it is; among the frequent ones are those of
/// text (`uri`, `email`, `hostname`, `ipv4`, `password`), `int64` and `decimal`, which a string may hold because JSON
/// numbers lose digits, and `duration` and `time`, which most crates for dates have no type for.
const TEXT: &[(&[&str], Type)] = &[
    (&["date-time", "datetime", "google-datetime"], Type::DateTime),
    (&["date-time-rfc-2822", "date-time-rfc2822", "rfc2822"], Type::DateTimeRfc2822),
    // TypeSpec and AutoRest name the form of HTTP headers by the RFCs that define it.
    (
        &["http-date", "date-time-rfc1123", "date-time-rfc7231", "rfc1123", "rfc7231"],
        Type::HttpDate,
    ),
    (&["date", "full-date"], Type::Date),
    (&["uuid", "guid", "uuid4"], Type::Uuid),
    (&["byte", "base64"], Type::Base64),
    (&["base64url"], Type::Base64Url),
    (&["binary"], Type::File),
];

/// Formats of integers. `uint32` does not fit into 32 bits with a sign; `timestamp` may be seconds or milliseconds.
const INTEGER: &[(&[&str], Type)] = &[
    (&["int32", "int16", "int8", "uint16", "uint8"], Type::Int32),
    (&["int64", "uint32"], Type::Int64),
    (&["uint64"], Type::UInt64),
    (&["unixtime", "unix-time"], Type::UnixTime),
];

/// Formats of numbers.
const NUMBER: &[(&[&str], Type)] = &[
    (&["float"], Type::Float),
    (&["double"], Type::Double),
    (&["int32"], Type::Int32),
    (&["int64"], Type::Int64),
];

fn find(formats: &[(&[&str], Type)], format: &str) -> Option<Type> {
    let format = format.trim();
    let is_named = |names: &[&str]| names.iter().any(|name| name.eq_ignore_ascii_case(format));
    formats.iter().find(|(names, _)| is_named(names)).map(|(_, ty)| ty.clone())
}

/// Returns the type of a string of a format, if the format determines it.
pub fn text(format: &str) -> Option<Type> {
    find(TEXT, format)
}

/// Returns the type of an integer of a format, if the format determines it.
pub fn integer(format: &str) -> Option<Type> {
    find(INTEGER, format)
}

/// Returns the type of a number of a format, if the format determines it.
pub fn number(format: &str) -> Option<Type> {
    find(NUMBER, format)
}

/// Whether a format determines the type.
pub fn is_known(format: &str) -> bool {
    [TEXT, INTEGER, NUMBER].iter().any(|formats| find(formats, format).is_some())
}

/// Whether two formats determine the same type.
pub fn are_same(one: &str, other: &str) -> bool {
    [TEXT, INTEGER, NUMBER].iter().all(|formats| find(formats, one) == find(formats, other))
}
