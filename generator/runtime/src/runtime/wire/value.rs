//! Types with a JSON form.

use super::{Choice, DecodeError, EncodeError, Look, Reader, Row, Writer};

/// A type with a JSON form (RFC 8259).
pub trait Wire {
    /// Reads the value that starts here.
    ///
    /// # Errors
    ///
    /// If the value does not fit or the text is not JSON; the error has the path to the value.
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError>
    where
        Self: Sized;

    /// Writes the value.
    ///
    /// # Errors
    ///
    /// If JSON cannot represent the value; the error has the path to the part that it cannot represent.
    fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError>;

    /// Returns the value of a member that is absent from its object, or `None` if the member is required.
    #[must_use]
    fn absent() -> Option<Self>
    where
        Self: Sized,
    {
        None
    }

    /// Returns whether an object leaves out a member with this value, if the member is not required.
    fn is_absent(&self) -> bool {
        false
    }

    /// Returns the table of an object's members; empty for other types.
    #[must_use]
    fn rows() -> &'static [Row]
    where
        Self: Sized,
    {
        &[]
    }

    /// Returns the variants of a union without a tag; empty for other types.
    #[must_use]
    fn choices() -> &'static [Choice]
    where
        Self: Sized,
    {
        &[]
    }

    /// Returns how well a JSON value fits, the higher the better, or `None` if it cannot be read. Unions
    /// without a tag choose their variant by it.
    #[must_use]
    fn fit(look: &mut Look<'_>) -> Option<u32>
    where
        Self: Sized,
    {
        look.fit_of(Self::rows(), Self::choices())
    }
}
