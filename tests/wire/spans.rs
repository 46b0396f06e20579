//! Spans of calls, field by field.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use generated::gallery::Client;
use specwright_tests::{Reply, Request, Server};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use crate::id;
use crate::retries::Clock;

type Fields = BTreeMap<&'static str, String>;

/// Writes down spans with their fields.
#[derive(Clone, Default)]
struct Recorder(Arc<Mutex<Vec<(&'static str, Fields)>>>);

struct Into<'a>(&'a mut Fields);

impl Visit for Into<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.insert(field.name(), format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name(), value.to_owned());
    }
}

impl Subscriber for Recorder {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("generated")
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut fields = Fields::new();
        span.record(&mut Into(&mut fields));
        let mut spans = self.0.lock().unwrap();
        spans.push((span.metadata().name(), fields));
        Id::from_u64(spans.len() as u64)
    }

    fn record(&self, span: &Id, values: &Record<'_>) {
        let mut spans = self.0.lock().unwrap();
        values.record(&mut Into(&mut spans[span.into_u64() as usize - 1].1));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, _: &Event<'_>) {}

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// The fields of the one span of a call, apart from those that all calls have.
fn fields(client: &Client) -> Fields {
    let recorder = Recorder::default();
    tracing::subscriber::with_default(recorder.clone(), || {
        drop(crate::wait(client.get_artwork(id()).with_query("secret", "s3cret").send()));
    });
    let mut spans = recorder.0.lock().unwrap().clone();
    assert_eq!(spans.len(), 1, "{spans:?}");
    let (name, mut fields) = spans.remove(0);
    assert!(!format!("{fields:?}").contains("s3cret"), "{fields:?}");
    assert_eq!(name, "http_client_call");
    for (field, value) in [
        ("otel.kind", "client"),
        ("otel.name", "GET /artworks/{artwork_id}"),
        ("operation.id", "getArtwork"),
        ("http.request.method", "GET"),
        ("url.template", "/artworks/{artwork_id}"),
    ] {
        assert_eq!(fields.remove(field).as_deref(), Some(value), "{field}");
    }
    fields
}

fn is(fields: &Fields, expected: &[(&str, &str)]) {
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(fields, expected);
}

#[test]
fn one_span_for_each_call() {
    let client = |url: &str| {
        let builder = Client::builder().base_url(url).bearer_auth("s3cret").timer(Clock::new());
        builder.build().unwrap()
    };
    let server = Server::ok("{}");
    let port = server.url().rsplit(':').next().unwrap().to_owned();
    let place = [("server.address", "127.0.0.1"), ("server.port", port.as_str())];
    is(
        &fields(&client(&server.url())),
        &[&[("http.response.status_code", "200")], &place[..]].concat(),
    );
    let missing = Server::always(Reply::json(404, "{}"));
    let seen = fields(&client(&missing.url()));
    assert_eq!(seen["error.type"], "404");
    assert_eq!(seen["http.response.status_code"], "404");
    assert_eq!(seen["otel.status_code"], "ERROR");
    assert!(!seen.contains_key("http.request.resend_count"));
    let next = std::sync::atomic::AtomicU32::new(0);
    let flaky = Server::new(move |_: &Request| {
        match next.fetch_add(1, std::sync::atomic::Ordering::SeqCst) {
            0 | 1 => Reply::json(503, "{}"),
            _ => Reply::json(200, "{}"),
        }
    });
    let seen = fields(&client(&flaky.url()));
    assert_eq!(seen["http.request.resend_count"], "2");
    assert_eq!(seen["http.response.status_code"], "200");
    assert!(!seen.contains_key("error.type"), "{seen:?}");
    let expected = [
        ("error.type", "connect"),
        ("http.request.resend_count", "2"),
        ("otel.status_code", "ERROR"),
        ("server.address", "127.0.0.1"),
        ("server.port", "1"),
    ];
    is(&fields(&client("http://127.0.0.1:1")), &expected);
    let cut = Server::always(Reply::raw(""));
    assert_eq!(fields(&client(&cut.url()))["error.type"], "connection_lost");
    // Nothing is sent without a credential.
    let anonymous = Client::builder().base_url(&server.url()).build().unwrap();
    assert_eq!(fields(&anonymous)["error.type"], "missing_credential");
}
