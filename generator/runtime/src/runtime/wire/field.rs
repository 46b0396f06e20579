//! Members with three states.

use super::{DecodeError, EncodeError, Kind, Look, Reader, Wire, Writer};

/// A member that may be absent, `null`, or have a value. A `PATCH` clears what is `Null` and leaves alone
/// what is `Absent`. A value converts into it, and so does an `Option`, whose `None` is `Null`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Field<T> {
    /// Not written.
    #[default]
    Absent,
    /// Written as `null`.
    Null,
    /// Written.
    Value(T),
}

impl<T> Field<T> {
    /// Returns the value, if there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Returns the value, if there is one.
    pub fn into_option(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Returns whether the member is absent.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Returns whether the member is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

impl<T> From<T> for Field<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl<T> From<Option<T>> for Field<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Value)
    }
}

impl<'a, T: From<&'a str> + Wire> From<&'a str> for Field<T> {
    fn from(value: &'a str) -> Self {
        Self::Value(value.into())
    }
}

impl<T, U: Into<T>, const N: usize> From<[U; N]> for Field<Vec<T>> {
    fn from(items: [U; N]) -> Self {
        Self::Value(items.into_iter().map(Into::into).collect())
    }
}

impl<T: Wire> Wire for Field<T> {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        if reader.null()? { Ok(Self::Null) } else { T::decode(reader).map(Self::Value) }
    }

    fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
        match self {
            Self::Value(value) => value.encode(writer),
            Self::Absent | Self::Null => {
                writer.literal("null");
                Ok(())
            }
        }
    }

    fn absent() -> Option<Self> {
        Some(Self::Absent)
    }

    fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    fn fit(look: &mut Look<'_>) -> Option<u32> {
        if look.is(Kind::Null) { Some(1) } else { T::fit(look) }
    }
}
