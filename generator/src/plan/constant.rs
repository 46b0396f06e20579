//! Single values.

use super::enums::{integer_variant, shown};
use super::names::variant_name;
use crate::api;
use crate::rust::{Constant, Ident};

/// Plans the only value of a member, variant or parameter.
pub fn constant(value: &api::Constant) -> Constant {
    match value {
        api::Constant::Text(text) => Constant::Text(text.clone()),
        api::Constant::Integer(number) => Constant::Integer(*number),
        api::Constant::Boolean(value) => Constant::Boolean(*value),
    }
}

/// Shows a value in documentation, as values of enums are shown.
pub fn shown_constant(value: &api::Constant) -> String {
    match value {
        api::Constant::Text(text) => shown(text),
        other => shown(other),
    }
}

/// Returns the name of the variant that is a single value.
pub fn constant_variant(value: &api::Constant) -> Ident {
    match value {
        api::Constant::Text(text) => variant_name(text),
        api::Constant::Integer(number) => integer_variant(*number),
        api::Constant::Boolean(true) => Ident::new("True"),
        api::Constant::Boolean(false) => Ident::new("False"),
    }
}
