//! Unions, with a tag or by the variant that fits best.

use std::borrow::Cow;

use super::{Choice, DecodeError, Look, Reader, Wire};

impl<'a> Reader<'a> {
    /// Returns the tag of the next value, without reading the value.
    ///
    /// # Errors
    ///
    /// If the value is not an object with that member as a string.
    pub fn tag(&mut self, tag: &str) -> Result<Cow<'a, str>, DecodeError> {
        self.token();
        let start = self.mark();
        // The last member of a name counts, so that all are looked at.
        let mut found = None;
        let mut more = self.object()?;
        while more {
            if self.name()? == tag {
                found = Some(self.mark());
            }
            self.skip()?;
            more = self.next_member()?;
        }
        let Some(found) = found else { return Err(Self::missing(start, tag)) };
        self.go_back(found);
        let value = self.string().map_err(|error| error.in_member(tag));
        self.go_back(start);
        value
    }

    /// Returns the error for a tag that no variant has.
    #[cold]
    #[must_use]
    pub fn unknown_tag(&self, found: &str, tag: &str, tags: &[&str]) -> DecodeError {
        let message = format!("expected one of {}, found {found:?}", tags.join(", "));
        DecodeError::new(message).at(self.offset()).in_member(tag)
    }
}

/// Returns how well a value fits the type in a variant of a union.
pub fn fit_of<T: Wire, U>(_variant: fn(T) -> U, look: &mut Look<'_>) -> Option<u32> {
    T::fit(look)
}

