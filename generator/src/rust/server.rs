//! Servers.

use super::{Derive, Docs, Ident, Type};

/// An enum of the servers of an API.
#[derive(Debug, Clone, PartialEq)]
pub struct Servers {
    /// Its name.
    pub name: Ident,
    /// Documentation.
    pub docs: Docs,
    /// Traits that it derives.
    pub derives: Vec<Derive>,
    /// In document order; the first one is the default.
    pub variants: Vec<Server>,
}

/// A server: a variant of [`Servers`].
#[derive(Debug, Clone, PartialEq)]
pub struct Server {
    /// Its name.
    pub name: Ident,
    /// Documentation.
    pub docs: Docs,
    /// In document order.
    pub variables: Vec<ServerVariable>,
    /// The function that makes it with the default values of its variables, where it has any.
    pub constructor: Option<ServerConstructor>,
    /// Its URL.
    pub url: ServerUrl,
}

/// A variable of a server's URL.
#[derive(Debug, Clone, PartialEq)]
pub struct ServerVariable {
    /// Its name.
    pub name: Ident,
    /// Documentation.
    pub docs: Docs,
    /// `String`, or an enum of the values.
    pub ty: Type,
    /// Its value where the caller gives none.
    pub default: String,
}

/// A function that makes a server with the default values of its variables.
#[derive(Debug, Clone, PartialEq)]
pub struct ServerConstructor {
    /// Its name.
    pub name: Ident,
    /// Documentation.
    pub docs: Docs,
}

/// The URL of a server.
#[derive(Debug, Clone, PartialEq)]
pub enum ServerUrl {
    /// It is always the same.
    Fixed(String),
    /// It is made of parts.
    Parts {
        /// The variables in it, in the order of the server's.
        variables: Vec<Ident>,
        /// Its parts; no text is empty.
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
    /// The identifiers that it declares.
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
