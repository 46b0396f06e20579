//! Enums of unions.

use super::{Derive, Docs, Ident, Type};

/// An enum with a variant for each type of a union.
#[derive(Debug, Clone, PartialEq)]
pub struct Union {
    /// Its name.
    pub name: Ident,
    /// Documentation.
    pub docs: Docs,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// Traits that it derives.
    pub derives: Vec<Derive>,
    /// The member that says which variant it is, and the name of the variant for all others.
    pub tag: Option<(String, Ident)>,
    /// In document order.
    pub variants: Vec<Variant>,
}

/// A variant of a union.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// Its name.
    pub name: Ident,
    /// Documentation.
    pub docs: Docs,
    /// Type of the value.
    pub ty: Type,
    /// Whether the variant holds the value in a `Box`.
    pub boxed: bool,
    /// Values of the tag that mean it.
    pub values: Vec<String>,
    /// Whether the value converts into the union: no other variant has the same type.
    pub converts: bool,
}

impl Union {
    /// The identifiers that it declares.
    pub fn names(&self) -> Vec<&Ident> {
        let unknown = self.tag.iter().map(|(_, unknown)| unknown);
        let variants = self.variants.iter().map(|variant| &variant.name);
        [&self.name].into_iter().chain(unknown).chain(variants).collect()
    }
}
