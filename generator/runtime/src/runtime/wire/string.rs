//! Strings of JSON text (RFC 8259, section 7).

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// Bytes that are looked at together in long strings.
const BLOCK: usize = 32;

/// The bytes before the first quote, backslash or control character.
#[inline]
pub fn plain_len(bytes: &[u8]) -> usize {
    let mut len = 0;
    // Most strings are short: the first words one by one.
    while let Some(word) = word(bytes, len) {
        let found = special(word);
        if found != 0 {
            return len + (found.trailing_zeros() / 8) as usize;
        }
        len += size_of::<u64>();
        if len == BLOCK {
            return len + plain_len_of_long(bytes.get(len..).unwrap_or_default());
        }
    }
    len + plain_len_of_rest(bytes.get(len..).unwrap_or_default())
}

fn plain_len_of_long(bytes: &[u8]) -> usize {
    let (blocks, _) = bytes.as_chunks::<BLOCK>();
    let plain = blocks.iter().take_while(|block| !has_special(block)).count() * BLOCK;
    let rest = bytes.get(plain..).unwrap_or_default();
    let (words, _) = rest.as_chunks::<8>();
    for (index, word) in words.iter().enumerate() {
        let found = special(u64::from_le_bytes(*word));
        if found != 0 {
            return plain + index * 8 + (found.trailing_zeros() / 8) as usize;
        }
    }
    let last = words.len() * 8;
    plain + last + plain_len_of_rest(rest.get(last..).unwrap_or_default())
}

fn plain_len_of_rest(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| !is_special(**byte)).count()
}

#[inline]
fn word(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..)?.first_chunk().map(|word| u64::from_le_bytes(*word))
}

#[inline]
fn is_special(byte: u8) -> bool {
    byte == b'"' || byte == b'\\' || byte < b' '
}

/// Whether a block has such a byte. Without a branch per byte, so that it is compiled to vector instructions.
#[inline]
fn has_special(block: &[u8; BLOCK]) -> bool {
    block.iter().fold(false, |found, byte| found | is_special(*byte))
}

/// The high bits of a quote, a backslash or a control character; the lowest one that is set is right, those above it
/// may not be.
#[inline]
fn special(word: u64) -> u64 {
    let zero = |word: u64| word.wrapping_sub(ONES) & !word;
    let quote = zero(word ^ (ONES * 0x22));
    let backslash = zero(word ^ (ONES * 0x5c));
    let control = word.wrapping_sub(ONES * 0x20) & !word;
    (quote | backslash | control) & HIGH
}

/// A string up to its closing quote with escapes replaced, and the offset of that quote; or what is wrong, and where.
pub fn unescape(raw: &str) -> Result<(String, usize), (&'static str, usize)> {
    let mut text = String::with_capacity(len_with_escapes(raw));
    let mut at = 0;
    loop {
        let rest = raw.get(at..).unwrap_or_default();
        let plain = plain_len(rest.as_bytes());
        text.push_str(rest.get(..plain).unwrap_or_default());
        at += plain;
        match raw.as_bytes().get(at) {
            Some(b'"') => return Ok((text, at)),
            Some(b'\\') => {
                let escape = raw.as_bytes().get(at + 1..).unwrap_or_default();
                let (char, len) = escaped(escape).map_err(|message| (message, at))?;
                text.push(char);
                at += 1 + len;
            }
            Some(_) => return Err(("control character in a string", at)),
            None => return Err(("unexpected end", at)),
        }
    }
}

/// The bytes up to the closing quote, as far as the string is valid.
fn len_with_escapes(raw: &str) -> usize {
    let mut len = 0;
    loop {
        len += plain_len(raw.as_bytes().get(len..).unwrap_or_default());
        match raw.as_bytes().get(len) {
            Some(b'\\') => len += 2,
            _ => return len.min(raw.len()),
        }
    }
}

