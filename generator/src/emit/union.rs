//! Enums of unions with their tables.

use quote::quote;

use super::doc::docs;
use super::path::ident;
use super::print::{Source, deprecated, literal};
use super::types::derive;
use crate::rust::{Std, Union};

/// Prints an enum, its conversions and its table.
pub fn union(item: &Union, out: &mut Source<'_>) {
    let (docs_, name) = (docs(&item.docs), ident(&item.name));
    let (deprecated, derive) = (deprecated(item.deprecated), derive(&item.derives));
    let variants = item.variants.iter().map(|variant| {
        let docs = docs(&variant.docs);
        let (name, ty) = (ident(&variant.name), out.ty(&variant.ty));
        let ty = if variant.boxed { quote!(runtime::Boxed<#ty>) } else { ty };
        quote!(#docs #name(#ty))
    });
    let unknown = item.tag.as_ref().map(|(_, unknown)| {
        let unknown = ident(unknown);
        quote!(
            /// A variant that the description does not list.
            #unknown(runtime::wire::Json),
        )
    });
    let from_trait = out.std(Std::From);
    let from = item.variants.iter().filter(|variant| variant.converts).map(|variant| {
        let (variant_name, ty) = (ident(&variant.name), out.ty(&variant.ty));
        let value = if variant.boxed { quote!(runtime::Boxed::new(value)) } else { quote!(value) };
        quote! {
            impl #from_trait<#ty> for #name {
                fn from(value: #ty) -> Self {
                    Self::#variant_name(#value)
                }
            }
        }
    });
    let tokens = quote! {
        #docs_
        #deprecated
        #derive
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #unknown
        }
        #(#from)*
    };
    out.tokens(tokens);
    out.table(&table(item));
}

fn table(item: &Union) -> String {
    let mut text = match &item.tag {
        Some((tag, _)) => format!("runtime::wire::union!({} by {} {{\n", item.name, literal(tag)),
        None => format!("runtime::wire::union!({} {{\n", item.name),
    };
    for variant in &item.variants {
        if item.tag.is_some() {
            let values: Vec<String> =
                variant.values.iter().map(|value| literal(value).to_string()).collect();
            text.push_str(&format!("    {} => {},\n", values.join(" | "), variant.name));
        } else {
            text.push_str(&format!("    {},\n", variant.name));
        }
    }
    match &item.tag {
        Some((_, unknown)) => text.push_str(&format!("}}, else {unknown});\n")),
        None => text.push_str("});\n"),
    }
    text
}
