//! Redirects (RFC 9110, section 15.4).

use generated::gallery::types::{Artist, RefundOrderRequest};
use generated::gallery::{Client, Error};
use specwright_tests::{Reply, Request, Server};

use crate::{client, exchange, id};

/// A server that replies to `/moved…` with `[]`, and to all else with a redirect.
fn redirecting(status: u16, location: &str) -> Server {
    let location = location.to_owned();
    Server::new(move |request: &Request| {
        if request.target.starts_with("/moved") {
            return Reply::json(200, "[]");
        }
        Reply::new(status, &[("location", &location)], "")
    })
}

#[test]
fn at_the_same_host_everything_goes_along() {
    for status in [301, 302, 303, 307, 308] {
        let server = redirecting(status, "/moved?a=b");
        let client = client(&server);
        let call = || client.list_artists().with_header("x-trace", "1");
        let (requests, outcome) = exchange!(server, call());
        assert!(outcome.is_ok(), "{outcome:?}");
        assert_eq!(requests.len(), 2);
        assert_eq!(
            (requests[1].method.as_str(), requests[1].target.as_str()),
            ("GET", "/moved?a=b")
        );
        for name in ["authorization", "x-trace", "accept", "user-agent"] {
            assert_eq!(requests[0].header(name), requests[1].header(name));
        }
    }
}

#[test]
fn post_becomes_get_where_it_does() {
    for (status, method) in [(301, "GET"), (302, "GET"), (303, "GET"), (307, "POST"), (308, "POST")]
    {
        let server = redirecting(status, "moved");
        let client = client(&server);
        let artist = Artist::new("A");
        let (requests, _) = exchange!(server, client.create_artist(artist.clone()));
        assert_eq!(requests.len(), 2, "{status}");
        assert_eq!(requests[1].method, method, "{status}");
        if method == "GET" {
            assert_eq!(requests[1].body, b"");
            assert_eq!(requests[1].header("content-type"), None);
        } else {
            assert_eq!(requests[1].text(), r#"{"name":"A"}"#);
            assert_eq!(requests[1].header("content-type"), Some("application/json"));
        }
    }
    for (status, method) in [(302, "DELETE"), (303, "GET"), (307, "DELETE")] {
        let server = redirecting(status, "/moved");
        let client = client(&server);
        let (requests, _) = exchange!(server, client.delete_artwork(id()));
        assert_eq!(requests[1].method, method, "{status}");
    }
}

#[test]
fn another_host_never_gets_credentials() {
    let other = Server::ok("[]");
    for status in [301, 302, 303, 307, 308] {
        let server = redirecting(status, &format!("{}/moved", other.url()));
        let client = Client::builder()
            .base_url(&server.url())
            .bearer_auth("s3cret")
            .cookie_key("s3cret")
            .query_key("s3cret")
            .header_key("s3cret")
            .default_header("x-api-key", "s3cret")
            .build()
            .unwrap();
        let call = || client.list_orders().currency("EUR").with_header("x-own", "s3cret");
        let _ = call().send_blocking().unwrap();
        let _ = crate::wait(call().send()).unwrap();
        for request in other.requests() {
            assert!(!format!("{request:?}").contains("s3cret"), "{request:?}");
            assert_eq!(request.header("cookie"), None);
            assert_eq!(request.header("accept"), Some("application/json"));
        }
    }
}

#[test]
fn bodies_stay_at_their_host() {
    let other = Server::ok("{}");
    for status in [307, 308] {
        let server = redirecting(status, &format!("{}/moved", other.url()));
        let client = client(&server);
        let call = || {
            client
                .refund_order(1)
                .idempotency_key("k")
                .body(RefundOrderRequest::new().reason("private"))
        };
        let (requests, outcome) = exchange!(server, call());
        assert_eq!(requests.len(), 1);
        let error = outcome.unwrap_err();
        assert_eq!(error.status().unwrap(), status);
    }
    assert!(other.requests().is_empty());
}

#[test]
fn loops_end() {
    let server = Server::new(|request: &Request| {
        Reply::new(302, &[("location", &format!("{}x", request.target))], "")
    });
    let client = client(&server);
    let (requests, outcome) = exchange!(server, client.list_artists());
    assert_eq!(requests.len(), 11);
    let error = outcome.unwrap_err();
    assert!(matches!(error, Error::Transport(_)) && !error.is_retryable(), "{error:?}");
    assert!(error.to_string().contains("10 redirects"), "{error}");
}

#[test]
fn what_leads_nowhere_is_the_response() {
    for location in [None, Some("file:///etc/passwd"), Some("http://"), Some("javascript:1")] {
        let server = Server::always(match location {
            Some(location) => Reply::new(302, &[("location", location)], "gone"),
            None => Reply::new(302, &[], "gone"),
        });
        let client = client(&server);
        let (requests, outcome) = exchange!(server, client.floor_map());
        assert_eq!(requests.len(), 1);
        assert!(outcome.unwrap_err().status().unwrap().is_redirection());
    }
    for status in [300, 304, 305, 306] {
        let server = Server::always(Reply::new(status, &[("location", "/moved")], ""));
        let client = client(&server);
        let (requests, outcome) = exchange!(server, client.floor_map());
        assert_eq!((requests.len(), outcome.unwrap_err().status().unwrap().as_u16()), (1, status));
    }
}

#[test]
fn a_configured_http_client_follows_none() {
    let other = Server::ok("[]");
    let server = redirecting(302, &format!("{}/moved", other.url()));
    let client = Client::builder()
        .base_url(&server.url())
        .header_key("s3cret")
        .query_key("s3cret")
        .bearer_auth("s3cret")
        .http_client(|http| http.redirect(reqwest::redirect::Policy::limited(5)))
        .build()
        .unwrap();
    let (_, outcome) = exchange!(server, client.list_artists());
    assert!(outcome.is_ok(), "{outcome:?}");
    let requests = other.requests();
    assert_eq!(requests.len(), 2);
    assert!(!format!("{requests:?}").contains("s3cret"), "{requests:?}");
}