/// The character of an escape behind its backslash, and the bytes that it takes there.
fn escaped(escape: &[u8]) -> Result<(char, usize), &'static str> {
    let char = match escape.first() {
        Some(b'"') => '"',
        Some(b'\\') => '\\',
        Some(b'/') => '/',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(b'u') => return escaped_unit(escape),
        _ => return Err("invalid escape"),
    };
    Ok((char, 1))
}

/// The character of `uXXXX`, or of a surrogate pair `uXXXX\uXXXX`.
fn escaped_unit(escape: &[u8]) -> Result<(char, usize), &'static str> {
    let unit = |at: usize| hex(escape.get(at..at + 4)?);
    let first = unit(1).ok_or("invalid escape")?;
    if let Some(char) = char::from_u32(first) {
        return Ok((char, 5));
    }
    let second = if escape.get(5..7) == Some(br"\u") { unit(7) } else { None };
    let pair = match (first, second) {
        (0xd800..0xdc00, Some(second @ 0xdc00..0xe000)) => {
            char::from_u32(0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00))
        }
        _ => None,
    };
    pair.map(|char| (char, 11)).ok_or("lone surrogate")
}

fn hex(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |value, digit| Some(value << 4 | char::from(*digit).to_digit(16)?))
}

/// Adds a string with its quotes.
#[inline]
pub fn write(out: &mut Vec<u8>, text: &str) {
    out.reserve(text.len() + 2);
    out.push(b'"');
    let mut rest = text.as_bytes();
    loop {
        let (plain, special) = rest.split_at(plain_len(rest));
        out.extend_from_slice(plain);
        let Some((first, behind)) = special.split_first() else { break };
        write_escape(out, *first);
        rest = behind;
    }
    out.push(b'"');
}

fn write_escape(out: &mut Vec<u8>, byte: u8) {
    let short = match byte {
        b'"' | b'\\' => byte,
        b'\x08' => b'b',
        b'\x0c' => b'f',
        b'\n' => b'n',
        b'\r' => b'r',
        b'\t' => b't',
        _ => {
            let digit = |value: u8| b"0123456789abcdef".get(usize::from(value)).copied();
            out.extend_from_slice(b"\\u00");
            out.extend(digit(byte >> 4).into_iter().chain(digit(byte & 15)));
            return;
        }
    };
    out.extend_from_slice(&[b'\\', short]);
}

/// Whether bytes are a text as [`write`] writes it.
pub fn is_written(bytes: &[u8], text: &str) -> bool {
    if is_plain(text) {
        let inner = bytes.strip_prefix(b"\"").and_then(|bytes| bytes.strip_suffix(b"\""));
        return inner == Some(text.as_bytes());
    }
    let mut written = Vec::new();
    write(&mut written, text);
    bytes == written
}

/// Whether a JSON string can hold a text as it is.
pub const fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'"' || bytes[at] == b'\\' || bytes[at] < b' ' {
            return false;
        }
        at += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_lengths() {
        for len in 0..200 {
            for special in [b'"', b'\\', 0, 0x1f, b'\n'] {
                let mut bytes = vec![b'a'; len];
                assert_eq!(plain_len(&bytes), len);
                bytes.push(special);
                bytes.extend(b"\"tail of the text, longer than a word");
                assert_eq!(plain_len(&bytes), len, "{special}");
            }
        }
        for byte in 0..=u8::MAX {
            for at in 0..100 {
                let mut bytes = [0x80; 100];
                bytes[at] = byte;
                assert_eq!(plain_len(&bytes), if is_special(byte) { at } else { 100 }, "{byte}");
            }
        }
    }

    #[test]
    fn escapes_both_ways() {
        let all: String =
            (0..0x300).filter_map(char::from_u32).chain("\u{ffff}😀".chars()).collect();
        let mut out = Vec::new();
        write(&mut out, &all);
        assert_eq!(out, serde_json::to_vec(&all).unwrap());
        let raw = std::str::from_utf8(&out[1..]).unwrap();
        assert_eq!(unescape(raw), Ok((all, raw.len() - 1)));
    }
}
