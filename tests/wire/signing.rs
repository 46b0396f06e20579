//! Signers, with AWS Signature Version 4 as an example, which AWS's own test vectors check.

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::hmac::{HMAC_SHA256, Key, sign};
use bytes::Bytes;
use generated::gallery::types::Artist;
use generated::gallery::{Client, Error};
use generated::runtime::{Attempt, BoxError, BoxFuture, Signer};
use http::header::{AUTHORIZATION, HOST};
use http::request::Parts;
use specwright_tests::{Reply, Request, Server};

use crate::exchange;

/// Signs with AWS Signature Version 4.
#[derive(Clone)]
struct Aws {
    id: &'static str,
    secret: &'static str,
    service: &'static str,
    /// Time of the signature, which a real signer takes from the clock.
    time: &'static str,
}

const VECTORS: Aws = Aws {
    id: "AKIDEXAMPLE",
    secret: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
    service: "service",
    time: "20150830T123600Z",
};

fn hex(bytes: impl AsRef<[u8]>) -> String {
    bytes.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn hmac(key: &[u8], text: &str) -> Vec<u8> {
    sign(&Key::new(HMAC_SHA256, key), text.as_bytes()).as_ref().to_vec()
}

impl Aws {
    /// The value of `Authorization`. Headers are names in lower case with values, in their order.
    fn authorization(
        &self,
        (method, path, query): (&str, &str, &str),
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> String {
        let mut pairs: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty()).collect();
        pairs.sort_unstable();
        let lines: String =
            headers.iter().map(|(name, value)| format!("{name}:{value}\n")).collect();
        let names = headers.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(";");
        let canonical =
            [method, path, &pairs.join("&"), &lines, &names, &hex(digest(&SHA256, body))]
                .join("\n");
        let day = &self.time[..8];
        let scope = format!("{day}/us-east-1/{}/aws4_request", self.service);
        let hashed = hex(digest(&SHA256, canonical.as_bytes()));
        let text = format!("AWS4-HMAC-SHA256\n{}\n{scope}\n{hashed}", self.time);
        let key = hmac(format!("AWS4{}", self.secret).as_bytes(), day);
        let key = hmac(&hmac(&key, "us-east-1"), self.service);
        let signature = hex(hmac(&hmac(&key, "aws4_request"), &text));
        format!(
            "AWS4-HMAC-SHA256 Credential={}/{scope}, SignedHeaders={names}, Signature={signature}",
            self.id
        )
    }
}

impl Signer for Aws {
    fn sign<'a>(
        &'a self,
        _: &'a Attempt<'a>,
        request: &'a mut Parts,
        body: Option<&'a Bytes>,
    ) -> BoxFuture<'a, Result<(), BoxError>> {
        Box::pin(async move {
            let body = body.ok_or("a stream cannot be signed")?;
            let host = request.uri.authority().ok_or("no host")?.as_str().to_owned();
            let (path, query) = (request.uri.path(), request.uri.query().unwrap_or_default());
            let headers = [("host", host.as_str()), ("x-amz-date", self.time)];
            let value = self.authorization((request.method.as_str(), path, query), &headers, body);
            request.headers.insert(HOST, host.parse()?);
            request.headers.insert("x-amz-date", self.time.parse()?);
            request.headers.insert(AUTHORIZATION, value.parse()?);
            Ok(())
        })
    }
}

/// From the test suite of Signature Version 4.
#[test]
fn vectors() {
    let host = [("host", "example.amazonaws.com"), ("x-amz-date", "20150830T123600Z")];
    let form = [
        ("content-type", "application/x-www-form-urlencoded"),
        ("host", "example.amazonaws.com"),
        ("x-amz-date", "20150830T123600Z"),
    ];
    for (name, method, query, headers, body, signature) in [
        (
            "get-vanilla",
            "GET",
            "",
            &host[..],
            "",
            "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
        ),
        (
            "post-vanilla",
            "POST",
            "",
            &host[..],
            "",
            "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
        ),
        (
            "get-vanilla-query-order-key-case",
            "GET",
            "Param2=value2&Param1=value1",
            &host[..],
            "",
            "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
        ),
        (
            "post-x-www-form-urlencoded",
            "POST",
            "",
            &form[..],
            "Param1=value1",
            "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a",
        ),
    ] {
        let value = VECTORS.authorization((method, "/", query), headers, body.as_bytes());
        assert!(value.ends_with(&format!("Signature={signature}")), "{name}: {value}");
    }
}

/// Signs again what arrived.
fn is_signed(request: &Request) -> bool {
    let (path, query) = request.target.split_once('?').unwrap_or((&request.target, ""));
    let headers = ["host", "x-amz-date"].map(|name| (name, request.header(name).unwrap_or("-")));
    let value = VECTORS.authorization((&request.method, path, query), &headers, &request.body);
    request.header("authorization") == Some(&value)
}

#[test]
fn the_final_request_is_signed() {
    let replies = std::sync::atomic::AtomicUsize::new(0);
    let server = Server::new(move |request: &Request| {
        if !is_signed(request) {
            return Reply::json(403, "{}");
        }
        // A failure, then a redirect: each request is signed for its own URL.
        match replies.fetch_add(1, std::sync::atomic::Ordering::SeqCst) % 3 {
            0 => Reply::new(503, &[("retry-after-ms", "1")], ""),
            1 => Reply::new(307, &[("location", "/moved?b=2&a=1")], ""),
            _ => Reply::json(201, r#"{"name":"A"}"#),
        }
    });
    // Nothing else is required where a signer is.
    let client = Client::builder().base_url(&server.url()).signer(VECTORS).build().unwrap();
    let (requests, outcome) = exchange!(server, client.create_artist(Artist::new("A")));
    assert!(outcome.is_ok(), "{outcome:?}");
    let targets: Vec<&str> = requests.iter().map(|one| one.target.as_str()).collect();
    assert_eq!(targets, ["/artists", "/artists", "/moved?b=2&a=1"]);
    assert!(requests.iter().all(|one| one.text() == r#"{"name":"A"}"#));
    // It is not for another origin.
    let other = Server::ok("[]");
    let location = format!("{}/moved", other.url());
    let server = Server::always(Reply::new(302, &[("location", &location)], ""));
    let client = Client::builder().base_url(&server.url()).signer(VECTORS).build().unwrap();
    crate::wait(client.list_artists().send()).unwrap();
    let request = other.request();
    assert_eq!((request.header("authorization"), request.header("x-amz-date")), (None, None));
}

#[test]
fn a_signer_can_refuse() {
    struct Never;
    impl Signer for Never {
        fn sign<'a>(
            &'a self,
            _: &'a Attempt<'a>,
            _: &'a mut Parts,
            _: Option<&'a Bytes>,
        ) -> BoxFuture<'a, Result<(), BoxError>> {
            Box::pin(async { Err("the key is lost".into()) })
        }
    }
    let server = Server::ok("[]");
    let client = Client::builder().base_url(&server.url()).signer(Never).build().unwrap();
    let (requests, outcome) = exchange!(server, client.list_artists());
    let error = outcome.unwrap_err();
    assert!(requests.is_empty() && matches!(error, Error::Request(_)), "{error:?}");
    assert!(format!("{error:#}").ends_with(": the key is lost"), "{error:#}");
}
