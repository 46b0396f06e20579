//! What comes of each status and body.

use generated::gallery::operations::{
    DeleteArtistError, DeleteArtworkOutput, PayOrderOutput, ReplaceArtworkOutput,
    UpdateArtworkError,
};
use generated::gallery::types::{ArtworkInput, ArtworkPatch, CardPayment};
use generated::gallery::{Client, Error};
use specwright_tests::{Reply, Server};

use crate::{ID, client, id, outcome};

const PROBLEM: &str = r#"{"code":"x","message":"m","cause":{"code":"y","message":"n"}}"#;

fn artwork() -> String {
    format!(
        r#"{{"id":"{ID}","title":"T","artist_id":1,"year":null,"created_at":"2024-01-02T03:04:05Z"}}"#
    )
}

fn server(status: u16, body: &str) -> (Server, Client) {
    let server = Server::always(Reply::json(status, body));
    let client = client(&server);
    (server, client)
}

#[test]
fn several_successes() {
    let (one, client) = server(201, &artwork());
    let input = ArtworkInput::new("T", 1, None);
    let body = outcome!(one, client.replace_artwork(id(), input.clone())).unwrap().into_body();
    assert!(matches!(&body, ReplaceArtworkOutput::Created(work) if work.title == "T"), "{body:?}");
    let two = Server::always(Reply::new(204, &[], ""));
    let client = crate::client(&two);
    let response = outcome!(two, client.replace_artwork(id(), input.clone())).unwrap();
    assert_eq!(response.status(), 204);
    assert_eq!(response.into_body(), ReplaceArtworkOutput::NoContent);
    assert_eq!(
        outcome!(two, client.delete_artwork(id())).unwrap().into_body(),
        DeleteArtworkOutput::NoContent
    );
    let (job, client) = server(202, &format!(r#"{{"id":"{ID}","state":"queued","progress":0.5}}"#));
    let call = || client.pay_order(1, CardPayment::new("t"));
    let body = outcome!(job, call()).unwrap().into_body();
    assert!(matches!(body, PayOrderOutput::Accepted(job) if job.progress == Some(0.5)));
}

#[test]
fn errors_by_status() {
    let patch = |status: u16, body: &str| {
        let (server, client) = server(status, body);
        outcome!(server, client.update_artwork(id(), ArtworkPatch::new())).unwrap_err()
    };
    let error = patch(404, r#"{"missing":"x"}"#);
    let Error::Api(response) = &error else { panic!("{error:?}") };
    assert!(matches!(response.body(), UpdateArtworkError::NotFound(body) if body.missing == "x"));
    assert!(error.is_not_found() && !error.is_unauthorized());
    assert_eq!(error.body().unwrap(), r#"{"missing":"x"}"#);
    assert_eq!(error.json().unwrap()["missing"], "x");
    assert_eq!(
        error.to_string(),
        r#"`updateArtwork` (PATCH /artworks/{artwork_id}): the response has status 404 Not Found: {"missing":"x"}"#
    );
    let error = patch(409, r#"{"current_revision":3}"#);
    let Error::Api(response) = error else { panic!("{error:?}") };
    assert!(
        matches!(response.into_body(), UpdateArtworkError::Conflict(body) if body.current_revision == 3)
    );
    let error = patch(422, r#"{"fields":{"title":["too long"]}}"#);
    let Error::Api(response) = error else { panic!("{error:?}") };
    let UpdateArtworkError::UnprocessableContent(body) = response.body() else { panic!() };
    assert_eq!(body.fields["title"], ["too long"]);
    // Undocumented.
    let error = patch(418, r#"{"tea":true}"#);
    assert!(matches!(error, Error::UnexpectedStatus(_)), "{error:?}");
    assert_eq!(error.json().unwrap()["tea"], true);
    // Documented, and something else.
    let error = patch(409, r#"{"current_revision":"3"}"#);
    assert!(error.is_decode() && error.to_string().contains("$.current_revision"), "{error}");
    assert_eq!(error.status().unwrap(), 409);
}

#[test]
fn ranges_and_default() {
    for status in [400, 404, 429, 499, 500, 503, 599] {
        let (server, client) = server(status, PROBLEM);
        let error = outcome!(server, client.list_artworks()).unwrap_err();
        let Error::Api(response) = &error else { panic!("{error:?}") };
        assert_eq!(response.body().cause.as_ref().unwrap().code, "y");
        assert_eq!(error.status().unwrap(), status);
        assert_eq!(error.is_retryable(), matches!(status, 429 | 500 | 503), "{status}");
        let error = outcome!(server, client.list_artists()).unwrap_err();
        assert!(matches!(error, Error::Api(_)), "{error:?}");
    }
    let (server, client) = server(401, PROBLEM);
    assert!(outcome!(server, client.list_artists()).unwrap_err().is_unauthorized());
}

#[test]
fn undocumented_successes() {
    // Read like the documented one where that is possible.
    let (one, client) = server(203, "[]");
    assert_eq!(outcome!(one, client.list_artists()).unwrap().status(), 203);
    let two = Server::always(Reply::new(204, &[], ""));
    let client = crate::client(&two);
    let error = outcome!(two, client.list_artists()).unwrap_err();
    assert!(matches!(error, Error::UnexpectedStatus(_)), "{error:?}");
    assert_eq!(error.status().unwrap(), 204);
}

#[test]
fn text_and_bytes() {
    let text = [("content-type", "text/csv; charset=utf-8")];
    let server = Server::always(Reply::new(200, &text, "\u{feff}day;é\r\n"));
    let client = client(&server);
    let day = chrono::NaiveDate::from_ymd_opt(2024, 1, 1).unwrap();
    let body = outcome!(server, client.attendance_report(day, day)).unwrap().into_body();
    assert_eq!(body, "day;é\r\n");
    let every: Vec<u8> = (0..=255).collect();
    let server = Server::always(Reply::new(200, &[("content-type", "image/png")], &every));
    let client = crate::client(&server);
    assert_eq!(outcome!(server, client.get_thumbnail(id(), 1, 1)).unwrap().into_body(), every);
    assert_eq!(outcome!(server, client.download_media("m/1")).unwrap().into_body(), every);
    let error = outcome!(server, client.get_notes(id())).unwrap_err();
    assert!(error.is_decode() && error.to_string().contains("UTF-8"), "{error}");
    let latin = [("content-type", "text/plain; charset=iso-8859-1")];
    let server = Server::always(Reply::new(200, &latin, b"caf\xe9"));
    let client = crate::client(&server);
    assert_eq!(outcome!(server, client.get_notes(id())).unwrap().body(), "café");
}

#[test]
fn no_json() {
    let html = [("content-type", "text/html")];
    for (headers, body, part) in [
        (&html[..], "<html>\n <b>x</b>", "`text/html`; its body is: <html> <b>x</b>"),
        (&html[..], "", "the body is empty"),
        (&[][..], "", "the body is empty"),
        (&[][..], "[1,", "not JSON"),
        (&[][..], "nope", "not JSON"),
    ] {
        let server = Server::always(Reply::new(200, headers, body));
        let client = client(&server);
        let error = outcome!(server, client.list_artists()).unwrap_err();
        assert!(error.is_decode() && error.to_string().contains(part), "{error}");
        assert_eq!(error.body().unwrap(), body);
    }
    // An error page of something in between.
    let server = Server::always(Reply::new(502, &html, "<html>"));
    let client = client(&server);
    let error = outcome!(server, client.list_artists()).unwrap_err();
    assert!(error.is_decode() && error.is_retryable() && error.json().is_none(), "{error:?}");
}

#[test]
fn json_of_another_media_type() {
    for media_type in ["application/hal+json; charset=utf-8", "text/plain", "APPLICATION/JSON"] {
        let server = Server::always(Reply::new(200, &[("content-type", media_type)], " [] "));
        let client = client(&server);
        assert!(outcome!(server, client.list_artists()).unwrap().body().is_empty());
    }
}

#[test]
fn headers_of_responses() {
    let headers = [("x-total-count", "17"), ("X-Next-Cursor", "c")];
    let server = Server::always(Reply::new(200, &headers, r#"{"items":[]}"#));
    let client = client(&server);
    let response = outcome!(server, client.list_artworks()).unwrap();
    assert_eq!(response.headers()["X-Total-Count"], "17");
    let (status, headers, page) = response.into_parts();
    assert_eq!((status.as_u16(), page.items.len()), (200, 0));
    assert_eq!(headers["x-next-cursor"], "c");
}

#[test]
fn a_response_in_chunks() {
    let chunked = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n";
    let server =
        Server::always(Reply::raw(format!("{chunked}1\r\n[\r\n1;x=y\r\n]\r\n0\r\nx-a: b\r\n\r\n")));
    let client = client(&server);
    assert!(outcome!(server, client.list_artists()).unwrap().body().is_empty());
    let server = Server::always(Reply::raw(format!("{chunked}1\r\n[\r\n")));
    let client = crate::client(&server);
    let error = outcome!(server, client.list_artists()).unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
}

#[test]
fn errors_without_a_documented_body() {
    // With content that is not documented, and without any.
    for (status, body) in [(304, ""), (404, ""), (404, "no such thing")] {
        let server = Server::always(Reply::new(status, &[], body));
        let client = client(&server);
        let error = outcome!(server, client.catalogue_state()).unwrap_err();
        let Error::Api(response) = &error else { panic!("{error:?}") };
        assert_eq!((response.status().as_u16(), response.body()), (status, &()));
        assert_eq!(error.body().unwrap(), body);
    }
    for status in [302, 418, 500] {
        let server = Server::always(Reply::new(status, &[], ""));
        let client = client(&server);
        let error = outcome!(server, client.catalogue_state()).unwrap_err();
        assert!(matches!(error, Error::UnexpectedStatus(_)), "{error:?}");
    }
    // Beside errors with a body.
    let server = Server::always(Reply::new(404, &[], ""));
    let client = client(&server);
    let error = outcome!(server, client.delete_artist(1)).unwrap_err();
    let Error::Api(response) = &error else { panic!("{error:?}") };
    assert_eq!(response.body(), &DeleteArtistError::NotFound);
    // A documented body that is not sent.
    let error = outcome!(server, client.list_artists()).unwrap_err();
    assert!(matches!(error, Error::UnexpectedStatus(_)) && error.is_not_found(), "{error:?}");
}

#[test]
fn formats() {
    let body =
        r#"{"digest":"-__-_w","printed":"Thu, 29 Feb 2024 10:20:30 GMT","updated":1709202030}"#;
    let server = Server::ok(body);
    let client = client(&server);
    let state = outcome!(server, client.catalogue_state()).unwrap().into_body();
    assert_eq!(&*state.digest, [0xfb, 0xff, 0xfe, 0xff]);
    assert_eq!(state.printed.0.to_rfc3339(), "2024-02-29T10:20:30+00:00");
    assert_eq!(state.updated.0, state.printed.0);
    assert_eq!(serde_json::to_string(&state).unwrap(), body);
}

#[test]
fn a_refused_body_is_explained() {
    let refused = |body: &str| {
        let (server, client) = server(200, body);
        outcome!(server, client.get_artwork(id())).unwrap_err().to_string()
    };
    let with = |member: &str, value: &str| {
        let artwork: serde_json::Value = serde_json::from_str(&artwork()).unwrap();
        let mut artwork = artwork.as_object().unwrap().clone();
        artwork.insert(member.to_owned(), serde_json::from_str(value).unwrap());
        artwork.insert("more".to_owned(), "x".repeat(300).into());
        serde_json::Value::from(artwork).to_string()
    };
    assert_eq!(
        refused(&with("title", "null")),
        "`getArtwork` (GET /artworks/{artwork_id}): the response with status 200 OK cannot be decoded: at \
         $.title: expected a string, found null (line 1, column 54), in: {\"id\":\"0b0e7a3e-6f5c-4a53-9d3c-9b1f2f3a4b5c\",\
         \"title\":null,\"artist_id\":1,\"year\":null,\"created_at\":\"2024-01-02T03:0…; if the API means this, make \
         the value nullable by an overlay and generate the client again"
    );
    let late = refused(&with("created_at", r#""s\u001boon""#));
    assert!(late.contains("at $.created_at: expected a date and time"), "{late}");
    assert!(late.contains(r#"in: …"#) && !late.contains('\u{1b}'), "{late}");
    assert!(late.contains(r#"set `datetime = "string"` in `specwright.toml`"#), "{late}");
    let missing = refused("{}");
    assert!(missing.contains("at $: missing required member"), "{missing}");
    assert!(
        missing.contains("its body is: {}; if the API means this, take the member out"),
        "{missing}"
    );
    let syntax = refused("{");
    assert!(syntax.ends_with("its body is: {"), "{syntax}");
}

#[test]
fn messages_of_errors() {
    let error = |status: u16, body: &str| {
        let (server, client) = server(status, body);
        outcome!(server, client.list_artworks()).unwrap_err()
    };
    let documented = error(404, PROBLEM);
    assert!(matches!(documented, Error::Api(_)), "{documented:?}");
    assert_eq!(documented.message().as_deref(), Some("m"));
    assert_eq!(documented.body().unwrap(), PROBLEM);
    assert_eq!(documented.json().unwrap()["cause"]["code"], "y");
    assert_eq!(
        documented.to_string(),
        format!("`listArtworks` (GET /artworks): the response has status 404 Not Found: {PROBLEM}")
    );
    let undocumented = error(302, r#"{"error":{"message":"elsewhere"}}"#);
    assert!(matches!(undocumented, Error::UnexpectedStatus(_)), "{undocumented:?}");
    assert_eq!(undocumented.message().as_deref(), Some("elsewhere"));
    let other = error(500, r#"{"error_description":"down"}"#);
    assert!(other.is_decode(), "{other:?}");
    assert_eq!(other.message().as_deref(), Some("down"));
    // A terminal shows what was sent, and does nothing else; long bodies give way to their message.
    let hostile = error(404, r#"{"code":"x","message":"\u001b[2J"}"#);
    assert!(hostile.to_string().ends_with(r#""message":"\u001b[2J"}"#), "{hostile}");
    let raw = error(404, "\u{1b}[2J\u{202e}");
    assert!(raw.to_string().ends_with(r"its body is: \u{1b}[2J\u{202e}"), "{raw}");
    let long = format!(r#"{{"code":"{}","message":"last"}}"#, "x".repeat(10_000));
    let shown = error(404, &long).to_string();
    assert!(shown.ends_with("): the response has status 404 Not Found: last"), "{shown}");
    let long = error(404, &long.replace("message", "cause")).to_string();
    assert!(long.len() < 700, "{long}");
}
