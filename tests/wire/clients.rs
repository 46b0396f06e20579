//! Base URLs, servers, and transports.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use generated::gallery::{Client, Error, Server as Description, ServerRegion};
use generated::runtime::{
    Body, BoxFuture, Timeouts, Transport, TransportError, TransportErrorKind,
};
use specwright_tests::Server;

use crate::{exchange, sent};

type Seen = Arc<Mutex<Vec<http::Request<Bytes>>>>;

/// A transport that sends nothing.
#[derive(Clone)]
pub struct Recorder {
    seen: Seen,
    status: u16,
}

impl Recorder {
    pub fn new(status: u16) -> Self {
        Self { seen: Arc::default(), status }
    }

    /// The last request.
    pub fn last(&self) -> http::Request<Bytes> {
        self.seen.lock().unwrap().pop().unwrap()
    }
}

impl Transport for Recorder {
    fn send(
        &self,
        request: http::Request<Body>,
        timeouts: Timeouts,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        assert!(timeouts.whole.unwrap() <= Duration::from_secs(60) && timeouts.idle.is_none());
        Box::pin(async move {
            let (head, body) = request.into_parts();
            let body = body.read(u64::MAX).await?;
            self.seen.lock().unwrap().push(http::Request::from_parts(head, body));
            if self.status == 0 {
                return Err(TransportError::new(TransportErrorKind::Timeout, "too slow"));
            }
            Ok(http::Response::builder().status(self.status).body(Body::from("[]")).unwrap())
        })
    }
}

fn uri(builder: generated::gallery::ClientBuilder) -> String {
    let recorder = Recorder::new(200);
    let client = builder.bearer_auth("t").transport(recorder.clone()).build().unwrap();
    client.list_artists().limit(1).send_blocking().unwrap();
    recorder.last().uri().to_string()
}

#[test]
fn base_urls() {
    let base = |url: &str| uri(Client::builder().base_url(url));
    for (url, expected) in [
        ("http://a.example", "http://a.example/artists?limit=1"),
        ("http://a.example/", "http://a.example/artists?limit=1"),
        ("https://a.example:8443/api/v2", "https://a.example:8443/api/v2/artists?limit=1"),
        ("https://a.example/api/v2/", "https://a.example/api/v2/artists?limit=1"),
        ("https://a.example/api?key=a%20b", "https://a.example/api/artists?key=a%20b&limit=1"),
        ("https://a.example/api?x=1&", "https://a.example/api/artists?x=1&&limit=1"),
        ("https://a.example/#top", "https://a.example/artists?limit=1"),
        ("https://[::1]:80/", "https://[::1]:80/artists?limit=1"),
        ("HTTPS://BÜCHER.example", "https://xn--bcher-kva.example/artists?limit=1"),
    ] {
        assert_eq!(base(url), expected, "{url}");
    }
}

#[test]
fn invalid_base_urls() {
    for (url, why) in [
        ("", "base_url"),
        ("a.example", "not valid"),
        ("/api", "not valid"),
        ("ftp://a.example", "`ftp`"),
        ("localhost:8080", "`localhost`"),
        ("https://user:s3cret@a.example", "credential"),
        ("https://", "not valid"),
    ] {
        let error = Client::builder().base_url(url).build().unwrap_err().to_string();
        assert!(error.contains(why) && !error.contains("s3cret"), "{error}");
    }
}

#[test]
fn servers_of_the_description() {
    assert_eq!(uri(Client::builder()), "https://eu.gallery.example/v2/artists?limit=1");
    let server = Description::HostedService { region: ServerRegion::Us, version: "v1".into() };
    assert_eq!(server.url(), "https://us.gallery.example/v1");
    assert_eq!(
        uri(Client::builder().server(&server)),
        "https://us.gallery.example/v1/artists?limit=1"
    );
    assert_eq!(
        uri(Client::builder().server(&Description::Development)),
        "http://localhost:8080/api/artists?limit=1"
    );
    let server = Description::HostedService { region: "moon".into(), version: "v9".into() };
    assert_eq!(server.url(), "https://moon.gallery.example/v9");
}

#[test]
fn an_operation_with_a_server_of_its_own() {
    let recorder = Recorder::new(200);
    let builder = || Client::builder().bearer_auth("t").transport(recorder.clone());
    let download = |client: Client| {
        client.download_media("m").send_blocking().unwrap();
        recorder.last().uri().to_string()
    };
    let own = "https://files.gallery.example/raw/media/m/content";
    assert_eq!(download(builder().build().unwrap()), own);
    assert_eq!(download(builder().server(&Description::Development).build().unwrap()), own);
    // A caller who moves the API moves all of it: a test never talks to the real server.
    let moved = builder().base_url("http://127.0.0.1:9/x").build().unwrap();
    assert_eq!(download(moved), "http://127.0.0.1:9/x/media/m/content");
}

