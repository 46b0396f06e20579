//! Values of options that are more than TOML's own.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserializer, Error, Visitor};
use serde::{Deserialize, de};

use crate::diagnostics::{known_code, known_code_or_group};

/// The crate whose types dates and times have.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
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
pub enum TagFeatures {
    /// Where there are many operations.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
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

/// Codes of diagnostics that there are.
pub fn codes<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    struct Known(String);
    impl<'de> Deserialize<'de> for Known {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            known_code(&String::deserialize(deserializer)?).map(Self).map_err(D::Error::custom)
        }
    }
    Ok(Vec::<Known>::deserialize(deserializer)?.into_iter().map(|known| known.0).collect())
}

/// Codes of diagnostics that there are, `warnings` or `notes`.
pub fn codes_or_groups<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<String>, D::Error> {
    struct Known(String);
    impl<'de> Deserialize<'de> for Known {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let name = String::deserialize(deserializer)?;
            known_code_or_group(&name).map(Self).map_err(D::Error::custom)
        }
    }
    Ok(Vec::<Known>::deserialize(deserializer)?.into_iter().map(|known| known.0).collect())
}

/// Names by JSON pointer (RFC 6901).
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
                "`{pointer}` is not a JSON pointer; one begins with `/`, as \
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
