//! Endpoints of authorization servers.

use std::borrow::Cow;

/// Endpoints of an authorization server (RFC 6749, section 3). URLs may be relative to the base URL of the client.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Endpoints {
    pub(super) authorization: Option<Cow<'static, str>>,
    pub(super) token: Option<Cow<'static, str>>,
    pub(super) device: Option<Cow<'static, str>>,
    pub(super) metadata: Option<Cow<'static, str>>,
}

impl Endpoints {
    /// Endpoints that are not known.
    pub const NONE: Self = Self { authorization: None, token: None, device: None, metadata: None };

    /// Creates the endpoints that an API description declares.
    #[must_use]
    pub const fn declared(
        authorization: Option<&'static str>,
        token: Option<&'static str>,
        device: Option<&'static str>,
        metadata: Option<&'static str>,
    ) -> Self {
        const fn text(url: Option<&'static str>) -> Option<Cow<'static, str>> {
            match url {
                Some(url) => Some(Cow::Borrowed(url)),
                None => None,
            }
        }
        Self {
            authorization: text(authorization),
            token: text(token),
            device: text(device),
            metadata: text(metadata),
        }
    }

    /// Sets the URL that users log in at.
    #[must_use]
    pub fn authorization(mut self, url: impl Into<String>) -> Self {
        self.authorization = Some(Cow::Owned(url.into()));
        self
    }

    /// Sets the URL that tokens are requested from.
    #[must_use]
    pub fn token(mut self, url: impl Into<String>) -> Self {
        self.token = Some(Cow::Owned(url.into()));
        self
    }

    /// Sets the URL that codes for devices are requested from (RFC 8628).
    #[must_use]
    pub fn device(mut self, url: impl Into<String>) -> Self {
        self.device = Some(Cow::Owned(url.into()));
        self
    }

    /// Sets the URL of the server's metadata, which names the endpoints that are not set (`OpenID` Connect Discovery;
    /// RFC 8414).
    #[must_use]
    pub fn metadata(mut self, url: impl Into<String>) -> Self {
        self.metadata = Some(Cow::Owned(url.into()));
        self
    }
}
