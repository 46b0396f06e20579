//! Redirects (RFC 9110, section 15.4).

use http::{HeaderMap, Method, Request, Response, StatusCode, header};
use url::{Position, Url};

use super::body::{Body, BoxError};
use super::upload::Upload;

/// Maximum number of redirects that a call follows.
pub const MAX_REDIRECTS: usize = 10;

/// A request that can be sent again after a redirect.
#[derive(Clone)]
pub struct Sent {
    pub url: Url,
    /// The query as it is sent. In that of a [`Url`], `'` is always `%27` (WHATWG URL, section 4.4).
    pub query: Option<String>,
    pub method: Method,
    pub headers: HeaderMap,
    pub body: Upload,
}

/// What a response says of where the request is to be sent instead.
pub enum Redirect {
    /// The response is not a redirect that is followed.
    None,
    /// The request that follows.
    To(Box<Sent>),
    /// The body would have to be sent again, and cannot be.
    Unrepeatable,
}

impl Sent {
    /// Builds the request.
    pub fn request(&self) -> Result<Request<Body>, BoxError> {
        let uri = match &self.query {
            Some(query) => format!("{}?{query}", &self.url[..Position::AfterPath]),
            None => self.url.to_string(),
        };
        let mut request =
            Request::builder().method(self.method.clone()).uri(uri).body(self.body.body()?)?;
        *request.headers_mut() = self.headers.clone();
        Ok(request)
    }

    /// Returns the request that follows a redirect. After
    /// 301 and 302, `POST` becomes `GET`; after 303, every method but `HEAD` does; after 307 and 308, the method stays.
    /// Only `GET` and `HEAD` are sent to another origin (scheme, host and port), without body and without any header
    /// that could be a credential. A redirect from https to http is not followed.
    pub fn redirected(&self, response: &Response<Body>) -> Redirect {
        match self.next(response) {
            None => Redirect::None,
            Some(next) if !next.body.is_replayable() => Redirect::Unrepeatable,
            Some(next) => Redirect::To(Box::new(next)),
        }
    }

    fn next(&self, response: &Response<Body>) -> Option<Self> {
        let location = response.headers().get(header::LOCATION)?.to_str().ok()?;
        let mut next = self.clone();
        next.url = self.url.join(location).ok()?;
        next.query = None;
        // A user name or password in `Location` comes from the server, not from the caller.
        let _ = next.url.set_username("");
        let _ = next.url.set_password(None);
        match response.status() {
            StatusCode::SEE_OTHER if self.method != Method::HEAD => next.become_get(),
            StatusCode::MOVED_PERMANENTLY | StatusCode::FOUND if self.method == Method::POST => {
                next.become_get();
            }
            StatusCode::MOVED_PERMANENTLY
            | StatusCode::FOUND
            | StatusCode::SEE_OTHER
            | StatusCode::TEMPORARY_REDIRECT
            | StatusCode::PERMANENT_REDIRECT => {}
            _ => return None,
        }
        if !matches!(next.url.scheme(), "http" | "https") {
            return None;
        }
        if next.url.origin() != self.url.origin() {
            let downgrade = self.url.scheme() == "https" && next.url.scheme() == "http";
            if downgrade || !matches!(next.method, Method::GET | Method::HEAD) {
                return None;
            }
            let keep = [header::ACCEPT, header::USER_AGENT];
            let kept = keep
                .iter()
                .filter_map(|name| Some((name.clone(), self.headers.get(name)?.clone())));
            next.headers = kept.collect();
            next.body = Upload::default();
        }
        Some(next)
    }

    fn become_get(&mut self) {
        self.method = Method::GET;
        self.body = Upload::default();
        for name in [header::CONTENT_TYPE, header::CONTENT_LENGTH, header::CONTENT_ENCODING] {
            self.headers.remove(name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn redirect(method: Method, from: &str, status: u16, to: &str) -> Option<Sent> {
        let mut headers = HeaderMap::new();
        for name in ["authorization", "x-api-key", "accept", "content-type"] {
            headers.insert(name, "x".parse().unwrap());
        }
        let sent = Sent {
            url: Url::parse(from).unwrap(),
            query: Some("q=x".to_owned()),
            method,
            headers,
            body: Upload::from("b"),
        };
        let response =
            Response::builder().status(status).header("location", to).body(Body::empty()).unwrap();
        match sent.redirected(&response) {
            Redirect::To(next) => Some(*next),
            _ => None,
        }
    }

    #[test]
    fn credentials_stay_at_their_host() {
        let same = redirect(Method::GET, "https://a.example/x", 302, "/y").unwrap();
        assert!(same.headers.contains_key("authorization"));
        let other =
            redirect(Method::GET, "https://a.example/x", 302, "https://b.example/y").unwrap();
        assert_eq!(other.headers.keys().map(|name| name.as_str()).collect::<Vec<_>>(), ["accept"]);
        let port =
            redirect(Method::GET, "https://a.example/x", 302, "https://a.example:8443/y").unwrap();
        assert!(!port.headers.contains_key("x-api-key"));
        assert!(redirect(Method::GET, "https://a.example/x", 302, "http://a.example/y").is_none());
        assert!(redirect(Method::PUT, "https://a.example/x", 307, "https://b.example/y").is_none());
        let see =
            redirect(Method::POST, "https://a.example/x", 303, "https://b.example/y").unwrap();
        assert_eq!((see.method, see.body.length()), (Method::GET, Some(0)));
        let body =
            redirect(Method::GET, "https://a.example/x", 307, "https://b.example/y").unwrap();
        assert_eq!((body.method, body.body.length()), (Method::GET, Some(0)));
        let user = redirect(Method::GET, "https://a.example/x", 302, "//u:p@a.example/y").unwrap();
        assert_eq!(user.url.as_str(), "https://a.example/y");
        assert!(redirect(Method::GET, "https://a.example/x", 304, "/y").is_none());
        assert!(redirect(Method::GET, "https://a.example/x", 302, "file:///etc/passwd").is_none());
    }
}
