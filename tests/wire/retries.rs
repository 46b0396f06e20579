//! Retries: number, spacing and kind of attempts, the budget, the deadline, idempotency keys.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime};

use generated::gallery::types::{Artist, ArtworkInput};
use generated::gallery::{Client, ClientBuilder, Error};
use generated::runtime::{
    Attempt, AttemptOutcome, BoxFuture, RetryPolicy, StandardRetries, Timer, TransportErrorKind,
};
use specwright_tests::{Reply, Request, Server};

use crate::{exchange, id};

/// A clock that waits by moving on, and writes down how long.
#[derive(Clone)]
pub struct Clock {
    start: Instant,
    waits: Arc<Mutex<Vec<Duration>>>,
    /// Time that has passed besides.
    passed: Arc<Mutex<Duration>>,
}

impl Clock {
    pub fn new() -> Self {
        Self { start: Instant::now(), waits: Arc::default(), passed: Arc::default() }
    }

    /// How long calls have waited since this was last asked.
    pub fn waits(&self) -> Vec<Duration> {
        let waits = std::mem::take(&mut *self.waits.lock().unwrap());
        *self.passed.lock().unwrap() += waits.iter().sum::<Duration>();
        waits
    }

    /// Moves on.
    pub fn pass(&self, time: Duration) {
        *self.passed.lock().unwrap() += time;
    }
}

impl Timer for Clock {
    fn now(&self) -> Instant {
        let waited: Duration = self.waits.lock().unwrap().iter().sum();
        self.start + waited + *self.passed.lock().unwrap()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let waits = self.waits.clone();
        Box::pin(async move { waits.lock().unwrap().push(duration) })
    }
}

/// A server that replies one after the other, and then again from the first.
fn script(replies: impl IntoIterator<Item = Reply>) -> Server {
    let replies: Vec<Reply> = replies.into_iter().collect();
    let next = AtomicUsize::new(0);
    Server::new(move |_: &Request| {
        replies[next.fetch_add(1, Ordering::SeqCst) % replies.len()].clone()
    })
}

