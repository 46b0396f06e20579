//! Security schemes.

/// A way to authenticate.
#[derive(Debug, Clone, PartialEq)]
pub struct SecurityScheme {
    /// Name in the document.
    pub name: String,
    /// What is sent.
    pub kind: SchemeKind,
    /// Its description.
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

/// The credentials that an operation's calls carry.
#[derive(Debug, Clone, PartialEq)]
pub enum Security {
    /// The document does not specify any.
    Unspecified,
    /// None, as the operation itself specifies.
    None,
    /// Alternatives; each lists the names of the schemes that it needs together. An empty one makes
    /// credentials optional.
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
