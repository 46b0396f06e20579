//! Arguments of generated functions.

use super::{Constant, Type};

/// Form in which a function takes a value.
#[derive(Debug, Clone, PartialEq)]
pub enum Argument {
    /// A value of the type itself.
    Value(Type),
    /// `&str`.
    Text,
    /// `impl Into<T>`.
    Into(Type),
    /// A list: `impl IntoIterator` over its items.
    List(Element),
    /// A map: `impl IntoIterator` over pairs, whose keys convert into `String`.
    Map(Element),
    /// `bool`: whether this value, which is the only one, is given.
    Flag(Constant),
    /// No argument: the value is always this one.
    Constant(Constant),
}

/// Form in which a function takes an item of a list or a value of a map.
#[derive(Debug, Clone, PartialEq)]
pub struct Element {
    /// Type of the item or value in the list or map.
    pub ty: Type,
    /// Whether the function takes `impl Into<T>`.
    pub converts: bool,
}
