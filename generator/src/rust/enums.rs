//! Open enums.

use super::{Derive, Docs, Ident};

/// An enum of strings or integers that also holds values that are not listed.
#[derive(Debug, Clone, PartialEq)]
pub struct Enum<T> {
    /// Name.
    pub name: Ident,
    /// Documentation.
    pub docs: Docs,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// Derived traits.
    pub derives: Vec<Derive>,
    /// Variants in document order.
    pub variants: Vec<EnumVariant<T>>,
    /// Name of the variant for all other values.
    pub unknown: Ident,
}

/// A variant of an open enum.
#[derive(Debug, Clone, PartialEq)]
pub struct EnumVariant<T> {
    /// Name.
    pub name: Ident,
    /// Documentation.
    pub docs: Docs,
    /// Value on the wire.
    pub value: T,
}

impl<T> Enum<T> {
    /// Returns the identifiers that this declares.
    pub fn names(&self) -> Vec<&Ident> {
        let variants = self.variants.iter().map(|variant| &variant.name);
        [&self.name, &self.unknown].into_iter().chain(variants).collect()
    }
}
