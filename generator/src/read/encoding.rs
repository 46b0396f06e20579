//! Decoding of bytes to text: UTF-8, UTF-16 and UTF-32.

/// Encodings, recognised by their first bytes: a byte order mark, or the zeros of an ASCII
/// character (YAML 1.2.2, section 5.2).
#[derive(Clone, Copy, PartialEq)]
enum Encoding {
    Utf8,
    Utf16 { little: bool },
    Utf32 { little: bool },
}

/// Decodes bytes to text, without a byte order mark.
///
/// # Errors
///
/// If the bytes are not text; the message has the offset of the first wrong byte.
pub(super) fn decode(bytes: Vec<u8>) -> Result<String, String> {
    let (encoding, mark) = match bytes.as_slice() {
        [0xef, 0xbb, 0xbf, ..] => (Encoding::Utf8, 3),
        [0, 0, 0xfe, 0xff, ..] => (Encoding::Utf32 { little: false }, 4),
        [0xff, 0xfe, 0, 0, ..] => (Encoding::Utf32 { little: true }, 4),
        [0xfe, 0xff, ..] => (Encoding::Utf16 { little: false }, 2),
        [0xff, 0xfe, ..] => (Encoding::Utf16 { little: true }, 2),
        [0, 0, 0, _, ..] => (Encoding::Utf32 { little: false }, 0),
        [_, 0, 0, 0, ..] => (Encoding::Utf32 { little: true }, 0),
        [0, _, ..] => (Encoding::Utf16 { little: false }, 0),
        [_, 0, ..] => (Encoding::Utf16 { little: true }, 0),
        _ => (Encoding::Utf8, 0),
    };
    match encoding {
        Encoding::Utf8 => utf8(bytes, mark),
        Encoding::Utf16 { little } => utf16(&bytes[mark..], little),
        Encoding::Utf32 { little } => utf32(&bytes[mark..], little),
    }
}

fn utf8(mut bytes: Vec<u8>, mark: usize) -> Result<String, String> {
    bytes.drain(..mark);
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let byte = error.as_bytes().get(at).copied().unwrap_or_default();
        let line = error.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
        let at = at + mark;
        format!("it is not UTF-8 text: byte 0x{byte:02X} at offset {at} (line {line})")
    })
}

fn utf16(bytes: &[u8], little: bool) -> Result<String, String> {
    let units = bytes.chunks(2).map(|pair| match *pair {
        [a, b] if little => u16::from_le_bytes([a, b]),
        [a, b] => u16::from_be_bytes([a, b]),
        // An odd byte at the end becomes half of a surrogate pair, which is an error below.
        _ => 0xd800,
    });
    let mut offset = 0;
    char::decode_utf16(units)
        .map(|c| {
            offset += c.as_ref().map_or(2, |c| c.len_utf16() * 2);
            c.map_err(|_| format!("it is not UTF-16 text at offset {}", offset - 2))
        })
        .collect()
}

fn utf32(bytes: &[u8], little: bool) -> Result<String, String> {
    let chars = bytes.chunks(4).enumerate().map(|(index, unit)| {
        let code = match *unit {
            [a, b, c, d] if little => u32::from_le_bytes([a, b, c, d]),
            [a, b, c, d] => u32::from_be_bytes([a, b, c, d]),
            _ => u32::MAX,
        };
        let wrong = || format!("it is not UTF-32 text at offset {}", index * 4);
        char::from_u32(code).ok_or_else(wrong)
    });
    chars.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_by_their_first_bytes() {
        let text = "openapi: 3.0.3 # ä€😀\n";
        let utf16 = |little: bool| -> Vec<u8> {
            let bytes = |u: u16| if little { u.to_le_bytes() } else { u.to_be_bytes() };
            text.encode_utf16().flat_map(bytes).collect()
        };
        let utf32 = |little: bool| -> Vec<u8> {
            let bytes = |c: u32| if little { c.to_le_bytes() } else { c.to_be_bytes() };
            text.chars().flat_map(|c| bytes(c as u32)).collect()
        };
        let with = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
        let cases = [
            text.as_bytes().to_vec(),
            with(b"\xef\xbb\xbf", text.as_bytes().to_vec()),
            utf16(true),
            utf16(false),
            with(b"\xff\xfe", utf16(true)),
            with(b"\xfe\xff", utf16(false)),
            utf32(true),
            utf32(false),
            with(b"\xff\xfe\0\0", utf32(true)),
            with(b"\0\0\xfe\xff", utf32(false)),
        ];
        for bytes in cases {
            assert_eq!(decode(bytes.clone()).as_deref(), Ok(text), "{bytes:?}");
        }
    }

    #[test]
    fn errors_name_the_offset() {
        let check = |bytes: &[u8], expected: &str| {
            assert_eq!(decode(bytes.to_vec()), Err(expected.to_owned()));
        };
        check(b"a\nb: caf\xe9\n", "it is not UTF-8 text: byte 0xE9 at offset 8 (line 2)");
        check(b"\xef\xbb\xbfa\xff", "it is not UTF-8 text: byte 0xFF at offset 4 (line 1)");
        check(b"a\0b\0\0\xd8c\0", "it is not UTF-16 text at offset 4");
        check(b"a\0b\0c", "it is not UTF-16 text at offset 4");
        check(b"a\0\0\0\0\0\x11\0", "it is not UTF-32 text at offset 4");
    }
}
