//! A server on loopback that records what arrives, byte by byte, and replies as it is told.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::tls::Authority;

/// A request as it arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The method.
    pub method: String,
    /// The request target, not decoded: path and query.
    pub target: String,
    /// Names in lower case and values, in their order.
    pub headers: Vec<(String, String)>,
    /// The body, not decoded.
    pub body: Vec<u8>,
}

impl Request {
    /// The value of a header; of several the first.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The body as text.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    fn read(stream: &mut impl Read) -> Option<Self> {
        let mut bytes = Vec::new();
        let mut buffer = [0; 4096];
        let head = loop {
            if let Some(at) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
                break at;
            }
            match stream.read(&mut buffer) {
                Ok(0) | Err(_) => return None,
                Ok(count) => bytes.extend_from_slice(&buffer[..count]),
            }
        };
        let mut body = bytes.split_off(head + 4);
        let text = String::from_utf8(bytes).unwrap();
        let mut lines = text.trim_end().split("\r\n");
        let mut first = lines.next()?.split(' ');
        let (method, target) = (first.next()?.to_owned(), first.next()?.to_owned());
        let headers = lines
            .filter_map(|line| line.split_once(": ").or_else(|| line.split_once(':')))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
            .collect();
        let mut request = Self { method, target, headers, body: Vec::new() };
        let length = request.header("content-length").map_or(0, |text| text.parse().unwrap());
        while body.len() < length {
            match stream.read(&mut buffer) {
                Ok(0) | Err(_) => break,
                Ok(count) => body.extend_from_slice(&buffer[..count]),
            }
        }
        request.body = body;
        Some(request)
    }
}

/// What comes back.
#[derive(Debug, Clone)]
pub struct Reply {
    /// Bytes with the pause before them.
    parts: Vec<(Duration, Vec<u8>)>,
}

