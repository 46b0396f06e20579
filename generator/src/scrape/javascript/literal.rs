//! JavaScript object literals that consist of data.

use crate::pointer;
use serde_json::{Map, Number, Value};

use super::unquote;

/// Maximum depth of literals; deeper ones are refused.
pub const MAX_DEPTH: usize = 128;

/// Maximum number of expressions that are listed.
const MAX_EXPRESSIONS: usize = 100;

/// A literal that was read.
#[derive(Debug)]
pub struct Literal {
    /// Its value, with `null` for expressions.
    pub value: Value,
    /// Offset of its end.
    pub end: usize,
    /// Pointers of the members that are expressions.
    pub expressions: Vec<String>,
}

/// The reason why a literal cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// The text ends before the literal does.
    End,
    /// It is nested too deeply, from this offset on.
    Depth(usize),
    /// The text at this offset is not part of a literal.
    Syntax(usize),
}

/// Reads the object or list at `start`: JSON with unquoted keys, single quotes, templates, trailing commas, comments,
/// `undefined` and `!0`. Anything else is an expression, which is read as `null`.
pub fn read(text: &str, start: usize) -> Result<Literal, Failure> {
    let mut reader = Reader { text, at: start, path: Vec::new(), expressions: Vec::new() };
    let value = reader.value(0)?;
    Ok(Literal { value, end: reader.at, expressions: reader.expressions })
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    path: Vec<String>,
    expressions: Vec<String>,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Skips whitespace and comments, and returns the next byte.
    fn next(&mut self) -> Result<u8, Failure> {
        loop {
            let rest = self.rest();
            let length = if rest.starts_with("//") {
                rest.find('\n').ok_or(Failure::End)?
            } else if rest.starts_with("/*") {
                rest.find("*/").ok_or(Failure::End)? + 2
            } else {
                rest.len() - rest.trim_start().len()
            };
            if length == 0 {
                return self.peek().ok_or(Failure::End);
            }
            self.at += length;
        }
    }

    fn value(&mut self, depth: usize) -> Result<Value, Failure> {
        if depth >= MAX_DEPTH {
            return Err(Failure::Depth(self.at));
        }
        let value = match self.next()? {
            b'{' => self.object(depth)?,
            b'[' => self.list(depth)?,
            b'"' | b'\'' | b'`' => self.string().map(Value::String)?,
            _ => match self.word() {
                Some(value) => value,
                None => return self.expression(),
            },
        };
        // A value followed by an operator is part of an expression: `"a" + b`, `x ? 1 : 2`, `"a".trim()`.
        if depth > 0 && !matches!(self.next()?, b',' | b'}' | b']') {
            return self.joined(value);
        }
        Ok(value)
    }

    /// Reads the rest of strings that are joined with `+`, or of another expression.
    fn joined(&mut self, value: Value) -> Result<Value, Failure> {
        let Value::String(mut joined) = value else { return self.expression() };
        while self.next()? == b'+' {
            self.at += 1;
            match self.next()? {
                b'"' | b'\'' | b'`' => joined.push_str(&self.string()?),
                _ => return self.expression(),
            }
        }
        match self.next()? {
            b',' | b'}' | b']' => Ok(Value::String(joined)),
            _ => self.expression(),
        }
    }

    fn string(&mut self) -> Result<String, Failure> {
        let (value, end) = unquote::string(self.text, self.at).ok_or(Failure::End)?;
        self.at = end;
        Ok(value)
    }

    fn object(&mut self, depth: usize) -> Result<Value, Failure> {
        let mut map = Map::new();
        self.at += 1;
        loop {
            match self.next()? {
                b'}' => break,
                b',' => self.at += 1,
                b'.' | b'[' => {
                    self.path.push("…".to_owned());
                    self.expression()?;
                    self.path.pop();
                }
                _ => {
                    let key = self.key()?;
                    self.path.push(key);
                    let value = if self.next()? == b':' {
                        self.at += 1;
                        self.value(depth + 1)?
                    } else {
                        // `{ name }`, `{ name() { … } }`
                        self.expression()?
                    };
                    map.insert(self.path.pop().unwrap_or_default(), value);
                }
            }
        }
        self.at += 1;
        Ok(Value::Object(map))
    }

    fn key(&mut self) -> Result<String, Failure> {
        if matches!(self.peek(), Some(b'"' | b'\'')) {
            return self.string();
        }
        let rest = self.rest();
        let length = rest
            .find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$' || c == '.'))
            .ok_or(Failure::End)?;
        if length == 0 {
            return Err(Failure::Syntax(self.at));
        }
        let key = rest[..length].to_owned();
        self.at += length;
        Ok(key)
    }

    fn list(&mut self, depth: usize) -> Result<Value, Failure> {
        let mut list = Vec::new();
        self.at += 1;
        loop {
            match self.next()? {
                b']' => break,
                b',' => self.at += 1,
                b'}' | b')' => return Err(Failure::Syntax(self.at)),
                _ => {
                    self.path.push(list.len().to_string());
                    let value = self.value(depth + 1)?;
                    self.path.pop();
                    list.push(value);
                }
            }
        }
        self.at += 1;
        Ok(Value::Array(list))
    }

    /// Reads a number, `true`, `false`, `null`, `undefined`, or the forms that minifiers write.
    fn word(&mut self) -> Option<Value> {
        let rest = self.rest();
        for (word, value) in
            [("!0", Value::Bool(true)), ("!1", Value::Bool(false)), ("void 0", Value::Null)]
        {
            if rest.starts_with(word) {
                self.at += word.len();
                return Some(value);
            }
        }
        let length = rest
            .bytes()
            .enumerate()
            .take_while(|(at, byte)| {
                is_name(*byte)
                    || *byte == b'.'
                    || (matches!(byte, b'-' | b'+')
                        && (*at == 0 || matches!(rest.as_bytes()[at - 1], b'e' | b'E')))
            })
            .count();
        let value = match &rest[..length] {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            "null" | "undefined" => Value::Null,
            number => Value::Number(read_number(number)?),
        };
        self.at += length;
        Some(value)
    }

    /// Skips an expression, or the rest of it, up to the comma or bracket after it.
    fn expression(&mut self) -> Result<Value, Failure> {
        let mut depth = 0usize;
        loop {
            match self.next()? {
                b'"' | b'\'' | b'`' => {
                    self.string()?;
                    continue;
                }
                b'{' | b'[' | b'(' => depth += 1,
                b',' if depth == 0 => break,
                b'}' | b']' | b')' if depth == 0 => break,
                b'}' | b']' | b')' => depth -= 1,
                _ => {}
            }
            // Skip to the next byte that matters here.
            let rest = &self.text.as_bytes()[self.at + 1..];
            let plain = |byte: &u8| {
                !matches!(
                    byte,
                    b'"' | b'\'' | b'`' | b'/' | b',' | b'(' | b')' | b'[' | b']' | b'{' | b'}'
                )
            };
            self.at += 1 + rest.iter().take_while(|byte| plain(byte)).count();
        }
        if self.expressions.len() < MAX_EXPRESSIONS {
            let escaped = self.path.iter().map(|key| pointer::escape(key));
            self.expressions.push(escaped.fold(String::new(), |all, key| all + "/" + &key));
        }
        Ok(Value::Null)
    }
}

