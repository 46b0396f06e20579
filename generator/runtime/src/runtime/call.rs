//! A call on its way from arguments to an answer.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use url::Url;

use super::auth::Place;
use super::client::Shared;
use super::error::{DecodeFailure, Error};
use super::operation::Verdict;
use super::redirect::{MAX_REDIRECTS, Sent};
use super::style::{self, Style, Value};
use super::transport::{BoxFuture, TransportError, TransportErrorKind};
use super::wire::{DecodeError, Wire};
use super::{Encoding, Multipart, Operation, Outcome, RawResponse, Response, ResponseBody, form};

/// A call that has not been sent. What is wrong with it is said when it is.
pub struct Call {
    shared: Arc<Shared>,
    operation: &'static Operation,
    path: String,
    query: String,
    headers: HeaderMap,
    cookies: Vec<String>,
    body: Bytes,
    timeout: Option<Duration>,
    invalid: Option<String>,
}

impl fmt::Debug for Call {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Neither headers nor query nor body: they may hold secrets.
        write!(formatter, "Call({} {})", self.operation.method, self.path)
    }
}

impl Call {
    pub(crate) fn new(shared: Arc<Shared>, operation: &'static Operation) -> Self {
        // A fragment only tells operations apart; a query is part of every call.
        let path = operation.path.split('#').next().unwrap_or_default();
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let mut headers = shared.headers.clone();
        if let (false, Ok(accept)) =
            (operation.accept.is_empty(), HeaderValue::from_str(operation.accept))
        {
            headers.insert(header::ACCEPT, accept);
        }
        Self {
            timeout: shared.timeout,
            path: path.to_owned(),
            query: query.to_owned(),
            headers,
            cookies: Vec::new(),
            body: Bytes::new(),
            invalid: None,
            shared,
            operation,
        }
    }

    fn fail(&mut self, why: String) {
        self.invalid.get_or_insert(why);
    }

    /// Puts a value into the path.
    pub fn path<V: Value + ?Sized>(&mut self, name: &str, value: &V, style: Style) {
        let text = style::path(name, &value.to_json(), style);
        if matches!(text.as_str(), "" | "." | "..") {
            return self.fail(format!("path parameter `{name}` must not be {text:?}"));
        }
        let placeholder = format!("{{{name}}}");
        self.path = self.path.replace(&placeholder, &text);
        self.query = self.query.replace(&placeholder, &text);
    }

    /// Adds to the query string.
    pub fn query<V: Value + ?Sized>(&mut self, name: &str, value: &V, style: Style) {
        style::query(&mut self.query, name, &value.to_json(), style);
    }

    /// Sets a header.
    pub fn header<V: Value + ?Sized>(&mut self, name: &str, value: &V, style: Style) {
        self.set_header(name, &style::header(&value.to_json(), style));
    }

    /// Adds a cookie.
    pub fn cookie<V: Value + ?Sized>(&mut self, name: &str, value: &V, style: Style) {
        let mut pair = String::new();
        style::query(&mut pair, name, &value.to_json(), style);
        self.cookies.push(pair.replace('&', "; "));
    }

    /// Sets a header to a text.
    pub fn set_header(&mut self, name: &str, value: &str) {
        match (HeaderName::try_from(name), HeaderValue::from_str(value)) {
            (Ok(name), Ok(value)) => {
                self.headers.insert(name, value);
            }
            (Err(_), _) => self.fail(format!("{name:?} is no header name")),
            (_, Err(_)) => self.fail(format!("header `{name}` has characters that HTTP forbids")),
        }
    }

    /// Sets how long the call may take.
    pub fn set_timeout(&mut self, timeout: Duration) {
        self.timeout = Some(timeout);
    }

    /// Sets a JSON body.
    pub fn json<T: Wire>(&mut self, media_type: &str, body: &T) {
        let bytes = super::wire::to_vec(body);
        self.bytes(media_type, bytes.into());
    }