#[test]
fn a_transport_of_the_caller() {
    let recorder = Recorder::new(200);
    let client = Client::builder().bearer_auth("t").transport(recorder.clone()).build().unwrap();
    assert!(crate::wait(client.list_artists().into_future()).unwrap().is_empty());
    let request = recorder.last();
    assert_eq!((request.method(), request.uri().path()), (&http::Method::GET, "/v2/artists"));
    assert!(request.headers()["authorization"].is_sensitive());
    assert!(!format!("{request:?}").contains("Bearer t"), "{request:?}");
    let slow = Client::builder().bearer_auth("t").transport(Recorder::new(0)).retries(0);
    let slow = slow.build().unwrap();
    let error = crate::wait(slow.list_artists().send()).unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
    let shown = "`listArtists` (GET /artists): timed out (https://eu.gallery.example)";
    assert_eq!(error.to_string(), shown);
    assert_eq!(format!("{error:#}"), format!("{shown}: too slow"));
    let large = Client::builder().bearer_auth("t").transport(recorder).max_response_bytes(1);
    let error = crate::wait(large.build().unwrap().list_artists().send()).unwrap_err();
    let Error::Transport(error) = error else { panic!("{error:?}") };
    assert_eq!(error.kind(), TransportErrorKind::TooLarge);
}

#[test]
fn a_transport_sends_async_and_blocking_calls() {
    let recorder = Recorder::new(200);
    let client = Client::builder().bearer_auth("t").transport(recorder.clone()).build().unwrap();
    client.list_artists().send_blocking().unwrap();
    crate::wait(client.list_artists().send()).unwrap();
    assert_eq!(recorder.seen.lock().unwrap().len(), 2);
}

/// The last clone of a client may be dropped in async code.
#[test]
fn clients_of_blocking_calls_are_dropped_anywhere() {
    let client = Client::builder().bearer_auth("t").transport(Recorder::new(200)).build().unwrap();
    client.list_artists().send_blocking().unwrap();
    crate::wait(async move { drop(client) });
}

#[test]
fn the_http_client_is_configured() {
    let server = Server::ok("[]");
    let headers = http::HeaderMap::from_iter([(
        http::HeaderName::from_static("x-proxy"),
        http::HeaderValue::from_static("1"),
    )]);
    let builder = Client::builder().base_url(&server.url()).bearer_auth("t");
    let client = builder.http_client(move |http| http.default_headers(headers.clone()));
    let client = client.build().unwrap();
    assert_eq!(sent!(server, client.list_artists()).header("x-proxy"), Some("1"));
    let broken = Client::builder().base_url(&server.url()).bearer_auth("t");
    let broken = broken.http_client(|http| http.user_agent("a\nb")).build().unwrap();
    let (requests, outcome) = exchange!(server, broken.list_artists());
    assert!(requests.is_empty() && matches!(outcome, Err(Error::Transport(_))), "{outcome:?}");
}

#[test]
fn settings_that_exclude_each_other() {
    let recorder = Recorder::new(200);
    let http = Client::builder().http_client(|http| http.no_proxy());
    let connect = Client::builder().connect_timeout(Duration::from_secs(1));
    for builder in [http, connect] {
        let error = builder.transport(recorder.clone()).build().unwrap_err().to_string();
        assert!(error.contains("`http_client`"), "{error}");
    }
    let default = || Client::builder().default_header("Authorization", "Bearer a");
    for builder in [default().bearer_auth("b"), default().basic_auth("b", "c")] {
        let error = builder.build().unwrap_err().to_string();
        assert!(error.contains("default header") && error.contains("`authorization`"), "{error}");
    }
    assert!(default().header_key("k").query_key("k").cookie_key("k").build().is_ok());
}

#[test]
fn blocking_calls_in_asynchronous_code_are_errors() {
    fn check(client: &Client) {
        let error = client.list_artists().send_blocking().unwrap_err();
        assert!(matches!(error, Error::Request(_)), "{error:?}");
        assert!(error.to_string().contains("use `send` or `.await`"), "{error}");
    }
    let server = Server::ok("[]");
    let client = crate::client(&server);
    for several in [false, true] {
        let runtime = match several {
            true => tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap(),
            false => tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap(),
        };
        let outer = client.clone();
        runtime.block_on(async move {
            check(&outer);
            let inner = outer.clone();
            tokio::spawn(async move { check(&inner) }).await.unwrap();
            // Threads that may block are no reason to refuse, and the client is none the worse.
            let inner = outer.clone();
            let blocking = move || inner.list_artists().send_blocking().unwrap();
            tokio::task::spawn_blocking(blocking).await.unwrap();
            if several {
                let inner = outer.clone();
                let blocking = move || inner.list_artists().send_blocking().unwrap();
                let task = async move { tokio::task::block_in_place(blocking) };
                tokio::spawn(task).await.unwrap();
            }
            outer.list_artists().send().await.unwrap();
        });
        assert_eq!(server.requests().len(), if several { 3 } else { 2 });
        let _entered = runtime.enter();
        client.list_artists().send_blocking().unwrap();
        server.request();
    }
}

#[test]
fn clones_share_settings_and_threads_share_clients() {
    fn check<T: Send + Sync + Clone + 'static>(value: &T) -> T {
        value.clone()
    }
    let server = Server::ok("[]");
    let client = check(&crate::client(&server));
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| client.list_artists().send_blocking().unwrap());
        }
    });
    assert_eq!(server.requests().len(), 4);
    let (requests, _) = exchange!(server, client.clone().list_artists());
    assert_eq!(requests[0].header("host"), server.url().strip_prefix("http://"));
    let request = sent!(server, client.list_artists());
    let mut names: Vec<&str> = request.headers.iter().map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["accept", "accept-encoding", "authorization", "host", "user-agent"]);
}
