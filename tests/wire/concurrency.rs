//! Many calls at once, and calls that their callers give up.

use std::io::{ErrorKind, Read};
use std::net::TcpListener;
use std::sync::{Arc, Barrier};
use std::time::{Duration, Instant};

use generated::gallery::Client;
use specwright_tests::{Reply, Server};

/// Calls at a time.
const CALLS: usize = 8;

/// A server that replies when as many requests as [`CALLS`] have arrived.
fn gathering() -> Server {
    let barrier = Arc::new(Barrier::new(CALLS));
    Server::new(move |_| {
        barrier.wait();
        Reply::json(200, "[]")
    })
}

fn client(url: &str) -> Client {
    let builder = Client::builder().base_url(url).bearer_auth("t");
    builder.timeout(Duration::from_secs(20)).build().unwrap()
}

#[test]
fn clones_send_at_the_same_time() {
    let server = gathering();
    let client = client(&server.url());
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let calls: Vec<_> = (0..CALLS)
            .map(|n| {
                let client = client.clone();
                tokio::spawn(
                    async move { client.list_artists().limit(i32::try_from(n).unwrap()).await },
                )
            })
            .collect();
        drop(client);
        for call in calls {
            assert!(call.await.unwrap().unwrap().is_empty());
        }
    });
    let mut targets: Vec<String> = server.requests().into_iter().map(|one| one.target).collect();
    targets.sort_unstable();
    let expected: Vec<String> = (0..CALLS).map(|n| format!("/artists?limit={n}")).collect();
    assert_eq!(targets, expected);
}

#[test]
fn blocking_clones_send_at_the_same_time() {
    let server = gathering();
    let client = client(&server.url());
    std::thread::scope(|scope| {
        for _ in 0..CALLS {
            let client = client.clone();
            scope.spawn(move || client.list_artists().send_blocking().unwrap());
        }
    });
    assert_eq!(server.requests().len(), CALLS);
}

/// Calls are futures of one task as well as of many, and one client serves several runtimes.
#[test]
fn one_thread_sends_at_the_same_time() {
    let server = gathering();
    let client = client(&server.url());
    for _ in 0..2 {
        crate::wait(async {
            let mut calls = tokio::task::JoinSet::new();
            (0..CALLS).for_each(|_| drop(calls.spawn(client.list_artists().send())));
            while let Some(outcome) = calls.join_next().await {
                outcome.unwrap().unwrap();
            }
        });
        assert_eq!(server.requests().len(), CALLS);
    }
}

#[test]
fn a_call_that_is_dropped_closes_its_connection() {
    for head in ["", "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n["] {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let (arrived, wait) = tokio::sync::oneshot::channel();
        let server = std::thread::spawn(move || {
            use std::io::Write;

            let (mut stream, _) = listener.accept().unwrap();
            stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
            let mut buffer = [0; 4096];
            assert!(stream.read(&mut buffer).unwrap() > 0);
            stream.write_all(head.as_bytes()).unwrap();
            arrived.send(()).unwrap();
            let start = Instant::now();
            match stream.read(&mut buffer) {
                Ok(count) => assert_eq!(count, 0),
                Err(error) => assert_eq!(error.kind(), ErrorKind::ConnectionReset),
            }
            start.elapsed()
        });
        let client = client(&url);
        crate::wait(async {
            let mut call = client.list_artists().send();
            tokio::select! {
                outcome = &mut call => panic!("{outcome:?}"),
                arrived = wait => arrived.unwrap(),
            }
            drop(call);
            let left = tokio::task::spawn_blocking(|| server.join().unwrap()).await.unwrap();
            // The client and its runtime are alive: it is the call that held the connection.
            assert!(left < Duration::from_secs(10), "{left:?}");
        });
        drop(client);
    }
}

/// Nothing is sent before a call is, and what is given up leaves the client as it was.
#[test]
fn calls_that_are_not_polled_send_nothing() {
    let server = Server::ok("[]");
    let client = client(&server.url());
    crate::wait(async {
        drop(client.list_artists());
        drop(client.list_artists().send());
        let late = client.list_artists().with_timeout(Duration::from_secs(9)).send();
        assert!(server.requests().is_empty());
        late.await.unwrap();
        server.request();
    });
}
