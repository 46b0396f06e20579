//! Identifiers and paths.

use proc_macro2::{Span, TokenStream};
use quote::quote;

use crate::rust::{Ident, Path, Start};

/// An identifier.
pub fn ident(name: &Ident) -> proc_macro2::Ident {
    match name.is_raw() {
        true => proc_macro2::Ident::new_raw(name.as_str(), Span::call_site()),
        false => proc_macro2::Ident::new(name.as_str(), Span::call_site()),
    }
}

/// A path.
pub fn path(path: &Path) -> TokenStream {
    let names = path.names.iter().map(ident);
    let names = quote!(#(#names)::*);
    let separator = (!path.names.is_empty()).then(|| quote!(::));
    match path.start {
        Start::Scope => names,
        Start::Extern => quote!(::#names),
        Start::Module => quote!(self #separator #names),
        Start::Crate => quote!(crate #separator #names),
        Start::Parent(levels) => {
            let parents = (0..levels).map(|_| quote!(super));
            quote!(#(#parents)::* #separator #names)
        }
    }
}
