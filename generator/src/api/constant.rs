//! Single values.

use std::fmt;

use super::Type;

/// The only value that a schema allows. `Display` shows it as JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Constant {
    /// A string.
    Text(String),
    /// An integer.
    Integer(i64),
    /// `true` or `false`.
    Boolean(bool),
}

impl Constant {
    /// Returns the type of the value.
    pub fn ty(&self) -> Type {
        match self {
            Self::Text(_) => Type::String,
            Self::Integer(_) => Type::Int64,
            Self::Boolean(_) => Type::Boolean,
        }
    }
}

impl fmt::Display for Constant {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => serde_json::Value::from(text.as_str()).fmt(formatter),
            Self::Integer(value) => value.fmt(formatter),
            Self::Boolean(value) => value.fmt(formatter),
        }
    }
}