/// A function that reads a value.
pub type Decode<T> = fn(&mut Reader<'_>) -> Result<T, DecodeError>;

/// Maximum length, in characters, of the message that no variant fits.
const MAX_MESSAGE: usize = 2_000;

/// Reads a value as the variant that fits best, or else as the next best. `decode` has the reading functions, in the
/// order of `choices`.
///
/// # Errors
///
/// If no variant fits: the reason for each of them.
pub fn choose<T>(
    reader: &mut Reader<'_>,
    choices: &[Choice],
    decode: &[Decode<T>],
) -> Result<T, DecodeError> {
    let mut value = None;
    try_all(reader, choices, &mut |index, reader| match decode.get(index) {
        Some(decode) => decode(reader).map(|decoded| value = Some(decoded)),
        None => Err(reader.expected("another value")),
    })?;
    value.ok_or_else(|| reader.expected("another value"))
}

fn try_all(
    reader: &mut Reader<'_>,
    choices: &[Choice],
    decode: &mut dyn FnMut(usize, &mut Reader<'_>) -> Result<(), DecodeError>,
) -> Result<(), DecodeError> {
    let mut look = Look::by_kind(reader)?;
    let start = reader.mark();
    let mut of_kind =
        choices.iter().enumerate().filter(|(_, choice)| (choice.fit)(&mut look).is_some());
    let only = match (of_kind.next(), of_kind.next()) {
        (Some((index, _)), None) => Some(index),
        _ => None,
    };
    drop(of_kind);
    let mut untried: Vec<(u32, usize)> = Vec::new();
    let mut failures = Vec::new();
    if let Some(index) = only {
        untried.push((1, index));
    } else {
        look.closer();
        let fits = choices.iter().enumerate();
        untried.extend(fits.filter_map(|(index, choice)| Some(((choice.fit)(&mut look)?, index))));
        untried.sort_by_key(|(fit, _)| std::cmp::Reverse(*fit));
    }
    for (_, index) in &untried {
        let error = match decode(*index, reader) {
            Ok(()) => return Ok(()),
            Err(error) if error.is_syntax() => return Err(error),
            Err(error) => error,
        };
        failures.push((*index, error.to_string()));
        if !reader.retry(start) {
            break;
        }
    }
    reader.go_back(start);
    // Text that is not JSON fits nothing.
    reader.skip()?;
    reader.go_back(start);
    let others = choices.iter().enumerate();
    let others = others.filter(|(index, choice)| {
        !choice.name.is_empty() && !untried.iter().any(|(_, tried)| tried == index)
    });
    let others = others.map(|(_, choice)| format!("{}: of another kind", choice.name));
    let tried = failures.iter().map(|(index, why)| {
        format!("{}: {why}", choices.get(*index).map_or("", |choice| choice.name))
    });
    let failures: Vec<String> = others.chain(tried).collect();
    let failures: String = failures.join("; ").chars().take(MAX_MESSAGE).collect();
    Err(DecodeError::new(format!("no variant fits ({failures})")).at(reader.offset()))
}

/// The wire table of a union: `by "tag" { "value" | "other" => Variant, }, else Unknown`, or `{ Variant, }`. A variant
/// with a single value is `= value => Variant`.
macro_rules! union {
    ($ty:ident by $tag:literal { $($($value:literal)|+ => $variant:ident,)* } $(, else $unknown:ident)?) => {
        impl runtime::wire::Wire for $ty {
            fn decode(
                reader: &mut runtime::wire::Reader<'_>,
            ) -> ::std::result::Result<Self, runtime::wire::DecodeError> {
                let tag = reader.tag($tag)?;
                match &*tag {
                    $($($value)|+ => runtime::wire::Wire::decode(reader).map(Self::$variant),)*
                    $(_ => runtime::wire::Wire::decode(reader).map(Self::$unknown),)?
                    #[allow(unreachable_patterns, reason = "the table may name a variant for all others")]
                    other => ::std::result::Result::Err(
                        reader.unknown_tag(other, $tag, &[$($($value),+),*]),
                    ),
                }
            }

            fn encode(
                &self,
                writer: &mut runtime::wire::Writer,
            ) -> ::std::result::Result<(), runtime::wire::EncodeError> {
                match self {
                    $(Self::$variant(value) => writer.tagged(value, $tag, &[$($value),+]),)*
                    $(Self::$unknown(value) => runtime::wire::Wire::encode(value, writer),)?
                }
            }

            fn fit(look: &mut runtime::wire::Look<'_>) -> ::std::option::Option<u32> {
                look.fit_of_tag($tag, &[$($($value),+),*])
            }
        }

        runtime::wire::object!(@serde $ty);
    };
    ($ty:ident {
        $(= $constant:literal => $unit:ident,)* $($variant:ident),* $(,)?
    } $(, else $unknown:ident)?) => {
        impl runtime::wire::Wire for $ty {
            fn decode(
                reader: &mut runtime::wire::Reader<'_>,
            ) -> ::std::result::Result<Self, runtime::wire::DecodeError> {
                runtime::wire::choose(
                    reader,
                    <Self as runtime::wire::Wire>::choices(),
                    &[
                        $(|reader| {
                            reader.constant(runtime::wire::union!(@constant $constant))?;
                            ::std::result::Result::Ok(Self::$unit)
                        },)*
                        $(|reader| runtime::wire::Wire::decode(reader).map(Self::$variant),)*
                        $(|reader| runtime::wire::Wire::decode(reader).map(Self::$unknown),)?
                    ],
                )
            }

            fn encode(
                &self,
                writer: &mut runtime::wire::Writer,
            ) -> ::std::result::Result<(), runtime::wire::EncodeError> {
                match self {
                    $(Self::$unit => {
                        writer.constant(runtime::wire::union!(@constant $constant));
                        ::std::result::Result::Ok(())
                    })*
                    $(Self::$variant(value) => runtime::wire::Wire::encode(value, writer),)*
                    $(Self::$unknown(value) => runtime::wire::Wire::encode(value, writer),)?
                }
            }

            fn choices() -> &'static [runtime::wire::Choice] {
                &[
                    $(runtime::wire::Choice {
                        name: stringify!($unit),
                        fit: |look| {
                            look.fit_of_constant(runtime::wire::union!(@constant $constant))
                        },
                    },)*
                    $(runtime::wire::Choice {
                        name: stringify!($variant),
                        fit: |look| runtime::wire::fit_of(Self::$variant, look),
                    },)*
                    $(runtime::wire::Choice {
                        name: runtime::wire::union!(@unlisted $unknown),
                        fit: |look| look.fit_of_unlisted(),
                    },)?
                ]
            }
        }

        runtime::wire::object!(@serde $ty);
    };
    (@constant $constant:literal) => {
        &runtime::wire::Constant { value: concat!($constant), literal: stringify!($constant) }
    };
    // It is no alternative that an error could name.
    (@unlisted $unknown:ident) => { "" };
}
pub(crate) use union;
