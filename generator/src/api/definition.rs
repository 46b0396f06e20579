//! Named types.

use super::{Object, Type, Union};
use crate::diagnostics::Origin;

/// Words from which a name is made, best first. Never an identifier.
#[derive(Debug, Clone, Default)]
pub struct NameHint {
    /// Candidates; the first that is free is taken.
    pub candidates: Vec<String>,
    /// Whether it is a component's own name.
    pub component: bool,
}

/// A named type.
#[derive(Debug, Clone)]
pub struct TypeDef {
    /// Where the document describes it.
    pub origin: Origin,
    /// Candidates for its name.
    pub hint: NameHint,
    /// Its description.
    pub description: String,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// Its shape.
    pub kind: TypeKind,
    /// Whether requests contain it.
    pub in_request: bool,
    /// Whether responses contain it.
    pub in_response: bool,
}

impl TypeDef {
    /// Whether any operation uses it; other types are not generated.
    pub fn is_used(&self) -> bool {
        self.in_request || self.in_response
    }
}

/// Types of equal shape are equal, whatever their names and origins.
impl PartialEq for TypeDef {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind
    }
}

/// Shape of a named type.
#[derive(Debug, Clone, PartialEq)]
pub enum TypeKind {
    /// An object with members.
    Object(Object),
    /// A string, usually one of these; others are allowed.
    StringEnum(Vec<String>),
    /// An integer, usually one of these; others are allowed. Some have names.
    IntegerEnum(Vec<(i64, Option<String>)>),
    /// One of several types.
    Union(Union),
}

impl TypeKind {
    /// The types of its members or variants.
    pub fn types(&self) -> impl Iterator<Item = &Type> {
        let (object, union) = match self {
            Self::Object(object) => (Some(object), None),
            Self::Union(union) => (None, Some(union)),
            Self::StringEnum(_) | Self::IntegerEnum(_) => (None, None),
        };
        let members = object
            .into_iter()
            .flat_map(|object| object.members.iter().map(|member| &member.ty).chain(&object.rest));
        let variants = union.into_iter().flat_map(|union| &union.variants);
        members.chain(variants.map(|variant| &variant.ty))
    }
}
