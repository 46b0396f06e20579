//! Timeouts, connections that break off, `Retry-After`, and what errors are.

use std::time::{Duration, Instant, SystemTime};

use generated::gallery::{Client, Error};
use generated::runtime::TransportErrorKind;
use specwright_tests::{Reply, Request, Server};

use crate::{client, outcome};

const SHORT: Duration = Duration::from_millis(150);
const LONG: Duration = Duration::from_millis(700);

#[test]
fn timeouts_of_clients_and_calls() {
    let server = Server::always(Reply::json(200, "[]").after(LONG));
    let builder = || Client::builder().base_url(&server.url()).bearer_auth("t");
    let short = builder().timeout(SHORT).build().unwrap();
    assert!(outcome!(server, short.list_artists()).unwrap_err().is_timeout());
    let patient = || short.list_artists().with_timeout(Duration::from_secs(20));
    assert!(outcome!(server, patient()).is_ok());
    let endless = builder().without_timeout().build().unwrap();
    assert!(outcome!(server, endless.list_artists()).is_ok());
    assert!(outcome!(server, endless.list_artists().with_timeout(SHORT)).unwrap_err().is_timeout());
    let zero = || endless.list_artists().with_timeout(Duration::ZERO);
    assert!(outcome!(server, zero()).unwrap_err().is_timeout());
    let ages = || endless.list_artists().with_timeout(Duration::MAX);
    assert!(outcome!(server, ages()).is_ok());
}

/// Both ways of sending a call time out, and do so soon.
macro_rules! times_out {
    ($client:expr) => {{
        let client = $client;
        for asynchronous in [false, true] {
            let start = Instant::now();
            let call = client.list_artists().with_timeout(Duration::from_millis(350));
            let outcome =
                if asynchronous { crate::wait(call.send()) } else { call.send_blocking() };
            let error = outcome.unwrap_err();
            assert!(error.is_timeout() && error.is_retryable(), "{error:?}");
            // Far from the seconds that the server takes, on a machine with much else to do, too.
            assert!(start.elapsed() < Duration::from_secs(3), "{:?}", start.elapsed());
        }
    }};
}

#[test]
fn a_timeout_covers_all_redirects() {
    let server = Server::new(|request: &Request| {
        let location = format!("{}x", request.target);
        Reply::new(302, &[("location", &location)], "").after(Duration::from_millis(100))
    });
    times_out!(client(&server));
    let sent = server.requests().len();
    assert!((2..=8).contains(&sent), "{sent}");
}

#[test]
fn a_timeout_covers_the_body() {
    let head = "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 99\r\n\r\n[";
    // The head comes at once, the rest never or byte by byte.
    let late = Reply::raw(head).then(Duration::from_secs(5), "]");
    let pause = Duration::from_millis(60);
    let slow = (0..98).fold(Reply::raw(head), |reply, _| reply.then(pause, " "));
    for reply in [late, slow.clone()] {
        let server = Server::always(reply);
        times_out!(client(&server));
    }
    // Behind a redirect, the body has what is left of the time.
    let server = Server::new(move |request: &Request| match request.target.as_str() {
        "/moved" => slow.clone(),
        _ => Reply::new(307, &[("location", "/moved")], "").after(Duration::from_millis(100)),
    });
    times_out!(client(&server));
    assert_eq!(server.requests().len(), 4);
}

#[test]
fn connections() {
    let closed = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.local_addr().unwrap()
    };
    let builder = Client::builder().base_url(&format!("http://{closed}")).bearer_auth("t");
    let refused = builder.retries(0).build().unwrap();
    let unused = Server::ok("");
    let error = outcome!(unused, refused.list_artists()).unwrap_err();
    let Error::Transport(transport) = &error else { panic!("{error:?}") };
    assert_eq!(transport.kind(), TransportErrorKind::Connect);
    assert!(error.is_retryable(), "{error:?}");
    for cut in ["", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n["] {
        let server = Server::always(Reply::raw(cut));
        let client = client(&server);
        let error = outcome!(server, client.list_artists()).unwrap_err();
        let Error::Transport(transport) = &error else { panic!("{error:?}") };
        assert_eq!(transport.kind(), TransportErrorKind::Body, "{cut:?} {error}");
        assert!(error.is_retryable() && error.status().is_none());
    }
    // More bytes than announced do not matter.
    let long = "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\n[]garbage";
    let server = Server::always(Reply::raw(long));
    let client = client(&server);
    assert!(outcome!(server, client.list_artists()).is_ok());
}

