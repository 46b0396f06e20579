//! Credentials from providers and from OAuth 2, against an authorization server on loopback.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use generated::gallery::{Client, ClientBuilder, Error};
use generated::runtime::endpoints::Endpoints;
use generated::runtime::oauth::OAuth;
use generated::runtime::{BoxError, Credential, Secret, Token};
use specwright_tests::{Reply, Request, Server};

use crate::retries::Clock;
use crate::{id, sent};

/// The API and its authorization server, which gives the tokens `t1`, `t2`, …
struct Site {
    server: Server,
    /// What the token endpoint was asked, as pairs, in the order of the requests.
    asked: Arc<Mutex<Vec<String>>>,
    /// The number of the token that the API accepts; 0 for any.
    accepted: Arc<AtomicUsize>,
}

impl Site {
    fn new() -> Self {
        Self::with(|body| format!(r#"{{{body}"expires_in":1000,"refresh_token":"r"}}"#))
    }

    /// `token` makes the response of the token endpoint of the members that it is given.
    fn with(token: impl Fn(&str) -> String + Send + Sync + 'static) -> Self {
        let asked: Arc<Mutex<Vec<String>>> = Arc::default();
        let accepted: Arc<AtomicUsize> = Arc::default();
        let (log, wanted) = (asked.clone(), accepted.clone());
        let server = Server::new(move |request: &Request| match request.target.as_str() {
            "/.well-known/openid-configuration" => {
                let url = format!("http://{}", request.header("host").unwrap());
                Reply::json(
                    200,
                    &format!(
                        r#"{{"authorization_endpoint":"{url}/authorize","token_endpoint":"{url}/token","device_authorization_endpoint":"{url}/device"}}"#
                    ),
                )
            }
            "/device" => Reply::json(
                200,
                r#"{"device_code":"d","user_code":"ABCD","verification_uri":"https://login.example/","expires_in":600,"interval":1}"#,
            ),
            "/token" => {
                let mut log = log.lock().unwrap();
                let text = request.text().to_owned();
                let pending = text.contains("device_code") && log.is_empty();
                log.push(format!("{} {text}", request.header("authorization").unwrap_or("-")));
                if pending {
                    return Reply::json(400, r#"{"error":"authorization_pending"}"#);
                }
                let members = format!(r#""access_token":"t{}","token_type":"bearer","#, log.len());
                Reply::json(200, &token(&members))
            }
            _ => {
                let wanted = wanted.load(Ordering::SeqCst);
                let token = request.header("authorization").unwrap_or_default();
                let accepted = wanted == 0 || token == format!("Bearer t{wanted}");
                Reply::json(if accepted { 200 } else { 401 }, "[]")
            }
        });
        Self { server, asked, accepted }
    }

    fn endpoints(&self) -> Endpoints {
        Endpoints::NONE.token(format!("{}/token", self.server.url()))
    }

    fn asked(&self) -> Vec<String> {
        std::mem::take(&mut *self.asked.lock().unwrap())
    }

    fn builder(&self, clock: &Clock) -> ClientBuilder {
        Client::builder().base_url(&self.server.url()).timer(clock.clone())
    }

    /// Sends a call that requires the scope `collection.read`, and returns the token that it carried.
    fn read(&self, client: &Client) -> String {
        self.server.requests();
        drop(crate::wait(client.get_artwork(id()).send()));
        let requests = self.server.requests();
        requests.last().unwrap().header("authorization").unwrap_or_default().to_owned()
    }
}

#[test]
fn client_credentials_with_the_scopes_of_the_operation() {
    let (site, clock) = (Site::new(), Clock::new());
    let oauth = OAuth::client_credentials(site.endpoints(), "app", "s3:cret");
    let client = site.builder(&clock).oauth(oauth).build().unwrap();
    assert_eq!(site.read(&client), "Bearer t1");
    assert_eq!(site.read(&client.clone()), "Bearer t1");
    // `app` and `s3%3Acret`, as RFC 6749, section 2.3.1, wants them.
    let basic = "Basic YXBwOnMzJTNBY3JldA==";
    let read = "grant_type=client_credentials&scope=collection.read";
    assert_eq!(site.asked(), [format!("{basic} {read}")]);
    // Another operation requires another scope: another token.
    crate::wait(client.delete_artwork(id()).send()).ok();
    assert_eq!(
        site.asked(),
        [format!("{basic} grant_type=client_credentials&scope=collection.write")]
    );
    let fixed = OAuth::client_credentials(site.endpoints(), "app", "secret")
        .scopes(["a", "b"])
        .parameter("audience", "art")
        .credentials_in_body();
    let client = site.builder(&clock).oauth(fixed).build().unwrap();
    site.read(&client);
    crate::wait(client.delete_artwork(id()).send()).ok();
    let all =
        "- grant_type=client_credentials&scope=a+b&client_id=app&client_secret=secret&audience=art";
    assert_eq!(site.asked(), [all]);
    // Blocking calls obtain tokens, too.
    let oauth = OAuth::client_credentials(site.endpoints(), "app", "secret");
    let client = site.builder(&clock).oauth(oauth).build().unwrap();
    site.server.requests();
    drop(client.get_artwork(id()).send_blocking());
    assert_eq!(site.server.requests()[1].header("authorization"), Some("Bearer t1"));
}

#[test]
fn tokens_are_renewed_before_they_end_and_after_a_401() {
    let (site, clock) = (Site::new(), Clock::new());
    let oauth = OAuth::client_credentials(site.endpoints(), "app", "secret");
    let client = site.builder(&clock).oauth(oauth).build().unwrap();
    assert_eq!(site.read(&client), "Bearer t1");
    clock.pass(Duration::from_secs(939));
    assert_eq!(site.read(&client), "Bearer t1");
    clock.pass(Duration::from_secs(2));
    assert_eq!(site.read(&client), "Bearer t2");
    // A token that is refused is renewed once, and the call repeated.
    site.accepted.store(3, Ordering::SeqCst);
    assert_eq!(site.read(&client), "Bearer t3");
    site.accepted.store(9, Ordering::SeqCst);
    site.server.requests();
    let error = crate::wait(client.get_artwork(id()).send()).unwrap_err();
    assert!(error.is_unauthorized() && error.retries() == 1, "{error:?}");
    assert_eq!(site.server.requests().len(), 3, "the call, a token, the call");
    // A value is not obtained anew.
    let client = site.builder(&clock).oauth("t1").build().unwrap();
    let error = crate::wait(client.get_artwork(id()).send()).unwrap_err();
    assert!(error.is_unauthorized() && error.retries() == 0, "{error:?}");
}

#[test]
fn one_of_fifty_calls_obtains_the_token() {
    let (site, clock) = (Site::new(), Clock::new());
    let oauth = OAuth::client_credentials(site.endpoints(), "app", "secret");
    let client = site.builder(&clock).oauth(oauth).build().unwrap();
    let all = |client: &Client| {
        let client = client.clone();
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
        runtime.block_on(async move {
            let tasks: Vec<_> =
                (0..50).map(|_| tokio::spawn(client.get_artwork(id()).send())).collect();
            for task in tasks {
                let error = task.await.unwrap().unwrap_err();
                assert!(matches!(error, Error::Decode(_)), "{error:?}");
            }
        });
    };
    let count = || site.asked.lock().unwrap().len();
    all(&client);
    assert_eq!(count(), 1, "at first");
    clock.pass(Duration::from_secs(2000));
    all(&client);
    assert_eq!(count(), 2, "when the token has ended");
    site.accepted.store(3, Ordering::SeqCst);
    all(&client);
    assert_eq!(count(), 3, "when the token is refused");
}

#[test]
fn refresh_tokens_are_kept_and_replaced() {
    let next = AtomicUsize::new(1);
    let site = Site::with(move |members| {
        let refresh = next.fetch_add(1, Ordering::SeqCst);
        format!(r#"{{{members}"expires_in":10,"refresh_token":"r{refresh}"}}"#)
    });
    let clock = Clock::new();
    let kept: Arc<Mutex<Vec<String>>> = Arc::default();
    let shelf = kept.clone();
    let oauth = OAuth::refresh_token(site.endpoints(), "app", "r0")
        .on_refresh_token(move |token| shelf.lock().unwrap().push(token.to_owned()));
    let client = site.builder(&clock).oauth(oauth).build().unwrap();
    for token in ["Bearer t1", "Bearer t2"] {
        assert_eq!(site.read(&client), token);
        clock.pass(Duration::from_secs(10));
    }
    let expected = ["r0", "r1"]
        .map(|token| format!("- grant_type=refresh_token&refresh_token={token}&client_id=app"));
    assert_eq!(site.asked(), expected);
    assert_eq!(*kept.lock().unwrap(), ["r1", "r2"]);
}

#[test]
fn a_user_logs_in_with_a_browser() {
    let (site, clock) = (Site::new(), Clock::new());
    let declared = Client::OAUTH_ENDPOINTS;
    assert!(format!("{declared:?}").contains("https://login.gallery.example/authorize"));
    let endpoints = site.endpoints().authorization("https://login.example/authorize");
    let log_in = |forged: bool| {
        OAuth::authorization_code(
            endpoints.clone(),
            "app",
            "http://localhost:1/back",
            move |url| async move {
                let url = url::Url::parse(&url)?;
                let pairs: std::collections::BTreeMap<_, _> =
                    url.query_pairs().into_owned().collect();
                assert_eq!(pairs["response_type"], "code");
                assert_eq!(pairs["scope"], "collection.read");
                assert_eq!(pairs["code_challenge_method"], "S256");
                let state = if forged { "forged" } else { &pairs["state"] };
                Ok(format!("http://localhost:1/back?code=c0de&state={state}"))
            },
        )
    };
    let client = site.builder(&clock).oauth(log_in(false)).build().unwrap();
    assert_eq!(site.read(&client), "Bearer t1");
    let asked = site.asked().remove(0);
    assert!(
        asked.starts_with("- grant_type=authorization_code&code=c0de&code_verifier="),
        "{asked}"
    );
    assert!(
        asked.ends_with("&client_id=app&redirect_uri=http%3A%2F%2Flocalhost%3A1%2Fback"),
        "{asked}"
    );
    clock.pass(Duration::from_secs(1000));
    assert_eq!(site.read(&client), "Bearer t1", "a new log, so that the number is the same");
    assert_eq!(site.asked(), ["- grant_type=refresh_token&refresh_token=r&client_id=app"]);
    let client = site.builder(&clock).oauth(log_in(true)).build().unwrap();
    let error = crate::wait(client.get_artwork(id()).send()).unwrap_err();
    assert!(matches!(error, Error::Credential(_)), "{error:?}");
    assert!(format!("{error:#}").ends_with("redirected with another `state`"), "{error:#}");
    assert!(site.asked().is_empty());
}

#[test]
fn a_user_logs_in_on_another_device() {
    let (site, clock) = (Site::new(), Clock::new());
    let metadata = format!("{}/.well-known/openid-configuration", site.server.url());
    let shown: Arc<Mutex<Vec<String>>> = Arc::default();
    let screen = shown.clone();
    let oauth = OAuth::device_code(Endpoints::NONE.metadata(metadata), "tv", move |code| {
        screen.lock().unwrap().push(format!("{} {}", code.url, code.user_code));
    });
    let client = site.builder(&clock).oauth(oauth).build().unwrap();
    assert_eq!(site.read(&client), "Bearer t2");
    assert_eq!(*shown.lock().unwrap(), ["https://login.example/ ABCD"]);
    assert_eq!(clock.waits(), [Duration::from_secs(1)]);
    assert_eq!(site.asked().len(), 2);
}

#[test]
fn what_goes_wrong_is_said_without_secrets() {
    let clock = Clock::new();
    let error = |reply: Reply| {
        let server = Server::always(reply);
        let endpoints = Endpoints::NONE.token(format!("{}/token", server.url()));
        let oauth = OAuth::client_credentials(endpoints, "app", "s3cret");
        let builder = Client::builder().base_url(&server.url()).timer(clock.clone());
        let client = builder.oauth(oauth).build().unwrap();
        assert!(!format!("{client:?}").contains("s3cret"));
        let error = crate::wait(client.get_artwork(id()).send()).unwrap_err();
        assert!(matches!(error, Error::Credential(_)), "{error:?}");
        let shown = format!("{error:#}");
        assert!(!format!("{error:?}{shown}").contains("s3cret"), "{error:?}");
        let start = "`getArtwork` (GET /artworks/{artwork_id}): the credential `oauth` could not be obtained: ";
        shown.strip_prefix(start).unwrap_or_else(|| panic!("{shown}")).to_owned()
    };
    let refused = Reply::json(400, r#"{"error":"invalid_client","error_description":"who?"}"#);
    assert_eq!(error(refused), "the authorization server refuses: invalid_client: who?");
    let odd = Reply::json(200, r#"{"access_token":["s3cret"]}"#);
    assert!(error(odd).contains("not as RFC 6749 defines it, at `access_token`"));
    assert!(
        error(Reply::raw("")).starts_with("the token request failed: the connection broke off")
    );
    let line = Reply::json(200, r#"{"access_token":"a\nb","token_type":"bearer"}"#);
    assert_eq!(error(line), "it has characters that are not allowed in a header");
}

#[test]
fn providers_of_the_caller() {
    let (site, clock) = (Site::new(), Clock::new());
    let next = Arc::new(AtomicUsize::new(0));
    let counted = next.clone();
    let keys = Secret::from_fn(move || {
        let key = counted.fetch_add(1, Ordering::SeqCst);
        async move {
            match key {
                0 => Err(BoxError::from("the store is closed")),
                key => Ok(Token::new(format!("key {key}"))),
            }
        }
    });
    let client = site.builder(&clock).query_key(keys).build().unwrap();
    let error = crate::wait(client.get_artwork(id()).send()).unwrap_err();
    assert!(format!("{error:#}").ends_with("the store is closed"), "{error:#}");
    for _ in 0..2 {
        let request = sent!(site.server, client.get_artwork(id()));
        assert!(request.target.ends_with("?api_key=key%201"), "{}", request.target);
    }
    assert_eq!(next.load(Ordering::SeqCst), 2);
}

#[test]
fn credentials_of_a_call() {
    let site = Site::new();
    let builder = || Client::builder().base_url(&site.server.url());
    let anonymous = builder().build().unwrap();
    let own = || Credential::bearer("own");
    let request = sent!(site.server, anonymous.get_artwork(id()).with_credential(own()));
    assert_eq!(request.header("authorization"), Some("Bearer own"));
    // It replaces the client's, also one of another kind.
    let both = builder().query_key("key").bearer_auth("client").build().unwrap();
    let request = sent!(site.server, both.get_artwork(id()).with_credential(own()));
    assert_eq!(request.header("authorization"), Some("Bearer own"));
    assert!(!request.target.contains("key"), "{}", request.target);
    let basic = || Credential::basic("a", "b");
    let request = sent!(site.server, both.list_artists().with_credential(basic()));
    assert_eq!(request.header("authorization"), Some("Basic YTpi"));
    let broken = both.list_artists().with_credential(Credential::bearer("a\nb"));
    let error = crate::wait(broken.send()).unwrap_err();
    assert!(matches!(error, Error::Request(_)), "{error:?}");
    assert!(!format!("{:?}", both.list_artists().with_credential(own())).contains("own"));
}
