//! Subjects of changes.

use std::fmt;

/// The item of an API that a change is about. `Display` describes it in words.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Subject {
    /// Kind of the item.
    pub kind: Kind,
    /// Name of the item: the Rust name of an operation or a type, the name on the wire of everything else. Empty for a body
    /// and for the client.
    pub name: String,
    /// Rust name of the operation or type that the item belongs to.
    pub owner: Option<String>,
}

/// Kinds of items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
#[non_exhaustive]
pub enum Kind {
    Operation,
    PathParameter,
    QueryParameter,
    HeaderParameter,
    CookieParameter,
    Body,
    Response,
    Type,
    Member,
    AdditionalMembers,
    Value,
    Variant,
    Client,
    Credential,
    Servers,
    Server,
    Crate,
    Feature,
    RuntimeModule,
}

impl Kind {
    /// Returns the name of the kind.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Operation => "operation",
            Self::PathParameter => "path parameter",
            Self::QueryParameter => "query parameter",
            Self::HeaderParameter => "header parameter",
            Self::CookieParameter => "cookie parameter",
            Self::Body => "body",
            Self::Response => "response",
            Self::Type => "type",
            Self::Member => "member",
            Self::AdditionalMembers => "additional members",
            Self::Value => "value",
            Self::Variant => "variant",
            Self::Client => "client",
            Self::Credential => "credential",
            Self::Servers => "servers",
            Self::Server => "server",
            Self::Crate => "crate",
            Self::Feature => "feature",
            Self::RuntimeModule => "runtime module",
        }
    }

    /// Whether it is a parameter.
    pub fn is_parameter(self) -> bool {
        use Kind::{CookieParameter, HeaderParameter, PathParameter, QueryParameter};
        matches!(self, PathParameter | QueryParameter | HeaderParameter | CookieParameter)
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.kind.as_str())?;
        if !self.name.is_empty() {
            write!(formatter, " `{}`", self.name)?;
        }
        match &self.owner {
            Some(owner) => write!(formatter, " of `{owner}`"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subjects_in_words() {
        let shown = |kind, name: &str, owner: Option<&str>| {
            Subject { kind, name: name.to_owned(), owner: owner.map(str::to_owned) }.to_string()
        };
        assert_eq!(shown(Kind::Member, "id", Some("Order")), "member `id` of `Order`");
        assert_eq!(shown(Kind::Body, "", Some("create_order")), "body of `create_order`");
        assert_eq!(shown(Kind::Client, "", None), "client");
    }
}