    /// Sets a form body.
    pub fn form<T: Wire>(&mut self, body: &T, encodings: &[(&str, Encoding)]) {
        match form::form(&body.encode(), encodings) {
            Some(text) => self.bytes("application/x-www-form-urlencoded", text.into()),
            None => self.fail("a form body must be an object".to_owned()),
        }
    }

    /// Sets a multipart body.
    pub fn multipart<T: Multipart>(&mut self, body: &T) {
        let (media_type, bytes) = body.parts().finish();
        self.bytes(&media_type, bytes);
    }

    /// Sets a text body.
    pub fn text(&mut self, media_type: &str, body: &str) {
        self.bytes(media_type, Bytes::copy_from_slice(body.as_bytes()));
    }

    /// Sets the body.
    pub fn bytes(&mut self, media_type: &str, body: Bytes) {
        self.set_header("content-type", media_type);
        self.body = body;
    }

    /// The request, with credentials.
    fn prepare<E>(mut self) -> Result<(Sent, Arc<Shared>), Error<E>> {
        let base = match self.operation.server {
            // Another host than the client's own is the description's word, unless the caller moved the API.
            Some(server) => Url::parse(server).unwrap_or_else(|_| self.shared.base_url.clone()),
            None => self.shared.base_url.clone(),
        };
        self.authorize()?;
        if let Some(why) = self.invalid {
            return Err(Error::Request(why));
        }
        let mut url = base.clone();
        let path =
            format!("{}/{}", base.path().trim_end_matches('/'), self.path.trim_start_matches('/'));
        url.set_path(&path);
        let query: Vec<&str> = [base.query().unwrap_or_default(), &self.query]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        url.set_query((!query.is_empty()).then(|| query.join("&")).as_deref());
        if !self.cookies.is_empty() {
            match HeaderValue::from_str(&self.cookies.join("; ")) {
                Ok(value) => self.headers.insert(header::COOKIE, value),
                Err(_) => {
                    return Err(Error::Request(
                        "a cookie has characters that HTTP forbids".to_owned(),
                    ));
                }
            };
        }
        let sent = Sent {
            url,
            method: Method::from_bytes(self.operation.method.as_bytes())
                .map_err(|error| Error::Request(error.to_string()))?,
            headers: self.headers,
            body: self.body,
        };
        Ok((sent, self.shared))
    }

    /// Adds the credentials of the first alternative that the client has all of.
    fn authorize<E>(&mut self) -> Result<(), Error<E>> {
        let shared = self.shared.clone();
        let find = |name: &str| shared.credentials.iter().find(|(known, _)| *known == name);
        let alternatives = self.operation.security;
        // A call that may go without credentials has them where the client does.
        let given = |names: &&&[&str]| names.iter().all(|name| find(name).is_some());
        let some = alternatives.iter().filter(|names| !names.is_empty()).find(given);
        let chosen = match some.or(alternatives.iter().find(|names| names.is_empty())) {
            Some(names) => *names,
            None if alternatives.is_empty() => &[""][..],
            None => {
                let needed: Vec<String> =
                    alternatives.iter().map(|names| names.join(" and ")).collect();
                return Err(Error::MissingCredential {
                    operation: self.operation.id,
                    needed: needed.join(", or "),
                });
            }
        };
        for name in chosen {
            let Some((_, credential)) = find(name) else { continue };
            match &credential.place {
                Place::Header(name) => {
                    self.set_header(name, credential.secret());
                    if let Ok(name) = HeaderName::try_from(name.as_str())
                        && let Some(value) = self.headers.get_mut(name)
                    {
                        value.set_sensitive(true);
                    }
                }
                Place::Query(name) => self.query(name, credential.secret(), Style::FormExplode),
                Place::Cookie(name) => self.cookies.push(format!("{name}={}", credential.secret())),
                Place::Invalid(why) => self.fail((*why).to_owned()),
            }
        }
        Ok(())
    }

