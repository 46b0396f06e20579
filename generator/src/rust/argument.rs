//! Arguments of generated functions.

use super::Type;

/// How a function takes a value.
#[derive(Debug, Clone, PartialEq)]
pub enum Argument {
    /// As it is.
    Value(Type),
    /// Text as `&str`.
    Text,
    /// As `impl Into<T>`.
    Into(Type),
    /// A list, as `impl IntoIterator` of its items.
    List(Element),
    /// A map, as `impl IntoIterator` of pairs, the keys of which convert into `String`.
    Map(Element),
}

/// How a function takes an item of a list or a value of a map.
#[derive(Debug, Clone, PartialEq)]
pub struct Element {
    /// The type that it has in the list or map.
    pub ty: Type,
    /// Whether it is taken as `impl Into<T>`.
    pub converts: bool,
}
