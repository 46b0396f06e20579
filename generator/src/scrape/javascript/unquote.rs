//! String literals of JSON and JavaScript.

/// Reads the string literal whose opening quote, `"`, `'` or a backtick, is at `start`. Returns its value and the offset
/// after its closing quote. Escapes are those of JSON and ECMAScript. `None` if the literal does not end.
pub fn string(text: &str, start: usize) -> Option<(String, usize)> {
    let quote = *text.as_bytes().get(start)?;
    let mut out = String::new();
    let mut at = start + 1;
    loop {
        let stop = text.as_bytes()[at..].iter().position(|b| *b == quote || *b == b'\\')?;
        out.push_str(text.get(at..at + stop)?);
        at += stop;
        if text.as_bytes()[at] == quote {
            return Some((out, at + 1));
        }
        at = escape(text, at, &mut out)?;
    }
}

/// Reads the escape sequence at `at`. Returns the offset after it.
fn escape(text: &str, at: usize, out: &mut String) -> Option<usize> {
    let letter = text.get(at + 1..)?.chars().next()?;
    let after = at + 1 + letter.len_utf8();
    let plain = match letter {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'b' => '\u{8}',
        'f' => '\u{c}',
        'v' => '\u{b}',
        '0' => '\0',
        '\n' => return Some(after),
        'x' => match hex(text, after, 2).and_then(char::from_u32) {
            Some(decoded) => {
                out.push(decoded);
                return Some(after + 2);
            }
            None => 'x',
        },
        'u' => return unicode(text, after, out),
        other => other,
    };
    out.push(plain);
    Some(after)
}

fn unicode(text: &str, at: usize, out: &mut String) -> Option<usize> {
    if let Some(braced) = text.get(at..)?.strip_prefix('{') {
        let end = braced.bytes().take(8).position(|byte| byte == b'}')?;
        let code = u32::from_str_radix(&braced[..end], 16).ok()?;
        out.push(char::from_u32(code).unwrap_or('\u{fffd}'));
        return Some(at + end + 2);
    }
    let Some(high) = hex(text, at, 4) else {
        out.push('u');
        return Some(at);
    };
    let mut end = at + 4;
    let mut code = high;
    let pair = (0xd800..0xdc00).contains(&high) && text.as_bytes()[end..].starts_with(b"\\u");
    let low = pair.then(|| hex(text, end + 2, 4)).flatten();
    if let Some(low) = low.filter(|low| (0xdc00..0xe000).contains(low)) {
        code = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
        end += 6;
    }
    out.push(char::from_u32(code).unwrap_or('\u{fffd}'));
    Some(end)
}

fn hex(text: &str, at: usize, digits: usize) -> Option<u32> {
    let digits = text.get(at..at + digits)?;
    digits.bytes().all(|b| b.is_ascii_hexdigit()).then_some(())?;
    u32::from_str_radix(digits, 16).ok()
}

/// The number of backslashes directly before an offset.
pub fn backslashes(bytes: &[u8], at: usize) -> usize {
    bytes[..at].iter().rev().take_while(|byte| **byte == b'\\').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_are_read() {
        for (text, expected) in [
            (r#""a\n\"b\"\\" rest"#, Some("a\n\"b\"\\")),
            (r"'it\'s \x41\u0042\u{43}'", Some("it's ABC")),
            ("`{\n\"a\": \\`x\\`}`", Some("{\n\"a\": `x`}")),
            (r#""\ud83d\ude00""#, Some("😀")),
            (r#""\ud83d""#, Some("\u{fffd}")),
            (r#""open"#, None),
            (r#""open\"#, None),
        ] {
            assert_eq!(string(text, 0).map(|(text, _)| text).as_deref(), expected, "{text}");
        }
    }
}
