//! Unions: by a tag, or by what fits.

use super::{DecodeError, Json};

/// The tag of a tagged union's value.
///
/// # Errors
///
/// When the value is not an object with that member as a string.
pub fn tag_of(value: &Json, tag: &str) -> Result<String, DecodeError> {
    match value.get(tag) {
        Some(Json::String(tag)) => Ok(tag.clone()),
        Some(other) => Err(DecodeError::expected("a string", other).in_member(tag)),
        None if value.is_object() => {
            Err(DecodeError::new(format!("missing required member `{tag}`")))
        }
        None => Err(DecodeError::expected("an object", value)),
    }
}

/// A value with its tag: its own one where that means the same variant, else the first of `tags`.
pub fn with_tag(mut value: Json, tag: &str, tags: &[&str]) -> Json {
    if let Some(members) = value.as_object_mut() {
        let fits = members.get(tag).and_then(Json::as_str).is_some_and(|own| tags.contains(&own));
        if let (false, Some(first)) = (fits, tags.first()) {
            members.insert(tag.to_owned(), Json::from(*first));
        }
    }
    value
}

/// The error for a tag that no variant has.
pub fn known_tags(found: &str, tag: &str, tags: &[&str]) -> DecodeError {
    DecodeError::new(format!("`{found}` is none of {}", tags.join(", "))).in_member(tag)
}

/// The variants of a union without a tag, best fit first, and why each failed.
#[derive(Debug, Default)]
pub struct Attempts {
    order: Vec<(u32, usize)>,
    failures: Vec<String>,
}

impl Attempts {
    /// Notes how well a variant fits.
    pub fn candidate(&mut self, index: usize, name: &str, fit: Option<u32>) {
        match fit {
            Some(fit) => self.order.push((fit, index)),
            None => self.failures.push(format!("{name}: of another kind")),
        }
    }

    /// Indices of the variants to try, in order.
    pub fn order(&mut self) -> Vec<usize> {
        self.order.sort_by_key(|(fit, index)| (u32::MAX - fit, *index));
        self.order.iter().map(|(_, index)| *index).collect()
    }

    /// Notes that a variant could not be read after all.
    pub fn failed(&mut self, name: &str, error: &DecodeError) {
        self.failures.push(format!("{name}: {error}"));
    }

    /// What is wrong with the value, for every variant.
    pub fn error(self) -> DecodeError {
        DecodeError::new(format!("no variant fits ({})", self.failures.join("; ")))
    }
}

/// The wire table of a union: `by "tag" { "value" | "other" => Variant, }, else Unknown`, or `{ Variant, }`.
macro_rules! union {
    ($ty:ident by $tag:literal { $($($value:literal)|+ => $variant:ident,)* } $(, else $unknown:ident)?) => {
        impl $crate::runtime::wire::Wire for $ty {
            fn decode(
                value: $crate::runtime::wire::Json,
            ) -> ::std::result::Result<Self, $crate::runtime::wire::DecodeError> {
                let tag = $crate::runtime::wire::tag_of(&value, $tag)?;
                match tag.as_str() {
                    $($($value)|+ => $crate::runtime::wire::Wire::decode(value).map(Self::$variant),)*
                    $(_ => ::std::result::Result::Ok(Self::$unknown(value)),)?
                    #[allow(unreachable_patterns, reason = "the table may name a variant for all others")]
                    other => ::std::result::Result::Err(
                        $crate::runtime::wire::known_tags(other, $tag, &[$($($value),+),*]),
                    ),
                }
            }

            fn encode(&self) -> $crate::runtime::wire::Json {
                match self {
                    $(Self::$variant(value) => $crate::runtime::wire::with_tag(
                        $crate::runtime::wire::Wire::encode(value),
                        $tag,
                        &[$($value),+],
                    ),)*
                    $(Self::$unknown(value) => value.clone(),)?
                }
            }

            fn fit(value: &$crate::runtime::wire::Json) -> ::std::option::Option<u32> {
                let tag = $crate::runtime::wire::tag_of(value, $tag).ok()?;
                let known = [$($($value),+),*].contains(&tag.as_str());
                ::std::option::Option::Some(if known { 100 } else { 1 })
            }
        }

        $crate::runtime::wire::object!(@serde $ty);
    };
    ($ty:ident { $($variant:ident),* $(,)? }) => {
        impl $crate::runtime::wire::Wire for $ty {
            fn decode(
                value: $crate::runtime::wire::Json,
            ) -> ::std::result::Result<Self, $crate::runtime::wire::DecodeError> {
                let mut attempts = $crate::runtime::wire::Attempts::default();
                let variants: &[(
                    &str,
                    fn(&$crate::runtime::wire::Json) -> ::std::option::Option<u32>,
                    fn(
                        $crate::runtime::wire::Json,
                    ) -> ::std::result::Result<Self, $crate::runtime::wire::DecodeError>,
                )] = &[$((
                    stringify!($variant),
                    |value| $crate::runtime::wire::union!(@fit Self::$variant, value),
                    |value| $crate::runtime::wire::Wire::decode(value).map(Self::$variant),
                )),*];
                for (index, (name, fit, _)) in variants.iter().enumerate() {
                    attempts.candidate(index, name, fit(&value));
                }
                for index in attempts.order() {
                    let (name, _, decode) = variants[index];
                    match decode(value.clone()) {
                        ::std::result::Result::Ok(decoded) => return ::std::result::Result::Ok(decoded),
                        ::std::result::Result::Err(error) => attempts.failed(name, &error),
                    }
                }
                ::std::result::Result::Err(attempts.error())
            }

            fn encode(&self) -> $crate::runtime::wire::Json {
                match self {
                    $(Self::$variant(value) => $crate::runtime::wire::Wire::encode(value),)*
                }
            }

            fn fit(value: &$crate::runtime::wire::Json) -> ::std::option::Option<u32> {
                [$($crate::runtime::wire::union!(@fit Self::$variant, value)),*].into_iter().flatten().max()
            }
        }

        $crate::runtime::wire::object!(@serde $ty);
    };
    (@fit $variant:path, $value:ident) => {
        $crate::runtime::wire::fit_of($variant, $value)
    };
}
pub(crate) use union;
