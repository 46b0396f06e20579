//! Operations: methods of the client, calls, responses by status.

use proc_macro2::TokenStream;
use quote::quote;

use super::print::{Source, deprecated, docs, ident, literal, path};
use super::types::converted;
use crate::rust::{Conversion, Encode, Input, Operation, Responses, Security};

/// The methods of the client for some operations.
pub fn methods(operations: &[Operation], out: &mut Source<'_>) {
    let methods = operations.iter().map(|operation| {
        let docs = docs(&operation.docs);
        let deprecated = deprecated(operation.deprecated);
        let (method, call, constant) =
            (ident(&operation.method), ident(&operation.call), ident(&operation.constant));
        let arguments = operation.required.iter().map(|input| {
            let (name, ty) = (ident(&input.name), path(&input.argument.ty));
            quote!(#name: #ty)
        });
        if operation.required.is_empty() {
            return quote! {
                #docs
                #deprecated
                pub fn #method(&self) -> #call {
                    #call { call: self.core.call(&#constant) }
                }
            };
        }
        let steps = operation.required.iter().map(|input| {
            let name = ident(&input.name);
            encode(input, &quote!(call), &quote!(#name))
        });
        quote! {
            #docs
            #deprecated
            pub fn #method(&self, #(#arguments),*) -> #call {
                let mut call = self.core.call(&#constant);
                #(#steps)*
                #call { call }
            }
        }
    });
    let methods = quote!(impl Client { #(#methods)* });
    out.tokens(methods);
}

fn encode(input: &Input, call: &TokenStream, argument: &TokenStream) -> TokenStream {
    let ty = path(&input.ty);
    let (step, value) = match input.argument.conversion {
        Conversion::None => (None, quote!(&#argument)),
        Conversion::Reference => (None, argument.clone()),
        conversion => {
            let value = converted(conversion, argument);
            (Some(quote!(let #argument: #ty = #value;)), quote!(&#argument))
        }
    };
    let encode = match &input.encode {
        Encode::Parameter { location, name, style } => {
            let (location, name, style) = (ident(location), literal(name), ident(style));
            quote!(#call.#location(#name, #value, runtime::Style::#style);)
        }
        Encode::Json(media_type) => {
            let media_type = literal(media_type);
            quote!(#call.json(#media_type, #value);)
        }
        Encode::Form(encodings) => {
            let encodings = encodings.iter().map(|(name, encoding)| {
                let (name, encoding) = (literal(name), path(encoding));
                quote!((#name, #encoding))
            });
            quote!(#call.form(#value, &[#(#encodings),*]);)
        }
        Encode::Multipart => quote!(#call.multipart(#value);),
        Encode::Text(media_type) => {
            let media_type = literal(media_type);
            quote!(#call.text(#media_type, #value);)
        }
        Encode::Binary(media_type) => {
            let media_type = literal(media_type);
            quote!(#call.bytes(#media_type, #argument.into());)
        }
    };
    match &input.encode {
        Encode::Binary(_) => encode,
        _ => quote!(#step #encode),
    }
}

/// A call: its struct, the setters of what is optional, its facts.
pub fn call(operation: &Operation, out: &mut Source<'_>) {
    let call = ident(&operation.call);
    let method = operation.method.trim_start_matches("r#");
    let link = docs(&[format!("A call of [`Client::{method}`].")]);
    out.tokens(quote! {
        #link
        #[derive(Debug)]
        #[must_use = "a call does nothing until it is awaited or sent"]
        pub struct #call {
            call: runtime::Call,
        }
    });
    if !operation.optional.is_empty() {
        let setters = operation.optional.iter().map(|input| {
            let (docs, name, ty) =
                (docs(&input.docs), ident(&input.name), path(&input.argument.ty));
            let deprecated = deprecated(input.deprecated);
            let step = encode(input, &quote!(self.call), &quote!(value));
            quote! {
                #docs
                #deprecated
                pub fn #name(mut self, value: #ty) -> Self {
                    #step
                    self
                }
            }
        });
        out.tokens(quote!(impl #call { #(#setters)* }));
    }
    out.table(&format!(
        "runtime::operation!({call} => {}, {});\n",
        operation.output, operation.error
    ));
    facts(operation, out);
}

fn facts(operation: &Operation, out: &mut Source<'_>) {
    let constant = ident(&operation.constant);
    let (id, path_, accept) =
        (literal(&operation.id), literal(&operation.path), literal(&operation.accept));
    let method = literal(&operation.http_method);
    let server = match &operation.server {
        Some(server) => {
            let (some, server) = (out.std("Some"), literal(server));
            quote!(#some(#server))
        }
        None => out.std("None"),
    };
    let security = match &operation.security {
        Security::Unspecified => quote!(Unspecified),
        Security::None => quote!(None),
        Security::AnyOf(alternatives) => {
            let alternatives = alternatives.iter().map(|names| {
                let names = names.iter().map(|name| literal(name));
                quote!(&[#(#names),*])
            });
            quote!(AnyOf(&[#(#alternatives),*]))
        }
    };
    let ok = operation.ok.iter().map(|status| path(status));
    let errors = operation.errors.iter().map(|status| path(status));
    let constant = quote! {
        const #constant: runtime::Operation = runtime::Operation {
            id: #id,
            method: #method,
            path: #path_,
            server: #server,
            accept: #accept,
            security: runtime::Security::#security,
            ok: &[#(#ok),*],
            errors: &[#(#errors),*],
        };
    };
    out.tokens(constant);
}

/// An enum of bodies by status.
pub fn responses(item: &Responses, out: &mut Source<'_>) {
    let (docs_, name) = (docs(&item.docs), ident(&item.name));
    let variants = item.cases.iter().map(|case| {
        let (docs, name) = (docs(&case.docs), ident(&case.name));
        let body = case.body.as_ref().map(|(_, ty)| {
            let ty = path(ty);
            quote!((#ty))
        });
        quote!(#docs #name #body)
    });
    out.tokens(quote! {
        #docs_
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub enum #name { #(#variants),* }
    });
    let mut table = format!("runtime::responses!({} {{\n", item.name);
    for case in &item.cases {
        let body = case.body.as_ref().map_or(String::new(), |(kind, _)| format!("({kind})"));
        // `4XX` is no token in Rust; the table writes ranges as `4 XX`.
        let status = match case.status.strip_suffix("XX") {
            Some(class) => format!("{class} XX"),
            None => case.status.clone(),
        };
        table.push_str(&format!("    {status} => {}{body},\n", case.name));
    }
    table.push_str("});\n");
    out.table(&table);
}
