//! Unions.

use super::{Constant, Type};
use crate::diagnostics::Origin;

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
    /// Place in the document that describes it.
    pub origin: Origin,
    /// Index in the document's list of variants.
    pub index: usize,
    /// Name, in words: the title of its schema, or the named schema that it is or extends.
    pub name: Option<String>,
    /// Name from the options.
    pub renamed: Option<String>,
    /// Member that no other variant has, in words; only for variants without a name.
    pub member: Option<String>,
    /// Type.
    pub ty: Type,
    /// The only value of the type, which is then not used.
    pub constant: Option<Constant>,
    /// Tags that select this variant.
    pub values: Vec<String>,
}
