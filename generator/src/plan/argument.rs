//! How values are passed to generated functions.

use super::Plan;
use crate::api::{Type, TypeId, TypeKind};
use crate::options::Datetime;
use crate::rust::{Argument, Conversion};

/// What an argument is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// It is a parameter, written into a call and then dropped: references do.
    Parameter,
    /// It is a body.
    Body,
    /// It is kept in a struct.
    Field,
}

impl Plan<'_> {
    /// How a value of type `ty` is passed. `types` is the path of the module of types.
    pub fn argument(&mut self, ty: &Type, types: &str, purpose: Purpose) -> Argument {
        let ty = if self.is_text(ty) { &Type::String } else { ty };
        let printed = self.ty(ty, types);
        let plain = |ty: String| Argument { ty, conversion: Conversion::None };
        let into = self.prelude.path("Into");
        match ty {
            Type::String if purpose == Purpose::Parameter => {
                Argument { ty: "&str".to_owned(), conversion: Conversion::Reference }
            }
            Type::List(inner) => {
                let items = self.item(inner, types);
                let iterator = self.prelude.path("IntoIterator");
                Argument {
                    ty: format!("impl {iterator}<Item = {items}>"),
                    conversion: Conversion::List,
                }
            }
            Type::Map(inner) => {
                let values = self.item(inner, types);
                let iterator = self.prelude.path("IntoIterator");
                let string = self.prelude.path("String");
                Argument {
                    ty: format!("impl {iterator}<Item = (impl {into}<{string}>, {values})>"),
                    conversion: Conversion::Map,
                }
            }
            // A value does without `Some`.
            Type::Nullable(inner)
                if matches!(**inner, Type::Named(_)) && purpose != Purpose::Field =>
            {
                Argument { ty: format!("impl {into}<{printed}>"), conversion: Conversion::Into }
            }
            _ if self.converts(ty) || purpose == Purpose::Field && matches!(ty, Type::Named(_)) => {
                Argument { ty: format!("impl {into}<{printed}>"), conversion: Conversion::Into }
            }
            _ => plain(printed),
        }
    }

    /// The type of an item of a list or map argument.
    fn item(&mut self, ty: &Type, types: &str) -> String {
        let printed = self.ty(ty, types);
        if self.converts(ty) {
            format!("impl {}<{printed}>", self.prelude.path("Into"))
        } else {
            printed
        }
    }

    /// Whether other types than itself convert into a type. Numbers are taken as they are: with `Into`, a
    /// literal such as `1.0` has no type.
    fn converts(&self, ty: &Type) -> bool {
        match ty {
            Type::Named(TypeId(id)) => match &self.api.types[*id].kind {
                TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) | TypeKind::Union(_) => true,
                TypeKind::Object(_) => false,
            },
            Type::String | Type::Json | Type::Base64 | Type::DateTimeRfc2822 => true,
            ty => self.is_text(ty),
        }
    }

    /// Whether a type is text for want of a better one.
    fn is_text(&self, ty: &Type) -> bool {
        self.layout.datetime == Datetime::String
            && matches!(ty, Type::DateTime | Type::DateTimeRfc2822 | Type::Date)
    }
}
