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
pub use error::DecodeError;
pub use field::Field;
pub(crate) use object::object;
pub use object::{Members, Reader, Writer, fits};
pub(crate) use union::union;
pub use union::{Attempts, known_tags, tag_of, with_tag};

/// Any JSON value.
pub type Json = serde_json::Value;

/// A type with a JSON form.
pub trait Wire: Sized {
    /// Reads a value.
    ///
    /// # Errors
    ///
    /// When the value does not fit, with the path to what does not.
    fn decode(value: Json) -> Result<Self, DecodeError>;

    /// Writes the value.
    fn encode(&self) -> Json;

    /// The value of an object's member that is absent; `None` where the member is required.
    fn absent() -> Option<Self> {
        None
    }

    /// How well a JSON value fits: `None` when it cannot be read, else the higher the better. Decides
    /// between the variants of a union that has no discriminator.
    fn fit(value: &Json) -> Option<u32>;
}

/// The value's JSON form to any serde format.
///
/// # Errors
///
/// Those of the serializer.
pub fn serialize<T: Wire, S: serde::Serializer>(
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serde::Serialize::serialize(&value.encode(), serializer)
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

/// A value from JSON text.
///
/// # Errors
///
/// When the text is not JSON, or its value does not fit.
pub fn from_slice<T: Wire>(text: &[u8]) -> Result<T, DecodeError> {
    let value = serde_json::from_slice(text)
        .map_err(|error| DecodeError::new(format!("not JSON: {error}")))?;
    T::decode(value)
}

/// A value as JSON text.
pub fn to_vec<T: Wire>(value: &T) -> Vec<u8> {
    value.encode().to_string().into_bytes()
}

#[cfg(test)]
mod tests;
