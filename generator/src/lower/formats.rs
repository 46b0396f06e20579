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

#[cfg(test)]
mod tests {
    use super::*;

    /// The most frequent formats of strings in 2,836 documents, with the number of documents.
    const STRINGS: &[(&str, usize, Option<Type>)] = &[
        ("date-time", 1324, Some(Type::DateTime)),
        ("uuid", 440, Some(Type::Uuid)),
        ("uri", 306, None),
        ("binary", 244, Some(Type::File)),
        ("byte", 217, Some(Type::Base64)),
        ("date", 216, Some(Type::Date)),
        ("google-datetime", 212, Some(Type::DateTime)),
        // Google writes 64-bit integers as strings.
        ("int64", 195, None),
        ("password", 159, None),
        ("email", 126, None),
        ("google-duration", 103, None),
        ("google-fieldmask", 81, None),
        ("url", 63, None),
        ("string", 53, None),
        ("duration", 51, None),
        ("uint64", 47, None),
        ("ipv4", 22, None),
        ("dateTime", 21, Some(Type::DateTime)),
        ("uuid4", 11, Some(Type::Uuid)),
        ("datetime", 11, Some(Type::DateTime)),
        ("decimal", 11, None),
        ("time", 11, None),
        ("base64", 10, Some(Type::Base64)),
        // Rarer, but of a form of their own.
        ("base64url", 0, Some(Type::Base64Url)),
        ("http-date", 0, Some(Type::HttpDate)),
        ("date-time-rfc1123", 0, Some(Type::HttpDate)),
        ("date-time-rfc-2822", 0, Some(Type::DateTimeRfc2822)),
        ("date-time-rfc2822", 0, Some(Type::DateTimeRfc2822)),
        ("", 0, None),
    ];

    const INTEGERS: &[(&str, usize, Option<Type>)] = &[
        ("int32", 998, Some(Type::Int32)),
        ("int64", 519, Some(Type::Int64)),
        ("uint32", 64, Some(Type::Int64)),
        ("uint64", 29, Some(Type::UInt64)),
        ("uint8", 22, Some(Type::Int32)),
        ("timestamp", 22, None),
        ("uint16", 19, Some(Type::Int32)),
        ("int8", 0, Some(Type::Int32)),
        ("int16", 0, Some(Type::Int32)),
        ("unixtime", 0, Some(Type::UnixTime)),
        ("unix-time", 0, Some(Type::UnixTime)),
        ("date-time", 0, None),
    ];

    const NUMBERS: &[(&str, usize, Option<Type>)] = &[
        ("double", 538, Some(Type::Double)),
        ("float", 305, Some(Type::Float)),
        ("integer", 24, None),
        ("int32", 21, Some(Type::Int32)),
        ("decimal", 18, None),
        ("int64", 9, Some(Type::Int64)),
    ];

    #[test]
    fn frequent_formats() {
        for (table, find) in
            [(STRINGS, text as fn(&str) -> Option<Type>), (INTEGERS, integer), (NUMBERS, number)]
        {
            for (format, documents, ty) in table {
                assert_eq!(find(format), *ty, "{format}, of {documents} documents");
            }
        }
    }

    #[test]
    fn formats_of_the_same_type_do_not_exclude_each_other() {
        assert!(are_same("date-time", "dateTime") && are_same("int32", "int16"));
        assert!(!are_same("date-time", "date") && !are_same("int32", "int64"));
        assert!(is_known("unixtime") && !is_known("uri"));
    }
}