#[test]
fn responses_that_are_too_large() {
    let chunks = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n6\r\n[1,2,3\r\n0\r\n\r\n";
    for reply in [Reply::json(200, "[1,2,3"), Reply::raw(chunks)] {
        let server = Server::always(reply);
        let builder = Client::builder().base_url(&server.url()).bearer_auth("t");
        let client = builder.max_response_bytes(5).build().unwrap();
        let error = outcome!(server, client.list_artists()).unwrap_err();
        let Error::Transport(transport) = &error else { panic!("{error:?}") };
        assert_eq!(transport.kind(), TransportErrorKind::TooLarge);
        assert!(!error.is_retryable() && error.to_string().contains("5 bytes"), "{error}");
    }
    let server = Server::ok("[   ]");
    let builder = Client::builder().base_url(&server.url()).bearer_auth("t");
    let client = builder.max_response_bytes(5).build().unwrap();
    assert!(outcome!(server, client.list_artists()).is_ok());
}

#[test]
fn retry_after() {
    let retry_after = |value: &str| {
        let server = Server::always(Reply::new(429, &[("retry-after", value)], "{}"));
        let client = client(&server);
        outcome!(server, client.list_artists()).unwrap_err().retry_after()
    };
    assert_eq!(retry_after("120"), Some(Duration::from_secs(120)));
    assert_eq!(retry_after(" 0 "), Some(Duration::ZERO));
    for none in ["", "-1", "soon", "1.5"] {
        assert_eq!(retry_after(none), None, "{none}");
    }
    assert_eq!(retry_after("Wed, 21 Oct 2015 07:28:00 GMT"), Some(Duration::ZERO));
    let later = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(3600));
    let wait = retry_after(&later).unwrap();
    assert!(wait > Duration::from_secs(3500) && wait <= Duration::from_secs(3600), "{wait:?}");
}

#[test]
fn errors_are_errors() {
    fn check<E: std::error::Error + Send + Sync + 'static>(error: E) -> Box<dyn std::error::Error> {
        Box::new(error)
    }
    let server = Server::ok("[{}]");
    let client = client(&server);
    let error = check(client.list_artists().send_blocking().unwrap_err());
    assert!(error.to_string().contains("at $[0]: missing required member `name`"), "{error}");
    assert!(error.source().is_none());
    check(Client::builder().base_url("").build().unwrap_err());
    let twilio = generated::twilio_sip::Client::builder().build().unwrap();
    let body = generated::twilio_sip::types::CreateSipDomainRequest::new("x");
    let error = check(twilio.create_sip_domain("AC1", body).send_blocking().unwrap_err());
    assert!(error.source().is_none());
    let refused =
        Client::builder().base_url("http://127.0.0.1:1").bearer_auth("t").build().unwrap();
    let error = refused.list_artists().with_retries(1).send_blocking().unwrap_err();
    let shown =
        "`listArtists` (GET /artists), after 1 retry: could not connect (http://127.0.0.1:1)";
    assert_eq!(error.to_string(), shown);
    let error = check(error);
    let (mut all, mut cause) = (error.to_string(), error.source());
    while let Some(error) = cause {
        assert!(!all.contains(&error.to_string()), "{all}: {error}");
        all = format!("{all}: {error}");
        cause = error.source();
    }
    assert_eq!(format!("{error:#}"), all);
    assert!(all.to_lowercase().contains("refused"), "{all}");
    fn is_send<T: Send>(_: &T) {}
    is_send(&client.list_artists());
    is_send(&client.list_artists().send());
}
