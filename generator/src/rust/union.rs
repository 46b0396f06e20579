//! Enums of unions.

use super::{Constant, Derive, Docs, Ident, Type};

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
    /// Name of the discriminator.
    pub tag: Option<String>,
    /// Variants in document order.
    pub variants: Vec<Variant>,
    /// Name of the variant for values that the description does not list, if there is one.
    pub unknown: Option<Ident>,
}

/// A variant of a union.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// Name.
    pub name: Ident,
    /// Documentation.
    pub docs: Docs,
    /// Value.
    pub value: VariantValue,
}

/// Value of a variant.
#[derive(Debug, Clone, PartialEq)]
pub enum VariantValue {
    /// A single value, which the variant does not hold.
    Constant(Constant),
    /// A value of a type.
    Type {
        /// Type of the value.
        ty: Type,
        /// Whether the variant holds the value in a `runtime::Boxed`.
        boxed: bool,
        /// Tags that select the variant.
        tags: Vec<String>,
        /// Whether the union implements `From` for the value's type: no other variant has this type.
        converts: bool,
    },
}

impl Union {
    /// Returns the identifiers that this declares.
    pub fn names(&self) -> Vec<&Ident> {
        let variants = self.variants.iter().map(|variant| &variant.name);
        [&self.name].into_iter().chain(&self.unknown).chain(variants).collect()
    }
}
