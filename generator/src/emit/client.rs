//! The client, its builder, and the servers.

use proc_macro2::TokenStream;
use quote::quote;

use super::print::{Source, docs, ident, literal, path};
use crate::rust::{Client, Credential, ServerVariant, Servers};

/// The client and its builder.
pub fn client(client: &Client, out: &mut Source<'_>) {
    let docs_ = docs(&client.docs);
    let base_url = literal(&client.base_url);
    let unused = client.idle.map(|reason| quote!(#[allow(dead_code, reason = #reason)]));
    out.tokens(quote! {
        #docs_
        #[derive(Debug, Clone)]
        pub struct Client {
            #unused
            pub(super) core: runtime::Core,
        }

        impl Client {
            /// Starts a client.
            pub fn builder() -> ClientBuilder {
                ClientBuilder { core: runtime::CoreBuilder::new(#base_url) }
            }
        }

        /// Settings of a [`Client`].
        #[derive(Debug)]
        #[must_use = "a builder does nothing until `build` is called"]
        pub struct ClientBuilder {
            core: runtime::CoreBuilder,
        }
    });
    let (result, ok) = (out.std("Result"), out.std("Ok"));
    let server = client.servers.as_ref().map(|name| {
        let docs = docs(&[
            format!("Sets the server; by default the first one of [`{name}`]."),
            String::new(),
            "Operations for which the description names a server of their own keep it.".to_owned(),
        ]);
        let name = ident(name);
        quote! {
            #docs
            pub fn server(mut self, server: &#name) -> Self {
                self.core.base_url(&server.url());
                self
            }
        }
    });
    let methods = client.credentials.iter().map(|one| credential(one, out));
    let builder = quote! {
        impl ClientBuilder {
            #server
            #(#methods)*

            /// Makes the client.
            ///
            /// # Errors
            ///
            /// When a setting is not valid, such as a base URL without a scheme or a header value that HTTP
            /// forbids, or when two settings exclude each other.
            pub fn build(self) -> #result<Client, runtime::BuildError> {
                #ok(Client { core: self.core.build()? })
            }
        }
    };
    out.tokens(builder);
    out.table("runtime::client_builder!(ClientBuilder);\n");
}

fn credential(credential: &Credential, out: &Source<'_>) -> TokenStream {
    let docs = docs(&credential.docs);
    let (name, scheme) = (ident(&credential.name), literal(&credential.scheme));
    let constructor = ident(credential.constructor);
    let set = ident(if credential.everywhere { "credential_everywhere" } else { "credential" });
    let (into, string) = (out.std("Into"), out.std("String"));
    if credential.constructor == "basic" {
        return quote! {
            #docs
            pub fn #name(
                mut self,
                username: impl #into<#string>,
                password: impl #into<#string>,
            ) -> Self {
                self.core.#set(#scheme, runtime::Credential::basic(username, password));
                self
            }
        };
    }
    let argument = credential.argument.as_ref().map(|argument| {
        let argument = literal(argument);
        quote!(#argument,)
    });
    quote! {
        #docs
        pub fn #name(mut self, secret: impl #into<#string>) -> Self {
            self.core.#set(#scheme, runtime::Credential::#constructor(#argument secret));
            self
        }
    }
}

/// The enum of servers.
pub fn servers(servers: &Servers, out: &mut Source<'_>) {
    let name = ident(&servers.name);
    let docs_ = docs(&servers.docs);
    let variants = servers.variants.iter().map(|variant| {
        let (docs_, name) = (docs(&variant.docs), ident(&variant.name));
        let fields = variant.variables.iter().map(|variable| {
            let docs = docs(&variable.docs);
            let (name, ty) = (ident(&variable.name), path(&variable.ty));
            quote!(#docs #name: #ty)
        });
        let fields = (!variant.variables.is_empty()).then(|| quote!({ #(#fields),* }));
        quote!(#docs_ #name #fields)
    });
    let constructors = servers.variants.iter().filter(|v| !v.variables.is_empty()).map(|variant| {
        let (constructor, name) = (ident(&variant.constructor), ident(&variant.name));
        let docs = docs(&[format!(
            "[`Self::{}`] with the default values of its variables.",
            variant.name
        )]);
        let fields = variant.variables.iter().map(|variable| {
            let (name, default) = (ident(&variable.name), literal(&variable.default));
            quote!(#name: #default.into())
        });
        quote! {
            #docs
            #[must_use]
            pub fn #constructor() -> Self {
                Self::#name { #(#fields),* }
            }
        }
    });
    let urls = servers.variants.iter().map(url);
    let string = out.std("String");
    let tokens = quote! {
        #docs_
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum #name { #(#variants),* }

        impl #name {
            #(#constructors)*

            /// The base URL.
            #[must_use]
            pub fn url(&self) -> #string {
                match self { #(#urls),* }
            }
        }
    };
    out.tokens(tokens);
}

fn url(variant: &ServerVariant) -> TokenStream {
    let name = ident(&variant.name);
    if variant.variables.is_empty() {
        let text = literal(&variant.texts.concat());
        return quote!(Self::#name => #text.into());
    }
    let named = |name: &String| variant.order.contains(name);
    let fields = variant.variables.iter().map(|variable| &variable.name).filter(|name| named(name));
    let fields: Vec<_> = fields.map(|name| ident(name)).collect();
    let others = (fields.len() < variant.variables.len()).then(|| quote!(..));
    let mut parts = Vec::new();
    for (index, text) in variant.texts.iter().enumerate() {
        if !text.is_empty() {
            let text = literal(text);
            parts.push(quote!(#text));
        }
        if let Some(variable) = variant.order.get(index) {
            let variable = ident(variable);
            parts.push(quote!(#variable.as_str()));
        }
    }
    quote!(Self::#name { #(#fields,)* #others } => [#(#parts),*].concat())
}