fn read_number(text: &str) -> Option<Number> {
    if !text.bytes().next()?.is_ascii_digit() && !text.starts_with(['-', '+', '.']) {
        return None;
    }
    // Numbers of JSON are read by its parser, so that `1.0` and large integers keep their form.
    if let Ok(number) = serde_json::from_str::<Number>(text) {
        return Some(number);
    }
    if let Some(hex) = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
        return u64::from_str_radix(hex, 16).ok().map(Number::from);
    }
    text.parse().ok().and_then(Number::from_f64)
}

/// Whether the byte may be part of an unquoted key.
pub fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$')
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn literals_are_read() {
        for (text, expected, expressions) in [
            (
                "{a: 'x', \"b\": [1, 2.50, .5, -3, 0x10,],}",
                json!({"a": "x", "b": [1, 2.5, 0.5, -3, 16]}),
                "",
            ),
            (
                "{/* c */ a: !0, // d\n b: !1, c: void 0, d: undefined}",
                json!({"a": true, "b": false, "c": null, "d": null}),
                "",
            ),
            ("{a: `t\n`, 'b c': \"d\" + 'e'}", json!({"a": "t\n", "b c": "de"}), ""),
            ("{a: [f(x, {y: 1}), 2], b}", json!({"a": [null, 2], "b": null}), "/a/0 /b"),
            (
                "{...x, a: 1 + 2, f() { return '}' }, g: (r) => { r }}",
                json!({"a": null, "f": null, "g": null}),
                "/… /a /f /g",
            ),
            (
                "{200: 1, big: 9007199254740993, one: 1.0}",
                json!({"200": 1, "big": 9007199254740993_u64, "one": 1.0}),
                "",
            ),
        ] {
            let literal = read(text, 0).unwrap();
            assert_eq!(literal.value, expected, "{text}");
            assert_eq!(literal.expressions.join(" "), expressions, "{text}");
            assert_eq!(literal.end, text.len());
        }
    }

    #[test]
    fn broken_literals_fail() {
        for (text, expected) in [
            ("{a: 1", Failure::End),
            ("{a: 'x", Failure::End),
            ("{a: f(", Failure::End),
            ("{%}", Failure::Syntax(1)),
            ("[}]", Failure::Syntax(1)),
            ("{a: [1)}", Failure::Syntax(6)),
            ("{a: 1, /* ", Failure::End),
        ] {
            assert_eq!(read(text, 0).map(|literal| literal.value), Err(expected), "{text}");
        }
        assert_eq!(read(&"[".repeat(100_000), 0).err(), Some(Failure::Depth(128)));
    }
}
