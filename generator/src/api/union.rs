//! Unions.

use super::{Constant, Type};

/// One of several types.
#[derive(Debug, Clone, PartialEq)]
pub struct Union {
    /// Variants in document order.
    pub variants: Vec<Variant>,
    /// Name of the discriminator: the member whose value selects the variant.
    pub tag: Option<String>,
}

/// A variant of a union.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// Name, in words.
    pub name: String,
    /// Type.
    pub ty: Type,
    /// The only value of the type, which is then not used.
    pub constant: Option<Constant>,
    /// Tags that select this variant.
    pub values: Vec<String>,
}
