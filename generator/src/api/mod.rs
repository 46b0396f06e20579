//! What the API means: operations and types, with neither OpenAPI nor Rust syntax in it.

mod operation;
mod types;

pub use operation::*;
pub use types::*;

use crate::diagnostics::Origin;

/// A whole API.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Api {
    /// Title of the document.
    pub title: String,
    /// Version of the document.
    pub version: String,
    /// Text about the whole API.
    pub description: String,
    /// Where it is served; the first one is the default.
    pub servers: Vec<Server>,
    /// How callers identify themselves.
    pub schemes: Vec<SecurityScheme>,
    /// The tags that the document declares.
    pub tags: Vec<Tag>,
    /// All operations in document order.
    pub operations: Vec<Operation>,
    /// All named types; a [`TypeId`] is an index here.
    pub types: Vec<TypeDef>,
}

/// A declared tag, which operations are grouped by.
#[derive(Debug, Clone, PartialEq)]
pub struct Tag {
    /// Its name.
    pub name: String,
    /// Where it is declared.
    pub origin: Origin,
}

/// A base URL with variables in braces.
#[derive(Debug, Clone, PartialEq)]
pub struct Server {
    /// Template of the URL.
    pub url: String,
    /// Text about it.
    pub description: String,
    /// Its variables in document order.
    pub variables: Vec<ServerVariable>,
}

impl Server {
    /// The URL with the default values of its variables.
    pub fn default_url(&self) -> String {
        self.variables.iter().fold(self.url.clone(), |url, variable| {
            url.replace(&format!("{{{}}}", variable.name), &variable.default)
        })
    }
}

/// A variable of a server's URL.
#[derive(Debug, Clone, PartialEq)]
pub struct ServerVariable {
    /// Name in the template.
    pub name: String,
    /// Value when the caller gives none.
    pub default: String,
    /// Allowed values; empty when any will do.
    pub values: Vec<String>,
    /// Text about it.
    pub description: String,
}

/// A way of identifying the caller.
#[derive(Debug, Clone, PartialEq)]
pub struct SecurityScheme {
    /// Name in the document.
    pub name: String,
    /// What is sent.
    pub kind: SchemeKind,
    /// Text about it.
    pub description: String,
}

/// What a security scheme sends.
#[derive(Debug, Clone, PartialEq)]
pub enum SchemeKind {
    /// RFC 7617.
    Basic,
    /// RFC 6750; also OAuth 2 and OpenID Connect, with a token that the caller has.
    Bearer,
    /// `Authorization` with another scheme and a token that the caller has.
    Http(String),
    /// A header with the key.
    Header(String),
    /// A query parameter with the key.
    Query(String),
    /// A cookie with the key.
    Cookie(String),
}
