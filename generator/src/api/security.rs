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
    /// Endpoints of the authorization server, if tokens come from one (OAuth 2, OpenID Connect).
    pub endpoints: Option<Endpoints>,
}

/// Endpoints of an authorization server.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Endpoints {
    /// URL that users log in at.
    pub authorization: Option<String>,
    /// URL that tokens are requested from.
    pub token: Option<String>,
    /// URL that codes for devices are requested from.
    pub device: Option<String>,
    /// URL of the server's metadata.
    pub metadata: Option<String>,
}

/// A security scheme that an operation requires.
#[derive(Debug, Clone, PartialEq)]
pub struct Requirement {
    /// Name of the scheme.
    pub scheme: String,
    /// Scopes that its token must have.
    pub scopes: Vec<String>,
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
    /// Alternatives, each with the schemes that are required together. An empty one makes credentials optional.
    AnyOf(Vec<Vec<Requirement>>),
}

impl Security {
    /// Whether an alternative names a scheme.
    pub fn names(&self, scheme: &str) -> bool {
        match self {
            Self::AnyOf(alternatives) => {
                alternatives.iter().flatten().any(|one| one.scheme == scheme)
            }
            Self::Unspecified | Self::None => false,
        }
    }
}
