//! Credentials of a call: which ones it carries, and where they are put.

use http::{HeaderValue, header};

use super::auth::{KeyPlace, Place};
use super::chosen::Chosen;
use super::error::Failure;
use super::settings::{Held, Shared};
use super::style;
use super::{Call, Security};

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
            Some(place) => chosen.iter().any(|one| *one.place() == place) || self.has_place(&place),
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
            } else if !chosen.iter().any(|one| one.place() == place) && !self.has_place(place) {
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
