//! HTTP/2, which client and server agree on by ALPN (RFC 7301).

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use generated::gallery::Client;
use generated::gallery::types::Artist;
use specwright_tests::Authority;
use tokio::net::TcpListener;
use tokio::sync::Barrier;
use tokio_rustls::TlsAcceptor;

/// What the server has seen.
#[derive(Default)]
struct Seen {
    connections: AtomicUsize,
    requests: Mutex<Vec<http::Request<Bytes>>>,
}

/// Requests with a query that the server lets wait for each other.
const CALLS: usize = 8;

/// A server for HTTP/2 alone, until the program ends.
fn serve(authority: &Authority, reply: &'static str) -> (SocketAddr, Arc<Seen>) {
    let mut config = authority.config("127.0.0.1");
    config.alpn_protocols = vec![b"h2".to_vec()];
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let (seen, barrier) = (Arc::new(Seen::default()), Arc::new(Barrier::new(CALLS)));
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let address = listener.local_addr().unwrap();
    let shared = seen.clone();
    std::thread::spawn(move || {
        crate::wait(async move {
            let listener = TcpListener::from_std(listener).unwrap();
            while let Ok((stream, _)) = listener.accept().await {
                shared.connections.fetch_add(1, Ordering::SeqCst);
                let stream = acceptor.accept(stream).await.unwrap();
                let mut connection = h2::server::handshake(stream).await.unwrap();
                let (shared, barrier) = (shared.clone(), barrier.clone());
                tokio::spawn(async move {
                    while let Some(Ok((request, mut respond))) = connection.accept().await {
                        let (shared, barrier) = (shared.clone(), barrier.clone());
                        tokio::spawn(async move {
                            let (parts, mut body) = request.into_parts();
                            let mut bytes = Vec::new();
                            while let Some(chunk) = body.data().await {
                                bytes.extend_from_slice(&chunk.unwrap());
                            }
                            let waits = parts.uri.query().is_some();
                            let request = http::Request::from_parts(parts, bytes.into());
                            shared.requests.lock().unwrap().push(request);
                            if waits {
                                barrier.wait().await;
                            }
                            let response = http::Response::builder()
                                .header("content-type", "application/json")
                                .body(())
                                .unwrap();
                            let mut stream = respond.send_response(response, false).unwrap();
                            stream.send_data(Bytes::from_static(reply.as_bytes()), true).unwrap();
                        });
                    }
                });
            }
        });
    });
    (address, seen)
}

fn client(authority: &Authority, address: SocketAddr) -> Client {
    let certificate = reqwest::Certificate::from_der(authority.der()).unwrap();
    Client::builder()
        .base_url(&format!("https://{address}/v1"))
        .bearer_auth("t0ken")
        .timeout(Duration::from_secs(20))
        .http_client(move |http| http.tls_certs_merge([certificate.clone()]))
        .build()
        .unwrap()
}

#[test]
fn calls_share_a_connection() {
    let authority = Authority::new();
    let (address, seen) = serve(&authority, "[]");
    let client = client(&authority, address);
    crate::wait(async {
        assert!(client.list_artists().await.unwrap().is_empty());
        let mut calls = tokio::task::JoinSet::new();
        (0..CALLS).for_each(|_| drop(calls.spawn(client.clone().list_artists().limit(1).send())));
        while let Some(outcome) = calls.join_next().await {
            assert!(outcome.unwrap().unwrap().body().is_empty());
        }
    });
    let requests = seen.requests.lock().unwrap();
    assert_eq!((requests.len(), seen.connections.load(Ordering::SeqCst)), (CALLS + 1, 1));
    for (index, request) in requests.iter().enumerate() {
        assert_eq!(request.version(), http::Version::HTTP_2);
        let query = if index == 0 { "" } else { "?limit=1" };
        assert_eq!(request.uri().to_string(), format!("https://{address}/v1/artists{query}"));
        let mut names: Vec<&str> = request.headers().keys().map(|name| name.as_str()).collect();
        names.sort_unstable();
        assert_eq!(names, ["accept", "accept-encoding", "authorization", "user-agent"]);
    }
}

#[test]
fn bodies_go_both_ways() {
    let authority = Authority::new();
    let (address, seen) = serve(&authority, r#"{"name":"A"}"#);
    let client = client(&authority, address);
    let blocking = client.create_artist(Artist::new("A")).send_blocking().unwrap();
    let asynchronous = crate::wait(client.create_artist(Artist::new("A")).send()).unwrap();
    assert_eq!(
        (blocking.status(), asynchronous.status()),
        (http::StatusCode::OK, http::StatusCode::OK)
    );
    let requests = seen.requests.lock().unwrap();
    assert_eq!(requests.len(), 2);
    for request in requests.iter() {
        assert_eq!(
            (request.method(), request.body().as_ref()),
            (&http::Method::POST, &br#"{"name":"A"}"#[..])
        );
        assert_eq!(request.headers()["content-type"], "application/json");
        assert_eq!(request.headers()["content-length"], "12");
    }
}
