//! Calls the same operations of every module of the crate, prints what is sent and read, a line a module, and checks
//! nothing. The modules are `MODULES`.

use std::future::IntoFuture;
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

use generated::runtime::{Body, BoxFuture, File, Timeouts, Transport, TransportError};

/// A transport that sends nothing and answers with an order.
#[derive(Clone, Default)]
struct Recorder {
    seen: Arc<Mutex<String>>,
}

impl Transport for Recorder {
    fn send(
        &self,
        request: http::Request<Body>,
        _: Timeouts,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let (head, body) = request.into_parts();
        let mut text = format!("{} {} {:?} ", head.method, head.uri, head.headers);
        text.push_str(&String::from_utf8_lossy(body.as_bytes().unwrap()));
        // The boundary between parts is random.
        let boundary = text.split("boundary=").nth(1).map(|rest| {
            rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect::<String>()
        });
        let text = boundary.map_or(text.clone(), |boundary| text.replace(&boundary, "BOUNDARY"));
        self.seen.lock().unwrap().push_str(&text);
        let order = r#"{"id":"1","item":"tea","ratio":null,"state":"open","payment":{"kind":"credit","number":"1"}}"#;
        let body = Body::from(order);
        Box::pin(async { Ok(http::Response::builder().status(200).body(body).unwrap()) })
    }
}

/// The value of a future that never waits.
fn ready<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("the future waits"),
    }
}

macro_rules! exchanges {
    ($($module:ident)*) => {
        $({
            use generated::$module::{Client, types};
            let recorder = Recorder::default();
            let builder = Client::builder().bearer_token("t").api_key("k");
            let client = builder.transport(recorder.clone()).build().unwrap();
            drop(ready(client.list_orders().status("open").tags(["a", "b"]).trace("x").into_future()));
            let order = types::NewOrder::new("tea", 2).method(types::Method::Courier);
            drop(ready(client.create_order(order).into_future()));
            let order = ready(client.get_order("1", "eu").into_future());
            let update = types::OrderUpdate::new().gift_note("hi".to_owned());
            drop(ready(client.update_order("1", "eu", update).into_future()));
            drop(ready(client.delete_order("1", "eu").into_future()));
            drop(ready(client.put_note("1").body(types::Note::new().text("n")).into_future()));
            let file = File::new("a.txt", "text");
            drop(ready(client.upload(types::UploadRequest::new(file)).into_future()));
            let seen = recorder.seen.lock().unwrap().clone();
            let read = format!("{order:?}");
            println!("\nEXCHANGE {} {}", stringify!($module), (seen + &read).replace('\n', " "));
        })*
    };
}

#[test]
fn exchanges() {
    exchanges!(MODULES);
}
