//! The options table `[package]`: the manifest of a stand-alone crate.

use std::fmt;

use serde::Deserialize;
use serde::de::{self, Deserializer, SeqAccess, Visitor};

use crate::rust::Publish;

/// The manifest of a stand-alone crate, where it is not to be derived from the description. The members have the same
/// meaning as those of `[package]` in `Cargo.toml`.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
#[non_exhaustive]
pub struct PackageOptions {
    /// Name of the crate; by default that of its folder.
    #[serde(deserialize_with = "name")]
    pub name: Option<String>,
    /// Version by SemVer; `0.1.0` by default.
    #[serde(deserialize_with = "version")]
    pub version: Option<String>,
    /// SPDX expression; by default the licence of the description, if that is one.
    #[serde(deserialize_with = "license")]
    pub license: Option<String>,
    /// One sentence; the default names the API.
    pub description: Option<String>,
    /// URL of the repository.
    #[serde(deserialize_with = "page")]
    pub repository: Option<String>,
    /// URL; by default that of the description's `externalDocs`, or of its `contact`.
    #[serde(deserialize_with = "page")]
    pub homepage: Option<String>,
    /// URL of the crate's documentation; registries link to theirs by default.
    #[serde(deserialize_with = "page")]
    pub documentation: Option<String>,
    /// Whether the crate may be published, or the names of the registries where it may.
    #[serde(deserialize_with = "publish")]
    pub publish: Option<Publish>,
}

/// Whether a text is an SPDX expression that registries accept.
pub(crate) fn is_spdx(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.len() <= 200 && spdx::Expression::parse(text).is_ok()
}

/// Reads a text that must pass a check.
fn checked<'de, D: Deserializer<'de>>(
    deserializer: D,
    check: impl FnOnce(&str) -> Result<(), String>,
) -> Result<Option<String>, D::Error> {
    let text = String::deserialize(deserializer)?;
    check(&text).map_err(de::Error::custom)?;
    Ok(Some(text))
}

fn name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    checked(deserializer, |text| {
        let valid = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        if text.starts_with(|c: char| c.is_ascii_alphabetic())
            && text.chars().all(valid)
            && text.len() <= 64
        {
            return Ok(());
        }
        Err(format!(
            "`{text}` is not a valid crate name: use at most 64 ASCII letters, digits, `-` and `_`, a letter first"
        ))
    })
}

fn version<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    checked(deserializer, |text| match semver::Version::parse(text) {
        Ok(_) => Ok(()),
        Err(error) => Err(format!("`{text}` is not a version such as 1.2.0: {error}")),
    })
}

fn license<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    checked(deserializer, |text| match is_spdx(text) {
        true => Ok(()),
        false => Err(format!("`{text}` is not an SPDX expression such as `MIT OR Apache-2.0`")),
    })
}

fn page<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    checked(deserializer, |text| match url::Url::parse(text) {
        Ok(url) if matches!(url.scheme(), "http" | "https") => Ok(()),
        _ => Err(format!("`{text}` is not a URL with `https://`")),
    })
}

fn publish<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Publish>, D::Error> {
    struct Kind;
    impl<'de> Visitor<'de> for Kind {
        type Value = Publish;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("`true`, `false` or a list of registry names")
        }

        fn visit_bool<E>(self, allowed: bool) -> Result<Publish, E> {
            Ok(Publish::Allowed(allowed))
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Publish, A::Error> {
            let mut names = Vec::new();
            while let Some(name) = list.next_element()? {
                names.push(name);
            }
            Ok(Publish::Registries(names))
        }
    }
    deserializer.deserialize_any(Kind).map(Some)
}
