//! Credentials.

use super::{Docs, Ident};

/// The credentials that an operation's calls carry: a variant of `runtime::Security`.
#[derive(Debug, Clone, PartialEq)]
pub enum Security {
    /// The document does not say.
    Unspecified,
    /// No credentials.
    None,
    /// Alternatives of scheme names.
    AnyOf(Vec<Vec<String>>),
}

/// A method of the client's builder for a credential.
#[derive(Debug, Clone, PartialEq)]
pub struct Credential {
    /// Its name.
    pub name: Ident,
    /// Documentation.
    pub docs: Docs,
    /// Name of the scheme in the document; of the method where the document declares no scheme.
    pub scheme: String,
    /// Whether it is sent with every call, as no operation names the scheme.
    pub everywhere: bool,
    /// What is sent.
    pub kind: CredentialKind,
}

/// What is sent: a function of `runtime::Credential`.
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
