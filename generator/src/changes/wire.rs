//! Changes of what is sent and read.

/// A change of what is sent or read.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct WireChange {
    /// What is different.
    pub aspect: Aspect,
    /// Old value; `None` if the property is new.
    pub old: Option<String>,
    /// New value; `None` if the property is gone.
    pub new: Option<String>,
}

/// A property of an item on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Aspect {
    /// HTTP method and path of an operation.
    Request,
    /// Base URL of an operation, if it has one of its own.
    Server,
    /// The header `Accept`.
    Accept,
    /// Media type and items of a stream.
    Items,
    /// Credentials of an operation.
    Security,
    /// Statuses that are successes.
    Successes,
    /// Statuses that are documented failures.
    Failures,
    /// How the body of a success is read.
    Output,
    /// How the body of a failure is read.
    Error,
    /// Location of a parameter.
    Location,
    /// Name on the wire.
    Name,
    /// Style of a parameter.
    Style,
    /// Media type of a body or of a part.
    MediaType,
    /// Encoding of a form's properties.
    Encoding,
    /// JSON type.
    Type,
    /// Whether it is required, and whether it may be `null`.
    Presence,
    /// Member that says which variant a value is.
    Discriminator,
    /// Values of the discriminator that select a variant.
    Tags,
    /// Value of an enum.
    Value,
    /// Status codes of a response.
    Status,
    /// URL of a server, or base URL of the client.
    Url,
    /// How a credential is sent.
    Credential,
    /// Calls that a credential is sent with.
    Scope,
}

impl Aspect {
    /// Returns the name of the aspect.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Server => "server",
            Self::Accept => "accept",
            Self::Items => "items",
            Self::Security => "security",
            Self::Successes => "successes",
            Self::Failures => "failures",
            Self::Output => "body",
            Self::Error => "error body",
            Self::Location => "location",
            Self::Name => "name",
            Self::Style => "style",
            Self::MediaType => "media type",
            Self::Encoding => "encoding",
            Self::Type => "type",
            Self::Presence => "presence",
            Self::Discriminator => "discriminator",
            Self::Tags => "tags",
            Self::Value => "value",
            Self::Status => "status",
            Self::Url => "URL",
            Self::Credential => "credential",
            Self::Scope => "scope",
        }
    }
}
