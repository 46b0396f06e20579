//! What the API means: operations and types, with neither OpenAPI nor Rust syntax in it.

mod body;
mod definition;
mod object;
mod operation;
mod parameter;
mod response;
mod security;
mod server;
mod types;
mod union;

pub use body::*;
pub use definition::*;
pub use object::*;
pub use operation::*;
pub use parameter::*;
pub use response::*;
pub use security::*;
pub use server::*;
pub use types::*;
pub use union::*;

use crate::diagnostics::Origin;

/// A whole API.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Api {
    /// Title of the document.
    pub title: String,
    /// Version of the document.
    pub version: String,
    /// Description of the whole API.
    pub description: String,
    /// URL of more documentation.
    pub documentation_url: Option<String>,
    /// URL of the contact.
    pub contact_url: Option<String>,
    /// Licence of the API.
    pub license: Option<License>,
    /// Base URLs; the first one is the default.
    pub servers: Vec<Server>,
    /// Ways to authenticate.
    pub schemes: Vec<SecurityScheme>,
    /// The tags that the document declares.
    pub tags: Vec<Tag>,
    /// All operations in document order.
    pub operations: Vec<Operation>,
    /// All named types; a [`TypeId`] is an index here.
    pub types: Vec<TypeDef>,
}

/// Licence of an API, as the document states it; what it leaves out is empty.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct License {
    /// Name.
    pub name: String,
    /// SPDX expression.
    pub identifier: String,
    /// URL of its text.
    pub url: String,
}

/// A declared tag, which operations are grouped by.
#[derive(Debug, Clone, PartialEq)]
pub struct Tag {
    /// Its name.
    pub name: String,
    /// Its declaration.
    pub origin: Origin,
}
