//! Calls: from arguments to a request.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use url::Url;

use super::chosen::Chosen;
use super::error::Failure;
use super::redirect::Sent;
use super::settings::Shared;
use super::style::{self, Style};
use super::wire::{self, Json, Wire};
use super::{Credential, Multipart, Operation, Upload, form};

/// A call that has not been sent yet. Invalid arguments are reported when it is sent.
#[derive(Clone)]
pub struct Call {
    pub(super) shared: Arc<Shared>,
    pub(super) operation: &'static Operation,
    path: String,
    /// Query of the operation's path.
    path_query: String,
    /// Parameters of the query string.
    pub(super) query: Arguments,
    /// Query parameters that the caller adds.
    pub(super) added_query: Vec<String>,
    /// The whole URL, which a response gave.
    pub(super) given_url: Option<Url>,
    pub(super) headers: HeaderMap,
    pub(super) cookies: Arguments,
    pub(super) body: Upload,
    /// Media type of the body, unless the caller sets `Content-Type`.
    media_type: Option<HeaderValue>,
    is_multipart: bool,
    /// Timeout of this call, in place of the client's.
    pub(super) timeout: Option<Duration>,
    /// Number of retries, if it is not the client's.
    retries: Option<u32>,
    /// The idempotency key, if the operation takes one.
    key: Option<Key>,
    /// Credentials of this call.
    pub(super) credentials: Vec<Credential>,
    /// Why the call cannot be sent.
    invalid: Vec<Invalid>,
}

/// Header of an idempotency key, and the function that makes a key.
#[derive(Clone, Copy)]
struct Key {
    header: &'static str,
    make: fn() -> String,
}

/// A call that can be sent.
pub(super) struct Prepared {
    /// The request, without credentials.
    pub sent: Sent,
    pub shared: Arc<Shared>,
    pub credentials: Vec<Chosen>,
    /// Maximum number of retries.
    pub retries: u32,
    /// Whether the request carries an idempotency key.
    pub has_key: bool,
}

/// What was set for parameters, by name, in the order in which they were first set.
#[derive(Clone, Default)]
pub(super) struct Arguments(Vec<(String, String)>);

impl Arguments {
    /// Sets the text of a parameter, in place of an earlier one. An empty text is not sent.
    fn set(&mut self, name: &str, text: String) {
        match self.0.iter_mut().find(|(known, _)| known == name) {
            Some((_, known)) => *known = text,
            None => self.0.push((name.to_owned(), text)),
        }
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.texts().any(|(known, _)| known == name)
    }

    /// Returns the names and texts of the parameters that are sent.
    fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        let all = self.0.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        all.filter(|(_, text)| !text.is_empty())
    }
}

/// An argument that cannot be sent.
#[derive(Clone)]
struct Invalid {
    what: What,
    name: String,
    why: String,
}

/// Kind of an argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Path,
    Query,
    Header,
    Cookie,
    Body,
    /// What is known only when the call is sent.
    Call,
}

impl fmt::Display for Invalid {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { what, name, why } = self;
        match what {
            What::Path => write!(formatter, "path parameter `{name}`: {why}"),
            What::Query => write!(formatter, "query parameter `{name}`: {why}"),
            What::Header => write!(formatter, "header `{name}`: {why}"),
            What::Cookie => write!(formatter, "cookie `{name}`: {why}"),
            What::Body => write!(formatter, "the body: {why}"),
            What::Call => formatter.write_str(why),
        }
    }
}

