//! Streams of items: server-sent events and JSON lines.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use generated::gallery::types::*;
use generated::gallery::{Client, Error};
use generated::runtime::TransportErrorKind;
use generated::runtime::stream::StreamError;
use specwright_tests::{Reply, Server};

use crate::{client, wait};

fn events(body: &str) -> Reply {
    Reply::new(200, &[("content-type", "text/event-stream; charset=utf-8")], body)
}

const ANSWER: &str = ": hello\n\ndata: {\"type\":\"word\",\"text\":\"a\"}\n\n\
                      data: {\"type\":\"done\",\"words\":1}\n\ndata: [DONE]\n\ndata: {\n\n";

const WORD: &str = r#"{"type":"word","text":"a"}"#;
const DONE: &str = r#"{"type":"done","words":1}"#;

#[test]
fn events_until_the_last() {
    let server = Server::always(events(ANSWER));
    let client = client(&server);
    let ask = || client.ask_guide(AskGuideRequest::new("Who?"));
    let expected: [AnswerEvent; 2] = [WORD, DONE].map(|json| serde_json::from_str(json).unwrap());
    assert!(matches!(&expected[0], AnswerEvent::Word(word) if word.text == "a"));
    let received = wait(async {
        let mut items = ask().stream().await.unwrap();
        let mut all = Vec::new();
        while let Some(item) = items.next().await {
            all.push(item.unwrap());
        }
        assert!(items.next().await.is_none());
        all
    });
    assert_eq!(received, expected);
    let request = server.request();
    assert_eq!(request.header("accept"), Some("text/event-stream"));
    assert_eq!(request.text(), r#"{"question":"Who?","stream":true}"#);
    let blocking: Vec<AnswerEvent> =
        ask().stream_blocking().unwrap().collect::<Result<_, _>>().unwrap();
    assert_eq!(blocking, expected);
    server.request();
    // The same operation without a stream.
    let server = Server::ok(r#"{"text":"a"}"#);
    let answer = crate::client(&server).ask_guide(AskGuideRequest::new("Who?"));
    assert_eq!(answer.send_blocking().unwrap().body().text, "a");
    let request = server.request();
    assert_eq!(request.header("accept"), Some("application/json"));
    assert_eq!(request.text(), r#"{"question":"Who?"}"#);
}

/// The README's example.
async fn ask(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    let mut events = client.ask_guide(AskGuideRequest::new("Who?")).stream().await?;
    while let Some(event) = events.next().await {
        println!("{:?}", event?);
    }
    Ok(())
}

#[test]
fn the_example() {
    let server = Server::always(events(ANSWER));
    wait(ask(&client(&server))).unwrap();
}

#[test]
fn items_arrive_one_by_one() {
    let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n";
    let pause = Duration::from_millis(700);
    let word = "data: {\"type\":\"word\",\"text\":\"a\"}\n\n";
    let (first, second) = word.split_at(20);
    let reply = Reply::raw(format!("{head}{word}{first}")).then(pause, second);
    let server = Server::always(reply);
    let client = client(&server);
    let start = Instant::now();
    let mut items = client.ask_guide(AskGuideRequest::new("?")).stream_blocking().unwrap();
    items.next().unwrap().unwrap();
    assert!(start.elapsed() < pause);
    items.next().unwrap().unwrap();
    assert!(start.elapsed() >= pause && items.next().is_none());
}

#[test]
fn failures_of_streams() {
    let problem = r#"{"code":"no","message":"not today"}"#;
    let server = Server::always(Reply::json(401, problem));
    let ask = |server: &Server| client(server).ask_guide(AskGuideRequest::new("?"));
    let error = ask(&server).stream_blocking().unwrap_err();
    assert!(matches!(&error, Error::Api(body) if body.body().code == "no"), "{error:?}");
    // A server that does not stream.
    let server = Server::ok(r#"{"text":"a"}"#);
    let error = ask(&server).stream_blocking().unwrap_err();
    assert!(error.is_decode() && error.to_string().contains("`text/event-stream`"), "{error}");
    assert_eq!(error.body().unwrap(), r#"{"text":"a"}"#);
    // An item of another form, and a connection that breaks off.
    let chunk = "data: {\"error\":1}\n\ndata: {\"type\":\"word\",\"text\":\"a\"}\n\n";
    let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncontent-length: 999\r\n\r\n";
    let server = Server::always(Reply::raw(format!("{head}{chunk}")));
    let items: Vec<_> = ask(&server).stream_blocking().unwrap().collect();
    assert_eq!(items.len(), 3, "{items:?}");
    let Err(StreamError::Decode { text, .. }) = &items[0] else { panic!("{items:?}") };
    assert_eq!(text, r#"{"error":1}"#);
    assert!(items[1].is_ok());
    let Err(StreamError::Transport(error)) = &items[2] else { panic!("{items:?}") };
    assert_eq!(error.kind(), TransportErrorKind::Body);
}

#[test]
fn silence_ends_a_stream() {
    let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n";
    let server = Server::always(Reply::raw(head).then(Duration::from_secs(2), ":\n\n"));
    let builder = Client::builder().base_url(&server.url()).bearer_auth("t");
    // The timeout of the client is for whole calls.
    let builder = builder.timeout(Duration::from_millis(50));
    let client = builder.idle_timeout(Duration::from_millis(300)).build().unwrap();
    let start = Instant::now();
    let mut items = client.watch_visitors().stream_blocking().unwrap();
    let Some(Err(StreamError::Transport(error))) = items.next() else { panic!() };
    assert_eq!(error.kind(), TransportErrorKind::Timeout);
    assert!((300..1500).contains(&start.elapsed().as_millis()), "{error}");
}

#[test]
fn whole_events_and_reconnecting() {
    let count = AtomicUsize::new(0);
    let server = Server::new(move |_| match count.fetch_add(1, Ordering::SeqCst) {
        0 => events("retry: 1\nevent: entered\nid: 7\ndata: {\"room\":\"A\"}\n\n"),
        1 => events("event: left\ndata: the cat\n\n"),
        _ => Reply::new(204, &[], ""),
    });
    let client = client(&server);
    let items = client.watch_visitors().stream_blocking().unwrap().reconnecting(5);
    let items: Vec<VisitorEvent> = items.collect::<Result<_, _>>().unwrap();
    let [VisitorEvent::Entered(entered), VisitorEvent::Left(left)] = items.as_slice() else {
        panic!("{items:?}")
    };
    assert_eq!((entered.data.room.as_str(), entered.id.as_deref()), ("A", Some("7")));
    assert_eq!(left.data, "the cat");
    let ids = server.requests();
    let ids: Vec<_> = ids.iter().map(|request| request.header("last-event-id")).collect();
    assert_eq!(ids[..2], [None, Some("7")]);
}

#[test]
fn json_lines() {
    let lines = "{\"at\":1,\"question\":\"ü\"}\n\n{\"at\":2,\"question\":\"b\"}";
    let server =
        Server::always(Reply::new(200, &[("content-type", "application/x-ndjson")], lines));
    let client = client(&server);
    let items = client.guide_log().stream_blocking().unwrap();
    let items: Vec<GuideLogLine> = items.collect::<Result<_, _>>().unwrap();
    let items: Vec<_> = items.iter().map(|line| (line.at, line.question.as_str())).collect();
    assert_eq!(items, [(1, "ü"), (2, "b")]);
    assert_eq!(server.request().header("accept"), Some("application/x-ndjson"));
}
