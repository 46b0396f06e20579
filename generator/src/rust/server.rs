//! Servers.

use super::{Derive, Docs, Ident, Type};

/// An enum of the servers of an API.
#[derive(Debug, Clone, PartialEq)]
pub struct Servers {
    /// Name.
    pub name: Ident,
    /// Documentation.
    pub docs: Docs,
    /// Derived traits.
    pub derives: Vec<Derive>,
    /// Servers in document order; the first one is the default.
    pub variants: Vec<Server>,
}

/// A server: a variant of [`Servers`].
#[derive(Debug, Clone, PartialEq)]
pub struct Server {
    /// Name.
    pub name: Ident,
    /// Documentation.
    pub docs: Docs,
    /// Variables in document order.
    pub variables: Vec<ServerVariable>,
    /// Function that creates the server with the default values of its variables, if it has any.
    pub constructor: Option<ServerConstructor>,
    /// URL.
    pub url: ServerUrl,
}

/// A variable of a server's URL.
#[derive(Debug, Clone, PartialEq)]
pub struct ServerVariable {
    /// Name.
    pub name: Ident,
    /// Documentation.
    pub docs: Docs,
    /// `String`, or an enum of the values.
    pub ty: Type,
    /// Default value; `None` if the constructor takes the value.
    pub default: Option<String>,
}

/// A function that creates a server: it takes the values of variables without a default value.
#[derive(Debug, Clone, PartialEq)]
pub struct ServerConstructor {
    /// Name.
    pub name: Ident,
    /// Documentation.
    pub docs: Docs,
}

/// The URL of a server.
#[derive(Debug, Clone, PartialEq)]
pub enum ServerUrl {
    /// A URL without variables.
    Fixed(String),
    /// A URL that is concatenated from parts.
    Parts {
        /// Variables in the URL, in the order of the server's variables.
        variables: Vec<Ident>,
        /// Parts; no text is empty.
        parts: Vec<UrlPart>,
    },
}

/// A part of a server's URL.
#[derive(Debug, Clone, PartialEq)]
pub enum UrlPart {
    Text(String),
    Variable(Ident),
}

impl Servers {
    /// Returns the identifiers that this declares.
    pub fn names(&self) -> Vec<&Ident> {
        let mut names = vec![&self.name];
        for server in &self.variants {
            names.push(&server.name);
            names.extend(server.variables.iter().map(|variable| &variable.name));
            names.extend(server.constructor.iter().map(|constructor| &constructor.name));
        }
        names
    }
}
