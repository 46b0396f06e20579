//! JSON values to Rust values and back, by tables.

pub mod base64;
pub mod datetime_chrono;
pub mod datetime_jiff;
pub mod datetime_time;
pub mod uuid;

mod enums;
mod error;
mod field;
mod object;
mod primitives;
mod union;

pub use enums::{UnknownInteger, UnknownValue};
pub(crate) use enums::{integer_enum, string_enum};
pub use error::{DecodeError, EncodeError};
pub use field::Field;
pub(crate) use object::object;
pub use object::{Members, Reader, Row, fits, write, write_with_rest};
pub(crate) use union::union;
pub use union::{Variant, first_fit, known_tags, tag_of, with_tag};

/// Any JSON value.
pub type Json = serde_json::Value;

/// A type with a JSON form (RFC 8259).
pub trait Wire {
    /// Reads a value.
    ///
    /// # Errors
    ///
    /// When the value does not fit, with the path to what does not.
    fn decode(value: Json) -> Result<Self, DecodeError>
    where
        Self: Sized;

    /// Writes the value.
    ///
    /// # Errors
    ///
    /// When JSON has no form for it, with the path to what has none.
    fn encode(&self) -> Result<Json, EncodeError>;

    /// The value of an object's member that is absent; `None` where the member is required.
    #[must_use]
    fn absent() -> Option<Self>
    where
        Self: Sized,
    {
        None
    }

    /// Whether an object leaves the member out.
    fn is_absent(&self) -> bool {
        false
    }

    /// The table of an object's members; empty for everything else.
    #[must_use]
    fn rows() -> &'static [Row]
    where
        Self: Sized,
    {
        &[]
    }

    /// How well a JSON value fits: `None` when it cannot be read, else the higher the better. Decides
    /// between the variants of a union that has no discriminator.
    #[must_use]
    fn fit(value: &Json) -> Option<u32>
    where
        Self: Sized,
    {
        fits(value, Self::rows())
    }
}

/// The value's JSON form to any serde format.
///
/// # Errors
///
/// Those of the serializer, and an [`EncodeError`] as text.
pub fn serialize<T: Wire, S: serde::Serializer>(
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let value = value.encode().map_err(serde::ser::Error::custom)?;
    serde::Serialize::serialize(&value, serializer)
}

/// A value from any self-describing serde format.
///
/// # Errors
///
/// Those of the deserializer, and a [`DecodeError`] as text.
pub fn deserialize<'de, T: Wire, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let value = <Json as serde::Deserialize>::deserialize(deserializer)?;
    T::decode(value).map_err(serde::de::Error::custom)
}

/// How well a value fits what a variant of a union holds.
pub fn fit_of<T: Wire, U>(_variant: fn(T) -> U, value: &Json) -> Option<u32> {
    T::fit(value)
}

/// A value from JSON text in UTF-8; a byte order mark before it is skipped (RFC 8259, section 8.1). Of members
/// with the same name the last one counts; arrays and objects nest to a depth of 127.
///
/// # Errors
///
/// When the text is not JSON, or its value does not fit.
pub fn from_slice<T: Wire>(text: &[u8]) -> Result<T, DecodeError> {
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    let value = serde_json::from_slice(text)
        .map_err(|error| DecodeError::new(format!("not JSON: {error}")))?;
    T::decode(value)
}

/// A value as JSON text.
///
/// # Errors
///
/// Those of [`Wire::encode`].
pub fn to_vec<T: Wire>(value: &T) -> Result<Vec<u8>, EncodeError> {
    Ok(value.encode()?.to_string().into_bytes())
}

#[cfg(test)]
mod tests;