/// Whether a segment of a path is `.` or `..`, which servers and URL parsers resolve (WHATWG URL, section 4.1).
fn is_dots(segment: &str) -> bool {
    matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..")
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
            timeout: None,
            retries: None,
            key: None,
            credentials: Vec::new(),
            path: path.to_owned(),
            path_query: query.to_owned(),
            query: Arguments::default(),
            added_query: Vec::new(),
            given_url: None,
            headers,
            cookies: Arguments::default(),
            body: Upload::default(),
            media_type: None,
            is_multipart: false,
            invalid: Vec::new(),
            shared,
            operation,
        }
    }

    pub(super) fn fail(&mut self, why: String) {
        self.invalid.push(Invalid { what: What::Call, name: String::new(), why });
    }

    /// Returns a value that can be sent. What was wrong with an earlier value of the same argument no longer counts.
    fn settle<T>(&mut self, what: What, name: &str, value: Result<T, String>) -> Option<T> {
        self.invalid.retain(|known| known.what != what || known.name != name);
        match value {
            Ok(value) => Some(value),
            Err(why) => {
                self.invalid.push(Invalid { what, name: name.to_owned(), why });
                None
            }
        }
    }

    /// Fills a placeholder of the path. A value that is empty, or makes a segment `.` or `..`, would change which path
    /// is requested, so the call then fails with [`Error::Request`](super::Error::Request).
    pub fn path<T: Wire + ?Sized>(&mut self, name: &str, value: &T, style: Style) {
        self.fill(name, json(value).map(|json| style::path(name, &json, style)));
    }

    fn fill(&mut self, name: &str, text: Result<String, String>) {
        let placeholder = format!("{{{name}}}");
        let filled = text.and_then(|text| {
            let path = self.path.replace(&placeholder, &text);
            let mut segments = self.path.split('/').zip(path.split('/'));
            if text.is_empty() || segments.any(|(old, new)| old != new && is_dots(new)) {
                return Err(format!("{text:?} would change which path is requested"));
            }
            Ok((path, self.path_query.replace(&placeholder, &text)))
        });
        if let Some((path, query)) = self.settle(What::Path, name, filled) {
            (self.path, self.path_query) = (path, query);
        }
    }

    /// Sets a parameter of the query string.
    pub fn query<T: Wire + ?Sized>(&mut self, name: &str, value: &T, style: Style) {
        self.set_query(name, json(value).map(|json| style::query(name, &json, style)));
    }

    /// Sets the whole query string to a form; `styles` has the styles of the properties that are not encoded in the
    /// default way.
    pub fn query_form<T: Wire>(&mut self, name: &str, value: &T, styles: &[(&str, Style)]) {
        self.set_query(name, form_of(value, styles));
    }

    fn set_query(&mut self, name: &str, text: Result<String, String>) {
        if let Some(text) = self.settle(What::Query, name, text) {
            self.query.set(name, text);
        }
    }

    /// Adds a query parameter that the description does not have.
    pub fn add_query(&mut self, name: &str, value: &str) {
        self.added_query.push(format!("{}={}", style::encode(name), style::encode(value)));
    }

    /// Sets a header; `null` and an empty list set none, unless it is a default header of the client.
    pub fn header<T: Wire + ?Sized>(&mut self, name: &str, value: &T, style: Style) {
        self.set_or_reset_header(name, json(value).map(|json| style::header(&json, style)));
    }

    fn set_or_reset_header(&mut self, name: &str, text: Result<Option<String>, String>) {
        match text {
            Ok(Some(text)) => self.set_header(name, &text),
            Ok(None) => {
                self.settle(What::Header, name, Ok(()));
                match self.shared.headers.get(name).cloned() {
                    Some(default) => self.insert_header(name, default),
                    None => drop(self.headers.remove(name)),
                }
            }
            Err(why) => drop(self.settle::<()>(What::Header, name, Err(why))),
        }
    }

    /// Sets a cookie.
    pub fn cookie<T: Wire + ?Sized>(&mut self, name: &str, value: &T, style: Style) {
        self.set_cookie(name, json(value).and_then(|json| style::cookies(name, &json, style)));
    }

    fn set_cookie(&mut self, name: &str, pairs: Result<Vec<String>, String>) {
        if let Some(pairs) = self.settle(What::Cookie, name, pairs) {
            self.cookies.set(name, pairs.join("; "));
        }
    }

    /// Sets a header to this text.
    pub fn set_header(&mut self, name: &str, value: &str) {
        let value = HeaderValue::from_str(value);
        let value = value.map_err(|_| "it has characters that are not allowed in a header");
        if let Some(value) = self.settle(What::Header, name, value.map_err(str::to_owned)) {
            self.insert_header(name, value);
        }
    }

    fn insert_header(&mut self, name: &str, value: HeaderValue) {
        let key = HeaderName::try_from(name);
        let key = key.map_err(|_| "this is not a valid header name".to_owned());
        if let Some(key) = self.settle(What::Header, name, key) {
            self.headers.insert(key, value);
        }
    }

    /// Sets the timeout of the call.
    pub fn set_timeout(&mut self, timeout: Duration) {
        self.timeout = Some(timeout);
    }

    /// Sets the number of retries.
    pub fn set_retries(&mut self, retries: u32) {
        self.retries = Some(retries);
    }

    /// Sets a credential of this call, in place of the client's in the same header, query parameter or cookie.
    pub fn set_credential(&mut self, credential: Credential) {
        self.credentials.retain(|known| known.place != credential.place);
        self.credentials.push(credential);
    }

    /// Declares a header that is filled whenever the call is sent, unless the caller sets it.
    pub(super) fn fill_key(&mut self, header: &'static str, key: fn() -> String) {
        self.key = Some(Key { header, make: key });
    }

    /// Sets a JSON body.
    pub fn json<T: Wire>(&mut self, media_type: &str, body: &T) {
        let body = wire::to_vec(body).map_err(|error| error.to_string());
        self.set_body(media_type, body.map(Upload::from));
    }

    /// Sets a body of `application/x-www-form-urlencoded`; `styles` has the styles of the properties that are not
    /// encoded in the default way.
    pub fn form<T: Wire>(&mut self, body: &T, styles: &[(&str, Style)]) {
        let body = form_of(body, styles);
        self.set_body("application/x-www-form-urlencoded", body.map(Upload::from));
    }

    /// Sets a body of `multipart/form-data`.
    pub fn multipart<T: Multipart>(&mut self, body: &T) {
        match body.parts().finish() {
            Ok((media_type, body)) => {
                self.upload(&media_type, body);
                self.is_multipart = true;
            }
            Err(why) => self.set_body("multipart/form-data", Err(why)),
        }
    }

    /// Sets a text body in UTF-8. For plain text that is not ASCII, `Content-Type` names the charset, because the
    /// default is US-ASCII (RFC 2046, section 4.1.2).
    pub fn text(&mut self, media_type: &str, body: &str) {
        let media_type = match media_type {
            "text/plain" if !body.is_ascii() => "text/plain; charset=utf-8",
            _ => media_type,
        };
        self.upload(media_type, Upload::from(body.to_owned()));
    }

    /// Sets the body to this content.
    pub fn upload(&mut self, media_type: &str, body: Upload) {
        self.set_body(media_type, Ok(body));
    }

    fn set_body(&mut self, media_type: &str, body: Result<Upload, String>) {
        let body = body.and_then(|body| match HeaderValue::from_str(media_type) {
            Ok(media_type) => Ok((media_type, body)),
            Err(_) => Err(format!("{media_type:?} is not a valid media type")),
        });
        if let Some((media_type, body)) = self.settle(What::Body, "", body) {
            self.media_type = Some(media_type);
            self.body = body;
            self.is_multipart = false;
        }
    }

    /// Turns the call into a request without credentials.
    pub(super) fn prepare(mut self) -> Result<Prepared, Failure> {
        let credentials = self.choose_credentials()?;
        let has_key = self.fill_in_key();
        self.describe_body();
        self.join_cookies();
        let length = self
            .headers
            .get(header::CONTENT_LENGTH)
            .map(|value| value.to_str().ok().and_then(|text| text.parse::<u64>().ok()));
        if length.is_some_and(|length| length.is_none() || length != self.body.length()) {
            self.fail("the header `content-length` differs from the length of the body".to_owned());
        }
        if self.headers.contains_key(header::TRANSFER_ENCODING) {
            self.fail(
                "the header `transfer-encoding` is set by the transport: remove it".to_owned(),
            );
        }
        if let Some(invalid) = self.invalid.first() {
            return Err(Failure::Request(invalid.to_string()));
        }
        let (url, query) = self.url()?;
        let sent = Sent {
            url,
            query,
            method: match self.given_url {
                Some(_) => Method::GET,
                None => Method::from_bytes(self.operation.method.as_bytes())
                    .map_err(|error| Failure::Request(error.to_string()))?,
            },
            headers: self.headers,
            body: self.body,
        };
        let retries = self.retries.unwrap_or(self.shared.around.retries);
        Ok(Prepared { sent, shared: self.shared, credentials, retries, has_key })
    }

    /// Sets the header of the idempotency key, unless the caller did. Returns whether the call carries a key.
    fn fill_in_key(&mut self) -> bool {
        if let Some(Key { header, make }) = self.key {
            if !self.headers.contains_key(header) {
                self.set_header(header, &make());
            }
            return true;
        }
        self.headers.contains_key("idempotency-key")
    }

    /// The URL of the request: path and query of the base URL, followed by those of the call; and its query, as it is
    /// sent.
    fn url(&self) -> Result<(Url, Option<String>), Failure> {
        let shared = &self.shared;
        if let Some(url) = &self.given_url {
            return Ok(self.with_added_query(url.clone()));
        }
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
        let parameters = self.query.texts().map(|(_, text)| text);
        let added = self.added_query.iter().map(String::as_str);
        let mut of_path = url.clone();
        of_path.set_query(Some(&self.path_query));
        let query: Vec<&str> = [&url, &of_path]
            .into_iter()
            .filter_map(|url| url.query())
            .chain(parameters)
            .chain(added)
            .filter(|part| !part.is_empty())
            .collect();
        let query = (!query.is_empty()).then(|| query.join("&"));
        url.set_path(&path);
        url.set_query(query.as_deref());
        Ok((url, query))
    }

    /// Adds what every request has in its query to a URL that a response gave, unless the URL has it.
    fn with_added_query(&self, mut url: Url) -> (Url, Option<String>) {
        let is_given = |part: &&str| {
            let name = part.split('=').next();
            url.query()
                .is_some_and(|query| query.split('&').any(|one| one.split('=').next() == name))
        };
        let of_base = self.shared.base_url.query().into_iter().flat_map(|query| query.split('&'));
        let added = of_base.chain(self.added_query.iter().map(String::as_str));
        let added = added.filter(|part| !is_given(part));
        let query: Vec<&str> =
            url.query().into_iter().chain(added).filter(|part| !part.is_empty()).collect();
        let query = (!query.is_empty()).then(|| query.join("&"));
        url.set_query(query.as_deref());
        (url, query)
    }

    /// Returns the URL of the request, without the credentials that are added when it is sent.
    pub(super) fn address(&self) -> Result<Url, Failure> {
        self.url().map(|(url, _)| url)
    }

    /// Makes this a request of a URL that a response gave: a `GET` without a body.
    pub(super) fn go_to(&mut self, url: Url) {
        self.given_url = Some(url);
        self.query = Arguments::default();
        self.added_query.clear();
        self.media_type = None;
        self.body = Upload::default();
        self.is_multipart = false;
    }

    /// Returns the text of an input: of a query parameter, or of a value in a JSON body by its JSON Pointer.
    pub(super) fn input(&self, input: &str) -> Option<String> {
        if input.starts_with('/') {
            let body: Json = serde_json::from_slice(self.body.as_bytes()?).ok()?;
            return match body.pointer(input)? {
                Json::Null => None,
                Json::String(text) => Some(text.clone()),
                other => Some(other.to_string()),
            };
        }
        let set = self.query.texts().map(|(_, text)| text);
        let texts = set.chain(self.added_query.iter().map(String::as_str));
        let mut pairs = texts.flat_map(|text| form_urlencoded::parse(text.as_bytes()));
        pairs.find(|(name, _)| name == input).map(|(_, value)| value.into_owned())
    }

    /// Sets an input to a JSON value, in place of all earlier ones.
    pub(super) fn set_input(&mut self, input: &str, json: &str) -> Result<(), String> {
        if !input.starts_with('/') {
            let start = format!("{}=", style::encode(input));
            self.added_query.retain(|one| !one.starts_with(&start));
            self.set_query(input, Ok(style::query(input, json, Style::FORM.exploded())));
            return Ok(());
        }
        let value: Json = serde_json::from_str(json).map_err(|error| error.to_string())?;
        let mut body = if self.body.is_empty() {
            Json::Object(serde_json::Map::new())
        } else {
            let body = self.body.as_bytes().ok_or("the body is a stream")?;
            serde_json::from_slice(body).map_err(|error| error.to_string())?
        };
        *member(&mut body, input).ok_or("the body is not an object")? = value;
        self.body = Upload::from(body.to_string());
        self.media_type.get_or_insert(HeaderValue::from_static("application/json"));
        Ok(())
    }

    /// Sets the header `Content-Type` of the body. A value that the caller set is kept, unless the parts of a multipart
    /// body are known: its media type carries the boundary.
    fn describe_body(&mut self) {
        let Some(media_type) = self.media_type.take() else { return };
        let own = self.headers.get(header::CONTENT_TYPE);
        let text = media_type.to_str().unwrap_or_default().to_ascii_lowercase();
        if own.is_none() && text.starts_with("multipart/") && !text.contains("boundary=") {
            let why = "the server needs the boundary of the multipart body: set the header `content-type` with it";
            return self.fail(why.to_owned());
        }
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
        let set = self.headers.get(header::COOKIE).map(HeaderValue::as_bytes);
        let own: Vec<&[u8]> = self.cookies.texts().map(|(_, text)| text.as_bytes()).collect();
        if own.is_empty() {
            return;
        }
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
}

/// Returns the member of an object by its JSON Pointer. Objects on the way to it, and the member, are added.
fn member<'a>(body: &'a mut Json, pointer: &str) -> Option<&'a mut Json> {
    pointer.split('/').skip(1).try_fold(body, |value, name| {
        if value.is_null() {
            *value = Json::Object(serde_json::Map::new());
        }
        let name = name.replace("~1", "/").replace("~0", "~");
        Some(value.as_object_mut()?.entry(name).or_insert(Json::Null))
    })
}

fn json<T: Wire + ?Sized>(value: &T) -> Result<String, String> {
    wire::to_text(value).map_err(|error| error.to_string())
}

fn form_of<T: Wire>(value: &T, styles: &[(&str, Style)]) -> Result<String, String> {
    let form = form::form(&json(value)?, styles);
    form.ok_or_else(|| "a form must be an object".to_owned())
}
