//! The result of lowering a schema.

use crate::api::Type;

/// Type of a schema, and whether its values can be `null`.
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

    /// Returns the type, which allows `null` if the schema does.
    pub(in crate::lower) fn into_type(self) -> Type {
        if self.nullable && self.ty != Type::Json {
            Type::Nullable(Box::new(self.ty))
        } else {
            self.ty
        }
    }
}
