//! The client.

use super::{Allowance, Credential, Docs, Ident, KeyPlace};

/// The client of an API, and its builder.
#[derive(Debug, Clone, PartialEq)]
pub struct Client {
    /// Documentation.
    pub docs: Docs,
    /// Default base URL.
    pub base_url: String,
    /// Builder methods for credentials.
    pub credentials: Vec<Credential>,
    /// Places of the credentials of schemes that operations name.
    pub schemes: Vec<(String, KeyPlace)>,
    /// Builder method for the server, if there is a choice.
    pub server: Option<ServerSetter>,
    /// Lints that are allowed on the client's field.
    pub allow: Option<Allowance>,
}

/// A builder method that sets the server.
#[derive(Debug, Clone, PartialEq)]
pub struct ServerSetter {
    /// Documentation.
    pub docs: Docs,
    /// Name of the enum of servers.
    pub servers: Ident,
}

impl Client {
    /// Returns the identifiers that this declares and that come from the description.
    pub fn names(&self) -> Vec<&Ident> {
        let endpoints = self.credentials.iter().filter_map(|one| one.endpoints.as_ref());
        let methods = self.credentials.iter().map(|credential| &credential.name);
        methods.chain(endpoints.map(|one| &one.name)).collect()
    }
}
