//! Header parameters, cookies, and headers of the caller.

use chrono::NaiveDate;
use generated::gallery::types::{
    Artist, ArtworkInput, Point, RefundOrderRequest, UploadMediaRequest,
};
use generated::gallery::{Client, Error, File};
use specwright_tests::Server;

use crate::{client, exchange, id, sent};

#[test]
fn parameters() {
    let server = Server::ok(r#"{"items":[]}"#);
    let client = client(&server);
    let list = || client.list_artworks().x_page_size_hint(-3);
    assert_eq!(sent!(server, list()).header("x-page-size-hint"), Some("-3"));
    let get = || client.get_artwork(id()).x_expand(["artist", "media", "a b"]);
    assert_eq!(sent!(server, get()).header("x-expand"), Some("artist,media,a b"));
    let get = || client.get_artwork(id()).x_expand([""; 0]);
    assert_eq!(sent!(server, get()).header("x-expand"), None);
    let day = NaiveDate::from_ymd_opt(2024, 2, 9).unwrap();
    let plan = || {
        let call = client.draw_floor_plan(1, [1], ["a"], Point::new(0, 0)).x_printed_on(day);
        call.x_size(Point::new(640, 480).label("100 %"))
    };
    let request = sent!(server, plan());
    assert_eq!(request.header("x-size"), Some("x=640,y=480,label=100 %"));
    assert_eq!(request.header("x-printed-on"), Some("2024-02-09"));
}

#[test]
fn a_required_one() {
    let server = Server::ok("{}");
    let client = Client::builder().base_url(&server.url()).bearer_auth("t").header_key("k");
    let client = client.build().unwrap();
    let body = ArtworkInput::new("Harbour", 7, None);
    let call = || client.create_artwork("key 1; \"a\"", body.clone());
    assert_eq!(sent!(server, call()).header("idempotency-key"), Some("key 1; \"a\""));
}

#[test]
fn cookies() {
    let server = Server::ok("[]");
    let client = client(&server);
    let plan = || client.draw_floor_plan(1, [1], ["a"], Point::new(0, 0));
    assert_eq!(sent!(server, plan()).header("cookie"), None);
    assert_eq!(sent!(server, plan().units("cm")).header("cookie"), Some("units=cm"));
    assert_eq!(
        sent!(server, plan().units("a;b, c=\"é\"")).header("cookie"),
        Some("units=a%3Bb%2C%20c%3D%22%C3%A9%22")
    );
    let both = || plan().units("cm").pens(["0.5", "a,b"]);
    assert_eq!(sent!(server, both()).header("cookie"), Some("units=cm; pens=0.5,a%2Cb"));
    let own = || plan().with_header("cookie", "theme=dark").units("cm");
    assert_eq!(sent!(server, own()).header("cookie"), Some("theme=dark; units=cm"));
}

#[test]
fn cookies_of_the_caller_stay() {
    let server = Server::ok("[]");
    let builder = || Client::builder().base_url(&server.url()).cookie_key("key");
    let client = builder().default_header("cookie", "theme=dark").build().unwrap();
    let call = || client.list_orders().currency("EUR");
    let expected = "theme=dark; currency=EUR; gallery_session=key";
    assert_eq!(sent!(server, call()).header("cookie"), Some(expected));
    // Servers that write cookies in UTF-8 read them so.
    let call = || client.list_orders().with_header("cookie", "name=Zoë").currency("EUR");
    let expected = "name=Zoë; currency=EUR; gallery_session=key";
    assert_eq!(sent!(server, call()).header("cookie"), Some(expected));
    let call = || client.list_orders().with_header("cookie", "gallery_session2=x");
    let expected = "gallery_session2=x; gallery_session=key";
    assert_eq!(sent!(server, call()).header("cookie"), Some(expected));
}

#[test]
fn the_media_type_of_the_caller_stays() {
    let server = Server::ok("{}");
    let client = client(&server);
    let own = "application/json; charset=utf-8";
    let before = || {
        client
            .refund_order(1)
            .idempotency_key("k")
            .with_header("content-type", own)
            .body(RefundOrderRequest::new())
    };
    let after = || {
        client
            .refund_order(1)
            .idempotency_key("k")
            .body(RefundOrderRequest::new())
            .with_header("Content-Type", own)
    };
    assert_eq!(sent!(server, before()).header("content-type"), Some(own));
    assert_eq!(sent!(server, after()).header("content-type"), Some(own));
    let required = || client.create_artist(Artist::new("A")).with_header("content-type", own);
    assert_eq!(sent!(server, required()).header("content-type"), Some(own));
    let without = || client.list_artists().with_header("content-type", own);
    assert_eq!(sent!(server, without()).header("content-type"), Some(own));
    let default = Client::builder().base_url(&server.url()).bearer_auth("t");
    let default = default.default_header("content-type", own).build().unwrap();
    let request = sent!(server, default.create_artist(Artist::new("A")));
    assert_eq!(request.header("content-type"), Some(own));
    // Without its boundary a multipart body cannot be read.
    let upload =
        |client: &Client| client.upload_media(UploadMediaRequest::new(File::new("a", "b")));
    let _ = upload(&default).send_blocking();
    let request = server.request();
    assert!(request.header("content-type").unwrap().starts_with("multipart/form-data; boundary="));
    let call = || upload(&client).with_header("content-type", "multipart/form-data");
    let (requests, outcome) = exchange!(server, call());
    assert!(requests.is_empty() && matches!(outcome, Err(Error::Request(_))), "{outcome:?}");
}

#[test]
fn the_user_agent() {
    let server = Server::ok("[]");
    let builder = || Client::builder().base_url(&server.url()).bearer_auth("t");
    let request = sent!(server, builder().build().unwrap().list_artists());
    assert_eq!(request.header("user-agent"), Some("generated/0.1.0"));
    let own = builder().user_agent("curator/2.0").build().unwrap();
    assert_eq!(sent!(server, own.list_artists()).header("user-agent"), Some("curator/2.0"));
    let call = || own.list_artists().with_header("user-agent", "once/1");
    assert_eq!(sent!(server, call()).header("user-agent"), Some("once/1"));
    assert!(builder().user_agent("a\r\nb").build().is_err());
}

#[test]
fn a_cookie_beside_a_key_in_a_cookie() {
    let server = Server::ok("[]");
    let client = Client::builder().base_url(&server.url()).cookie_key("ab+/=%20").build().unwrap();
    let call = || client.list_orders().currency("€");
    assert_eq!(
        sent!(server, call()).header("cookie"),
        Some("currency=%E2%82%AC; gallery_session=ab+/=%20")
    );
}

#[test]
fn of_the_caller() {
    let server = Server::ok(r#"{"items":[]}"#);
    let client = Client::builder()
        .base_url(&server.url())
        .bearer_auth("t")
        .default_header("User-Agent", "curator/1.0")
        .default_header("X-Trace", "1")
        .build()
        .unwrap();
    let request = sent!(server, client.list_artworks());
    assert_eq!(request.header("user-agent"), Some("curator/1.0"));
    assert_eq!(request.header("x-trace"), Some("1"));
    assert_eq!(request.header("accept"), Some("application/json"));
    let call = || client.list_artworks().with_header("x-trace", "2").with_header("ACCEPT", "*/*");
    let request = sent!(server, call());
    assert_eq!(request.header("x-trace"), Some("2"));
    assert_eq!(request.header("accept"), Some("*/*"));
    assert_eq!(request.headers.iter().filter(|(name, _)| name == "x-trace").count(), 1);
    // An explicit credential of one call is meant.
    let call = || client.list_artworks().with_header("authorization", "Bearer other");
    assert_eq!(sent!(server, call()).header("authorization"), Some("Bearer other"));
}

#[test]
fn nothing_can_be_injected() {
    let server = Server::ok(r#"{"items":[]}"#);
    let client = client(&server);
    for value in ["a\r\nX-Evil: 1", "a\nb", "a\rb", "a\0b", "\u{7f}"] {
        let errors = [
            client.list_artworks().with_header("x-a", value).send_blocking().map(drop),
            client.list_artworks().with_header(value, "a").send_blocking().map(drop),
        ];
        for error in errors {
            assert!(matches!(error, Err(Error::Request(_))), "{error:?}");
        }
        let call = || client.get_artwork(id()).x_expand([value]);
        let (requests, outcome) = exchange!(server, call());
        assert!(requests.is_empty() && matches!(outcome, Err(Error::Request(_))), "{outcome:?}");
        let builder = Client::builder().base_url(&server.url()).default_header("x-a", value);
        assert!(builder.build().is_err());
        for builder in [
            Client::builder().bearer_auth(value),
            Client::builder().header_key(value),
            Client::builder().cookie_key(value),
        ] {
            let error = builder.base_url(&server.url()).build().unwrap_err().to_string();
            assert!(!error.contains(value), "{error}");
        }
    }
    assert!(Client::builder().cookie_key("a; admin=1").build().is_err());
    assert!(server.requests().is_empty());
}

#[test]
fn the_framing_is_the_transports() {
    let server = Server::ok("{}");
    let client = client(&server);
    for (name, value) in [("content-length", "3"), ("transfer-encoding", "chunked")] {
        let call = || client.list_artworks().with_header(name, value);
        let (requests, outcome) = exchange!(server, call());
        assert!(requests.is_empty() && matches!(outcome, Err(Error::Request(_))), "{outcome:?}");
    }
}
