//! Calls: from arguments to a request.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use url::Url;

use super::auth::{KeyPlace, Place};
use super::error::Failure;
use super::redirect::Sent;
use super::settings::{Held, Shared};
use super::style::{self, Style, Value};
use super::wire::{Json, Wire};
use super::{Credential, Encoding, Multipart, Operation, Security, form};

/// A call that has not been sent yet. Invalid arguments are reported when it is sent.
pub struct Call {
    shared: Arc<Shared>,
    pub(super) operation: &'static Operation,
    path: String,
    query: String,
    headers: HeaderMap,
    cookies: Vec<String>,
    body: Bytes,
    /// Media type of the body, unless the caller sets `Content-Type`.
    media_type: Option<HeaderValue>,
    is_multipart: bool,
    pub(super) timeout: Option<Duration>,
    /// The first reason why the call cannot be sent.
    invalid: Option<String>,
}

impl fmt::Debug for Call {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Headers, query and body are left out: they may hold secrets.
        write!(formatter, "Call({} {})", self.operation.method, self.path)
    }
}

impl Call {
    pub(crate) fn new(shared: Arc<Shared>, operation: &'static Operation) -> Self {
        // Some descriptions distinguish operations by a fragment, which is not sent; a query is part of every call.
        let path = operation.path.split('#').next().unwrap_or_default();
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let mut headers = shared.headers.clone();
        if let (false, Ok(accept)) =
            (operation.accept.is_empty(), HeaderValue::from_str(operation.accept))
        {
            headers.entry(header::ACCEPT).or_insert(accept);
        }
        Self {
            timeout: shared.timeout,
            path: path.to_owned(),
            query: query.to_owned(),
            headers,
            cookies: Vec::new(),
            body: Bytes::new(),
            media_type: None,
            is_multipart: false,
            invalid: None,
            shared,
            operation,
        }
    }

    fn fail(&mut self, why: String) {
        self.invalid.get_or_insert(why);
    }

    fn value<V: Value + ?Sized>(&mut self, name: &str, value: &V) -> Option<Json> {
        match value.to_json() {
            Ok(value) => Some(value),
            Err(error) => {
                self.fail(format!("parameter `{name}`: {error}"));
                None
            }
        }
    }

    /// Fills a placeholder of the path. A value that is empty, `.` or `..` would change which path is requested, so
    /// the call then fails with [`Error::Request`](super::Error::Request).
    pub fn path<V: Value + ?Sized>(&mut self, name: &str, value: &V, style: Style) {
        let Some(value) = self.value(name, value) else { return };
        let text = style::path(name, &value, style);
        if matches!(text.as_str(), "" | "." | "..") {
            return self.fail(format!("path parameter `{name}` must not be {text:?}"));
        }
        let placeholder = format!("{{{name}}}");
        self.path = self.path.replace(&placeholder, &text);
        self.query = self.query.replace(&placeholder, &text);
    }

    /// Adds a parameter to the query string.
    pub fn query<V: Value + ?Sized>(&mut self, name: &str, value: &V, style: Style) {
        if let Some(value) = self.value(name, value) {
            style::query(&mut self.query, name, &value, style);
        }
    }

    /// Sets a header; `null` and an empty list set none.
    pub fn header<V: Value + ?Sized>(&mut self, name: &str, value: &V, style: Style) {
        let value = self.value(name, value).and_then(|value| style::header(&value, style));
        if let Some(value) = value {
            self.set_header(name, &value);
        }
    }

    /// Adds a cookie.
    pub fn cookie<V: Value + ?Sized>(&mut self, name: &str, value: &V, style: Style) {
        if let Some(value) = self.value(name, value) {
            self.cookies.extend(style::cookies(name, &value, style));
        }
    }

    /// Sets a header to this text.
    pub fn set_header(&mut self, name: &str, value: &str) {
        match (HeaderName::try_from(name), HeaderValue::from_str(value)) {
            (Ok(name), Ok(value)) => {
                self.headers.insert(name, value);
            }
            (Err(_), _) => self.fail(format!("{name:?} is not a valid header name")),
            (_, Err(_)) => self.fail(format!(
                "the value of header `{name}` has characters that are not allowed in a header"
            )),
        }
    }

    /// Sets the timeout of the call.
    pub fn set_timeout(&mut self, timeout: Duration) {
        self.timeout = Some(timeout);
    }

    /// Sets a JSON body.
    pub fn json<T: Wire>(&mut self, media_type: &str, body: &T) {
        match super::wire::to_vec(body) {
            Ok(bytes) => self.bytes(media_type, bytes.into()),
            Err(error) => self.fail(format!("the body: {error}")),
        }
    }

