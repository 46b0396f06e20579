//! Arguments of generated functions.

use super::context::Plan;
use super::types::Site;
use crate::api::{Type, TypeId, TypeKind};
use crate::options::Datetime;
use crate::rust::{Argument, Element};

/// Purpose of an argument.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A parameter, which is encoded at once: a reference is enough.
    Parameter,
    /// A request body.
    Body,
    /// A field of a struct, which keeps the value.
    Field,
}

impl Plan<'_> {
    /// Plans how a value of type `ty` is passed.
    pub fn argument(&mut self, ty: &Type, site: Site, purpose: Purpose) -> Argument {
        let ty = if self.is_text(ty) { &Type::String } else { ty };
        match ty {
            Type::String if purpose == Purpose::Parameter => Argument::Text,
            Type::List(inner) => Argument::List(self.element(inner, site)),
            Type::Map(inner) => Argument::Map(self.element(inner, site)),
            // A required value needs no `Some`.
            Type::Nullable(inner)
                if matches!(**inner, Type::Named(_)) && purpose != Purpose::Field =>
            {
                Argument::Into(self.ty(ty, site))
            }
            _ if self.converts(ty) || purpose == Purpose::Field && matches!(ty, Type::Named(_)) => {
                Argument::Into(self.ty(ty, site))
            }
            _ => Argument::Value(self.ty(ty, site)),
        }
    }

    /// Plans how an item of a list or a value of a map is passed.
    fn element(&mut self, ty: &Type, site: Site) -> Element {
        Element { ty: self.ty(ty, site), converts: self.converts(ty) }
    }

    /// Whether an argument of a type is taken as `impl Into`. Numbers are not: with `Into`, the type of a literal such
    /// as `1.0` could not be inferred.
    fn converts(&self, ty: &Type) -> bool {
        match ty {
            Type::Named(TypeId(id)) => match &self.api.types[*id].kind {
                TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) | TypeKind::Union(_) => true,
                TypeKind::Object(_) => false,
            },
            Type::String | Type::Json | Type::Base64 | Type::Base64Url => true,
            Type::DateTimeRfc2822 | Type::HttpDate => true,
            Type::UnixTime => self.layout.datetime != Datetime::String,
            ty => self.is_text(ty),
        }
    }

    /// Whether the Rust type is `String`, although the API's type may be more specific.
    fn is_text(&self, ty: &Type) -> bool {
        self.layout.datetime == Datetime::String
            && matches!(ty, Type::DateTime | Type::DateTimeRfc2822 | Type::HttpDate | Type::Date)
    }
}
