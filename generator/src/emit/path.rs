//! Identifiers and paths.

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::Token;

use crate::rust::{Ident, Path, Start};

/// Prints an identifier.
pub fn ident(name: &Ident) -> proc_macro2::Ident {
    match name.is_raw() {
        true => proc_macro2::Ident::new_raw(name.as_str(), Span::call_site()),
        false => proc_macro2::Ident::new(name.as_str(), Span::call_site()),
    }
}

/// Prints a path.
pub fn path(path: &Path) -> TokenStream {
    let mut tokens = TokenStream::new();
    let mut is_first = true;
    let mut add = |part: &dyn ToTokens| {
        if !std::mem::take(&mut is_first) {
            <Token![::]>::default().to_tokens(&mut tokens);
        }
        part.to_tokens(&mut tokens);
    };
    match path.start {
        Start::Scope => {}
        // An empty first segment prints the leading `::`.
        Start::Extern => add(&TokenStream::new()),
        Start::Module => add(&<Token![self]>::default()),
        Start::Crate => add(&<Token![crate]>::default()),
        Start::Parent(levels) => (0..levels).for_each(|_| add(&<Token![super]>::default())),
    }
    path.names.iter().for_each(|name| add(&ident(name)));
    tokens
}