fn status(status: u16) -> Reply {
    Reply::json(status, r#"{"code":"c","message":"m"}"#)
}

fn builder(server: &Server, clock: &Clock) -> ClientBuilder {
    Client::builder().base_url(&server.url()).bearer_auth("t").timer(clock.clone())
}

const MS: fn(u64) -> Duration = Duration::from_millis;

#[test]
fn two_by_default_with_growing_jitter() {
    let clock = Clock::new();
    let server = script([status(503), status(500), Reply::json(200, "[]")]);
    let client = builder(&server, &clock).build().unwrap();
    let mut all = Vec::new();
    for _ in 0..6 {
        let (requests, outcome) = exchange!(server, client.list_artists());
        assert_eq!(requests.len(), 3);
        assert_eq!(outcome.unwrap().retries(), 2);
        let waits = clock.waits();
        assert_eq!(waits.len(), 4, "two for each way of sending");
        for pair in waits.chunks(2) {
            assert!(pair[0] < MS(500) && pair[1] < MS(1000), "{pair:?}");
        }
        all.extend(waits);
    }
    // A chance of one in 2^24 that none of the second waits is longer than the limit of the first, and so on.
    assert!(all.iter().any(|wait| *wait > MS(250)) && all.iter().any(|wait| *wait < MS(250)));
    all.dedup();
    assert_eq!(all.len(), 24, "all differ");
}

#[test]
fn the_number_is_one_of_the_client_or_the_call() {
    let clock = Clock::new();
    let server = Server::always(status(500));
    let none = builder(&server, &clock).retries(0).build().unwrap();
    let (requests, outcome) = exchange!(server, none.list_artists());
    assert_eq!((requests.len(), outcome.unwrap_err().retries()), (1, 0));
    let (requests, outcome) = exchange!(server, none.list_artists().with_retries(6));
    let error = outcome.unwrap_err();
    assert_eq!((requests.len(), error.retries()), (7, 6));
    let shown = error.to_string();
    let expected = "`listArtists` (GET /artists), after 6 retries: the response has status 500";
    assert!(shown.starts_with(expected), "{shown}");
    for pair in clock.waits().chunks(6) {
        for (wait, limit) in pair.iter().zip([500, 1000, 2000, 4000, 8000, 8000]) {
            assert!(*wait < MS(limit), "{pair:?}");
        }
    }
    assert!(clock.waits().is_empty());
}

#[test]
fn only_what_may_be_repeated() {
    let clock = Clock::new();
    for (code, get, post) in
        [(408, 3, 1), (429, 3, 1), (502, 3, 1), (504, 3, 1), (404, 1, 1), (501, 1, 1)]
    {
        let server = Server::always(status(code));
        let client = builder(&server, &clock).build().unwrap();
        assert_eq!(exchange!(server, client.list_artists()).0.len(), get, "{code}");
        assert_eq!(exchange!(server, client.delete_artwork(id())).0.len(), get, "{code}");
        let artist = Artist::new("A");
        assert_eq!(exchange!(server, client.create_artist(artist.clone())).0.len(), post, "{code}");
    }
    // The connection breaks off before, or within, the response.
    for cut in ["", "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n["] {
        let server = script([Reply::raw(cut), Reply::json(200, "[]")]);
        let client = builder(&server, &clock).build().unwrap();
        let (requests, outcome) = exchange!(server, client.list_artists());
        assert_eq!((requests.len(), outcome.unwrap().retries()), (2, 1));
        let server = Server::always(Reply::raw(cut));
        let client = builder(&server, &clock).build().unwrap();
        assert_eq!(exchange!(server, client.create_artist(Artist::new("A"))).0.len(), 1);
    }
    // What was not sent can be sent again, whatever it is.
    let closed = "http://127.0.0.1:1";
    let client =
        Client::builder().base_url(closed).bearer_auth("t").timer(clock.clone()).build().unwrap();
    clock.waits();
    let error = crate::wait(client.create_artist(Artist::new("A")).send()).unwrap_err();
    assert_eq!((error.retries(), clock.waits().len()), (2, 2));
    // A malformed response will not be better the next time.
    let server = Server::always(Reply::raw("HTTP/1.1 nonsense\r\n\r\n"));
    let client = builder(&server, &clock).build().unwrap();
    let (requests, outcome) = exchange!(server, client.list_artists());
    let error = outcome.unwrap_err();
    assert!(requests.len() == 1 && !error.is_retryable(), "{error:?}");
    let Error::Transport(error) = &error else { panic!("{error:?}") };
    assert_eq!(error.kind(), TransportErrorKind::Protocol);
}

#[test]
fn the_server_says_when() {
    let clock = Clock::new();
    let soon = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(20));
    for (code, name, value, wait) in [
        (429, "retry-after", "2", MS(2000)..MS(2001)),
        (503, "retry-after", "0", MS(0)..MS(1)),
        (429, "retry-after", soon.as_str(), MS(10_000)..MS(21_000)),
        (503, "retry-after-ms", "1500", MS(1500)..MS(1501)),
    ] {
        let server = script([Reply::new(code, &[(name, value)], ""), status(200)]);
        let client = builder(&server, &clock).build().unwrap();
        let (requests, outcome) =
            exchange!(server, client.create_artist(Artist::new("A")).with_timeout(MS(50_000)));
        assert_eq!(requests.len(), 2, "{outcome:?}");
        for waited in clock.waits() {
            assert!(wait.contains(&waited), "{waited:?}");
        }
    }
    // More than a minute is too long.
    let server = Server::always(Reply::new(429, &[("retry-after", "61")], ""));
    let client = builder(&server, &clock).without_timeout().build().unwrap();
    let (requests, outcome) = exchange!(server, client.list_artists());
    assert_eq!((requests.len(), outcome.unwrap_err().retries()), (1, 0));
}

#[test]
fn within_the_deadline() {
    let clock = Clock::new();
    let server = Server::always(Reply::new(503, &[("retry-after", "4")], ""));
    let client = builder(&server, &clock).retries(9).build().unwrap();
    // Attempts at 0, 4 and 8 seconds; the next one would be too late, so that the call ends at once.
    let (requests, outcome) =
        exchange!(server, client.list_artists().with_timeout(Duration::from_secs(10)));
    let error = outcome.unwrap_err();
    assert_eq!((requests.len(), error.retries()), (3, 2));
    assert_eq!(error.status().map(|status| status.as_u16()), Some(503));
    assert_eq!(clock.waits().len(), 4);
}

