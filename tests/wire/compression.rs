//! Compressed responses: what is asked for, decoded, bounded and refused.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use generated::gallery::{Client, Error};
use generated::runtime::{
    Body, BoxFuture, Timeouts, Transport, TransportError, TransportErrorKind,
};
use specwright_tests::{Reply, Server};

use crate::{client, id, outcome, sent, wait};

const PROBLEM: &str = r#"{"code":"x","message":"m"}"#;

fn gzip(body: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(body).unwrap();
    encoder.finish().unwrap()
}

fn encoded(status: u16, encoding: &str, body: &[u8]) -> Server {
    let headers = [("content-type", "application/json"), ("content-encoding", encoding)];
    Server::always(Reply::new(status, &headers, body))
}

#[test]
fn gzip_is_decoded() {
    let server = encoded(200, "gzip", &gzip(b"[]"));
    let response = outcome!(server, client(&server).list_artists()).unwrap();
    assert!(response.body().is_empty() && !response.headers().contains_key("content-encoding"));
    let server = encoded(404, "gzip", &gzip(PROBLEM.as_bytes()));
    let error = outcome!(server, client(&server).list_artists()).unwrap_err();
    assert!(matches!(&error, Error::Api(body) if body.body().code == "x"), "{error:?}");
    // No body, whatever the header says.
    for status in [204, 304] {
        let server = encoded(status, "gzip", b"");
        let error = outcome!(server, client(&server).catalogue_state()).unwrap_err();
        assert_eq!(error.status().unwrap(), status, "{error:?}");
    }
    let server = encoded(200, "gzip", &gzip(b"[]")[..15]);
    let error = outcome!(server, client(&server).list_artists()).unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
}

#[test]
fn what_is_accepted() {
    let server = Server::ok("[]");
    let own = client(&server);
    assert_eq!(sent!(server, own.list_artists()).header("accept-encoding"), Some("gzip"));
    let set = sent!(server, own.list_artists().with_header("accept-encoding", "br"));
    assert_eq!(set.header("accept-encoding"), Some("br"));
    let range = sent!(server, own.list_artists().with_header("range", "bytes=0-1"));
    assert_eq!(range.header("accept-encoding"), Some("identity"));
    let builder = Client::builder().base_url(&server.url()).bearer_auth("t0ken");
    let default = builder.default_header("Accept-Encoding", "identity").build().unwrap();
    let default = sent!(server, default.list_artists());
    assert_eq!(default.header("accept-encoding"), Some("identity"));
}

#[test]
fn the_limit_counts_what_is_decoded() {
    let bomb = gzip(&vec![b' '; 10_000_000]);
    assert!(bomb.len() < 20_000);
    let server = encoded(200, "gzip", &bomb);
    let builder = Client::builder().base_url(&server.url()).bearer_auth("t0ken");
    let client = builder.max_response_bytes(1_000_000).build().unwrap();
    let error = outcome!(server, client.list_artists()).unwrap_err();
    let Error::Transport(error) = &error else { panic!("{error:?}") };
    assert_eq!(error.kind(), TransportErrorKind::TooLarge);
    assert!(error.to_string().contains("1000000"), "{error}");
}

#[test]
fn other_encodings_are_named() {
    for (encoding, message) in [
        (
            "br",
            "(`Content-Encoding: br`), which the client does not support: enable the feature `brotli`",
        ),
        ("zstd", "enable the feature `zstd`"),
        ("gzip, br", "(`Content-Encoding: gzip, br`), which the client does not support"),
        ("x\u{e9}", "does not support"),
    ] {
        let server = encoded(200, encoding, b"\x0b\x02\x80");
        let error = outcome!(server, client(&server).list_artists()).unwrap_err();
        assert!(error.is_decode() && error.to_string().contains(message), "{error}");
        assert_eq!(error.body().unwrap(), &b"\x0b\x02\x80"[..]);
        // Bytes are not given as if they were the content.
        let error = outcome!(server, client(&server).get_thumbnail(id(), 1, 1)).unwrap_err();
        assert!(error.is_decode() && error.to_string().contains("3 bytes in content"), "{error}");
    }
    let server = encoded(200, "identity", b"[]");
    assert!(outcome!(server, client(&server).list_artists()).is_ok());
    let server = encoded(418, "br", b"\x0b\x02\x80");
    let error = outcome!(server, client(&server).catalogue_state()).unwrap_err();
    assert!(matches!(error, Error::UnexpectedStatus(_)), "{error:?}");
    assert!(error.to_string().ends_with(": 3 bytes in content encoding br"), "{error}");
}

/// A transport that gives back what it was asked for as the body, in a content encoding.
struct Echo(&'static str);

impl Transport for Echo {
    fn send(
        &self,
        request: http::Request<Body>,
        _: Timeouts,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let accepted = request.headers()["accept-encoding"].to_str().unwrap().to_owned();
        let response = http::Response::builder().header("content-encoding", self.0);
        Box::pin(async move { Ok(response.body(accepted.into()).unwrap()) })
    }
}

#[test]
fn a_transport_of_the_callers() {
    let client = |encoding| {
        let builder = Client::builder().base_url("http://a.example").bearer_auth("t0ken");
        builder.transport(Echo(encoding)).build().unwrap()
    };
    let accepted = wait(client("identity").download_media("x").send()).unwrap();
    assert_eq!(accepted.body(), "identity");
    let set = client("identity").download_media("x").with_header("accept-encoding", "gzip");
    assert_eq!(wait(set.send()).unwrap().body(), "gzip");
    let error = wait(client("gzip").download_media("x").send()).unwrap_err();
    assert!(error.is_decode() && error.to_string().contains("`Content-Encoding: gzip`"), "{error}");
}
