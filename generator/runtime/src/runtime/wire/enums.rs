//! Open enums: a table of values.

use std::fmt;

/// A string that an enum's description does not list.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct UnknownValue(String);

impl UnknownValue {
    pub(crate) fn new(value: &str) -> Self {
        Self(value.to_owned())
    }

    /// The string.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for UnknownValue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// An integer that an enum's description does not list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct UnknownInteger(i64);

impl UnknownInteger {
    pub(crate) fn new(value: i64) -> Self {
        Self(value)
    }

    /// The integer.
    #[must_use]
    pub fn value(self) -> i64 {
        self.0
    }
}

/// The wire table of a string enum: `"value" => Variant`, and the variant for all others.
macro_rules! string_enum {
    ($ty:ident { $($value:literal => $variant:ident,)* }, else $unknown:ident) => {
        impl $ty {
            /// The value as it is written.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $value,)*
                    Self::$unknown(value) => value.as_str(),
                }
            }
        }

        impl ::std::convert::From<&str> for $ty {
            fn from(value: &str) -> Self {
                match value {
                    $($value => Self::$variant,)*
                    other => Self::$unknown(runtime::wire::UnknownValue::new(other)),
                }
            }
        }

        impl ::std::convert::From<::std::string::String> for $ty {
            fn from(value: ::std::string::String) -> Self {
                Self::from(value.as_str())
            }
        }

        impl ::std::fmt::Display for $ty {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                formatter.write_str(self.as_str())
            }
        }

        impl runtime::wire::Wire for $ty {
            fn decode(
                reader: &mut runtime::wire::Reader<'_>,
            ) -> ::std::result::Result<Self, runtime::wire::DecodeError> {
                reader.string().map(|text| Self::from(&*text))
            }

            fn encode(
                &self,
                writer: &mut runtime::wire::Writer,
            ) -> ::std::result::Result<(), runtime::wire::EncodeError> {
                writer.string(self.as_str());
                ::std::result::Result::Ok(())
            }

            fn fit(look: &mut runtime::wire::Look<'_>) -> ::std::option::Option<u32> {
                look.fit_of_strings(&[$($value),*])
            }
        }

        runtime::wire::object!(@serde $ty);
    };
}
pub(crate) use string_enum;

/// The wire table of an integer enum: `1 => Variant`, and the variant for all others.
macro_rules! integer_enum {
    ($ty:ident { $($value:literal => $variant:ident,)* }, else $unknown:ident) => {
        impl $ty {
            /// The value as it is written.
            pub fn value(&self) -> i64 {
                match self {
                    $(Self::$variant => $value,)*
                    Self::$unknown(value) => value.value(),
                }
            }
        }

        impl ::std::convert::From<i64> for $ty {
            fn from(value: i64) -> Self {
                match value {
                    $($value => Self::$variant,)*
                    other => Self::$unknown(runtime::wire::UnknownInteger::new(other)),
                }
            }
        }

        impl ::std::fmt::Display for $ty {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.value(), formatter)
            }
        }

        impl runtime::wire::Wire for $ty {
            fn decode(
                reader: &mut runtime::wire::Reader<'_>,
            ) -> ::std::result::Result<Self, runtime::wire::DecodeError> {
                <i64 as runtime::wire::Wire>::decode(reader).map(Self::from)
            }

            fn encode(
                &self,
                writer: &mut runtime::wire::Writer,
            ) -> ::std::result::Result<(), runtime::wire::EncodeError> {
                runtime::wire::Wire::encode(&self.value(), writer)
            }

            fn fit(look: &mut runtime::wire::Look<'_>) -> ::std::option::Option<u32> {
                look.fit_by(runtime::wire::Kind::Number, |reader| {
                    let value = <Self as runtime::wire::Wire>::decode(reader).ok()?;
                    let known = !matches!(value, Self::$unknown(_));
                    ::std::option::Option::Some(if known { 4 } else { 1 })
                })
            }
        }

        runtime::wire::object!(@serde $ty);
    };
}
pub(crate) use integer_enum;
