//! Open enums.

use super::{Derive, Docs, Ident};

/// An enum of strings or integers that keeps values that it does not know.
#[derive(Debug, Clone, PartialEq)]
pub struct Enum<T> {
    /// Its name.
    pub name: Ident,
    /// Documentation.
    pub docs: Docs,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// Traits that it derives.
    pub derives: Vec<Derive>,
    /// In document order.
    pub variants: Vec<EnumVariant<T>>,
    /// Name of the variant for every other value.
    pub unknown: Ident,
}

/// A variant of an open enum.
#[derive(Debug, Clone, PartialEq)]
pub struct EnumVariant<T> {
    /// Its name.
    pub name: Ident,
    /// Documentation.
    pub docs: Docs,
    /// Its value on the wire.
    pub value: T,
}

impl<T> Enum<T> {
    /// The identifiers that it declares.
    pub fn names(&self) -> Vec<&Ident> {
        let variants = self.variants.iter().map(|variant| &variant.name);
        [&self.name, &self.unknown].into_iter().chain(variants).collect()
    }
}
