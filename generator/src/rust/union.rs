//! Enums of unions.

use super::{Derive, Docs, Ident, Type};

/// An enum with a variant for each type of a union.
#[derive(Debug, Clone, PartialEq)]
pub struct Union {
    /// Name.
    pub name: Ident,
    /// Documentation.
    pub docs: Docs,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// Derived traits.
    pub derives: Vec<Derive>,
    /// Name of the discriminator, and name of the variant for all other tags.
    pub tag: Option<(String, Ident)>,
    /// Variants in document order.
    pub variants: Vec<Variant>,
}

/// A variant of a union.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// Name.
    pub name: Ident,
    /// Documentation.
    pub docs: Docs,
    /// Type of the value.
    pub ty: Type,
    /// Whether the variant holds the value in a `runtime::Boxed`.
    pub boxed: bool,
    /// Tags that select the variant.
    pub values: Vec<String>,
    /// Whether the union implements `From` for the value's type: no other variant has this type.
    pub converts: bool,
}

impl Union {
    /// Returns the identifiers that this declares.
    pub fn names(&self) -> Vec<&Ident> {
        let unknown = self.tag.iter().map(|(_, unknown)| unknown);
        let variants = self.variants.iter().map(|variant| &variant.name);
        [&self.name].into_iter().chain(unknown).chain(variants).collect()
    }
}