    /// Sets a body of `application/x-www-form-urlencoded`; `encodings` names the properties that are not encoded in
    /// the default way.
    pub fn form<T: Wire>(&mut self, body: &T, encodings: &[(&str, Encoding)]) {
        match super::wire::to_value(body) {
            Ok(body) => match form::form(&body, encodings) {
                Some(text) => self.bytes("application/x-www-form-urlencoded", text.into()),
                None => self.fail("a form body must be an object".to_owned()),
            },
            Err(error) => self.fail(format!("the body: {error}")),
        }
    }

    /// Sets a body of `multipart/form-data`.
    pub fn multipart<T: Multipart>(&mut self, body: &T) {
        match body.parts().finish() {
            Ok((media_type, bytes)) => {
                self.bytes(&media_type, bytes);
                self.is_multipart = true;
            }
            Err(why) => self.fail(format!("the body: {why}")),
        }
    }

    /// Sets a text body in UTF-8. For plain text that is not ASCII, `Content-Type` names the charset, because the
    /// default is US-ASCII (RFC 2046, section 4.1.2).
    pub fn text(&mut self, media_type: &str, body: &str) {
        let bytes = Bytes::copy_from_slice(body.as_bytes());
        if body.is_ascii() || media_type != "text/plain" {
            self.bytes(media_type, bytes);
        } else {
            self.bytes("text/plain; charset=utf-8", bytes);
        }
    }

    /// Sets the body to these bytes.
    pub fn bytes(&mut self, media_type: &str, body: Bytes) {
        match HeaderValue::from_str(media_type) {
            Ok(value) => self.media_type = Some(value),
            Err(_) => self.fail(format!("{media_type:?} is not a valid media type for the body")),
        }
        self.body = body;
        self.is_multipart = false;
    }

    /// Turns the call into a request with credentials.
    pub(super) fn prepare(mut self) -> Result<(Sent, Arc<Shared>), Failure> {
        self.authorize()?;
        self.describe_body();
        self.join_cookies();
        if self.headers.get(header::CONTENT_LENGTH).is_some_and(|value| {
            value.to_str().ok().and_then(|text| text.parse().ok()) != Some(self.body.len())
        }) {
            self.fail("the header `content-length` differs from the length of the body".to_owned());
        }
        if self.headers.contains_key(header::TRANSFER_ENCODING) {
            self.fail(
                "the header `transfer-encoding` is set by the transport: remove it".to_owned(),
            );
        }
        if let Some(why) = self.invalid.take() {
            return Err(Failure::Request(why));
        }
        let url = self.url()?;
        let sent = Sent {
            url,
            method: Method::from_bytes(self.operation.method.as_bytes())
                .map_err(|error| Failure::Request(error.to_string()))?,
            headers: self.headers,
            body: self.body,
        };
        Ok((sent, self.shared))
    }

    /// The URL of the request: path and query of the base URL, followed by those of the call.
    fn url(&self) -> Result<Url, Failure> {
        let shared = &self.shared;
        let mut url = match self.operation.server {
            Some(server) if !shared.moved => shared.base_url.join(server).map_err(|error| {
                Failure::Request(format!(
                    "`{server}`, the server of the operation, is not a valid URL: {error}"
                ))
            })?,
            _ => shared.base_url.clone(),
        };
        let path =
            format!("{}/{}", url.path().trim_end_matches('/'), self.path.trim_start_matches('/'));
        let query: Vec<&str> = [url.query().unwrap_or_default(), &self.query]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        let query = (!query.is_empty()).then(|| query.join("&"));
        url.set_path(&path);
        url.set_query(query.as_deref());
        Ok(url)
    }

    /// Sets the header `Content-Type` of the body. A value that the caller set is kept, unless the body is multipart:
    /// its media type carries the boundary.
    fn describe_body(&mut self) {
        let Some(media_type) = self.media_type.take() else { return };
        let own = self.headers.get(header::CONTENT_TYPE);
        if own.is_none() || self.is_multipart {
            if own.is_some() && own != self.shared.headers.get(header::CONTENT_TYPE) {
                let why = "the header `content-type` of a multipart body contains its boundary and cannot be set";
                self.fail(why.to_owned());
            }
            self.headers.insert(header::CONTENT_TYPE, media_type);
        }
    }

