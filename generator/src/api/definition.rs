//! Named types.

use super::{Object, Type, Union};
use crate::diagnostics::Origin;

/// Words to name a type by, the best first. They are not identifiers yet.
#[derive(Debug, Clone, Default)]
pub struct NameHint {
    /// Candidates, in order of preference.
    pub candidates: Vec<String>,
    /// Whether the first candidate is the name of a component.
    pub component: bool,
}

/// A named type.
#[derive(Debug, Clone)]
pub struct TypeDef {
    /// Place in the document that describes it.
    pub origin: Origin,
    /// Candidates for the name.
    pub hint: NameHint,
    /// Description.
    pub description: String,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// Shape.
    pub kind: TypeKind,
    /// Whether requests contain it.
    pub in_request: bool,
    /// Whether responses contain it.
    pub in_response: bool,
}

impl TypeDef {
    /// Whether any operation uses the type; other types are not generated.
    pub fn is_used(&self) -> bool {
        self.in_request || self.in_response
    }
}

/// Compares shapes: types may be equal although their names and origins differ.
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
    /// A string, usually one of these; other values are allowed.
    StringEnum(Vec<String>),
    /// An integer, usually one of these; other values are allowed. Some values have names.
    IntegerEnum(Vec<(i64, Option<String>)>),
    /// One of several types.
    Union(Union),
}

impl TypeKind {
    /// Returns the types of members or variants, except those with a single value.
    pub fn types(&self) -> impl Iterator<Item = &Type> {
        let (object, union) = match self {
            Self::Object(object) => (Some(object), None),
            Self::Union(union) => (None, Some(union)),
            Self::StringEnum(_) | Self::IntegerEnum(_) => (None, None),
        };
        let members = object.into_iter().flat_map(|object| {
            let members = object.members.iter().filter(|member| member.constant.is_none());
            members.map(|member| &member.ty).chain(&object.rest)
        });
        let variants = union.into_iter().flat_map(|union| &union.variants);
        let variants = variants.filter(|variant| variant.constant.is_none());
        members.chain(variants.map(|variant| &variant.ty))
    }
}
