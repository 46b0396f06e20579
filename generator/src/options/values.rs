//! Option values with checks or types beyond those of TOML.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserializer, Error, Visitor};
use serde::{Deserialize, de};

use crate::diagnostics::{known_code, known_code_or_group};

/// The crate that provides the types of dates and times.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Datetime {
    /// `chrono::DateTime<Utc>`, `chrono::NaiveDate`.
    #[default]
    Chrono,
    /// `jiff::Timestamp`, `jiff::civil::Date`.
    Jiff,
    /// `time::OffsetDateTime`, `time::Date`.
    Time,
    /// `String`, unchecked.
    String,
}

/// Whether each tag is a Cargo feature: `"auto"`, `true` or `false`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum TagFeatures {
    /// A feature for each tag if there are many operations.
    #[default]
    Auto,
    /// A feature for each tag.
    Always,
    /// No features for tags.
    Never,
}

impl<'de> Deserialize<'de> for TagFeatures {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Kind;
        impl Visitor<'_> for Kind {
            type Value = TagFeatures;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("`\"auto\"`, `true` or `false`")
            }

            fn visit_bool<E>(self, is: bool) -> Result<TagFeatures, E> {
                Ok(if is { TagFeatures::Always } else { TagFeatures::Never })
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<TagFeatures, E> {
                match text {
                    "auto" => Ok(TagFeatures::Auto),
                    _ => Err(E::invalid_value(de::Unexpected::Str(text), &self)),
                }
            }
        }
        deserializer.deserialize_any(Kind)
    }
}

/// A string that is checked while it is read, so that an error has its position.
struct Text<T>(fn(&str) -> Result<T, String>);

impl<T> Visitor<'_> for Text<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        (self.0)(text).map_err(E::custom)
    }
}

/// Reads codes of findings.
pub fn codes<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    struct Known(String);
    impl<'de> Deserialize<'de> for Known {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            deserializer.deserialize_str(Text(known_code)).map(Self)
        }
    }
    Ok(Vec::<Known>::deserialize(deserializer)?.into_iter().map(|known| known.0).collect())
}

/// Reads codes of findings, `warnings` and `notes`.
pub fn codes_or_groups<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<String>, D::Error> {
    struct Known(String);
    impl<'de> Deserialize<'de> for Known {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            deserializer.deserialize_str(Text(known_code_or_group)).map(Self)
        }
    }
    Ok(Vec::<Known>::deserialize(deserializer)?.into_iter().map(|known| known.0).collect())
}

/// Reads a URL of `http` or `https` with a host.
pub fn base_url<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let checked = |text: &str| match is_base_url(text) {
        true => Ok(text.to_owned()),
        false => Err(format!(
            "`base-url` is not a URL: `{text}`; write the whole URL, such as `https://api.example.com/v2`"
        )),
    };
    deserializer.deserialize_str(Text(checked)).map(Some)
}

/// Whether a text is a URL that calls can be sent to (RFC 3986, section 3): with scheme and host, and without characters
/// that are invalid in URLs.
fn is_base_url(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    let is_foreign = |c: char| c.is_whitespace() || c.is_control() || "\"<>\\^`{|}".contains(c);
    ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known))
        && !host.is_empty()
        && !host.starts_with(':')
        && !text.contains(is_foreign)
}

/// Reads the name of a header (RFC 9110, section 5.1).
pub fn header<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    fn is_token(c: char) -> bool {
        c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c)
    }
    let checked = |text: &str| match !text.is_empty() && text.chars().all(is_token) {
        true => Ok(text.to_owned()),
        false => Err(format!(
            "`{text}` is not the name of a header; write one such as `Idempotency-Key`"
        )),
    };
    deserializer.deserialize_str(Text(checked)).map(Some)
}

/// Reads names by JSON pointer (RFC 6901).
pub fn names<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<BTreeMap<String, String>, D::Error> {
    #[derive(PartialEq, Eq, PartialOrd, Ord)]
    struct Pointer(String);
    impl<'de> Deserialize<'de> for Pointer {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let pointer = String::deserialize(deserializer)?;
            if pointer.starts_with('/') {
                return Ok(Self(pointer));
            }
            Err(D::Error::custom(format!(
                "`{pointer}` is not a JSON pointer; write one that begins with `/`, such as \
                 \"/components/schemas/Pet\""
            )))
        }
    }
    let names = BTreeMap::<Pointer, String>::deserialize(deserializer)?;
    names
        .into_iter()
        .map(|(pointer, name)| {
            if name.trim().is_empty() {
                return Err(D::Error::custom(format!("the new name of `{}` is empty", pointer.0)));
            }
            Ok((pointer.0, name))
        })
        .collect()
}
