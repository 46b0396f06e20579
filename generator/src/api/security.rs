//! Security schemes.

/// A security scheme.
#[derive(Debug, Clone, PartialEq)]
pub struct SecurityScheme {
    /// Name in the document.
    pub name: String,
    /// Form of the credential.
    pub kind: SchemeKind,
    /// Description.
    pub description: String,
}

/// Form of the credential that a security scheme requires.
#[derive(Debug, Clone, PartialEq)]
pub enum SchemeKind {
    /// HTTP Basic (RFC 7617).
    Basic,
    /// A bearer token (RFC 6750); also for OAuth 2 and OpenID Connect, with a token that the caller obtained.
    Bearer,
    /// The header `Authorization` with another scheme and a token.
    Http(String),
    /// An API key in this header.
    Header(String),
    /// An API key in this query parameter.
    Query(String),
    /// An API key in this cookie.
    Cookie(String),
}

/// Credentials that an operation's calls carry.
#[derive(Debug, Clone, PartialEq)]
pub enum Security {
    /// The document does not specify any.
    Unspecified,
    /// No credentials: the operation has `security: []`.
    None,
    /// Alternatives, each with the names of the schemes that are required together. An empty one makes credentials
    /// optional.
    AnyOf(Vec<Vec<String>>),
}

impl Security {
    /// Whether an alternative names a scheme.
    pub fn names(&self, scheme: &str) -> bool {
        match self {
            Self::AnyOf(alternatives) => alternatives.iter().flatten().any(|name| name == scheme),
            Self::Unspecified | Self::None => false,
        }
    }
}
