//! Documentation comments.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::Docs;

/// Prints one `#[doc]` attribute per line.
pub fn docs(docs: &Docs) -> TokenStream {
    let lines = docs.lines().iter().map(|line| {
        let line = if line.is_empty() { String::new() } else { format!(" {line}") };
        quote!(#[doc = #line])
    });
    quote!(#(#lines)*)
}
