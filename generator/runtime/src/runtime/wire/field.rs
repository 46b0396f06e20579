//! Members with three states.

use super::{DecodeError, EncodeError, Json, Wire};

/// A member that may be absent, `null`, or have a value. A `PATCH` clears what is `Null` and leaves alone
/// what is `Absent`.
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
    /// The value, where there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The value, where there is one.
    pub fn into_option(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Whether the member is not there at all.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether the member is `null`.
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

impl From<&str> for Field<String> {
    fn from(value: &str) -> Self {
        Self::Value(value.to_owned())
    }
}

impl<T: Wire> Wire for Field<T> {
    fn decode(value: Json) -> Result<Self, DecodeError> {
        match value {
            Json::Null => Ok(Self::Null),
            value => T::decode(value).map(Self::Value),
        }
    }

    fn encode(&self) -> Result<Json, EncodeError> {
        self.value().map_or(Ok(Json::Null), T::encode)
    }

    fn absent() -> Option<Self> {
        Some(Self::Absent)
    }

    fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    fn fit(value: &Json) -> Option<u32> {
        if value.is_null() { Some(1) } else { T::fit(value) }
    }
}
