//! Reading and writing whole JSON texts.

use super::{DecodeError, EncodeError, Reader, Wire, Writer};

/// Reads a value from JSON text in UTF-8, after an optional byte order mark (RFC 8259, section 8.1). Of members
/// with the same name, the last one is used; arrays and objects nest up to a depth of 128.
///
/// # Errors
///
/// If the text is not JSON, or its value does not fit.
pub fn from_slice<T: Wire>(text: &[u8]) -> Result<T, DecodeError> {
    let mut reader = Reader::from_bytes(text)?;
    let value = T::decode(&mut reader);
    reader.finish(value)
}

/// Writes a value as JSON text.
///
/// # Errors
///
/// Those of [`Wire::encode`].
pub fn to_vec(value: &(impl Wire + ?Sized)) -> Result<Vec<u8>, EncodeError> {
    let mut writer = Writer::default();
    value.encode(&mut writer)?;
    Ok(writer.into_bytes())
}

/// Writes a value as JSON text.
///
/// # Errors
///
/// Those of [`Wire::encode`].
pub fn to_text(value: &(impl Wire + ?Sized)) -> Result<String, EncodeError> {
    String::from_utf8(to_vec(value)?).map_err(|error| EncodeError::new(error.to_string()))
}
