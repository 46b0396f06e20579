//! Credentials of a call: which ones it carries, and where they are put.

use http::{HeaderName, HeaderValue, header};

use super::auth::{KeyPlace, Place};
use super::error::Failure;
use super::redirect::Sent;
use super::settings::{Held, Shared};
use super::style;
use super::token::TokenRequest;
use super::{Call, Credential, Security};

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
    fn new(name: &str, credential: &Credential, scopes: &'static [&'static str]) -> Self {
        let (name, credential) = (name.to_owned(), credential.clone());
        Self { name, credential, scopes, sent: None, refused: None }
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

impl Call {
    /// Chooses the credentials of the call: those of the call itself; then, of the alternatives for which the client has
    /// all others, the first one with a credential that the caller set by hand, or else the first one; then those that
    /// are sent with every call. What the caller set by hand is not replaced.
    pub(super) fn choose_credentials(&mut self) -> Result<Vec<Chosen>, Failure> {
        let mut chosen: Vec<Chosen> = Vec::new();
        for credential in std::mem::take(&mut self.credentials) {
            if let Some(why) = credential.invalid() {
                return Err(Failure::Request(format!("the credential of the call: {why}")));
            }
            // The credential comes after the header, query parameter or cookie of the same name.
            if !self.has_place(&credential.place) {
                chosen.push(Chosen::new("of the call", &credential, &[]));
            }
        }
        if self.operation.security == Security::None {
            return Ok(chosen);
        }
        let shared = self.shared.clone();
        let held = |name: &str| shared.credentials.iter().find(|held| held.name == name);
        let is_set = |name: &str| match place(&shared, name) {
            Some(place) => {
                chosen.iter().any(|one| one.credential.place == place) || self.has_place(&place)
            }
            None => false,
        };
        let has = |name: &str| held(name).is_some() || is_set(name);
        let alternatives = self.operation.security.alternatives();
        // Two schemes with the same place are alternatives whatever the description says: a request has one place.
        let is_complete = |schemes: &&Vec<(&'static str, &'static [&'static str])>| {
            let has_same = |name: &str| {
                let own = place(&shared, name);
                own.is_some()
                    && schemes.iter().any(|(other, _)| place(&shared, other) == own && has(other))
            };
            !schemes.is_empty() && schemes.iter().all(|(name, _)| has(name) || has_same(name))
        };
        let complete: Vec<_> = alternatives.iter().filter(is_complete).collect();
        let by_hand = complete.iter().find(|schemes| schemes.iter().any(|(name, _)| is_set(name)));
        let alternative = by_hand.or(complete.first()).copied();
        let everywhere: Vec<&Held> =
            shared.credentials.iter().filter(|held| held.everywhere).collect();
        // A call for which credentials are optional carries them if the client has them.
        if alternative.is_none()
            && !alternatives.is_empty()
            && alternatives.iter().all(|schemes| !schemes.is_empty())
            && everywhere.is_empty()
            && chosen.is_empty()
            && shared.signer.is_none()
            && !self.headers.contains_key(header::AUTHORIZATION)
        {
            let needed: Vec<String> = alternatives
                .iter()
                .map(|schemes| {
                    let names: Vec<&str> = schemes.iter().map(|(name, _)| *name).collect();
                    names.join(" and ")
                })
                .collect();
            return Err(Failure::MissingCredential { needed: needed.join(", or ") });
        }
        let required = alternative.into_iter().flatten();
        let required = required.filter_map(|(name, scopes)| Some((held(name)?, *scopes)));
        let all = required.chain(everywhere.into_iter().map(|held| (held, &[][..])));
        let mut own: Vec<&Place> = Vec::new();
        for (held, scopes) in all {
            let place = &held.credential.place;
            if own.contains(&place) {
                if !held.everywhere {
                    self.fail(format!(
                        "the operation accepts two credentials in {place}, which can hold only one, and the client has \
                         both: set one for the call"
                    ));
                }
            } else if !chosen.iter().any(|one| one.credential.place == *place)
                && !self.has_place(place)
            {
                own.push(place);
                chosen.push(Chosen::new(held.name, &held.credential, scopes));
            }
        }
        Ok(chosen)
    }

    /// Whether the caller set the header, query parameter or cookie by hand.
    fn has_place(&self, place: &Place) -> bool {
        match place {
            Place::Header(name) => self.headers.contains_key(name),
            Place::Query(name) => {
                let start = format!("{}=", style::encode(name));
                let is_given = |url: &url::Url| url.query_pairs().any(|(known, _)| known == *name);
                self.query.has(name)
                    || self.added_query.iter().any(|one| one.starts_with(&start))
                    || self.given_url.as_ref().is_some_and(is_given)
            }
            Place::Cookie(name) => {
                let set = self.headers.get(header::COOKIE).map_or(&b""[..], HeaderValue::as_bytes);
                let named =
                    |pair: &[u8]| pair.split(|b| *b == b'=').next() == Some(name.as_bytes());
                self.cookies.has(name)
                    || set.split(|b| *b == b';').any(|pair| named(pair.trim_ascii()))
            }
            Place::Invalid(_) => false,
        }
    }
}

/// Returns the place of the credential of a security scheme.
fn place(shared: &Shared, scheme: &str) -> Option<Place> {
    let (_, place) = shared.schemes.iter().find(|(name, _)| *name == scheme)?;
    Some(match place {
        KeyPlace::Header(name) => Place::Header((*name).to_owned()),
        KeyPlace::Query(name) => Place::Query((*name).to_owned()),
        KeyPlace::Cookie(name) => Place::Cookie((*name).to_owned()),
    })
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
