//! A credential that a call carries, and its place in the request.

use http::{HeaderName, HeaderValue, header};

use super::auth::{Credential, Place};
use super::error::Failure;
use super::redirect::Sent;
use super::style;
use super::token::TokenRequest;

/// A credential that a call carries.
pub(super) struct Chosen {
    /// Name of the security scheme.
    name: String,
    credential: Credential,
    scopes: &'static [&'static str],
    /// Token that was sent last, if a provider obtained it.
    sent: Option<String>,
    /// Token that the server refused.
    refused: Option<String>,
}

impl Chosen {
    pub fn new(name: &str, credential: &Credential, scopes: &'static [&'static str]) -> Self {
        let (name, credential) = (name.to_owned(), credential.clone());
        Self { name, credential, scopes, sent: None, refused: None }
    }

    pub fn place(&self) -> &Place {
        &self.credential.place
    }

    /// Adds the credential to a request. Obtains its token first, if a provider has to.
    pub async fn attach(
        &mut self,
        sent: &mut Sent,
        request: &TokenRequest<'_>,
    ) -> Result<(), Failure> {
        let Self { name, credential, scopes, refused, .. } = self;
        let request = TokenRequest { scopes, ..*request };
        let failed = |source| Failure::Credential { scheme: name.clone(), source };
        let secret = credential.secret.get(&request, refused.as_deref()).await.map_err(failed)?;
        let text = format!("{}{secret}", credential.prefix);
        if let Some(why) = credential.place.refuses(&text) {
            return Err(failed(why.into()));
        }
        sent.attach(&credential.place, &text);
        if credential.secret.value().is_none() {
            self.sent = Some(secret);
        }
        Ok(())
    }

    /// Notes that the server refused the credential. Returns whether another one can be obtained, which is tried once.
    pub fn renew(&mut self) -> bool {
        if self.refused.is_some() {
            return false;
        }
        self.refused = self.sent.take();
        self.refused.is_some()
    }
}

impl Sent {
    /// Adds a credential.
    fn attach(&mut self, place: &Place, secret: &str) {
        match place {
            Place::Header(name) => self.set_secret(name, secret.as_bytes()),
            Place::Query(name) => {
                let pair = format!("{}={}", style::encode(name), style::encode(secret));
                let query = match self.query.take() {
                    Some(query) => format!("{query}&{pair}"),
                    None => pair,
                };
                self.url.set_query(Some(&query));
                self.query = Some(query);
            }
            Place::Cookie(name) => {
                let set = self.headers.get(header::COOKIE).map(HeaderValue::as_bytes);
                let own = format!("{name}={secret}");
                let all: Vec<&[u8]> = set.into_iter().chain([own.as_bytes()]).collect();
                self.set_secret(header::COOKIE.as_str(), &all.join(&b"; "[..]));
            }
            Place::Invalid(_) => {}
        }
    }

    /// Sets a header whose value `Debug` redacts. Name and value were checked before.
    fn set_secret(&mut self, name: &str, value: &[u8]) {
        if let (Ok(name), Ok(mut value)) =
            (HeaderName::try_from(name), HeaderValue::from_bytes(value))
        {
            value.set_sensitive(true);
            self.headers.insert(name, value);
        }
    }
}
