//! The client and its builder.

use quote::quote;

use super::doc::docs;
use super::lint::allow;
use super::path::ident;
use super::print::{Source, literal};
use super::security::{credential, endpoints, key_place};
use crate::rust::{Client, Std};

/// Prints the client and its builder.
pub fn client(client: &Client, out: &mut Source<'_>) {
    let docs_ = docs(&client.docs);
    let base_url = literal(&client.base_url);
    let allow = allow(client.allow.as_ref());
    let schemes = client.schemes.iter().map(key_place);
    let constants = client.credentials.iter().filter_map(|one| one.endpoints.as_ref());
    let constants = constants.map(|one| endpoints(one, out)).collect::<Vec<_>>();
    out.tokens(quote! {
        #docs_
        #[derive(Debug, Clone)]
        pub struct Client {
            #allow
            pub(super) core: runtime::Core,
        }

        impl Client {
            #(#constants)*

            /// Returns a builder of a client.
            pub fn builder() -> ClientBuilder {
                ClientBuilder { core: runtime::CoreBuilder::new(#base_url, &[#(#schemes),*]) }
            }
        }

        /// Builder of a [`Client`].
        #[derive(Debug)]
        #[must_use = "a builder does nothing until `build` is called"]
        pub struct ClientBuilder {
            core: runtime::CoreBuilder,
        }
    });
    let (result, ok) = (out.std(Std::Result), out.std(Std::Ok));
    let server = client.server.as_ref().map(|setter| {
        let (docs, servers) = (docs(&setter.docs), ident(&setter.servers));
        quote! {
            #docs
            pub fn server(mut self, server: &#servers) -> Self {
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

            /// Builds the client.
            ///
            /// # Errors
            ///
            /// If a setting is invalid, such as a base URL without a scheme or a header value with a line
            /// break, or if two settings contradict each other.
            pub fn build(self) -> #result<Client, runtime::BuildError> {
                #ok(Client { core: self.core.build()? })
            }
        }
    };
    out.tokens(builder);
    out.table("runtime::client_builder!(ClientBuilder);\n");
}
