//! Generated clients against a server on loopback: the bytes that arrive, and what comes of the response.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(deprecated, reason = "what is deprecated is sent all the same")]

mod acceptance;
mod around;
mod auth;
mod bodies;
mod clients;
mod compression;
mod concurrency;
mod encodings;
mod failures;
mod headers;
mod http2;
mod json;
mod multipart;
mod paths;
mod queries;
mod redirects;
mod responses;
mod retries;
mod secrets;
mod security;
mod shapes;
mod signing;
mod spans;
mod streams;
mod styles;
mod tls;
mod tokens;
mod transfers;

use generated::gallery::Client;
use specwright_tests::{Request, Server};

/// An id that paths and bodies take.
const ID: &str = "0b0e7a3e-6f5c-4a53-9d3c-9b1f2f3a4b5c";

fn id() -> uuid::Uuid {
    ID.parse().unwrap()
}

/// A client with the credential that most operations take.
fn client(server: &Server) -> Client {
    Client::builder().base_url(&server.url()).bearer_auth("t0ken").retries(0).build().unwrap()
}

/// Waits for a future on a runtime of its own.
fn wait<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

/// Requests with their headers by name: `Host` and `Content-Length` stand where the transport wants them.
fn ordered(requests: &[Request]) -> Vec<Request> {
    let mut requests = requests.to_vec();
    requests.iter_mut().for_each(|request| request.headers.sort());
    requests
}

/// Sends a call twice, blocking and not, and checks that the same arrives and comes back; gives the requests of one
/// call and its outcome. The expression is evaluated twice.
macro_rules! exchange {
    ($server:expr, $call:expr) => {{
        let blocking = $call.send_blocking();
        let requests = $server.requests();
        let asynchronous = crate::wait($call.send());
        assert_eq!(crate::ordered(&requests), crate::ordered(&$server.requests()));
        let shown = |outcome: &dyn std::fmt::Debug| {
            let lines: Vec<String> = format!("{outcome:#?}").lines().map(str::to_owned).collect();
            // What a transport says of an error is its own matter.
            lines.into_iter().take_while(|line| !line.contains("source: ")).collect::<Vec<_>>()
        };
        assert_eq!(shown(&blocking), shown(&asynchronous));
        (requests, blocking)
    }};
}
pub(crate) use exchange;

/// The one request of a call, whatever comes back.
macro_rules! sent {
    ($server:expr, $call:expr) => {{
        let (mut requests, _) = crate::exchange!($server, $call);
        assert_eq!(requests.len(), 1, "{requests:#?}");
        requests.remove(0)
    }};
}
pub(crate) use sent;

/// What a call gives, whatever was sent.
macro_rules! outcome {
    ($server:expr, $call:expr) => {
        crate::exchange!($server, $call).1
    };
}
pub(crate) use outcome;
