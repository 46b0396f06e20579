//! Generated clients against a server on loopback: what arrives, byte by byte, and what comes of the answer.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::{Read, Write};
use std::net::TcpListener;
use std::thread::JoinHandle;
use std::time::Duration;

use generated::twilio_sip::{Client, Error, types::CreateSipDomainRequest};

/// Answers one connection with `answer` and gives back what arrived. With `None` it never answers.
fn serve(answer: Option<&'static str>) -> (String, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let thread = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
        let mut request = Vec::new();
        let mut buffer = [0; 4096];
        loop {
            let count = stream.read(&mut buffer).unwrap_or(0);
            request.extend_from_slice(&buffer[..count]);
            let text = String::from_utf8_lossy(&request).into_owned();
            let length = text
                .lines()
                .find_map(|line| line.strip_prefix("content-length: ")?.parse::<usize>().ok());
            let body = text.split_once("\r\n\r\n").map(|(_, body)| body.len());
            if count == 0 || body.is_some_and(|body| body >= length.unwrap_or(0)) {
                break;
            }
        }
        match answer {
            Some(answer) => stream.write_all(answer.as_bytes()).unwrap(),
            None => std::thread::sleep(Duration::from_millis(600)),
        }
        String::from_utf8(request).unwrap()
    });
    (url, thread)
}

fn client(url: &str) -> Client {
    Client::builder().base_url(url).basic_auth("AC1", "secret").build().unwrap()
}

fn body() -> CreateSipDomainRequest {
    CreateSipDomainRequest::new("acme.sip.twilio.com").sip_registration(true).voice_method("POST")
}

#[test]
fn a_form_arrives_and_json_comes_back() {
    let (url, server) = serve(Some(
        "HTTP/1.1 201 Created\r\ncontent-type: application/json\r\ncontent-length: 13\r\n\r\n{\"sid\":\"SD1\"}",
    ));
    let client = client(&url);
    assert!(!format!("{client:?}").contains("secret"));
    let domain = client.create_sip_domain("AC1", body()).send_blocking().unwrap();
    assert_eq!(domain.status(), 201);
    assert_eq!(domain.body()["sid"], "SD1");
    let request = server.join().unwrap();
    assert!(
        request.starts_with("POST /2010-04-01/Accounts/AC1/SIP/Domains.json HTTP/1.1\r\n"),
        "{request}"
    );
    assert!(request.contains("authorization: Basic QUMxOnNlY3JldA==\r\n"), "{request}");
    assert!(request.contains("content-type: application/x-www-form-urlencoded\r\n"), "{request}");
    assert!(
        request.ends_with("DomainName=acme.sip.twilio.com&SipRegistration=true&VoiceMethod=POST"),
        "{request}"
    );
}

#[test]
fn an_undocumented_error_keeps_its_body() {
    let (url, server) = serve(Some(
        "HTTP/1.1 400 Bad Request\r\ncontent-type: application/json\r\ncontent-length: 14\r\n\r\n{\"code\":21232}",
    ));
    let error = client(&url).create_sip_domain("AC1", body()).send_blocking().unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(400));
    assert_eq!(error.json().unwrap()["code"], 21232);
    server.join().unwrap();
}

#[test]
fn html_is_a_decode_error() {
    let (url, server) = serve(Some(
        "HTTP/1.1 201 Created\r\ncontent-type: text/html\r\ncontent-length: 6\r\n\r\n<html>",
    ));
    let error = client(&url).create_sip_domain("AC1", body()).send_blocking().unwrap_err();
    assert!(error.is_decode());
    assert!(error.to_string().contains("text/html"), "{error}");
    server.join().unwrap();
}

#[test]
fn a_cut_connection_and_a_slow_answer_are_told_apart() {
    let (url, server) = serve(Some("HTTP/1.1 201 Created\r\ncontent-length: 100\r\n\r\n{"));
    let error = client(&url).create_sip_domain("AC1", body()).send_blocking().unwrap_err();
    assert!(matches!(error, Error::Transport(_)) && error.is_retryable(), "{error}");
    server.join().unwrap();
    let (url, server) = serve(None);
    let call =
        client(&url).create_sip_domain("AC1", body()).with_timeout(Duration::from_millis(100));
    assert!(call.send_blocking().unwrap_err().is_timeout());
    server.join().unwrap();
}

#[test]
fn what_cannot_be_sent_is_not() {
    let client = client("http://127.0.0.1:9");
    for sid in ["", "..", "."] {
        let error = client.create_sip_domain(sid, body()).send_blocking().unwrap_err();
        assert!(matches!(error, Error::Request(_)), "{error}");
    }
    let anonymous = Client::builder().base_url("http://127.0.0.1:9").build().unwrap();
    let error = anonymous.create_sip_domain("AC1", body()).send_blocking().unwrap_err();
    assert!(matches!(error, Error::MissingCredential { .. }), "{error}");
}
