//! TLS with certificates of an authority that the system does not know.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::process::Command;

use generated::gallery::{Client, ClientBuilder, Error};
use generated::runtime::TransportErrorKind;
use specwright_tests::{Authority, Reply, Request, Server};

use crate::{exchange, outcome, sent};

/// The URL that the program has when it is run again.
const URL: &str = "WIRE_TLS_URL";

fn server(authority: &Authority) -> Server {
    Server::secure(authority, |_| Reply::json(200, "[]"))
}

/// A builder whose client trusts this authority.
fn trusting(server: &Server, authority: &Authority) -> ClientBuilder {
    let certificate = reqwest::Certificate::from_der(authority.der()).unwrap();
    let builder = Client::builder().base_url(&server.url()).bearer_auth("s3cret");
    builder.http_client(move |http| http.tls_certs_merge([certificate.clone()]))
}

/// The call fails for a reason that does not go away by itself, and nothing is sent.
fn refused(server: &Server, client: &Client) -> String {
    let (requests, outcome) = exchange!(server, client.list_artists());
    assert!(requests.is_empty(), "{requests:?}");
    let error = outcome.unwrap_err();
    let Error::Transport(transport) = &error else { panic!("{error:?}") };
    assert_eq!(transport.kind(), TransportErrorKind::Tls, "{error:#}");
    assert!(!error.is_retryable() && !error.is_timeout(), "{error:?}");
    let text = error.to_string();
    assert_eq!(
        text,
        format!(
            "`listArtists` (GET /artists): could not establish a secure connection ({})",
            server.url()
        )
    );
    format!("{error:#}")
}

#[test]
fn an_unknown_authority_is_refused() {
    let authority = Authority::new();
    let server = server(&authority);
    let text = refused(&server, &crate::client(&server));
    assert!(text.contains("UnknownIssuer"), "{text}");
    // One that is not the server's does not help.
    let text = refused(&server, &trusting(&server, &Authority::new()).build().unwrap());
    assert!(text.contains("certificate"), "{text}");
}

#[test]
fn a_certificate_for_another_host_is_refused() {
    let authority = Authority::new();
    let server = server(&authority);
    let other = server.url().replace("127.0.0.1", "localhost");
    let client = trusting(&server, &authority).base_url(&other).build().unwrap();
    let error = outcome!(server, client.list_artists()).unwrap_err();
    let Error::Transport(transport) = &error else { panic!("{error:?}") };
    assert_eq!(transport.kind(), TransportErrorKind::Tls, "{error:#}");
    assert!(format!("{error:#}").contains("not valid for name"), "{error:#}");
}

#[test]
fn a_server_without_tls_is_refused() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut hello = [0; 4096];
        let count = stream.read(&mut hello).unwrap();
        stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").unwrap();
        hello[..count].to_vec()
    });
    let client = Client::builder().base_url(&url).bearer_auth("s3cret").build().unwrap();
    let error = client.list_artists().send_blocking().unwrap_err();
    let Error::Transport(transport) = &error else { panic!("{error:?}") };
    assert_eq!(transport.kind(), TransportErrorKind::Tls, "{error:#}");
    let hello = server.join().unwrap();
    assert!(!hello.windows(6).any(|window| window == b"s3cret"));
}

#[test]
fn an_authority_of_the_callers_is_trusted() {
    let authority = Authority::new();
    let server = server(&authority);
    let client = trusting(&server, &authority).build().unwrap();
    let request = sent!(server, client.list_artists());
    assert_eq!(request.header("authorization"), Some("Bearer s3cret"));
    assert_eq!(request.target, "/artists");
}

/// The test runs its own program again: the environment of a process that has threads cannot be changed.
#[test]
fn authorities_of_the_environment_are_trusted() {
    if let Ok(url) = std::env::var(URL) {
        let client = Client::builder().base_url(&url).bearer_auth("s3cret").build().unwrap();
        assert!(client.list_artists().send_blocking().unwrap().body().is_empty());
        assert!(crate::wait(client.list_artists().into_future()).unwrap().is_empty());
        return;
    }
    let (authority, folder) = (Authority::new(), tempfile::tempdir().unwrap());
    let file = folder.path().join("authority.pem");
    authority.write(&file);
    let server = server(&authority);
    let run = |name: &str| {
        let output = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "tls::authorities_of_the_environment_are_trusted"])
            .env(URL, server.url())
            .env(name, &file)
            .output()
            .unwrap();
        (output.status.success(), String::from_utf8(output.stdout).unwrap())
    };
    let (trusted, text) = run("SSL_CERT_FILE");
    assert!(trusted && text.contains("1 passed"), "{text}");
    assert_eq!(server.requests().len(), 2);
    let (trusted, text) = run("SPECWRIGHT_UNUSED");
    assert!(!trusted && text.contains("UnknownIssuer"), "{text}");
}

#[test]
fn nothing_follows_a_redirect_out_of_tls() {
    let other = Server::ok("[]");
    let location = format!("{}/moved", other.url());
    let authority = Authority::new();
    let server = Server::secure(&authority, move |_: &Request| {
        Reply::new(302, &[("location", &location)], "")
    });
    let client = trusting(&server, &authority).build().unwrap();
    let error = outcome!(server, client.list_artists()).unwrap_err();
    assert_eq!(error.status().unwrap(), 302);
    assert!(other.requests().is_empty());
}
