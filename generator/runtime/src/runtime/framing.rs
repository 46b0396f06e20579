//! Framings of streams: finds items in bytes, and decodes them.

use std::collections::VecDeque;

use super::events::{Event, Parser};
use super::wire::{self, DecodeError, Wire};

/// How items are found in a body, and read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Framing {
    /// Server-sent events whose data are JSON.
    Events,
    /// Server-sent events whose data are text.
    EventText,
    /// Server-sent events that are items as a whole: objects with the members `event`, `data`, `id` and `retry`.
    WholeEvents,
    /// JSON, a line each (`application/jsonl`).
    Lines,
    /// JSON behind record separators (RFC 7464).
    Sequence,
}

/// An item that is not decoded.
pub(super) enum Raw {
    Event(Event),
    Json(Vec<u8>),
}

impl Raw {
    /// Decodes the item. If that fails, returns its text as well.
    pub fn decode<T: Wire>(self, framing: Framing) -> Result<T, (String, DecodeError)> {
        let (decoded, text) = match self {
            Self::Event(event) => match framing {
                Framing::EventText => {
                    (wire::from_slice(quoted(&event.data).as_bytes()), event.data)
                }
                Framing::WholeEvents => {
                    // Data may be JSON or text: what fits the type.
                    let decoded = wire::from_slice(whole(&event, &event.data).as_bytes());
                    let is_json = decoded.is_ok();
                    let quoted =
                        || wire::from_slice(whole(&event, &quoted(&event.data)).as_bytes());
                    (if is_json { decoded } else { quoted().or(decoded) }, event.data)
                }
                _ => (wire::from_slice(event.data.as_bytes()), event.data),
            },
            Self::Json(json) => {
                (wire::from_slice(&json), String::from_utf8_lossy(&json).into_owned())
            }
        };
        decoded.map_err(|reason| (text, reason))
    }
}

/// Returns an event as the JSON text of an object; `data` is JSON.
fn whole(event: &Event, data: &str) -> String {
    let mut json = String::from("{");
    for (name, text) in [("event", &event.event), ("id", &event.id)] {
        if let Some(text) = text {
            json.extend([&quoted(name), ":", &quoted(text), ","]);
        }
    }
    if let Some(retry) = event.retry {
        json.extend(["\"retry\":", &retry.as_millis().to_string(), ","]);
    }
    json.extend(["\"data\":", data, "}"]);
    json
}

/// Finds items in bytes that are cut at any places.
pub(super) enum Decoder {
    Events(Parser),
    Lines(Vec<u8>),
    Sequence(Vec<u8>),
}

impl Decoder {
    pub fn new(framing: Framing) -> Self {
        match framing {
            Framing::Lines => Self::Lines(Vec::new()),
            Framing::Sequence => Self::Sequence(Vec::new()),
            _ => Self::Events(Parser::default()),
        }
    }

    /// Reads bytes, and adds the items that they complete to `ready`.
    pub fn read(&mut self, chunk: &[u8], ready: &mut VecDeque<Raw>) {
        match self {
            Self::Events(parser) => {
                parser.read(chunk, &mut |event| ready.push_back(Raw::Event(event)));
            }
            Self::Lines(rest) => split(rest, chunk, b'\n', ready),
            Self::Sequence(rest) => {
                split(rest, chunk, 0x1e, ready);
                // A text ends with a line feed, which may also be inside of it.
                let is_whole = || serde_json::from_slice::<serde::de::IgnoredAny>(rest).is_ok();
                if rest.ends_with(b"\n") && is_whole() {
                    push(std::mem::take(rest), ready);
                }
            }
        }
    }

    /// Reads the end of the body. An event without the blank line that ends it is dropped (WHATWG HTML, section 9.2.6).
    pub fn finish(&mut self, ready: &mut VecDeque<Raw>) {
        if let Self::Lines(rest) | Self::Sequence(rest) = self {
            push(std::mem::take(rest), ready);
        }
    }

    /// Returns the number of bytes of the item that is not complete.
    pub fn pending(&self) -> usize {
        match self {
            Self::Events(parser) => parser.pending(),
            Self::Lines(rest) | Self::Sequence(rest) => rest.len(),
        }
    }
}

/// Splits bytes at a separator; `rest` is what is behind the last one.
fn split(rest: &mut Vec<u8>, chunk: &[u8], separator: u8, ready: &mut VecDeque<Raw>) {
    let mut parts = chunk.split(|byte| *byte == separator);
    rest.extend_from_slice(parts.next().unwrap_or_default());
    for part in parts {
        push(std::mem::replace(rest, part.to_vec()), ready);
    }
}

fn push(json: Vec<u8>, ready: &mut VecDeque<Raw>) {
    if !json.trim_ascii().is_empty() {
        ready.push_back(Raw::Json(json));
    }
}

/// Returns a text as a JSON string.
pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The items in a body that is cut behind every `size` bytes.
    fn found(framing: Framing, body: &str, size: usize) -> Vec<String> {
        let (mut decoder, mut ready) = (Decoder::new(framing), VecDeque::new());
        body.as_bytes().chunks(size).for_each(|chunk| decoder.read(chunk, &mut ready));
        decoder.finish(&mut ready);
        let text = |raw: Raw| match raw.decode::<wire::Json>(framing) {
            Ok(json) => json.to_string(),
            Err((text, _)) => format!("not decoded: {text}"),
        };
        ready.into_iter().map(text).collect()
    }

    #[test]
    fn lines_and_sequences() {
        for size in [1, 2, 5, 100] {
            let lines = found(Framing::Lines, "{\"a\":\"ü\"}\r\n\n1\n  \n[2]", size);
            assert_eq!(lines, ["{\"a\":\"ü\"}", "1", "[2]"]);
            let sequence = found(Framing::Sequence, "\x1e{\"a\":\n1}\n\x1e2\n\x1e\x1e3", size);
            assert_eq!(sequence, ["{\"a\":1}", "2", "3"]);
        }
        let broken = found(Framing::Lines, "{\n1\n", 3);
        assert_eq!(broken, ["not decoded: {", "1"]);
    }

    #[test]
    fn data_of_events() {
        let body = "event: add\nid: 7\nretry: 10\ndata: {\"a\":1}\n\ndata: x\n\n";
        let whole = found(Framing::WholeEvents, body, 4);
        let first = r#"{"event":"add","id":"7","retry":10,"data":{"a":1}}"#;
        assert_eq!(whole, [first, r#"{"id":"7","data":"x"}"#]);
        assert_eq!(found(Framing::EventText, "data: 1\n\n", 4), ["\"1\""]);
        assert_eq!(found(Framing::Events, "data: 1\n\n", 4), ["1"]);
    }
}
