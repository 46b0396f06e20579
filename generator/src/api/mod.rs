//! Model of an API: its operations and types, independent of OpenAPI and of Rust.

mod body;
mod constant;
mod definition;
mod name;
mod object;
mod operation;
mod parameter;
mod response;
mod security;
mod server;
mod stream;
mod types;
mod union;

pub use body::*;
pub use constant::*;
pub use definition::*;
pub use name::*;
pub use object::*;
pub use operation::*;
pub use parameter::*;
pub use response::*;
pub use security::*;
pub use server::*;
pub use stream::*;
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
    /// Tags that the document declares.
    pub tags: Vec<Tag>,
    /// All operations in document order.
    pub operations: Vec<Operation>,
    /// All named types; a [`TypeId`] is an index here.
    pub types: Vec<TypeDef>,
}

/// Licence of an API, as the document declares it; absent members are empty.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct License {
    /// Name.
    pub name: String,
    /// SPDX expression.
    pub identifier: String,
    /// URL of the text.
    pub url: String,
}

/// A declared tag, by which operations are grouped.
#[derive(Debug, Clone, PartialEq)]
pub struct Tag {
    /// Name.
    pub name: String,
    /// Place of the declaration.
    pub origin: Origin,
}
