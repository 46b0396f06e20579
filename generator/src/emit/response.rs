//! Enums of bodies by status, with their tables.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::doc::docs;
use super::path::ident;
use super::print::Source;
use super::types::derive;
use crate::rust::{Decoding, Responses, Status};

/// Prints an enum and its table.
pub fn responses(item: &Responses, out: &mut Source<'_>) {
    let (docs_, name, derive) = (docs(&item.docs), ident(&item.name), derive(&item.derives));
    let variants = item.cases.iter().map(|case| {
        let (docs, name) = (docs(&case.docs), ident(&case.name));
        let body = case.body.as_ref().map(|(_, ty)| {
            let ty = out.ty(ty);
            quote!((#ty))
        });
        quote!(#docs #name #body)
    });
    let tokens = quote! {
        #docs_
        #derive
        #[non_exhaustive]
        pub enum #name { #(#variants),* }
    };
    out.tokens(tokens);
    let mut table = format!("runtime::responses!({} {{\n", item.name);
    for case in &item.cases {
        let body = match case.body {
            Some((Decoding::Json, _)) => "(Json)",
            Some((Decoding::Text, _)) => "(Text)",
            Some((Decoding::Binary, _)) => "(Binary)",
            None => "",
        };
        table.push_str(&format!("    {} => {}{body},\n", row(case.status), case.name));
    }
    table.push_str("});\n");
    out.table(&table);
}

/// Prints a status in a table. `4XX` is not a Rust token, so the table writes ranges as `4 XX`.
fn row(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Class(class) => format!("{class} XX"),
        Status::Default => "default".to_owned(),
    }
}

/// Prints a variant of `runtime::Status`.
pub fn status(status: Status) -> TokenStream {
    match status {
        Status::Code(code) => {
            let code = Literal::u16_unsuffixed(code);
            quote!(runtime::Status::Code(#code))
        }
        Status::Class(class) => {
            let class = Literal::u16_unsuffixed(class);
            quote!(runtime::Status::Class(#class))
        }
        Status::Default => quote!(runtime::Status::Default),
    }
}
