//! Credentials.

use super::{Docs, Ident};

/// Credentials that an operation's calls carry: a variant of `runtime::Security`.
#[derive(Debug, Clone, PartialEq)]
pub enum Security {
    /// The document does not declare any security.
    Unspecified,
    /// No credentials (`security: []`).
    None,
    /// Alternatives, each with the names of the schemes that are required together, and their scopes.
    AnyOf(Vec<Vec<(String, Vec<String>)>>),
}

/// A method of the client's builder for a credential.
#[derive(Debug, Clone, PartialEq)]
pub struct Credential {
    /// Name.
    pub name: Ident,
    /// Documentation.
    pub docs: Docs,
    /// Name of the scheme in the document, or of the method if the document declares no scheme.
    pub scheme: String,
    /// Whether the credential is sent with every call, because no operation names the scheme.
    pub everywhere: bool,
    /// Form in which the credential is sent.
    pub kind: CredentialKind,
    /// Constant with the endpoints of the authorization server, if tokens come from one.
    pub endpoints: Option<Endpoints>,
}

/// A constant of the client: a value of `runtime::endpoints::Endpoints`.
#[derive(Debug, Clone, PartialEq)]
pub struct Endpoints {
    /// Name.
    pub name: Ident,
    /// Documentation.
    pub docs: Docs,
    /// URLs of authorization, tokens, codes for devices and metadata, in this order.
    pub urls: [Option<String>; 4],
}

/// Place of a scheme's credential in a request: a variant of `runtime::KeyPlace`.
#[derive(Debug, Clone, PartialEq)]
pub enum KeyPlace {
    Header(String),
    Query(String),
    Cookie(String),
}

/// Form in which a credential is sent: a function of `runtime::Credential`.
#[derive(Debug, Clone, PartialEq)]
pub enum CredentialKind {
    /// `Authorization: Basic` with a user name and a password.
    Basic,
    /// `Authorization: Bearer` with a token.
    Bearer,
    /// `Authorization` with another scheme and a token.
    Authorization(String),
    /// A header with a key.
    Header(String),
    /// A query parameter with a key.
    Query(String),
    /// A cookie with a key.
    Cookie(String),
}
