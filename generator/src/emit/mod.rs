//! Printable model to source text. Decides nothing and cannot fail.

mod operation;
mod print;
mod types;

use crate::rust::{Client, Credential, File, Item, Module};
use print::{Source, docs, ident, literal, path};
use quote::quote;

/// The text of a file. `header` is its first line.
pub fn file(file: &File, header: &str) -> String {
    let mut out = Source::new(header, &file.docs, &file.allows);
    let uses = file.uses.iter().map(|use_| {
        let use_ = path(use_);
        quote!(use #use_;)
    });
    out.tokens(quote!(#(#uses)*));
    for item in &file.items {
        emit(item, &mut out);
    }
    out.finish()
}

fn emit(item: &Item, out: &mut Source) {
    match item {
        Item::Module(module) => out.line(&module_line(module)),
        Item::Reexport(what) => {
            let what = path(what);
            out.tokens(quote!(pub use #what;));
        }
        Item::Struct(item) => types::structure(item, out),
        Item::StringEnum(item) => types::string_enum(item, out),
        Item::IntegerEnum(item) => types::integer_enum(item, out),
        Item::Union(item) => types::union(item, out),
        Item::Alias(alias) => {
            let (docs, name, ty) = (docs(&alias.docs), ident(&alias.name), path(&alias.ty));
            out.tokens(quote!(#docs pub type #name = #ty;));
        }
        Item::Responses(item) => operation::responses(item, out),
        Item::Client(item) => client(item, out),
        Item::Operations(items) => operation::methods(items, out),
        Item::Call(item) => operation::call(item, out),
    }
}

fn module_line(module: &Module) -> String {
    let mut line = String::new();
    if let Some(feature) = &module.feature {
        line.push_str(&format!("#[cfg(feature = {feature:?})]\n"));
    }
    let visibility = if module.public { "pub " } else { "" };
    line.push_str(&format!("{visibility}mod {};", module.name));
    if module.flatten {
        line.push_str(&format!("\npub use self::{}::*;", module.name));
    }
    line
}

fn client(client: &Client, out: &mut Source) {
    let docs = docs(&client.docs);
    let (base_url, user_agent) = (literal(&client.base_url), literal(&client.user_agent));
    out.tokens(quote! {
        #docs
        #[derive(Debug, Clone)]
        pub struct Client {
            pub(super) core: runtime::Core,
        }

        impl Client {
            /// Starts a client.
            pub fn builder() -> ClientBuilder {
                ClientBuilder { core: runtime::CoreBuilder::new(#base_url, #user_agent) }
            }
        }

        /// Settings of a [`Client`].
        #[derive(Debug)]
        #[must_use = "a builder does nothing until `build` is called"]
        pub struct ClientBuilder {
            core: runtime::CoreBuilder,
        }
    });
    let methods = client.credentials.iter().map(credential);
    out.tokens(quote! {
        impl ClientBuilder {
            #(#methods)*

            /// Makes the client.
            ///
            /// # Errors
            ///
            /// When a setting is not valid: a base URL that is none, a header value that HTTP forbids.
            pub fn build(self) -> ::std::result::Result<Client, runtime::BuildError> {
                ::std::result::Result::Ok(Client { core: self.core.build()? })
            }
        }
    });
    out.table("runtime::client_builder!(ClientBuilder);\n");
}

fn credential(credential: &Credential) -> proc_macro2::TokenStream {
    let docs = docs(&credential.docs);
    let (name, scheme) = (ident(&credential.name), literal(&credential.scheme));
    let constructor = ident(credential.constructor);
    if credential.constructor == "basic" {
        return quote! {
            #docs
            pub fn #name(
                mut self,
                username: impl ::std::convert::Into<::std::string::String>,
                password: impl ::std::convert::Into<::std::string::String>,
            ) -> Self {
                self.core.credential(#scheme, runtime::Credential::basic(username, password));
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
        pub fn #name(mut self, secret: impl ::std::convert::Into<::std::string::String>) -> Self {
            self.core.credential(#scheme, runtime::Credential::#constructor(#argument secret));
            self
        }
    }
}
