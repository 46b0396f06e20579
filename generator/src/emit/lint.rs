//! Lint allowances.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::rust::Allowance;

/// Prints `#[allow]`, if there is something to allow.
pub fn allow(allowance: Option<&Allowance>) -> Option<TokenStream> {
    allowance.map(|allowance| {
        let lints = allowance.lints.iter().map(|lint| {
            let names = [lint.tool(), Some(lint.name())].into_iter().flatten();
            let names = names.map(|name| Ident::new(name, Span::call_site()));
            quote!(#(#names)::*)
        });
        let reason = allowance.reason;
        quote!(#[allow(#(#lints,)* reason = #reason)])
    })
}
