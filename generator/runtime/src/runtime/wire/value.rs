//! Types with a JSON form.

use super::{Choice, DecodeError, EncodeError, Look, Reader, Row, Writer};

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
