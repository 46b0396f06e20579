//! Structs of objects with their tables.

use proc_macro2::TokenStream;
use quote::quote;

use super::argument::{argument, converted};
use super::constant::constant;
use super::doc::docs;
use super::lint::allow;
use super::parameter::style;
use super::path::ident;
use super::print::{Source, deprecated, literal};
use super::types::derive;
use crate::rust::{
    Constructor, Given, Ident, Initial, Object, PartForm, Presence, Row, RowValue, Setter, Std,
    Table, Wrap,
};

/// Prints a struct, its constructor and its table.
pub fn object(item: &Object, out: &mut Source<'_>) {
    let (name, docs_) = (ident(&item.name), docs(&item.docs));
    let (deprecated_, derive) = (deprecated(item.deprecated), derive(&item.derives));
    let fields = item.fields.iter().map(|field| {
        let (docs, name, ty) = (docs(&field.docs), ident(&field.name), out.ty(&field.ty));
        let deprecated = deprecated(field.deprecated);
        quote!(#docs #deprecated pub #name: #ty)
    });
    let must_use = item.constructor.is_some();
    let must_use = must_use.then(|| quote!(#[must_use = "setters return the value"]));
    let definition = quote! {
        #docs_
        #deprecated_
        #derive
        #[non_exhaustive]
        #must_use
        pub struct #name { #(#fields),* }
    };
    out.tokens(definition);
    if let Some(one) = &item.constructor {
        let constructor = constructor(&item.name, one, out);
        out.tokens(constructor);
    }
    out.table(&table(item));
}

/// Prints the wire table.
fn table(item: &Object) -> String {
    let table = match item.table {
        Table::Object => "wire::object",
        Table::Multipart => "multipart",
    };
    let mut text = format!("runtime::{table}!({} {{\n", item.name);
    for row in &item.rows {
        match row {
            Row::Member { name, value, part } => {
                let (name, value, part) = (literal(name), row_value(value), self::part(part));
                text.push_str(&format!("    {name}{value}{part},\n"));
            }
            Row::Rest(field) => text.push_str(&format!("    .. => {field},\n")),
        }
    }
    text.push_str("});\n");
    text
}

/// Prints what a row has behind the name.
fn row_value(value: &RowValue) -> String {
    match value {
        RowValue::Field { field, presence } => {
            let presence = match presence {
                Presence::Required => "required",
                Presence::Optional => "optional",
                Presence::Nullable => "nullable",
                Presence::ThreeState => "field",
            };
            format!(" => {field} {presence}")
        }
        RowValue::Constant(value) => format!(" = {}", constant(value)),
        RowValue::Flag(field, value) => format!(" => {field} flag({})", constant(value)),
    }
}

/// Prints the end of a row: the form of a part.
fn part(part: &PartForm) -> String {
    let (form, media_type) = match part {
        PartForm::Value(media_type) => ("", media_type.as_ref()),
        PartForm::File(media_type) => (" file", media_type.as_ref()),
        PartForm::Files(media_type) => (" files", media_type.as_ref()),
        PartForm::Json(media_type) => (" json", Some(media_type)),
        PartForm::Styled(one) => {
            let style = style(one).to_string().replace(' ', "");
            return format!(" styled: {style}");
        }
    };
    let media_type = media_type.map(|text| format!(": {}", literal(text)));
    format!("{form}{}", media_type.unwrap_or_default())
}

fn constructor(name: &Ident, constructor: &Constructor, out: &Source<'_>) -> TokenStream {
    let name = ident(name);
    let arguments = constructor.values.iter().filter_map(|(name, initial)| {
        let Initial::Argument(given) = initial else { return None };
        let (name, ty) = (ident(name), argument(&given.argument, out));
        Some(quote!(#name: #ty))
    });
    let values = constructor.values.iter().map(|(name, initial)| value(name, initial, out));
    let setters = constructor.setters.iter().map(|one| setter(one, out));
    let (docs, allow) = (docs(&constructor.docs), allow(constructor.allow.as_ref()));
    quote! {
        impl #name {
            #docs
            #allow
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#values),* }
            }
            #(#setters)*
        }
    }
}

/// Prints a field of the struct expression in `new`.
fn value(name: &Ident, initial: &Initial, out: &Source<'_>) -> TokenStream {
    let name = ident(name);
    let value = match initial {
        Initial::Argument(given) => match wrapped(given, &quote!(#name), out) {
            Some(value) => value,
            None => return quote!(#name),
        },
        Initial::False => quote!(false),
        Initial::None => out.std(Std::None),
        Initial::Absent => quote!(runtime::Field::Absent),
        Initial::Empty => quote!(::std::collections::BTreeMap::new()),
    };
    quote!(#name: #value)
}

fn setter(setter: &Setter, out: &Source<'_>) -> TokenStream {
    let (docs, deprecated) = (docs(&setter.docs), deprecated(setter.deprecated));
    let (name, field) = (ident(&setter.name), ident(&setter.field));
    let argument = argument(&setter.value.argument, out);
    let value = wrapped(&setter.value, &quote!(value), out).unwrap_or_else(|| quote!(value));
    quote! {
        #docs
        #deprecated
        pub fn #name(mut self, value: #argument) -> Self {
            self.#field = #value;
            self
        }
    }
}

/// Prints the value of a field that is set to an argument; `None` if it is the argument itself.
fn wrapped(given: &Given, argument: &TokenStream, out: &Source<'_>) -> Option<TokenStream> {
    let converted = converted(&given.argument, argument);
    given.wraps.iter().fold(converted, |value, wrap| {
        let value = value.unwrap_or_else(|| argument.clone());
        Some(match wrap {
            Wrap::Box => quote!(runtime::Boxed::new(#value)),
            Wrap::BoxInside => quote!(#value.map(runtime::Boxed::new)),
            Wrap::Some => {
                let some = out.std(Std::Some);
                quote!(#some(#value))
            }
        })
    })
}