    /// Sets the header `Cookie`: the cookies that the caller set in that header, then those of the call.
    fn join_cookies(&mut self) {
        if self.cookies.is_empty() {
            return;
        }
        let set = self.headers.get(header::COOKIE).map(HeaderValue::as_bytes);
        let own = self.cookies.iter().map(String::as_bytes);
        let all: Vec<&[u8]> = set.into_iter().chain(own).collect();
        match HeaderValue::from_bytes(&all.join(&b"; "[..])) {
            Ok(mut value) => {
                value.set_sensitive(true);
                self.headers.insert(header::COOKIE, value);
            }
            Err(_) => {
                self.fail("a cookie has characters that are not allowed in a header".to_owned());
            }
        }
    }

    /// Whether the query has a parameter of this name.
    fn has_query(&self, name: &str) -> bool {
        form_urlencoded::parse(self.query.as_bytes()).any(|(known, _)| known == name)
    }

    /// Whether the caller set the credential of a security scheme by hand.
    fn is_set(&self, scheme: &str) -> bool {
        let mut schemes = self.shared.schemes.iter();
        match schemes.find(|(name, _)| *name == scheme) {
            Some((_, KeyPlace::Header(name))) => self.headers.contains_key(*name),
            Some((_, KeyPlace::Query(name))) => self.has_query(name),
            Some((_, KeyPlace::Cookie(name))) => self.has_cookie(name),
            None => false,
        }
    }

    /// Whether the header `Cookie`, as the caller set it, has a cookie of this name.
    fn has_cookie(&self, name: &str) -> bool {
        let set = self.headers.get(header::COOKIE).map_or(&b""[..], HeaderValue::as_bytes);
        let named = |pair: &[u8]| pair.split(|b| *b == b'=').next() == Some(name.as_bytes());
        set.split(|b| *b == b';').any(|pair| named(pair.trim_ascii()))
    }

    /// Adds the credentials of the first alternative for which the client has all of them, apart from those that the
    /// caller set by hand, and those that are sent with every call.
    fn authorize(&mut self) -> Result<(), Failure> {
        let alternatives = match self.operation.security {
            Security::None => return Ok(()),
            Security::Unspecified => &[],
            Security::AnyOf(alternatives) => alternatives,
        };
        let shared = self.shared.clone();
        let held = |name: &str| shared.credentials.iter().find(|held| held.name == name);
        // A call for which credentials are optional carries them if the client has them.
        let has = |name: &str| held(name).is_some() || self.is_set(name);
        let complete = |names: &&&[&str]| names.iter().all(|name| has(name));
        let chosen = alternatives.iter().filter(|names| !names.is_empty()).find(complete);
        let everywhere: Vec<&Held> =
            shared.credentials.iter().filter(|held| held.everywhere).collect();
        if chosen.is_none()
            && !alternatives.is_empty()
            && alternatives.iter().all(|names| !names.is_empty())
            && everywhere.is_empty()
            && !self.headers.contains_key(header::AUTHORIZATION)
        {
            let needed: Vec<String> =
                alternatives.iter().map(|names| names.join(" and ")).collect();
            return Err(Failure::MissingCredential {
                operation: self.operation.id,
                needed: needed.join(", or "),
            });
        }
        let mut sent: Vec<&Credential> = Vec::new();
        let chosen =
            chosen.into_iter().flat_map(|names| names.iter()).filter_map(|name| held(name));
        for held in chosen.chain(everywhere) {
            let credential = &held.credential;
            if !sent.iter().any(|one| one.place == credential.place) {
                if self.attach(credential) {
                    sent.push(credential);
                }
            } else if !held.everywhere {
                let place = &credential.place;
                self.fail(format!(
                    "the operation needs two credentials in {place}, which can hold only one: set it by hand"
                ));
            }
        }
        Ok(())
    }

    /// Adds a credential, unless the caller set its header, query parameter or cookie by hand. Returns
    /// whether it did.
    fn attach(&mut self, credential: &Credential) -> bool {
        match &credential.place {
            Place::Header(name) if self.headers.contains_key(name) => return false,
            Place::Header(name) => {
                self.set_header(name, credential.secret());
                if let Some(value) = self.headers.get_mut(name.as_str()) {
                    value.set_sensitive(true);
                }
            }
            Place::Query(name) if self.has_query(name) => return false,
            Place::Query(name) => self.query(name, credential.secret(), Style::FormExplode),
            Place::Cookie(name) if self.has_cookie(name) => return false,
            Place::Cookie(name) => self.cookies.push(format!("{name}={}", credential.secret())),
            Place::Invalid(why) => self.fail((*why).to_owned()),
        }
        true
    }
}
