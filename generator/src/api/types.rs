//! Types of values.

/// Index of a named type in [`super::Api::types`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub usize);

/// A type of values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Type {
    /// A named type.
    Named(TypeId),
    /// A list.
    List(Box<Type>),
    /// A map with string keys.
    Map(Box<Type>),
    /// A value of a type, or `null`.
    Nullable(Box<Type>),
    /// Text.
    String,
    /// A 32-bit integer.
    Int32,
    /// A 64-bit integer.
    Int64,
    /// An unsigned 64-bit integer.
    UInt64,
    /// A single-precision number.
    Float,
    /// A double-precision number.
    Double,
    /// `true` or `false`.
    Boolean,
    /// RFC 3339 date and time.
    DateTime,
    /// RFC 2822 date and time.
    DateTimeRfc2822,
    /// Date and time as HTTP headers have it (RFC 9110, section 5.6.7).
    HttpDate,
    /// Seconds since 1970, as an integer.
    UnixTime,
    /// RFC 3339 full-date.
    Date,
    /// RFC 9562 UUID.
    Uuid,
    /// Base64 text of bytes.
    Base64,
    /// Base64 text of bytes in the alphabet for URLs, without padding.
    Base64Url,
    /// A file of a multipart body.
    File,
    /// Any JSON value.
    Json,
}

impl Type {
    /// Returns the named type that this is or contains, if any.
    pub fn named(&self) -> Option<TypeId> {
        match self {
            Self::Named(id) => Some(*id),
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => inner.named(),
            _ => None,
        }
    }
}
