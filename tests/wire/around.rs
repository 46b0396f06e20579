//! What surrounds a call: interceptors, request IDs, and what errors show.

use std::sync::{Arc, Mutex};

use generated::gallery::types::Artist;
use generated::gallery::{Client, Error};
use generated::runtime::{Attempt, AttemptOutcome, BoxError, Interceptor};
use http::HeaderMap;
use specwright_tests::{Reply, Request, Server};

use crate::retries::Clock;
use crate::{client, exchange, id, outcome};

/// Writes down what it sees.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<String>>>, &'static str);

impl Log {
    fn lines(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }
}

impl Interceptor for Log {
    fn before(&self, attempt: &Attempt<'_>, headers: &mut HeaderMap) -> Result<(), BoxError> {
        let operation = attempt.operation();
        let (id, path, retries) = (operation.id, operation.path, attempt.retries());
        let signed = headers.contains_key("authorization");
        let line = format!("{}{id} {} {path} #{retries} {signed}", self.1, attempt.method());
        self.0.lock().unwrap().push(line);
        headers.insert("x-attempt", retries.into());
        headers.append("x-order", self.1.parse()?);
        Ok(())
    }

    fn after(&self, attempt: &Attempt<'_>, outcome: AttemptOutcome<'_>) {
        let seen = match outcome {
            Ok(response) => response.status.to_string(),
            Err(error) => format!("{:?}", error.kind()),
        };
        self.0.lock().unwrap().push(format!("{}{seen} #{}", self.1, attempt.retries()));
    }
}

#[test]
fn interceptors_see_every_attempt() {
    let server = Server::new(|request: &Request| match request.header("x-attempt") {
        Some("0") => Reply::raw(""),
        Some("1") => Reply::json(500, "{}"),
        _ if request.target.contains("moved") => Reply::json(200, "[]"),
        _ => Reply::new(307, &[("location", "/moved")], ""),
    });
    let one = Log::default();
    let two = Log(one.0.clone(), "second ");
    let builder = Client::builder().base_url(&server.url()).bearer_auth("t").timer(Clock::new());
    let client = builder.interceptor(one.clone()).interceptor(two).build().unwrap();
    let outcome = crate::wait(client.get_artwork(id()).send());
    assert_eq!(outcome.unwrap_err().retries(), 2, "the body is no artwork");
    let expected = [
        "getArtwork GET /artworks/{artwork_id} #0 true",
        "second getArtwork GET /artworks/{artwork_id} #0 true",
        "Body #0",
        "second Body #0",
        "getArtwork GET /artworks/{artwork_id} #1 true",
        "second getArtwork GET /artworks/{artwork_id} #1 true",
        "500 Internal Server Error #1",
        "second 500 Internal Server Error #1",
        "getArtwork GET /artworks/{artwork_id} #2 true",
        "second getArtwork GET /artworks/{artwork_id} #2 true",
        "200 OK #2",
        "second 200 OK #2",
    ];
    assert_eq!(one.lines(), expected);
    let requests = server.requests();
    assert_eq!(requests.len(), 4);
    for request in requests {
        let order = request.headers.iter().filter(|(name, _)| name == "x-order").count();
        assert_eq!(order, 2, "each attempt is its own: {request:?}");
    }
}

#[test]
fn an_interceptor_can_refuse_a_call() {
    struct Never;
    impl Interceptor for Never {
        fn before(&self, _: &Attempt<'_>, _: &mut HeaderMap) -> Result<(), BoxError> {
            Err("closed on Mondays".into())
        }
    }
    let server = Server::ok("[]");
    let builder = Client::builder().base_url(&server.url()).bearer_auth("t");
    let client = builder.interceptor(Never).build().unwrap();
    let (requests, outcome) = exchange!(server, client.list_artists());
    let error = outcome.unwrap_err();
    assert!(requests.is_empty() && matches!(error, Error::Request(_)), "{error:?}");
    let shown = "`listArtists` (GET /artists): the call cannot be sent: an interceptor or signer refused it";
    assert_eq!(error.to_string(), shown);
    assert_eq!(format!("{error:#}"), format!("{shown}: closed on Mondays"));
    let source = std::error::Error::source(&error).unwrap();
    assert_eq!(source.to_string(), "closed on Mondays");
}

#[test]
fn errors_and_responses_give_the_request_id() {
    for (name, id) in
        [("x-request-id", "r-1"), ("X-Amzn-RequestId", "r-2"), ("x-ms-request-id", "r-3")]
    {
        let reply = |status, body: &str| {
            Reply::new(status, &[(name, id), ("content-type", "application/json")], body)
        };
        let problem = r#"{"code":"c","message":"m"}"#;
        let server = Server::always(reply(404, problem));
        let error = outcome!(server, client(&server).list_artists()).unwrap_err();
        assert_eq!(error.request_id(), Some(id));
        let expected = format!(
            "`listArtists` (GET /artists): the response has status 404 Not Found (request ID {id}): {problem}"
        );
        assert_eq!(error.to_string(), expected);
        let operation = error.operation().unwrap();
        assert_eq!((operation.id, operation.path), ("listArtists", "/artists"));
        let server = Server::always(reply(200, "[]"));
        let response = outcome!(server, client(&server).list_artists()).unwrap();
        assert_eq!(response.request_id(), Some(id));
        let decoding = outcome!(server, client(&server).create_artist(Artist::new("A")));
        let shown = decoding.unwrap_err().to_string();
        assert!(shown.contains("(POST /artists)") && shown.contains(id), "{shown}");
    }
    let server =
        Server::always(Reply::new(404, &[("x-request-id", "\u{7f}"), ("request-id", "b")], ""));
    let error = outcome!(server, client(&server).list_artists()).unwrap_err();
    assert_eq!(error.request_id(), Some("b"));
}

#[test]
fn control_characters_do_not_reach_a_terminal() {
    let body = "{\"message\":\"\u{1b}[2J\u{202e}gone\"}";
    let server = Server::always(Reply::json(404, body));
    let error = outcome!(server, client(&server).list_artists()).unwrap_err();
    let shown = error.to_string();
    assert!(shown.contains("\\u{1b}[2J\\u{202e}gone"), "{shown}");
    assert!(!shown.chars().any(char::is_control), "{shown:?}");
    let server = Server::always(Reply::json(200, "[{\"name\":\"A\",\"born\u{7}\":[\"\u{1b}\"]}"));
    let shown = outcome!(server, client(&server).list_artists()).unwrap_err().to_string();
    assert!(!shown.chars().any(char::is_control), "{shown:?}");
}

#[test]
fn calls_are_clones() {
    let server = Server::ok("[]");
    let call = client(&server).list_artists().limit(3).with_header("x-trace", "1");
    for call in [call.clone(), call.clone().limit(4), call] {
        crate::wait(call.send()).unwrap();
    }
    let targets: Vec<String> = server.requests().into_iter().map(|one| one.target).collect();
    assert_eq!(targets, ["/artists?limit=3", "/artists?limit=4", "/artists?limit=3"]);
}
