//! Credentials: every kind, alternatives, and none.

use generated::gallery::types::ArtworkInput;
use generated::gallery::{Client, ClientBuilder, Error};
use specwright_tests::Server;

use crate::{exchange, id, sent};

fn build(server: &Server, builder: ClientBuilder) -> Client {
    builder.base_url(&server.url()).build().unwrap()
}

#[test]
fn each_kind() {
    let server = Server::ok("{}");
    let bearer = build(&server, Client::builder().bearer_auth("a.b-c_d~e+f/g=="));
    let request = sent!(server, bearer.list_artists());
    assert_eq!(request.header("authorization"), Some("Bearer a.b-c_d~e+f/g=="));
    let query = build(&server, Client::builder().query_key("k&y é"));
    let request = sent!(server, query.get_artwork(id()));
    assert!(request.target.ends_with("?api_key=k%26y%20%C3%A9"), "{}", request.target);
    assert_eq!(request.header("authorization"), None);
    let cookie = build(&server, Client::builder().cookie_key("s3ssion"));
    assert_eq!(
        sent!(server, cookie.list_orders()).header("cookie"),
        Some("gallery_session=s3ssion")
    );
    let oauth = build(&server, Client::builder().oauth("o"));
    let request = sent!(server, oauth.get_artwork(id()));
    assert_eq!(request.header("authorization"), Some("Bearer o"));
}

#[test]
fn all_of_an_alternative() {
    let server = Server::ok("{}");
    let body = ArtworkInput::new("T", 1, Some(1900));
    let both = build(&server, Client::builder().bearer_auth("b").header_key("k"));
    let request = sent!(server, both.create_artwork("i", body.clone()));
    assert_eq!(request.header("authorization"), Some("Bearer b"));
    assert_eq!(request.header("x-gallery-key"), Some("k"));
    let half = build(&server, Client::builder().bearer_auth("b"));
    let (requests, outcome) = exchange!(server, half.create_artwork("i", body.clone()));
    let error = outcome.unwrap_err();
    assert!(requests.is_empty() && matches!(error, Error::MissingCredential { .. }), "{error:?}");
    assert!(error.to_string().contains("bearerAuth and headerKey"), "{error}");
}

#[test]
fn the_first_alternative_that_is_there() {
    let server = Server::ok("{}");
    let two = build(&server, Client::builder().query_key("q").bearer_auth("b"));
    let request = sent!(server, two.get_artwork(id()));
    assert_eq!(request.header("authorization"), Some("Bearer b"));
    assert!(!request.target.contains('?'));
    let none = build(&server, Client::builder().basic_auth("a", "b"));
    let error = none.get_artwork(id()).send_blocking().unwrap_err();
    assert!(error.to_string().contains("bearerAuth, or queryKey, or oauth"), "{error}");
    assert!(server.requests().is_empty());
}

#[test]
fn none_needed() {
    let server = Server::ok("{}");
    let bearer = build(&server, Client::builder().bearer_auth("b"));
    assert_eq!(sent!(server, bearer.health()).header("authorization"), None);
    assert_eq!(sent!(server, bearer.who_am_i()).header("authorization"), Some("Bearer b"));
    let anonymous = build(&server, Client::builder());
    assert_eq!(sent!(server, anonymous.who_am_i()).header("authorization"), None);
    assert_eq!(sent!(server, anonymous.health()).target, "/health");
}

#[test]
fn what_is_none_is_refused() {
    let refused = |builder: ClientBuilder| builder.build().unwrap_err().to_string();
    let error = refused(Client::builder().basic_auth("a:b", "c"));
    assert!(error.contains("basicAuth") && error.contains('`'), "{error}");
    assert!(refused(Client::builder().cookie_key("a b")).contains("cookieKey"));
    assert!(Client::builder().basic_auth("", "").build().is_ok());
}

#[test]
fn the_last_one_counts() {
    let server = Server::ok("{}");
    let client = build(&server, Client::builder().bearer_auth("a").bearer_auth("b"));
    assert_eq!(sent!(server, client.list_artists()).header("authorization"), Some("Bearer b"));
}

#[test]
fn one_that_the_caller_sets_by_hand() {
    let server = Server::ok("{}");
    let anonymous = build(&server, Client::builder());
    let call = || anonymous.list_artists().with_header("authorization", "Bearer own");
    assert_eq!(sent!(server, call()).header("authorization"), Some("Bearer own"));
    let default = build(&server, Client::builder().default_header("authorization", "Bearer own"));
    let request = sent!(server, default.list_artists());
    assert_eq!(request.header("authorization"), Some("Bearer own"));
    let bearer = build(&server, Client::builder().bearer_auth("b"));
    let call = || bearer.list_artists().with_header("Authorization", "Bearer own");
    let request = sent!(server, call());
    assert_eq!(request.header("authorization"), Some("Bearer own"));
    assert_eq!(request.headers.iter().filter(|(name, _)| name == "authorization").count(), 1);
    let half = build(&server, Client::builder().bearer_auth("b"));
    let body = ArtworkInput::new("T", 1, Some(1900));
    let call = || half.create_artwork("i", body.clone()).with_header("X-Gallery-Key", "own");
    let request = sent!(server, call());
    assert_eq!(request.header("x-gallery-key"), Some("own"));
    assert_eq!(request.header("authorization"), Some("Bearer b"));
    let key = build(&server, Client::builder().default_header("x-gallery-key", "own"));
    let error = key.create_artwork("i", body.clone()).send_blocking().unwrap_err();
    assert!(matches!(error, Error::MissingCredential { .. }), "{error:?}");
    let request = sent!(server, anonymous.get_artwork(id()).with_query("api_key", "o n"));
    assert!(request.target.ends_with("?api_key=o%20n"), "{}", request.target);
    let query = build(&server, Client::builder().query_key("key"));
    let request = sent!(server, query.get_artwork(id()).with_query("api_key", "own"));
    assert!(request.target.ends_with("?api_key=own"), "{}", request.target);
    let call = || anonymous.list_orders().with_header("cookie", "gallery_session=own");
    assert_eq!(sent!(server, call()).header("cookie"), Some("gallery_session=own"));
    let cookie = build(&server, Client::builder().cookie_key("key"));
    let call = || cookie.list_orders().with_header("cookie", "a=b; gallery_session=own");
    assert_eq!(sent!(server, call()).header("cookie"), Some("a=b; gallery_session=own"));
}
