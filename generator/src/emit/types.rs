//! Structs, enums and unions with their tables.

use proc_macro2::TokenStream;
use quote::quote;

use super::print::{Source, deprecated, docs, ident, literal, path};
use crate::rust::{Conversion, Enum, Field, Files, Presence, Struct, Union};

pub fn structure(item: &Struct, out: &mut Source<'_>) {
    let name = ident(&item.name);
    let docs_ = docs(&item.docs);
    let deprecated_ = deprecated(item.deprecated);
    let fields = item.fields.iter().map(|field| {
        let (docs, name, ty) = (docs(&field.docs), ident(&field.name), field_type(field, out));
        let deprecated = deprecated(field.deprecated);
        quote!(#docs #deprecated pub #name: #ty)
    });
    let is_argument = |field: &Field| takes_argument(field) || field.constant.is_some();
    let bare = item.constructible && !item.fields.iter().any(is_argument);
    let default = bare.then(|| quote!(, Default));
    let must_use = item.constructible.then(|| quote!(#[must_use = "setters return the value"]));
    let definition = quote! {
        #docs_
        #deprecated_
        #[derive(Debug, Clone, PartialEq #default)]
        #[non_exhaustive]
        #must_use
        pub struct #name { #(#fields),* }
    };
    out.tokens(definition);
    if item.constructible {
        let constructors = constructors(item, out);
        out.tokens(constructors);
    }
    out.table(&object_table(item));
}

fn object_table(item: &Struct) -> String {
    let table = if item.multipart { "multipart" } else { "wire::object" };
    let mut text = format!("runtime::{table}!({} {{\n", item.name);
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
                let files = match field.files {
                    Files::None => "",
                    Files::One => " file",
                    Files::Several => " files",
                };
                let media_type = field.media_type.as_ref();
                let media_type =
                    media_type.map_or(String::new(), |one| format!(": {}", literal(one)));
                text.push_str(&format!(
                    "    {} => {} {presence}{files}{media_type},\n",
                    literal(wire),
                    field.name
                ));
            }
            None => text.push_str(&format!("    .. => {},\n", field.name)),
        }
    }
    text.push_str("});\n");
    text
}

fn takes_argument(field: &Field) -> bool {
    matches!(field.presence, Presence::Required | Presence::Nullable) && field.constant.is_none()
}

fn is_optional(field: &Field) -> bool {
    !matches!(field.presence, Presence::Required | Presence::Nullable)
}

