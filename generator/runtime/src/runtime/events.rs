//! Server-sent events (WHATWG HTML, section 9.2).

use std::time::Duration;

/// An event of a `text/event-stream`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Event {
    /// Name of the event; `None` is `message`.
    pub event: Option<String>,
    /// Data; several lines are joined by line feeds.
    pub data: String,
    /// ID of the last event that has one.
    pub id: Option<String>,
    /// Time to wait before a lost connection is opened again.
    pub retry: Option<Duration>,
}

/// Reads events from bytes that are cut at any places.
#[derive(Debug, Default)]
pub(super) struct Parser {
    /// The line that is not complete.
    line: Vec<u8>,
    /// Whether the last byte was a carriage return, which a line feed may follow.
    returned: bool,
    /// Whether the first line, which may begin with a byte order mark, has been read.
    started: bool,
    event: Option<String>,
    data: Option<String>,
    id: Option<String>,
    retry: Option<Duration>,
}

impl Parser {
    /// Reads bytes, and gives the events that they complete to `found`.
    pub fn read(&mut self, mut bytes: &[u8], found: &mut impl FnMut(Event)) {
        while !bytes.is_empty() {
            if std::mem::take(&mut self.returned) && bytes[0] == b'\n' {
                bytes = &bytes[1..];
                continue;
            }
            let Some(end) = bytes.iter().position(|byte| matches!(byte, b'\r' | b'\n')) else {
                return self.line.extend_from_slice(bytes);
            };
            self.line.extend_from_slice(&bytes[..end]);
            self.returned = bytes[end] == b'\r';
            bytes = &bytes[end + 1..];
            let line = std::mem::take(&mut self.line);
            self.read_line(&line, found);
            // Keeps the allocation.
            self.line = line;
            self.line.clear();
        }
    }

    /// Number of bytes of the event that is not complete.
    pub fn pending(&self) -> usize {
        self.line.len() + self.data.as_ref().map_or(0, String::len)
    }

    fn read_line(&mut self, line: &[u8], found: &mut impl FnMut(Event)) {
        let is_first = !std::mem::replace(&mut self.started, true);
        let line = line.strip_prefix(b"\xef\xbb\xbf").filter(|_| is_first).unwrap_or(line);
        let line = String::from_utf8_lossy(line);
        if line.is_empty() {
            let (event, data) = (self.event.take(), self.data.take());
            // Without data there is no event, but the next one has the time that was set.
            if let Some(data) = data {
                let event = event.filter(|name| !name.is_empty());
                found(Event { event, data, id: self.id.clone(), retry: self.retry.take() });
            }
            return;
        }
        let (field, value) = line.split_once(':').unwrap_or((&line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => self.event = Some(value.to_owned()),
            "data" => match &mut self.data {
                Some(data) => data.extend(["\n", value]),
                None => self.data = Some(value.to_owned()),
            },
            "id" if !value.contains('\0') => self.id = Some(value.to_owned()),
            "retry" if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.retry = value.parse().ok().map(Duration::from_millis);
            }
            // A comment, or a field that is not defined.
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads a text, cut behind every `size` bytes.
    fn events(text: &[u8], size: usize) -> Vec<Event> {
        let (mut parser, mut all) = (Parser::default(), Vec::new());
        text.chunks(size).for_each(|chunk| parser.read(chunk, &mut |event| all.push(event)));
        all
    }

    fn event(event: Option<&str>, data: &str, id: Option<&str>) -> Event {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        Event { event: owned(event), data: data.to_owned(), id: owned(id), retry: None }
    }

    #[test]
    fn the_grammar() {
        let retry = Some(Duration::from_millis(5));
        let cases: &[(&str, &[Event])] = &[
            ("retry: 5\n\ndata: a\n\n", &[Event { retry, ..event(None, "a", None) }]),
            ("data: a\n\n", &[event(None, "a", None)]),
            ("data:a\n\n", &[event(None, "a", None)]),
            ("data:  a\n\n", &[event(None, " a", None)]),
            ("\u{feff}data: a\n\n", &[event(None, "a", None)]),
            ("\u{feff}\u{feff}data: a\n\n", &[]),
            ("data: a\n\n\u{feff}data: b\n\n", &[event(None, "a", None)]),
            ("data: YHOO\ndata: +2\ndata: 10\n\n", &[event(None, "YHOO\n+2\n10", None)]),
            (
                ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n",
                &[
                    event(None, "first event", Some("1")),
                    event(None, "second event", Some("")),
                    event(None, " third event", Some("")),
                ],
            ),
            ("data\n\ndata\ndata\n\ndata:", &[event(None, "", None), event(None, "\n", None)]),
            (
                "data:test\n\ndata: test\n\n",
                &[event(None, "test", None), event(None, "test", None)],
            ),
            (
                "event: add\ndata: 1\n\ndata: 2\n\n",
                &[event(Some("add"), "1", None), event(None, "2", None)],
            ),
            ("event: add\n\ndata: 2\n\n", &[event(None, "2", None)]),
            ("event:\ndata: 2\n\n", &[event(None, "2", None)]),
            ("id: a\0b\ndata: 1\n\n", &[event(None, "1", None)]),
            ("Data: 1\nunknown: 2\n\n", &[]),
            ("data: 1\n", &[]),
            ("data: ü€🦀\n\n", &[event(None, "ü€🦀", None)]),
            ("retry: 1x\ndata: 1\n\n", &[event(None, "1", None)]),
        ];
        for (text, expected) in cases {
            for end in ["\n", "\r", "\r\n"] {
                let text = text.replace('\n', end);
                for size in [1, 2, 3, 7, 1000] {
                    assert_eq!(events(text.as_bytes(), size), *expected, "{text:?} {size}");
                }
            }
        }
        let mixed = events(b"data: 1\r\r\ndata: 2\n\r\n", 1);
        assert_eq!(mixed, [event(None, "1", None), event(None, "2", None)]);
        let retry = events(b"retry: 1500\ndata: 1\n\n", 5);
        assert_eq!(retry[0].retry, Some(Duration::from_millis(1500)));
        assert_eq!(events(b"data: \xff\n\n", 3), [event(None, "\u{fffd}", None)]);
    }
}