    /// Sends the call.
    ///
    /// # Errors
    ///
    /// All of [`Error`].
    pub fn send<O: ResponseBody + 'static, E: ResponseBody + 'static>(
        self,
    ) -> BoxFuture<'static, Outcome<O, E>> {
        Box::pin(async move {
            let (operation, timeout) = (self.operation, self.timeout);
            let (sent, shared) = self.prepare()?;
            let raw =
                exchange(sent, &shared, operation, timeout).await.map_err(Error::transport)?;
            read::<O, E>(operation, raw)
        })
    }

    /// Sends the call and waits for the answer.
    ///
    /// # Errors
    ///
    /// All of [`Error`].
    #[cfg(feature = "blocking")]
    pub fn send_blocking<O: ResponseBody, E: ResponseBody>(self) -> Outcome<O, E> {
        let (operation, timeout) = (self.operation, self.timeout);
        let (mut sent, shared) = self.prepare()?;
        let deadline = timeout.map(|timeout| Instant::now() + timeout);
        let transport = shared.transports.get_blocking().map_err(Error::transport)?;
        for _ in 0..MAX_REDIRECTS {
            let request = sent.request().map_err(|error| Error::Request(error.to_string()))?;
            let answer = transport.send(request, left(deadline)).map_err(Error::transport)?;
            match sent.redirected(&answer).filter(|_| !operation.documents(answer.status())) {
                Some(next) => sent = next,
                None => return read::<O, E>(operation, raw(answer)),
            }
        }
        Err(Error::transport(too_many()))
    }

    /// The body alone, for `.await`.
    pub fn into_body_future<O: ResponseBody + 'static, E: ResponseBody + 'static>(
        self,
    ) -> BoxFuture<'static, Result<O::Body, Error<E::Body>>> {
        Box::pin(async move { self.send::<O, E>().await.map(Response::into_body) })
    }
}

fn left(deadline: Option<Instant>) -> Option<Duration> {
    deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()))
}

fn raw(answer: http::Response<Bytes>) -> RawResponse {
    let (parts, body) = answer.into_parts();
    Response::new(parts.status, parts.headers, body)
}

fn too_many() -> TransportError {
    TransportError::new(TransportErrorKind::Other, format!("more than {MAX_REDIRECTS} redirects"))
}

async fn exchange(
    mut sent: Sent,
    shared: &Shared,
    operation: &Operation,
    timeout: Option<Duration>,
) -> Result<RawResponse, TransportError> {
    let deadline = timeout.map(|timeout| Instant::now() + timeout);
    let transport = shared.transports.get()?;
    for _ in 0..MAX_REDIRECTS {
        let request = sent
            .request()
            .map_err(|error| TransportError::new(TransportErrorKind::Other, error))?;
        let answer = transport.send(request, left(deadline)).await?;
        match sent.redirected(&answer).filter(|_| !operation.documents(answer.status())) {
            Some(next) => sent = next,
            None => return Ok(raw(answer)),
        }
    }
    Err(too_many())
}

fn read<O: ResponseBody, E: ResponseBody>(
    operation: &Operation,
    raw: RawResponse,
) -> Outcome<O, E> {
    let verdict = operation.verdict(raw.status().as_u16());
    let failed = |raw: RawResponse, source: DecodeError| {
        Err(Error::Decode(Box::new(DecodeFailure { response: raw, source })))
    };
    match verdict {
        Verdict::Ok | Verdict::OkUndocumented => match O::decode(&raw) {
            Ok(body) => Ok(Response::new(raw.status(), raw.headers().clone(), body)),
            Err(source) if verdict == Verdict::Ok => failed(raw, source),
            Err(_) => Err(Error::UnexpectedStatus(Box::new(raw))),
        },
        Verdict::Error => match E::decode(&raw) {
            Ok(body) => {
                Err(Error::Api(Box::new(Response::new(raw.status(), raw.headers().clone(), body))))
            }
            Err(source) => failed(raw, source),
        },
        Verdict::Unexpected => Err(Error::UnexpectedStatus(Box::new(raw))),
    }
}
