//! Parameters.

use proc_macro2::TokenStream;
use quote::quote;

use super::path::ident;
use super::print::literal;
use crate::rust::Parameter;

/// Prints the statement that writes a value into a call.
pub fn parameter(parameter: &Parameter, call: &TokenStream, value: &TokenStream) -> TokenStream {
    let (method, style) = (ident(&parameter.method), ident(&parameter.style));
    let name = literal(&parameter.name);
    quote!(#call.#method(#name, #value, runtime::Style::#style);)
}
