//! Events of a JSON text (RFC 8259), read without recursion.

use std::borrow::Cow;
use std::ops::Range;

use super::event::{Event, Fault, Step, Style};
use super::limits::MAX_DEPTH;

/// The events of a JSON text.
pub(super) struct Scanner<'a> {
    text: &'a str,
    at: usize,
    /// For each open collection, whether it is a mapping.
    open: Vec<bool>,
    expected: Expected,
    /// The offset of the first `\u` escape that is a lone half of a surrogate pair; U+FFFD replaces it.
    pub surrogate: Option<usize>,
}

#[derive(Clone, Copy, PartialEq)]
enum Expected {
    /// After `{`.
    KeyOrEnd,
    /// After a comma in a mapping.
    Key,
    /// After `[`.
    ItemOrEnd,
    /// At the beginning, after a colon, after a comma in a sequence.
    Value,
    /// After a value.
    CommaOrEnd,
    /// After an error, or after the end.
    Nothing,
}

impl<'a> Scanner<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0, open: Vec::new(), expected: Expected::Value, surrogate: None }
    }

    fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while let Some(byte) = bytes.get(self.at) {
            if !matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
                return Some(*byte);
            }
            self.at += 1;
        }
        None
    }

    fn step(&mut self) -> Result<Option<(Event<'a>, Range<usize>)>, Fault> {
        if self.expected == Expected::CommaOrEnd {
            let Some(&mapping) = self.open.last() else {
                self.expected = Expected::Nothing;
                return match self.peek() {
                    None => Ok(None),
                    Some(_) => Err(self.unexpected("the end of the text")),
                };
            };
            match self.peek() {
                Some(b',') => {
                    self.at += 1;
                    self.expected = if mapping { Expected::Key } else { Expected::Value };
                }
                Some(b'}') if mapping => return Ok(Some(self.end())),
                Some(b']') if !mapping => return Ok(Some(self.end())),
                _ => {
                    return Err(self.unexpected(if mapping { "`,` or `}`" } else { "`,` or `]`" }));
                }
            }
        }
        match (self.expected, self.peek()) {
            (Expected::KeyOrEnd, Some(b'}')) | (Expected::ItemOrEnd, Some(b']')) => {
                Ok(Some(self.end()))
            }
            (Expected::KeyOrEnd | Expected::Key, Some(b'"')) => {
                let (text, bytes) = self.string()?;
                if self.peek() != Some(b':') {
                    return Err(self.unexpected("`:`"));
                }
                self.at += 1;
                self.expected = Expected::Value;
                Ok(Some((Event::Scalar { text, style: Style::String, anchor: 0 }, bytes)))
            }
            (Expected::KeyOrEnd, _) => Err(self.unexpected("a key in quotes or `}`")),
            (Expected::Key, _) => Err(self.unexpected("a key in quotes")),
            _ => self.value().map(Some),
        }
    }

    fn value(&mut self) -> Result<(Event<'a>, Range<usize>), Fault> {
        let start = self.at;
        let first = self.peek();
        match first {
            Some(open @ (b'{' | b'[')) => {
                if self.open.len() >= MAX_DEPTH {
                    return Err(Fault::too_deep(self.at));
                }
                let start = self.at;
                self.at += 1;
                let mapping = open == b'{';
                self.open.push(mapping);
                self.expected = if mapping { Expected::KeyOrEnd } else { Expected::ItemOrEnd };
                let event = if mapping {
                    Event::Mapping { anchor: 0 }
                } else {
                    Event::Sequence { anchor: 0 }
                };
                Ok((event, start..self.at))
            }
            Some(b'"') => {
                let (text, bytes) = self.string()?;
                self.expected = Expected::CommaOrEnd;
                Ok((Event::Scalar { text, style: Style::String, anchor: 0 }, bytes))
            }
            Some(_) => {
                let bytes = self.word();
                let text = &self.text[bytes.clone()];
                if !(matches!(text, "true" | "false" | "null") || is_number(text.as_bytes())) {
                    self.at = bytes.start;
                    return Err(self.unexpected("a value"));
                }
                self.expected = Expected::CommaOrEnd;
                let text = Cow::Borrowed(text);
                Ok((Event::Scalar { text, style: Style::Plain, anchor: 0 }, bytes))
            }
            None => {
                self.at = self.at.max(start);
                Err(self.unexpected("a value"))
            }
        }
    }

    fn end(&mut self) -> (Event<'a>, Range<usize>) {
        self.open.pop();
        self.at += 1;
        self.expected = Expected::CommaOrEnd;
        (Event::End, self.at - 1..self.at)
    }

    /// Reads a number, or a word such as `true`.
    fn word(&mut self) -> Range<usize> {
        let start = self.at;
        let rest = &self.text.as_bytes()[start..];
        let length = rest
            .iter()
            .position(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')))
            .unwrap_or(rest.len());
        self.at += length;
        start..self.at
    }

    /// Reads a string, whose opening quote is at the current offset. Its range includes the quotes.
    fn string(&mut self) -> Result<(Cow<'a, str>, Range<usize>), Fault> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let mut from = start + 1;
        let mut owned: Option<String> = None;
        loop {
            let rest = bytes.get(from..).unwrap_or_default();
            let Some(length) = rest.iter().position(|&b| b == b'"' || b == b'\\' || b < 0x20)
            else {
                return Err(Fault::new("a string without a closing quote begins here", start));
            };
            let plain = &self.text[from..from + length];
            let at = from + length;
            match bytes[at] {
                b'"' => {
                    self.at = at + 1;
                    let text = match owned {
                        Some(mut text) => {
                            text.push_str(plain);
                            Cow::Owned(text)
                        }
                        None => Cow::Borrowed(plain),
                    };
                    return Ok((text, start..self.at));
                }
                b'\\' => {
                    let text = owned.get_or_insert_default();
                    text.push_str(plain);
                    let (c, length) = escape(self.text, at)?;
                    if c.is_none() {
                        self.surrogate.get_or_insert(at);
                    }
                    text.push(c.unwrap_or(char::REPLACEMENT_CHARACTER));
                    from = at + length;
                }
                // RFC 8259 requires tabs to be escaped, but the meaning is clear.
                b'\t' => {
                    let text = owned.get_or_insert_default();
                    text.push_str(plain);
                    text.push('\t');
                    from = at + 1;
                }
                b'\n' | b'\r' => {
                    return Err(Fault::new("a string must end on the line where it begins", at));
                }
                _ => return Err(Fault::new("a control character must be escaped", at)),
            }
        }
    }

    fn unexpected(&mut self, expected: &str) -> Fault {
        let found = match self.peek() {
            None => {
                return Fault::new(format!("the text ends where {expected} should be"), self.at);
            }
            Some(_) => self.text[self.at..].chars().next().unwrap_or_default(),
        };
        Fault::new(format!("expected {expected}, found `{found}`"), self.at)
    }
}

