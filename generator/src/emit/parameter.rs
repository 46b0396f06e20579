//! Parameters, and styles of values.

use proc_macro2::TokenStream;
use quote::quote;

use super::path::ident;
use super::print::literal;
use crate::rust::{Parameter, ParameterStyle, Style};

/// Prints the statement that writes a value into a call.
pub fn parameter(parameter: &Parameter, call: &TokenStream, value: &TokenStream) -> TokenStream {
    let method = ident(&parameter.method);
    let name = literal(&parameter.name);
    let style = match &parameter.style {
        ParameterStyle::Whole(one) => style(one),
        ParameterStyle::Form(properties) => styles(properties),
    };
    quote!(#call.#method(#name, #value, #style);)
}

/// Prints a style.
pub fn style(style: &Style) -> TokenStream {
    let name = ident(&style.name);
    let exploded = style.exploded.then(|| quote!(.exploded()));
    let reserved = style.reserved.then(|| quote!(.reserved()));
    quote!(runtime::Style::#name #exploded #reserved)
}

/// Prints the styles of a form's properties.
pub fn styles(properties: &[(String, Style)]) -> TokenStream {
    let properties = properties.iter().map(|(name, one)| {
        let (name, style) = (literal(name), style(one));
        quote!((#name, #style))
    });
    quote!(&[#(#properties),*])
}
