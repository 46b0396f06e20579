//! Enums of unions with their tables.

use quote::quote;

use super::constant::constant;
use super::doc::docs;
use super::path::ident;
use super::print::{Source, deprecated, literal};
use super::types::derive;
use crate::rust::{Std, Union, VariantValue};

/// Prints an enum, its conversions and its table.
pub fn union(item: &Union, out: &mut Source<'_>) {
    let (docs_, name) = (docs(&item.docs), ident(&item.name));
    let (deprecated, derive) = (deprecated(item.deprecated), derive(&item.derives));
    let variants = item.variants.iter().map(|variant| {
        let (docs, name) = (docs(&variant.docs), ident(&variant.name));
        match &variant.value {
            VariantValue::Constant(_) => quote!(#docs #name),
            VariantValue::Type { ty, boxed: is_boxed, .. } => {
                let ty = out.ty(ty);
                let ty = if *is_boxed { quote!(runtime::Boxed<#ty>) } else { ty };
                quote!(#docs #name(#ty))
            }
        }
    });
    let unknown = item.unknown.as_ref().map(|unknown| {
        let unknown = ident(unknown);
        let docs = match item.tag {
            Some(_) => quote!(#[doc = " A variant that the description does not list."]),
            None => quote!(#[doc = " A value that the description does not list."]),
        };
        quote!(#docs #unknown(runtime::wire::Json),)
    });
    let from_trait = out.std(Std::From);
    let from = item.variants.iter().filter_map(|variant| {
        let VariantValue::Type { ty, boxed: is_boxed, converts: true, .. } = &variant.value else {
            return None;
        };
        let (variant_name, ty) = (ident(&variant.name), out.ty(ty));
        let value = if *is_boxed { quote!(runtime::Boxed::new(value)) } else { quote!(value) };
        Some(quote! {
            impl #from_trait<#ty> for #name {
                fn from(value: #ty) -> Self {
                    Self::#variant_name(#value)
                }
            }
        })
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
        Some(tag) => format!("runtime::wire::union!({} by {} {{\n", item.name, literal(tag)),
        None => format!("runtime::wire::union!({} {{\n", item.name),
    };
    // The macro takes constants before other variants.
    let is_constant = |value: &VariantValue| matches!(value, VariantValue::Constant(_));
    let (constants, others): (Vec<_>, Vec<_>) =
        item.variants.iter().partition(|variant| is_constant(&variant.value));
    for variant in constants.into_iter().chain(others) {
        let row = match &variant.value {
            VariantValue::Constant(value) => format!("= {} => {}", constant(value), variant.name),
            VariantValue::Type { tags, .. } if item.tag.is_some() => {
                let tags: Vec<String> = tags.iter().map(|tag| literal(tag).to_string()).collect();
                format!("{} => {}", tags.join(" | "), variant.name)
            }
            VariantValue::Type { .. } => variant.name.to_string(),
        };
        text.push_str(&format!("    {row},\n"));
    }
    match &item.unknown {
        Some(unknown) => text.push_str(&format!("}}, else {unknown});\n")),
        None => text.push_str("});\n"),
    }
    text
}