impl<'a> Iterator for Scanner<'a> {
    type Item = Step<'a>;

    fn next(&mut self) -> Option<Step<'a>> {
        if self.expected == Expected::Nothing {
            return None;
        }
        let step = self.step();
        if step.is_err() {
            self.expected = Expected::Nothing;
        }
        step.transpose()
    }
}

/// Reads the escape at `at`. Returns its character, or `None` for half of a surrogate pair, and its length.
fn escape(text: &str, at: usize) -> Result<(Option<char>, usize), Fault> {
    let simple = match text.as_bytes().get(at + 1) {
        Some(b'"') => '"',
        Some(b'\\') => '\\',
        Some(b'/') => '/',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(b'u') => {
            let first = unit(text, at)?;
            if let Some(c) = char::from_u32(first) {
                return Ok((Some(c), 6));
            }
            let second = text.as_bytes().get(at + 6..at + 8) == Some(b"\\u");
            let second = if second { unit(text, at + 6)? } else { 0 };
            if first < 0xdc00 && (0xdc00..0xe000).contains(&second) {
                let code = 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00);
                return Ok((char::from_u32(code), 12));
            }
            return Ok((None, 6));
        }
        _ => return Err(Fault::new("this escape sequence is not valid in JSON", at)),
    };
    Ok((Some(simple), 2))
}

/// Reads the four digits of the `\u` escape at `at`.
fn unit(text: &str, at: usize) -> Result<u32, Fault> {
    text.get(at + 2..at + 6)
        .filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))
        .and_then(|digits| u32::from_str_radix(digits, 16).ok())
        .ok_or_else(|| Fault::new("`\\u` without four hexadecimal digits", at))
}

/// Whether a word is a number of RFC 8259, section 6.
fn is_number(word: &[u8]) -> bool {
    let digits = |word: &[u8]| word.iter().take_while(|b| b.is_ascii_digit()).count();
    let mut rest = word.strip_prefix(b"-").unwrap_or(word);
    let whole = digits(rest);
    if whole == 0 || (whole > 1 && rest[0] == b'0') {
        return false;
    }
    rest = &rest[whole..];
    if let Some(fraction) = rest.strip_prefix(b".") {
        let length = digits(fraction);
        if length == 0 {
            return false;
        }
        rest = &fraction[length..];
    }
    if let Some(exponent) = rest.strip_prefix(b"e").or_else(|| rest.strip_prefix(b"E")) {
        let exponent =
            exponent.strip_prefix(b"+").or_else(|| exponent.strip_prefix(b"-")).unwrap_or(exponent);
        return digits(exponent) == exponent.len() && !exponent.is_empty();
    }
    rest.is_empty()
}
