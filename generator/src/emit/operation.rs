//! Operations: methods of the client, and calls.

use proc_macro2::TokenStream;
use quote::quote;

use super::argument::{argument, converted};
use super::body::body;
use super::constant::reference;
use super::doc::docs;
use super::parameter::parameter;
use super::path::ident;
use super::print::{Source, deprecated, literal};
use super::response::status;
use super::security::security;
use crate::rust::{
    Argument, Body, Call, Encode, Group, Input, Method, Methods, Operation, Std, Stream,
};

/// Prints the struct of a group, and the method of the client that returns it.
pub fn group(item: &Group, out: &mut Source<'_>) {
    let (group, docs_) = (ident(&item.name), docs(&item.docs));
    let (accessor, accessor_docs) = (ident(&item.accessor), docs(&item.accessor_docs));
    out.tokens(quote! {
        #docs_
        #[derive(Debug, Clone, Copy)]
        pub struct #group<'a> {
            pub(super) core: &'a runtime::Core,
        }

        impl Client {
            #accessor_docs
            pub fn #accessor(&self) -> #group<'_> {
                #group { core: &self.core }
            }
        }
    });
}

/// Prints methods of the client, or of a group.
pub fn methods(methods: &Methods, out: &mut Source<'_>) {
    let list = methods.list.iter().map(|one| method(one, out));
    let methods = match &methods.group {
        Some(group) => {
            let group = ident(group);
            quote!(impl #group<'_> { #(#list)* })
        }
        None => quote!(impl Client { #(#list)* }),
    };
    out.tokens(methods);
}

fn method(method: &Method, out: &Source<'_>) -> TokenStream {
    let (docs, deprecated) = (docs(&method.docs), deprecated(method.deprecated));
    let (name, call, constant) =
        (ident(&method.name), ident(&method.call), ident(&method.constant));
    let key = method.idempotency_key.as_ref().map(|header| {
        let header = literal(header);
        quote!(call.idempotency_key(#header);)
    });
    if method.inputs.is_empty() && method.constants.is_empty() && key.is_none() {
        return quote! {
            #docs
            #deprecated
            pub fn #name(&self) -> #call {
                #call { call: self.core.call(&#constant) }
            }
        };
    }
    let arguments = method.inputs.iter().map(|input| {
        let (name, ty) = (ident(&input.name), argument(&input.argument, out));
        quote!(#name: #ty)
    });
    let steps = method.inputs.iter().chain(&method.constants).map(|input| {
        let name = ident(&input.name);
        encode(input, &quote!(call), &quote!(#name), out)
    });
    quote! {
        #docs
        #deprecated
        pub fn #name(&self #(, #arguments)*) -> #call {
            let mut call = self.core.call(&#constant);
            #(#steps)*
            #key
            #call { call }
        }
    }
}

/// Prints the statements that write an argument into a call.
fn encode(input: &Input, call: &TokenStream, name: &TokenStream, out: &Source<'_>) -> TokenStream {
    let converted = converted(&input.argument, name);
    let (step, value) = match (&input.argument, &input.encode, converted) {
        // The call keeps the bytes.
        (_, Encode::Body(Body::Binary(_)), Some(value)) => (None, value),
        (Argument::Text, _, _) => (None, name.clone()),
        (Argument::Constant(one), _, _) => (None, reference(one)),
        (_, _, None) => (None, quote!(&#name)),
        (_, _, Some(value)) => {
            let ty = out.ty(&input.ty);
            (Some(quote!(let #name: #ty = #value;)), quote!(&#name))
        }
    };
    let statement = match &input.encode {
        Encode::Parameter(one) => parameter(one, call, &value),
        Encode::Body(one) => body(one, call, &value),
    };
    quote!(#step #statement)
}

/// Prints a call: its struct, the setters of optional inputs, and the constant of its operation.
pub fn call(item: &Call, out: &mut Source<'_>) {
    let (call, docs_) = (ident(&item.name), docs(&item.docs));
    out.tokens(quote! {
        #docs_
        #[derive(Debug, Clone)]
        #[must_use = "a call does nothing until it is awaited or sent"]
        pub struct #call {
            call: runtime::Call,
        }
    });
    if !item.setters.is_empty() {
        let setters = item.setters.iter().map(|input| setter(input, out));
        let setters = quote!(impl #call { #(#setters)* });
        out.tokens(setters);
    }
    let Call { name, output, error, .. } = item;
    out.table(&format!("runtime::operation!({name} => {output}, {error});\n"));
    if let Some(Stream { item, framing, media_type, member }) = &item.stream {
        out.table(&format!(
            "runtime::stream::stream!({name} => {item}, {error}, {framing} {media_type:?} {member:?});\n"
        ));
    }
    let constant = operation(&item.operation, out);
    out.tokens(constant);
}

fn setter(input: &Input, out: &Source<'_>) -> TokenStream {
    let (docs, deprecated) = (docs(&input.docs), deprecated(input.deprecated));
    let (name, ty) = (ident(&input.name), argument(&input.argument, out));
    let step = encode(input, &quote!(self.call), &quote!(value), out);
    quote! {
        #docs
        #deprecated
        pub fn #name(mut self, value: #ty) -> Self {
            #step
            self
        }
    }
}

/// Prints the constant of an operation.
fn operation(operation: &Operation, out: &Source<'_>) -> TokenStream {
    let constant = ident(&operation.name);
    let (id, path, accept) =
        (literal(&operation.id), literal(&operation.path), literal(&operation.accept));
    let method = literal(&operation.method);
    let server = match &operation.server {
        Some(server) => {
            let (some, server) = (out.std(Std::Some), literal(server));
            quote!(#some(#server))
        }
        None => out.std(Std::None),
    };
    let security = security(&operation.security);
    let ok = operation.ok.iter().map(|one| status(*one));
    let errors = operation.errors.iter().map(|one| status(*one));
    quote! {
        const #constant: runtime::Operation = runtime::Operation {
            id: #id,
            method: #method,
            path: #path,
            server: #server,
            accept: #accept,
            security: #security,
            ok: &[#(#ok),*],
            errors: &[#(#errors),*],
        };
    }
}
