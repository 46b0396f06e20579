//! JSON text to Rust values and back, by tables and without a tree between them.

pub mod base64;
pub mod datetime_chrono;
pub mod datetime_jiff;
pub mod datetime_time;
pub mod uuid;

mod enums;
mod error;
mod field;
mod formats;
mod json;
mod look;
mod number;
mod object;
mod primitives;
mod reader;
mod rest;
mod string;
mod union;
mod writer;

pub use enums::{UnknownInteger, UnknownValue};
pub(crate) use enums::{integer_enum, string_enum};
pub use error::{DecodeError, EncodeError};
pub use field::Field;
pub use formats::{deserialize, serialize};
pub use json::to_value;
pub use look::Look;
pub(crate) use object::object;
pub use object::{Presence, Required, Row, Slot, slot};
pub use reader::{Kind, Reader};
pub use rest::Rest;
pub(crate) use union::union;
pub use union::{Choice, choose, fit_of};
pub use writer::Writer;

/// Any JSON value.
pub type Json = serde_json::Value;

/// A type with a JSON form (RFC 8259).
pub trait Wire {
    /// Reads the value that starts here.
    ///
    /// # Errors
    ///
    /// When the value does not fit or the text is not JSON, with the path to what is wrong.
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError>
    where
        Self: Sized;

    /// Writes the value.
    ///
    /// # Errors
    ///
    /// When JSON has no form for it, with the path to what has none.
    fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError>;

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

    /// The variants of a union without a tag; empty for everything else.
    #[must_use]
    fn choices() -> &'static [Choice]
    where
        Self: Sized,
    {
        &[]
    }

    /// How well a JSON value fits: `None` when it cannot be read, else the higher the better. Decides
    /// between the variants of a union that has no discriminator.
    #[must_use]
    fn fit(look: &mut Look<'_>) -> Option<u32>
    where
        Self: Sized,
    {
        look.fit_of(Self::rows(), Self::choices())
    }
}

/// A value from JSON text in UTF-8; a byte order mark before it is skipped (RFC 8259, section 8.1). Of members
/// with the same name the last one counts; arrays and objects nest to a depth of 128.
///
/// # Errors
///
/// When the text is not JSON, or its value does not fit.
pub fn from_slice<T: Wire>(text: &[u8]) -> Result<T, DecodeError> {
    let mut reader = Reader::from_bytes(text)?;
    let value = T::decode(&mut reader);
    reader.finish(value)
}

/// A value as JSON text.
///
/// # Errors
///
/// Those of [`Wire::encode`].
pub fn to_vec(value: &(impl Wire + ?Sized)) -> Result<Vec<u8>, EncodeError> {
    let mut writer = Writer::default();
    value.encode(&mut writer)?;
    Ok(writer.into_bytes())
}

#[cfg(test)]
mod syntax_tests;
#[cfg(test)]
mod tests;
