//! The result of lowering a schema.

use crate::api::Type;

/// A schema's type, and whether its values may be `null`.
pub(in crate::lower) struct Lowered {
    pub ty: Type,
    pub nullable: bool,
}

impl Lowered {
    pub(in crate::lower) fn new(ty: Type, nullable: bool) -> Self {
        match ty {
            Type::Nullable(inner) => Self { ty: *inner, nullable: true },
            ty => Self { ty, nullable },
        }
    }

    pub(in crate::lower) fn json() -> Self {
        Self { ty: Type::Json, nullable: false }
    }

    /// The type with `null` in it.
    pub(in crate::lower) fn into_type(self) -> Type {
        if self.nullable && self.ty != Type::Json {
            Type::Nullable(Box::new(self.ty))
        } else {
            self.ty
        }
    }
}
