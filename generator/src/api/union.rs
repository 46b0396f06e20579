//! Unions.

use super::Type;

/// One of several types.
#[derive(Debug, Clone, PartialEq)]
pub struct Union {
    /// In document order.
    pub variants: Vec<Variant>,
    /// Name of the member whose value selects the variant.
    pub tag: Option<String>,
}

/// A variant of a union.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// Its name, in words.
    pub name: String,
    /// Its type.
    pub ty: Type,
    /// Values of the tag that select this variant.
    pub values: Vec<String>,
}
