//! Unions: by a tag, or by what fits.

use std::cell::Cell;

use super::object::missing;
use super::{DecodeError, EncodeError, Json};

/// The tag of a tagged union's value.
///
/// # Errors
///
/// When the value is not an object with that member as a string.
pub fn tag_of(value: &Json, tag: &str) -> Result<String, DecodeError> {
    match value.get(tag) {
        Some(Json::String(tag)) => Ok(tag.clone()),
        Some(other) => Err(DecodeError::expected("a string", other).in_member(tag)),
        None if value.is_object() => Err(missing(tag)),
        None => Err(DecodeError::expected("an object", value)),
    }
}

/// A value with its tag: its own one where that means the same variant, else the first of `tags`.
///
/// # Errors
///
/// Those of the value.
pub fn with_tag(
    value: Result<Json, EncodeError>,
    tag: &str,
    tags: &[&str],
) -> Result<Json, EncodeError> {
    let mut value = value?;
    if let Some(members) = value.as_object_mut() {
        let fits = members.get(tag).and_then(Json::as_str).is_some_and(|own| tags.contains(&own));
        if let (false, Some(first)) = (fits, tags.first()) {
            members.insert(tag.to_owned(), Json::from(*first));
        }
    }
    Ok(value)
}

/// The error for a tag that no variant has.
#[must_use]
pub fn known_tags(found: &str, tag: &str, tags: &[&str]) -> DecodeError {
    DecodeError::new(format!("{found:?} is none of {}", tags.join(", "))).in_member(tag)
}

/// A variant of a union without a tag: its name, how well a value fits it, and what reads it.
pub type Variant<T> = (&'static str, fn(&Json) -> Option<u32>, fn(Json) -> Result<T, DecodeError>);

/// Variants that may fail in one value. Unions within unions would else be read a number of times that doubles
/// with each level.
const MAX_FAILURES: u32 = 100_000;

/// Characters of the message about a union that no variant fits.
const MAX_MESSAGE: usize = 2_000;

thread_local! {
    /// Unions that are being read, one within the other, and the variants that have failed in them.
    static NESTED: Cell<(u32, u32)> = const { Cell::new((0, 0)) };
}

/// Reads a value as the variant that fits best; when that fails, as the next best.
///
/// # Errors
///
/// Why each variant failed.
pub fn first_fit<T>(mut value: Json, variants: &[Variant<T>]) -> Result<T, DecodeError> {
    let mut failures = Vec::new();
    let mut order = Vec::new();
    for (name, fit, decode) in variants {
        match fit(&value) {
            Some(fit) => order.push((fit, name, decode)),
            None => failures.push(format!("{name}: of another kind")),
        }
    }
    order.sort_by_key(|(fit, ..)| std::cmp::Reverse(*fit));
    let nested = |change: fn((u32, u32)) -> (u32, u32)| NESTED.set(change(NESTED.get()));
    nested(|(depth, failed)| (depth + 1, if depth == 0 { 0 } else { failed }));
    let mut result = None;
    let last = order.len();
    for (index, (_, name, decode)) in order.into_iter().enumerate() {
        let tried = if index + 1 == last { std::mem::take(&mut value) } else { value.clone() };
        match decode(tried) {
            Ok(decoded) => {
                result = Some(decoded);
                break;
            }
            Err(error) => failures.push(format!("{name}: {error}")),
        }
        nested(|(depth, failed)| (depth, failed + 1));
        if NESTED.get().1 > MAX_FAILURES {
            break;
        }
    }
    nested(|(depth, failed)| (depth - 1, failed));
    result.ok_or_else(|| {
        let failures: String = failures.join("; ").chars().take(MAX_MESSAGE).collect();
        DecodeError::new(format!("no variant fits ({failures})"))
    })
}

/// The wire table of a union: `by "tag" { "value" | "other" => Variant, }, else Unknown`, or `{ Variant, }`.
macro_rules! union {
    ($ty:ident by $tag:literal { $($($value:literal)|+ => $variant:ident,)* } $(, else $unknown:ident)?) => {
        impl runtime::wire::Wire for $ty {
            fn decode(
                value: runtime::wire::Json,
            ) -> ::std::result::Result<Self, runtime::wire::DecodeError> {
                let tag = runtime::wire::tag_of(&value, $tag)?;
                match tag.as_str() {
                    $($($value)|+ => runtime::wire::Wire::decode(value).map(Self::$variant),)*
                    $(_ => ::std::result::Result::Ok(Self::$unknown(value)),)?
                    #[allow(unreachable_patterns, reason = "the table may name a variant for all others")]
                    other => ::std::result::Result::Err(
                        runtime::wire::known_tags(other, $tag, &[$($($value),+),*]),
                    ),
                }
            }

            fn encode(
                &self,
            ) -> ::std::result::Result<runtime::wire::Json, runtime::wire::EncodeError> {
                match self {
                    $(Self::$variant(value) => runtime::wire::with_tag(
                        runtime::wire::Wire::encode(value),
                        $tag,
                        &[$($value),+],
                    ),)*
                    $(Self::$unknown(value) => ::std::result::Result::Ok(value.clone()),)?
                }
            }

            fn fit(value: &runtime::wire::Json) -> ::std::option::Option<u32> {
                let tag = runtime::wire::tag_of(value, $tag).ok()?;
                let known = [$($($value),+),*].contains(&tag.as_str());
                ::std::option::Option::Some(if known { 100 } else { 1 })
            }
        }

        runtime::wire::object!(@serde $ty);
    };
    ($ty:ident { $($variant:ident),* $(,)? }) => {
        impl runtime::wire::Wire for $ty {
            fn decode(
                value: runtime::wire::Json,
            ) -> ::std::result::Result<Self, runtime::wire::DecodeError> {
                runtime::wire::first_fit(value, &[$((
                    stringify!($variant),
                    |value| runtime::wire::fit_of(Self::$variant, value),
                    |value| runtime::wire::Wire::decode(value).map(Self::$variant),
                )),*])
            }

            fn encode(
                &self,
            ) -> ::std::result::Result<runtime::wire::Json, runtime::wire::EncodeError> {
                match self {
                    $(Self::$variant(value) => runtime::wire::Wire::encode(value),)*
                }
            }

            fn fit(value: &runtime::wire::Json) -> ::std::option::Option<u32> {
                [$(runtime::wire::fit_of(Self::$variant, value)),*].into_iter().flatten().max()
            }
        }

        runtime::wire::object!(@serde $ty);
    };
}
pub(crate) use union;
