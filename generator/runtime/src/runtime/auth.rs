//! Credentials.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderName, HeaderValue};

use super::style::is_token;
use super::token::Secret;

/// A credential that authenticates a caller. `Debug` shows where it is sent and redacts the secret.
#[derive(Clone)]
pub struct Credential {
    pub(crate) place: Place,
    /// Text before the secret, such as `Bearer `.
    pub(crate) prefix: String,
    pub(crate) secret: Secret,
}

/// Place of the credential of a security scheme in a request, with the name of the header (in lower case), query
/// parameter or cookie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyPlace {
    /// A header.
    Header(&'static str),
    /// A query parameter.
    Query(&'static str),
    /// A cookie.
    Cookie(&'static str),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// The header of this name, which is in lower case.
    Header(String),
    Query(String),
    Cookie(String),
    /// A credential that cannot be sent, with the reason.
    Invalid(&'static str),
}

impl Credential {
    /// Basic authentication (RFC 7617) in the header `Authorization`, encoded as UTF-8. Building the client fails if
    /// the user name contains `:`.
    pub fn basic(username: impl Into<String>, password: impl Into<String>) -> Self {
        let (username, password) = (username.into(), password.into());
        if username.contains(':') {
            return Self::new(Place::Invalid("a user name must not contain `:`"), "");
        }
        let encoded = STANDARD.encode(format!("{username}:{password}"));
        Self::authorization("Basic", encoded)
    }

    /// A bearer token (RFC 6750, section 2.1) in the header `Authorization`.
    pub fn bearer(token: impl Into<Secret>) -> Self {
        Self::authorization("Bearer", token)
    }

    /// A token in the header `Authorization` with another scheme.
    pub fn authorization(scheme: &str, token: impl Into<Secret>) -> Self {
        let place = Place::Header("authorization".to_owned());
        Self { prefix: format!("{scheme} "), ..Self::new(place, token) }
    }

    /// An API key in the header `name`.
    pub fn header(name: &str, key: impl Into<Secret>) -> Self {
        Self::new(Place::Header(name.to_ascii_lowercase()), key)
    }

    /// An API key in the query parameter `name`; the key is percent-encoded.
    pub fn query(name: &str, key: impl Into<Secret>) -> Self {
        Self::new(Place::Query(name.to_owned()), key)
    }

    /// An API key in the cookie `name`; the key is sent unchanged.
    pub fn cookie(name: &str, key: impl Into<Secret>) -> Self {
        Self::new(Place::Cookie(name.to_owned()), key)
    }

    fn new(place: Place, secret: impl Into<Secret>) -> Self {
        Self { place, prefix: String::new(), secret: secret.into() }
    }

    /// The reason why the credential cannot be sent, if there is one. The secret of a provider is not known yet.
    pub(crate) fn invalid(&self) -> Option<&'static str> {
        match &self.place {
            Place::Invalid(why) => Some(why),
            Place::Header(name) if HeaderName::try_from(name).is_err() => {
                Some("the name of its header is not valid")
            }
            Place::Cookie(name) if !is_token(name) => Some("the name of its cookie is not valid"),
            place => place.refuses(&format!("{}{}", self.prefix, self.secret.value()?)),
        }
    }
}

impl Place {
    /// The reason why a secret cannot be sent here, if there is one.
    pub(crate) fn refuses(&self, secret: &str) -> Option<&'static str> {
        match self {
            Self::Header(_) if HeaderValue::from_str(secret).is_err() => {
                Some("it has characters that are not allowed in a header")
            }
            Self::Cookie(_) if !secret.bytes().all(is_cookie_octet) => {
                Some("it has characters that are not allowed in a cookie")
            }
            _ => None,
        }
    }
}

/// Whether a byte is allowed in the value of a cookie (RFC 6265, section 4.1.1). Keys are sent unchanged, because a
/// server that encodes its cookies expects them back as it sent them.
fn is_cookie_octet(byte: u8) -> bool {
    byte.is_ascii_graphic() && !matches!(byte, b'"' | b',' | b';' | b'\\')
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Header(name) => write!(formatter, "the header `{name}`"),
            Self::Query(name) => write!(formatter, "the query parameter `{name}`"),
            Self::Cookie(name) => write!(formatter, "the cookie `{name}`"),
            Self::Invalid(why) => formatter.write_str(why),
        }
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Credential({:?}, [redacted])", self.place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_sent() {
        for credential in [
            Credential::basic("a:b", "c"),
            Credential::bearer("a\nb"),
            Credential::header("a b", "c"),
            Credential::header("a", "b\r\nc"),
            Credential::cookie("a", "b;c"),
            Credential::cookie("a", "é"),
            Credential::cookie("", "b"),
            Credential::cookie("a b", "c"),
            Credential::cookie("a=b; c", "d"),
            Credential::cookie("a\r\nX: y", "z"),
        ] {
            assert!(credential.invalid().is_some(), "{credential:?}");
        }
        for credential in [
            Credential::basic("ü", "a:b\n"),
            Credential::bearer(""),
            Credential::query("a b", "c\nd"),
            Credential::cookie("a", "b=%3B"),
        ] {
            assert_eq!(credential.invalid(), None, "{credential:?}");
            let secret = credential.secret.value().unwrap();
            assert!(!format!("{credential:?}").contains(secret) || secret.is_empty());
        }
    }
}
