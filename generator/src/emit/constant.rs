//! Single values.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use super::print::literal;
use crate::rust::Constant;

/// Prints the literal of a value, as tables have it.
pub fn constant(value: &Constant) -> String {
    match value {
        Constant::Text(text) => literal(text).to_string(),
        Constant::Integer(number) => number.to_string(),
        Constant::Boolean(value) => value.to_string(),
    }
}

/// Prints a reference to a value that a parameter accepts.
pub fn reference(value: &Constant) -> TokenStream {
    match value {
        Constant::Text(text) => literal(text).into_token_stream(),
        Constant::Integer(number) => {
            let number = Literal::i64_suffixed(*number);
            quote!(&#number)
        }
        Constant::Boolean(value) => quote!(&#value),
    }
}

/// Prints a value of a type that owns it.
pub fn owned(value: &Constant) -> TokenStream {
    match value {
        Constant::Text(text) => {
            let text = literal(text);
            quote!(#text.to_owned())
        }
        Constant::Integer(number) => Literal::i64_unsuffixed(*number).into_token_stream(),
        Constant::Boolean(value) => quote!(#value),
    }
}
