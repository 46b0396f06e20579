//! Credentials.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::HeaderValue;

/// What a caller identifies itself with. Never shown by `Debug`.
#[derive(Clone)]
pub struct Credential {
    pub(crate) place: Place,
    secret: String,
}

#[derive(Clone, Debug)]
pub(crate) enum Place {
    Header(String),
    Query(String),
    Cookie(String),
    /// A credential that cannot be sent, and why.
    Invalid(&'static str),
}

impl Credential {
    /// `Authorization: Basic` (RFC 7617).
    pub fn basic(username: impl Into<String>, password: impl Into<String>) -> Self {
        let (username, password) = (username.into(), password.into());
        if username.contains(':') {
            return Self {
                place: Place::Invalid("a user name must not contain `:`"),
                secret: String::new(),
            };
        }
        let encoded = STANDARD.encode(format!("{username}:{password}"));
        Self {
            place: Place::Header("authorization".to_owned()),
            secret: format!("Basic {encoded}"),
        }
    }

    /// `Authorization: Bearer` (RFC 6750).
    pub fn bearer(token: impl Into<String>) -> Self {
        Self::authorization("Bearer", token)
    }

    /// `Authorization` with another scheme.
    pub fn authorization(scheme: &str, token: impl Into<String>) -> Self {
        Self {
            place: Place::Header("authorization".to_owned()),
            secret: format!("{scheme} {}", token.into()),
        }
    }

    /// A key in a header.
    pub fn header(name: &str, key: impl Into<String>) -> Self {
        Self { place: Place::Header(name.to_owned()), secret: key.into() }
    }

    /// A key in the query string.
    pub fn query(name: &str, key: impl Into<String>) -> Self {
        Self { place: Place::Query(name.to_owned()), secret: key.into() }
    }

    /// A key in a cookie.
    pub fn cookie(name: &str, key: impl Into<String>) -> Self {
        Self { place: Place::Cookie(name.to_owned()), secret: key.into() }
    }

    pub(crate) fn secret(&self) -> &str {
        &self.secret
    }

    /// Why it cannot be sent.
    pub(crate) fn invalid(&self) -> Option<&'static str> {
        match &self.place {
            Place::Invalid(why) => Some(why),
            Place::Header(_) | Place::Cookie(_) if HeaderValue::from_str(&self.secret).is_err() => {
                Some("it has characters that a header must not have")
            }
            _ => None,
        }
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Credential({:?}, [redacted])", self.place)
    }
}
