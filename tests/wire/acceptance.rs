//! Twilio's `CreateSipDomain`.

use std::time::Duration;

use generated::twilio_sip::{Client, Error, types::CreateSipDomainRequest};
use specwright_tests::{Reply, Server};

use crate::{exchange, outcome};

const ACCOUNT: &str = "AC0123456789abcdef0123456789abcdef";

fn client(server: &Server) -> Client {
    Client::builder().base_url(&server.url()).basic_auth(ACCOUNT, "s3cret").build().unwrap()
}

fn body() -> CreateSipDomainRequest {
    CreateSipDomainRequest::new("acme.sip.twilio.com").sip_registration(true).voice_method("POST")
}

#[test]
fn created() {
    let server = Server::always(Reply::json(201, r#"{"sid":"SD1","secure":false}"#));
    let client = client(&server);
    let (requests, outcome) = exchange!(server, client.create_sip_domain(ACCOUNT, body()));
    let [request] = requests.as_slice() else { panic!("{requests:?}") };
    assert_eq!(request.method, "POST");
    assert_eq!(request.target, format!("/2010-04-01/Accounts/{ACCOUNT}/SIP/Domains.json"));
    assert_eq!(
        request.text(),
        "DomainName=acme.sip.twilio.com&SipRegistration=true&VoiceMethod=POST"
    );
    for (name, value) in [
        ("authorization", "Basic QUMwMTIzNDU2Nzg5YWJjZGVmMDEyMzQ1Njc4OWFiY2RlZjpzM2NyZXQ="),
        ("content-type", "application/x-www-form-urlencoded"),
        ("accept", "application/json"),
        ("content-length", "68"),
        ("user-agent", "generated/0.1.0"),
    ] {
        assert_eq!(request.header(name), Some(value), "{name}");
    }
    let response = outcome.unwrap();
    assert_eq!(response.status(), 201);
    assert_eq!(response.body()["sid"], "SD1");
}

#[test]
fn awaited_it_is_the_body() {
    let server = Server::always(Reply::json(201, r#"{"sid":"SD1"}"#));
    let client = client(&server);
    let domain = crate::wait(async { client.create_sip_domain(ACCOUNT, body()).await.unwrap() });
    assert_eq!(domain["sid"], "SD1");
}

#[test]
fn every_property_in_the_order_of_the_documentation() {
    let server = Server::always(Reply::json(201, "{}"));
    let body = body()
        .voice_url("https://acme.example/voice?a=1&b=ü x")
        .friendly_name("A + B = 100 % ~*")
        .voice_fallback_method("OTHER");
    let call = client(&server).create_sip_domain(ACCOUNT, body);
    call.send_blocking().unwrap();
    assert_eq!(
        server.request().text(),
        "DomainName=acme.sip.twilio.com&FriendlyName=A+%2B+B+%3D+100+%25+%7E*&SipRegistration=true\
         &VoiceFallbackMethod=OTHER&VoiceMethod=POST\
         &VoiceUrl=https%3A%2F%2Facme.example%2Fvoice%3Fa%3D1%26b%3D%C3%BC+x"
    );
}

#[test]
fn refused_with_json() {
    let reply = r#"{"code":21232,"message":"Domain is taken","status":400}"#;
    let server = Server::always(Reply::json(400, reply));
    let client = client(&server);
    let error = outcome!(server, client.create_sip_domain(ACCOUNT, body())).unwrap_err();
    assert!(matches!(error, Error::UnexpectedStatus(_)), "{error:?}");
    assert_eq!(error.status(), Some(http::StatusCode::BAD_REQUEST));
    assert_eq!(error.json().unwrap()["code"], 21232);
    assert_eq!(error.body().unwrap(), reply);
    let shown = error.to_string();
    assert!(
        shown.ends_with(&format!("): the response has status 400 Bad Request: {reply}")),
        "{shown}"
    );
    assert_eq!(error.message().as_deref(), Some("Domain is taken"));
    assert!(!error.is_retryable() && !error.is_timeout() && !error.is_decode());
}

#[test]
fn html_instead_of_json() {
    let html = [("content-type", "text/html; charset=utf-8")];
    let server = Server::always(Reply::new(201, &html, "<html>Bad gateway</html>"));
    let client = client(&server);
    let error = outcome!(server, client.create_sip_domain(ACCOUNT, body())).unwrap_err();
    assert!(error.is_decode(), "{error:?}");
    assert_eq!(error.status(), Some(http::StatusCode::CREATED));
    let message = error.to_string();
    assert!(message.contains("text/html") && message.contains("Bad gateway"), "{message}");
}

#[test]
fn a_connection_that_breaks_off() {
    for cut in ["", "HTTP/1.1 201 Created\r\ncontent-length: 100\r\n\r\n{\"sid\":"] {
        let server = Server::always(Reply::raw(cut));
        let client = client(&server);
        let error = outcome!(server, client.create_sip_domain(ACCOUNT, body())).unwrap_err();
        assert!(matches!(error, Error::Transport(_)) && error.is_retryable(), "{error:?}");
        assert_eq!(error.status(), None);
        assert!(!error.to_string().contains("s3cret"), "{error}");
    }
}

#[test]
fn a_slow_response() {
    let server = Server::always(Reply::json(201, "{}").after(Duration::from_millis(800)));
    let client = client(&server);
    let call =
        || client.create_sip_domain(ACCOUNT, body()).with_timeout(Duration::from_millis(150));
    let error = call().send_blocking().unwrap_err();
    assert!(error.is_timeout() && error.is_retryable(), "{error:?}");
    let error = crate::wait(call().send()).unwrap_err();
    assert!(error.is_timeout() && matches!(error, Error::Timeout(_)), "{error:?}");
}

#[test]
fn without_a_credential_nothing_is_sent() {
    let server = Server::always(Reply::json(201, "{}"));
    let client = Client::builder().base_url(&server.url()).build().unwrap();
    let (requests, outcome) = exchange!(server, client.create_sip_domain(ACCOUNT, body()));
    assert!(requests.is_empty(), "{requests:?}");
    let error = outcome.unwrap_err();
    assert!(matches!(error, Error::MissingCredential { .. }), "{error:?}");
    assert!(error.to_string().contains("CreateSipDomain"), "{error}");
}
