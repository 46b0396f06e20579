//! Structs, enums and unions with their tables.

use proc_macro2::TokenStream;
use quote::quote;

use super::print::{Source, deprecated, docs, ident, literal, path};
use crate::rust::{Enum, Field, Presence, Struct, Union};

pub fn structure(item: &Struct, out: &mut Source) {
    let name = ident(&item.name);
    let docs_ = docs(&item.docs);
    let deprecated_ = deprecated(item.deprecated);
    let fields = item.fields.iter().map(|field| {
        let (docs, name, ty) = (docs(&field.docs), ident(&field.name), field_type(field));
        let deprecated = deprecated(field.deprecated);
        quote!(#docs #deprecated pub #name: #ty)
    });
    let bare = item.constructible && !item.fields.iter().any(takes_argument);
    let default = bare.then(|| quote!(, Default));
    out.tokens(quote! {
        #docs_
        #deprecated_
        #[derive(Debug, Clone, PartialEq #default)]
        #[non_exhaustive]
        pub struct #name { #(#fields),* }
    });
    if item.constructible {
        constructors(item, out);
    }
    let mut table = if item.multipart {
        format!("runtime::multipart!({} {{\n", item.name)
    } else {
        format!("runtime::wire::object!({} {{\n", item.name)
    };
    for field in &item.fields {
        match &field.wire {
            Some(wire) => {
                let presence = match field.presence {
                    Presence::Required => "required",
                    Presence::Optional => "optional",
                    Presence::Nullable => "nullable",
                    Presence::ThreeState => "field",
                    Presence::Rest => continue,
                };
                let file = if field.file { " file" } else { "" };
                table.push_str(&format!(
                    "    {} => {} {presence}{file},\n",
                    literal(wire),
                    field.name
                ));
            }
            None if !item.multipart => table.push_str(&format!("    .. => {},\n", field.name)),
            None => {}
        }
    }
    table.push_str("});\n");
    out.table(&table);
}

fn takes_argument(field: &Field) -> bool {
    matches!(field.presence, Presence::Required | Presence::Nullable)
}

fn value_type(field: &Field) -> TokenStream {
    let ty = path(&field.ty);
    if field.boxed { quote!(::std::boxed::Box<#ty>) } else { ty }
}

fn field_type(field: &Field) -> TokenStream {
    let ty = value_type(field);
    match field.presence {
        Presence::Required | Presence::Rest => ty,
        Presence::Optional | Presence::Nullable => quote!(::std::option::Option<#ty>),
        Presence::ThreeState => quote!(runtime::Field<#ty>),
    }
}

fn constructors(item: &Struct, out: &mut Source) {
    let name = ident(&item.name);
    let arguments = item.fields.iter().filter(|f| takes_argument(f)).map(|field| {
        let (name, ty) = (ident(&field.name), path(&field.ty));
        match field.presence {
            Presence::Nullable => quote!(#name: ::std::option::Option<#ty>),
            _ => quote!(#name: impl ::std::convert::Into<#ty>),
        }
    });
    let values = item.fields.iter().map(|field| {
        let name = ident(&field.name);
        match (field.presence, field.boxed) {
            (Presence::Required, false) => quote!(#name: #name.into()),
            (Presence::Required, true) => quote!(#name: ::std::boxed::Box::new(#name.into())),
            (Presence::Nullable, false) => quote!(#name),
            (Presence::Nullable, true) => quote!(#name: #name.map(::std::boxed::Box::new)),
            (Presence::Optional, _) => quote!(#name: ::std::option::Option::None),
            (Presence::ThreeState, _) => quote!(#name: runtime::Field::Absent),
            (Presence::Rest, _) => quote!(#name: ::std::collections::BTreeMap::new()),
        }
    });
    let setters = item.fields.iter().filter(|f| !takes_argument(f)).map(|field| {
        let (name, setter, ty) = (ident(&field.name), ident(&field.setter), path(&field.ty));
        let doc = docs(&[format!("Sets [`Self::{}`].", field.name.trim_start_matches("r#"))]);
        let (argument, value) = match (field.presence, field.boxed) {
            (Presence::Optional, false) => (
                quote!(impl ::std::convert::Into<#ty>),
                quote!(::std::option::Option::Some(value.into())),
            ),
            (Presence::Optional, true) => (
                quote!(impl ::std::convert::Into<#ty>),
                quote!(::std::option::Option::Some(::std::boxed::Box::new(value.into()))),
            ),
            (Presence::ThreeState, true) => (
                quote!(impl ::std::convert::Into<runtime::Field<::std::boxed::Box<#ty>>>),
                quote!(value.into()),
            ),
            (Presence::ThreeState, false) => {
                (quote!(impl ::std::convert::Into<runtime::Field<#ty>>), quote!(value.into()))
            }
            _ => (ty, quote!(value)),
        };
        quote! {
            #doc
            pub fn #setter(mut self, value: #argument) -> Self {
                self.#name = #value;
                self
            }
        }
    });
    let summary = docs(&[format!("A `{}` with what it must have.", item.name)]);
    out.tokens(quote! {
        impl #name {
            #summary
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#values),* }
            }
            #(#setters)*
        }
    });
}

pub fn string_enum(item: &Enum<String>, out: &mut Source) {
    open_enum(item, "UnknownValue", out);
    let mut table = format!("runtime::wire::string_enum!({} {{\n", item.name);
    for (value, variant) in &item.variants {
        table.push_str(&format!("    {} => {variant},\n", literal(value)));
    }
    table.push_str(&format!("}}, else {});\n", item.unknown));
    out.table(&table);
}

pub fn integer_enum(item: &Enum<i64>, out: &mut Source) {
    open_enum(item, "UnknownInteger", out);
    let mut table = format!("runtime::wire::integer_enum!({} {{\n", item.name);
    for (value, variant) in &item.variants {
        table.push_str(&format!("    {value} => {variant},\n"));
    }
    table.push_str(&format!("}}, else {});\n", item.unknown));
    out.table(&table);
}

fn open_enum<T: std::fmt::Display>(item: &Enum<T>, payload: &str, out: &mut Source) {
    let (docs_, name, unknown, payload) =
        (docs(&item.docs), ident(&item.name), ident(&item.unknown), ident(payload));
    let deprecated = deprecated(item.deprecated);
    let variants = item.variants.iter().map(|(value, name)| {
        let value: String =
            value.to_string().chars().filter(|c| !c.is_control() && *c != '`').collect();
        let docs = docs(&[if value.trim().is_empty() {
            "The empty value.".to_owned()
        } else {
            format!("`{value}`")
        }]);
        let name = ident(name);
        quote!(#docs #name)
    });
    out.tokens(quote! {
        #docs_
        #deprecated
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// A value that the description does not list.
            #unknown(runtime::wire::#payload),
        }
    });
}

pub fn union(item: &Union, out: &mut Source) {
    let (docs_, name) = (docs(&item.docs), ident(&item.name));
    let deprecated = deprecated(item.deprecated);
    let payload = |ty: &str, boxed: bool| {
        let ty = path(ty);
        if boxed { quote!(::std::boxed::Box<#ty>) } else { ty }
    };
    let variants = item.variants.iter().map(|variant| {
        let docs = docs(&[match variant.values.first() {
            Some(value) => format!("`{}`", value.replace(['`', '\n', '\r'], "")),
            None => format!("The variant {}.", variant.name),
        }]);
        let (name, ty) = (ident(&variant.name), payload(&variant.ty, variant.boxed));
        quote!(#docs #name(#ty))
    });
    let unknown = item.tag.as_ref().map(|(_, unknown)| {
        let unknown = ident(unknown);
        quote!(
            /// A variant that the description does not list.
            #unknown(runtime::wire::Json),
        )
    });
    let from = item.variants.iter().filter(|variant| variant.from).map(|variant| {
        let (variant_name, ty) = (ident(&variant.name), path(&variant.ty));
        let value =
            if variant.boxed { quote!(::std::boxed::Box::new(value)) } else { quote!(value) };
        quote! {
            impl ::std::convert::From<#ty> for #name {
                fn from(value: #ty) -> Self {
                    Self::#variant_name(#value)
                }
            }
        }
    });
    out.tokens(quote! {
        #docs_
        #deprecated
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #unknown
        }
        #(#from)*
    });
    let mut table = match &item.tag {
        Some((tag, _)) => format!("runtime::wire::union!({} by {} {{\n", item.name, literal(tag)),
        None => format!("runtime::wire::union!({} {{\n", item.name),
    };
    for variant in &item.variants {
        if item.tag.is_some() {
            let values: Vec<String> =
                variant.values.iter().map(|value| literal(value).to_string()).collect();
            table.push_str(&format!("    {} => {},\n", values.join(" | "), variant.name));
        } else {
            table.push_str(&format!("    {},\n", variant.name));
        }
    }
    match &item.tag {
        Some((_, unknown)) => table.push_str(&format!("}}, else {unknown});\n")),
        None => table.push_str("});\n"),
    }
    out.table(&table);
}
