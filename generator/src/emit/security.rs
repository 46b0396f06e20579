//! Credentials.

use proc_macro2::TokenStream;
use quote::quote;

use super::doc::docs;
use super::path::ident;
use super::print::{Source, literal};
use crate::rust::{Credential, CredentialKind, Endpoints, KeyPlace, Security, Std};

/// Prints a variant of `runtime::Security`.
pub fn security(security: &Security) -> TokenStream {
    match security {
        Security::Unspecified => quote!(runtime::Security::Unspecified),
        Security::None => quote!(runtime::Security::None),
        Security::AnyOf(alternatives) => {
            if alternatives.iter().flatten().all(|(_, scopes)| scopes.is_empty()) {
                let alternatives = alternatives.iter().map(|schemes| {
                    let names = schemes.iter().map(|(name, _)| literal(name));
                    quote!(&[#(#names),*])
                });
                return quote!(runtime::Security::AnyOf(&[#(#alternatives),*]));
            }
            let alternatives = alternatives.iter().map(|schemes| {
                let schemes = schemes.iter().map(|(name, scopes)| {
                    let (name, scopes) = (literal(name), scopes.iter().map(|one| literal(one)));
                    quote!((#name, &[#(#scopes),*]))
                });
                quote!(&[#(#schemes),*])
            });
            quote!(runtime::Security::AnyOfScoped(&[#(#alternatives),*]))
        }
    }
}

/// Prints a row of the places of credentials.
pub fn key_place((scheme, place): &(String, KeyPlace)) -> TokenStream {
    let scheme = literal(scheme);
    let (variant, name) = match place {
        KeyPlace::Header(name) => (quote!(Header), literal(name)),
        KeyPlace::Query(name) => (quote!(Query), literal(name)),
        KeyPlace::Cookie(name) => (quote!(Cookie), literal(name)),
    };
    quote!((#scheme, runtime::KeyPlace::#variant(#name)))
}

/// Prints a constant of the client.
pub fn endpoints(endpoints: &Endpoints, out: &Source<'_>) -> TokenStream {
    let (docs, name) = (docs(&endpoints.docs), ident(&endpoints.name));
    let (some, none) = (out.std(Std::Some), out.std(Std::None));
    let urls = endpoints.urls.iter().map(|url| match url {
        Some(url) => {
            let url = literal(url);
            quote!(#some(#url))
        }
        None => none.clone(),
    });
    quote! {
        #docs
        pub const #name: runtime::endpoints::Endpoints =
            runtime::endpoints::Endpoints::declared(#(#urls),*);
    }
}

/// Prints a method of the client's builder.
pub fn credential(credential: &Credential, out: &Source<'_>) -> TokenStream {
    let docs = docs(&credential.docs);
    let (name, scheme) = (ident(&credential.name), literal(&credential.scheme));
    let set = match credential.everywhere {
        true => quote!(credential_everywhere),
        false => quote!(credential),
    };
    let (into, string) = (out.std(Std::Into), out.std(Std::String));
    let secret = match &credential.kind {
        CredentialKind::Basic => {
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
        CredentialKind::Bearer => quote!(bearer(secret)),
        CredentialKind::Authorization(scheme) => {
            let scheme = literal(scheme);
            quote!(authorization(#scheme, secret))
        }
        CredentialKind::Header(name) => {
            let name = literal(name);
            quote!(header(#name, secret))
        }
        CredentialKind::Query(name) => {
            let name = literal(name);
            quote!(query(#name, secret))
        }
        CredentialKind::Cookie(name) => {
            let name = literal(name);
            quote!(cookie(#name, secret))
        }
    };
    quote! {
        #docs
        pub fn #name(mut self, secret: impl #into<runtime::Secret>) -> Self {
            self.core.#set(#scheme, runtime::Credential::#secret);
            self
        }
    }
}