impl Reply {
    /// A whole response.
    pub fn new(status: u16, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> Self {
        let body = body.as_ref();
        let mut head = format!("HTTP/1.1 {status} Status\r\nconnection: close\r\n");
        for (name, value) in headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if status != 204 && status != 304 {
            head.push_str(&format!("content-length: {}\r\n", body.len()));
        }
        head.push_str("\r\n");
        Self::raw([head.as_bytes(), body].concat())
    }

    /// A whole response with a JSON body.
    pub fn json(status: u16, body: &str) -> Self {
        Self::new(status, &[("content-type", "application/json")], body)
    }

    /// Bytes as they are; the connection closes behind them.
    pub fn raw(bytes: impl Into<Vec<u8>>) -> Self {
        Self { parts: vec![(Duration::ZERO, bytes.into())] }
    }

    /// The same, later.
    #[must_use]
    pub fn after(mut self, pause: Duration) -> Self {
        self.parts[0].0 = pause;
        self
    }

    /// The same and, after a pause, more bytes.
    #[must_use]
    pub fn then(mut self, pause: Duration, bytes: impl Into<Vec<u8>>) -> Self {
        self.parts.push((pause, bytes.into()));
        self
    }
}

type Handler = dyn Fn(&Request) -> Reply + Send + Sync;

/// Where TLS begins.
#[derive(Clone)]
enum Tls {
    Never,
    /// With the connection.
    AtOnce(Authority),
    /// Behind `CONNECT`, as at a proxy.
    Tunnelled(Authority),
}

/// A server on a port of its own; it stops when it is dropped.
pub struct Server {
    address: SocketAddr,
    scheme: &'static str,
    requests: Arc<Mutex<Vec<Request>>>,
    stopped: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// A server that asks `handler` for every reply.
    pub fn new(handler: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Self {
        Self::start(handler, Tls::Never)
    }

    /// A server that speaks TLS with a certificate of `authority` for 127.0.0.1.
    pub fn secure(
        authority: &Authority,
        handler: impl Fn(&Request) -> Reply + Send + Sync + 'static,
    ) -> Self {
        Self::start(handler, Tls::AtOnce(authority.clone()))
    }

    fn start(handler: impl Fn(&Request) -> Reply + Send + Sync + 'static, tls: Tls) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let stopped = Arc::new(AtomicBool::new(false));
        let (shared, flag) = (requests.clone(), stopped.clone());
        let handler: Arc<Handler> = Arc::new(handler);
        let scheme = if matches!(tls, Tls::AtOnce(_)) { "https" } else { "http" };
        let thread = std::thread::spawn(move || {
            for stream in listener.incoming() {
                if flag.load(Ordering::SeqCst) {
                    break;
                }
                let Ok(stream) = stream else { continue };
                let (shared, handler, tls) = (shared.clone(), handler.clone(), tls.clone());
                // A slow reply must not keep the next request waiting.
                std::thread::spawn(move || {
                    accept(stream, &shared, handler.as_ref(), &tls);
                });
            }
        });
        Self { address, scheme, requests, stopped, thread: Some(thread) }
    }

    /// A proxy that asks `handler` for every reply itself, whatever host a request names: over TLS with a
    /// certificate of `authority` behind `CONNECT` (RFC 9110, section 9.3.6), else as it is.
    pub fn proxy(
        authority: &Authority,
        handler: impl Fn(&Request) -> Reply + Send + Sync + 'static,
    ) -> Self {
        Self::start(handler, Tls::Tunnelled(authority.clone()))
    }

    /// A server that always replies the same.
    pub fn always(reply: Reply) -> Self {
        Self::new(move |_| reply.clone())
    }

    /// A server whose replies are JSON of the status 200.
    pub fn ok(body: &str) -> Self {
        Self::always(Reply::json(200, body))
    }

    /// `http://127.0.0.1:port`, or the same with `https`.
    pub fn url(&self) -> String {
        format!("{}://{}", self.scheme, self.address)
    }

    /// What has arrived since this was last asked.
    pub fn requests(&self) -> Vec<Request> {
        std::mem::take(&mut self.requests.lock().unwrap())
    }

    /// The one request that has arrived.
    pub fn request(&self) -> Request {
        let mut requests = self.requests();
        assert_eq!(requests.len(), 1, "{requests:#?}");
        requests.remove(0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::SeqCst);
        // Wakes the thread that accepts.
        drop(TcpStream::connect(self.address));
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

fn accept(mut stream: TcpStream, requests: &Mutex<Vec<Request>>, handler: &Handler, tls: &Tls) {
    drop(stream.set_read_timeout(Some(Duration::from_secs(5))));
    if let Tls::AtOnce(authority) = tls {
        return accept_secure("127.0.0.1", stream, requests, handler, authority);
    }
    let Some(request) = Request::read(&mut stream) else { return };
    match tls {
        Tls::Tunnelled(authority) if request.method == "CONNECT" => {
            if stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").is_err() {
                return;
            }
            let host = request.target.split(':').next().unwrap_or_default();
            accept_secure(host, stream, requests, handler, authority);
        }
        _ => {
            serve(request, &mut stream, requests, handler);
            drop(stream.shutdown(std::net::Shutdown::Write));
        }
    }
}

fn accept_secure(
    host: &str,
    stream: TcpStream,
    requests: &Mutex<Vec<Request>>,
    handler: &Handler,
    authority: &Authority,
) {
    let mut stream = authority.accept(host, stream);
    let Some(request) = Request::read(&mut stream) else { return };
    serve(request, &mut stream, requests, handler);
    stream.conn.send_close_notify();
    drop(stream.flush());
}

fn serve(
    request: Request,
    stream: &mut impl Write,
    requests: &Mutex<Vec<Request>>,
    handler: &Handler,
) {
    let reply = handler(&request);
    requests.lock().unwrap().push(request);
    for (pause, bytes) in &reply.parts {
        std::thread::sleep(*pause);
        // A client that has given up does not matter.
        if stream.write_all(bytes).and_then(|()| stream.flush()).is_err() {
            return;
        }
    }
}