fn field_type(field: &Field, out: &Source<'_>) -> TokenStream {
    let ty = path(&field.ty);
    let ty = if field.boxed {
        let boxed = out.std("Box");
        quote!(#boxed<#ty>)
    } else {
        ty
    };
    match field.presence {
        Presence::Required | Presence::Rest => ty,
        Presence::Optional | Presence::Nullable => {
            let option = out.std("Option");
            quote!(#option<#ty>)
        }
        Presence::ThreeState => quote!(runtime::Field<#ty>),
    }
}

/// What makes a value of an argument.
pub fn converted(conversion: Conversion, argument: &TokenStream) -> TokenStream {
    match conversion {
        Conversion::None | Conversion::Reference => argument.clone(),
        Conversion::Into => quote!(#argument.into()),
        Conversion::List => quote!(runtime::list(#argument)),
        Conversion::Map => quote!(runtime::map(#argument)),
    }
}

fn constructors(item: &Struct, out: &Source<'_>) -> TokenStream {
    let name = ident(&item.name);
    let (boxed, option) = (out.std("Box"), out.std("Option"));
    let (some, none) = (out.std("Some"), out.std("None"));
    let arguments = item.fields.iter().filter(|f| takes_argument(f)).map(|field| {
        let name = ident(&field.name);
        match field.presence {
            Presence::Nullable => {
                let ty = path(&field.ty);
                quote!(#name: #option<#ty>)
            }
            _ => {
                let ty = path(&field.argument.ty);
                quote!(#name: #ty)
            }
        }
    });
    let values = item.fields.iter().map(|field| {
        let name = ident(&field.name);
        if let Some(constant) = &field.constant {
            let constant = path(constant);
            return quote!(#name: #constant);
        }
        let argument = quote!(#name);
        let value = converted(field.argument.conversion, &argument);
        match (field.presence, field.boxed) {
            (Presence::Required, false) if field.argument.conversion == Conversion::None => {
                quote!(#name)
            }
            (Presence::Required, false) => quote!(#name: #value),
            (Presence::Required, true) => quote!(#name: #boxed::new(#value)),
            (Presence::Nullable, false) => quote!(#name),
            (Presence::Nullable, true) => quote!(#name: #name.map(#boxed::new)),
            (Presence::Optional, _) => quote!(#name: #none),
            (Presence::ThreeState, _) => quote!(#name: runtime::Field::Absent),
            (Presence::Rest, _) => quote!(#name: ::std::collections::BTreeMap::new()),
        }
    });
    let setters = item.fields.iter().filter(|f| is_optional(f)).map(|field| {
        let (name, setter) = (ident(&field.name), ident(&field.setter));
        let (ty, argument) = (path(&field.ty), path(&field.argument.ty));
        let doc = docs(&[format!("Sets [`Self::{}`].", field.name.trim_start_matches("r#"))]);
        let deprecated = deprecated(field.deprecated);
        let value = converted(field.argument.conversion, &quote!(value));
        let (argument, value) = match (field.presence, field.boxed) {
            (Presence::Optional, false) => (argument, quote!(#some(#value))),
            (Presence::Optional, true) => (argument, quote!(#some(#boxed::new(#value)))),
            (Presence::ThreeState, boxed_) => {
                let into = out.std("Into");
                let ty = if boxed_ { quote!(#boxed<#ty>) } else { ty };
                (quote!(impl #into<runtime::Field<#ty>>), quote!(value.into()))
            }
            _ => (argument, value),
        };
        quote! {
            #doc
            #deprecated
            pub fn #setter(mut self, value: #argument) -> Self {
                self.#name = #value;
                self
            }
        }
    });
    let arguments: Vec<TokenStream> = arguments.collect();
    let summary = docs(&[if arguments.is_empty() {
        "Makes one without its optional members.".to_owned()
    } else {
        "Makes one from its required members.".to_owned()
    }]);
    // Where nothing is required but constants, there is nothing to derive it from.
    let constant = item.fields.iter().any(|field| field.constant.is_some());
    let default = (arguments.is_empty() && constant).then(|| {
        let default = out.std("Default");
        quote! {
            impl #default for #name {
                fn default() -> Self {
                    Self::new()
                }
            }
        }
    });
    let of_that_name = (item.name == "New").then(|| {
        let reason = "the type has the name of its constructor";
        quote!(#[allow(clippy::self_named_constructors, reason = #reason)])
    });
    quote! {
        #default

        impl #name {
            #summary
            #of_that_name
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#values),* }
            }
            #(#setters)*
        }
    }
}

pub fn string_enum(item: &Enum<String>, out: &mut Source<'_>) {
    open_enum(item, "UnknownValue", out);
    let mut table = format!("runtime::wire::string_enum!({} {{\n", item.name);
    for (value, variant) in &item.variants {
        table.push_str(&format!("    {} => {variant},\n", literal(value)));
    }
    table.push_str(&format!("}}, else {});\n", item.unknown));
    out.table(&table);
}

pub fn integer_enum(item: &Enum<i64>, out: &mut Source<'_>) {
    open_enum(item, "UnknownInteger", out);
    let mut table = format!("runtime::wire::integer_enum!({} {{\n", item.name);
    for (value, variant) in &item.variants {
        table.push_str(&format!("    {value} => {variant},\n"));
    }
    table.push_str(&format!("}}, else {});\n", item.unknown));
    out.table(&table);
}

fn open_enum<T: std::fmt::Display>(item: &Enum<T>, payload: &str, out: &mut Source<'_>) {
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

pub fn union(item: &Union, out: &mut Source<'_>) {
    let (docs_, name) = (docs(&item.docs), ident(&item.name));
    let deprecated = deprecated(item.deprecated);
    let boxed = out.std("Box");
    let variants = item.variants.iter().map(|variant| {
        let docs = docs(&variant.docs);
        let (name, ty) = (ident(&variant.name), path(&variant.ty));
        let ty = if variant.boxed { quote!(#boxed<#ty>) } else { ty };
        quote!(#docs #name(#ty))
    });
    let unknown = item.tag.as_ref().map(|(_, unknown)| {
        let unknown = ident(unknown);
        quote!(
            /// A variant that the description does not list.
            #unknown(runtime::wire::Json),
        )
    });
    let from_trait = out.std("From");
    let from = item.variants.iter().filter(|variant| variant.from).map(|variant| {
        let (variant_name, ty) = (ident(&variant.name), path(&variant.ty));
        let value = if variant.boxed { quote!(#boxed::new(value)) } else { quote!(value) };
        quote! {
            impl #from_trait<#ty> for #name {
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
    out.table(&union_table(item));
}

fn union_table(item: &Union) -> String {
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
