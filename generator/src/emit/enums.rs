//! Open enums with their tables.

use proc_macro2::TokenStream;
use quote::quote;

use super::doc::docs;
use super::path::ident;
use super::print::{Source, deprecated, literal};
use super::types::derive;
use crate::rust::{Enum, Ident};

/// Prints an enum of strings and its table.
pub fn string_enum(item: &Enum<String>, out: &mut Source<'_>) {
    open_enum(item, &quote!(runtime::wire::UnknownValue), out);
    let rows = item.variants.iter().map(|one| (literal(&one.value).to_string(), &one.name));
    table("string_enum", item, rows, out);
}

/// Prints an enum of integers and its table.
pub fn integer_enum(item: &Enum<i64>, out: &mut Source<'_>) {
    open_enum(item, &quote!(runtime::wire::UnknownInteger), out);
    let rows = item.variants.iter().map(|one| (one.value.to_string(), &one.name));
    table("integer_enum", item, rows, out);
}

fn open_enum<T>(item: &Enum<T>, payload: &TokenStream, out: &mut Source<'_>) {
    let (name, unknown, docs_) = (ident(&item.name), ident(&item.unknown), docs(&item.docs));
    let (deprecated, derive) = (deprecated(item.deprecated), derive(&item.derives));
    let variants = item.variants.iter().map(|variant| {
        let (docs, name) = (docs(&variant.docs), ident(&variant.name));
        quote!(#docs #name)
    });
    out.tokens(quote! {
        #docs_
        #deprecated
        #derive
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// A value that the description does not list.
            #unknown(#payload),
        }
    });
}

/// Prints the wire table; each row has a value, as a Rust literal, and its variant.
fn table<'a, T>(
    kind: &str,
    item: &Enum<T>,
    rows: impl Iterator<Item = (String, &'a Ident)>,
    out: &mut Source<'_>,
) {
    let mut text = format!("runtime::wire::{kind}!({} {{\n", item.name);
    for (value, variant) in rows {
        text.push_str(&format!("    {value} => {variant},\n"));
    }
    text.push_str(&format!("}}, else {});\n", item.unknown));
    out.table(&text);
}