#[test]
fn clones_share_a_budget() {
    let clock = Clock::new();
    let fails = Arc::new(std::sync::atomic::AtomicBool::new(true));
    let failing = fails.clone();
    let server = Server::new(move |_: &Request| match failing.load(Ordering::SeqCst) {
        true => status(500),
        false => Reply::json(200, "[]"),
    });
    let client = builder(&server, &clock).retries(50).without_timeout().build().unwrap();
    let calls = || client.clone().list_artists();
    for _ in 0..3 {
        crate::wait(calls().send()).unwrap_err();
    }
    // Three attempts, and a hundred retries in all.
    assert_eq!(server.requests().len(), 103);
    fails.store(false, Ordering::SeqCst);
    for _ in 0..5 {
        crate::wait(calls().send()).unwrap();
    }
    fails.store(true, Ordering::SeqCst);
    server.requests();
    assert_eq!(crate::wait(calls().send()).unwrap_err().retries(), 1);
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn a_call_with_an_idempotency_key_is_repeated_with_the_same_key() {
    let clock = Clock::new();
    let server = Server::always(status(502));
    let client = builder(&server, &clock).header_key("k").build().unwrap();
    let call = || client.create_artwork("own", ArtworkInput::new("T", 1, Some(1900)));
    let (requests, _) = exchange!(server, call());
    let keys: Vec<_> = requests.iter().map(|one| one.header("idempotency-key")).collect();
    assert_eq!(keys, [Some("own"); 3]);
    // Where the description does not declare one, the caller may set it all the same.
    let call = || client.create_artist(Artist::new("A"));
    assert_eq!(exchange!(server, call()).0.len(), 1);
    assert_eq!(exchange!(server, call().with_header("Idempotency-Key", "own")).0.len(), 3);
}

#[test]
fn a_missing_key_is_filled_anew_for_every_call() {
    let clock = Clock::new();
    let server = script([status(500), status(502), status(500)]);
    let client = builder(&server, &clock).build().unwrap();
    let call = client.refund_order(7);
    let mut keys = Vec::new();
    for call in [call.clone(), call] {
        crate::wait(call.send()).unwrap_err();
        let requests = server.requests();
        assert_eq!(requests.len(), 3);
        let key = requests[0].header("idempotency-key").unwrap().to_owned();
        assert!(requests.iter().all(|one| one.header("idempotency-key") == Some(&*key)));
        assert_eq!(uuid::Uuid::parse_str(&key).unwrap().get_version_num(), 4);
        keys.push(key);
    }
    assert_ne!(keys[0], keys[1]);
    let call = client.refund_order(7).idempotency_key("own");
    crate::wait(call.send()).unwrap_err();
    assert!(server.requests().iter().all(|one| one.header("idempotency-key") == Some("own")));
}

#[test]
fn a_policy_of_the_caller() {
    struct Conflicts;
    impl RetryPolicy for Conflicts {
        fn retry(&self, attempt: &Attempt<'_>, outcome: AttemptOutcome<'_>) -> Option<Duration> {
            assert_eq!(attempt.operation().id, "createArtist");
            assert!(!attempt.is_idempotent() && attempt.method() == http::Method::POST);
            match outcome {
                Ok(response) if response.status == 409 => Some(MS(7)),
                _ => StandardRetries.retry(attempt, outcome),
            }
        }
    }
    let clock = Clock::new();
    let server = script([status(409), status(409), status(500)]);
    let client = builder(&server, &clock).retry_policy(Conflicts).retries(5).build().unwrap();
    let (requests, outcome) = exchange!(server, client.create_artist(Artist::new("A")));
    assert_eq!((requests.len(), outcome.unwrap_err().retries()), (3, 2));
    assert_eq!(clock.waits(), [MS(7); 4]);
}

/// Without a clock of the caller's, calls do wait.
#[test]
fn waiting_takes_time() {
    let server = script([Reply::new(503, &[("retry-after-ms", "60")], ""), Reply::json(200, "[]")]);
    let client = crate::client(&server);
    for blocking in [false, true] {
        let start = Instant::now();
        let call = client.list_artists().with_retries(1);
        let outcome = if blocking { call.send_blocking() } else { crate::wait(call.send()) };
        assert!(outcome.is_ok() && start.elapsed() >= MS(60));
    }
}
