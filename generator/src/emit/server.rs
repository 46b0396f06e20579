//! The enum of servers.

use proc_macro2::TokenStream;
use quote::quote;

use super::doc::docs;
use super::path::ident;
use super::print::{Source, literal};
use super::types::derive;
use crate::rust::{Server, ServerUrl, Servers, Std, UrlPart};

/// Prints the enum and its methods.
pub fn servers(servers: &Servers, out: &mut Source<'_>) {
    let (name, docs_, derive) =
        (ident(&servers.name), docs(&servers.docs), derive(&servers.derives));
    let variants = servers.variants.iter().map(|server| {
        let (docs_, name) = (docs(&server.docs), ident(&server.name));
        let fields = server.variables.iter().map(|variable| {
            let docs = docs(&variable.docs);
            let (name, ty) = (ident(&variable.name), out.ty(&variable.ty));
            quote!(#docs #name: #ty)
        });
        let fields = (!server.variables.is_empty()).then(|| quote!({ #(#fields),* }));
        quote!(#docs_ #name #fields)
    });
    let constructors = servers.variants.iter().filter_map(|server| constructor(server, out));
    let urls = servers.variants.iter().map(url);
    let string = out.std(Std::String);
    let tokens = quote! {
        #docs_
        #derive
        #[non_exhaustive]
        pub enum #name { #(#variants),* }

        impl #name {
            #(#constructors)*

            /// Returns the base URL.
            #[must_use]
            pub fn url(&self) -> #string {
                match self { #(#urls),* }
            }
        }
    };
    out.tokens(tokens);
}

fn constructor(server: &Server, out: &Source<'_>) -> Option<TokenStream> {
    let constructor = server.constructor.as_ref()?;
    let (docs, variant) = (docs(&constructor.docs), ident(&server.name));
    let name = ident(&constructor.name);
    let into = out.std(Std::Into);
    let arguments = server.variables.iter().filter(|one| one.default.is_none()).map(|variable| {
        let (name, ty) = (ident(&variable.name), out.ty(&variable.ty));
        quote!(#name: impl #into<#ty>)
    });
    let fields = server.variables.iter().map(|variable| {
        let name = ident(&variable.name);
        match &variable.default {
            Some(default) => {
                let default = literal(default);
                quote!(#name: #default.into())
            }
            None => quote!(#name: #name.into()),
        }
    });
    Some(quote! {
        #docs
        #[must_use]
        pub fn #name(#(#arguments),*) -> Self {
            Self::#variant { #(#fields),* }
        }
    })
}

fn url(server: &Server) -> TokenStream {
    let name = ident(&server.name);
    match &server.url {
        ServerUrl::Fixed(text) => {
            let text = literal(text);
            quote!(Self::#name => #text.into())
        }
        ServerUrl::Parts { variables, parts } => {
            let others = (variables.len() < server.variables.len()).then(|| quote!(..));
            let variables = variables.iter().map(ident);
            let parts = parts.iter().map(|part| match part {
                UrlPart::Text(text) => {
                    let text = literal(text);
                    quote!(#text)
                }
                UrlPart::Variable(name) => {
                    let name = ident(name);
                    quote!(#name.as_str())
                }
            });
            quote!(Self::#name { #(#variables,)* #others } => [#(#parts),*].concat())
        }
    }
}
