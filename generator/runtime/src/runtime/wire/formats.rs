//! Conversion to and from other `serde` formats, through a tree.

use super::{DecodeError, Json, Reader, Wire, to_value};

/// Serializes the JSON form of a value in any serde format.
///
/// # Errors
///
/// Those of the serializer, and an [`EncodeError`](super::EncodeError) as text.
pub fn serialize<T: Wire, S: serde::Serializer>(
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let value = to_value(value).map_err(serde::ser::Error::custom)?;
    serde::Serialize::serialize(&value, serializer)
}

/// Deserializes a value from any self-describing serde format.
///
/// # Errors
///
/// Those of the deserializer, and a [`DecodeError`] as text.
pub fn deserialize<'de, T: Wire, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let value = <Json as serde::Deserialize>::deserialize(deserializer)?;
    from_value(&value).map_err(serde::de::Error::custom)
}

/// Reads a value from its tree. Errors have no line, because the caller has not seen the text.
fn from_value<T: Wire>(value: &Json) -> Result<T, DecodeError> {
    T::decode(&mut Reader::new(&value.to_string()))
}
