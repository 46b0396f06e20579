//! Text bodies of responses.

use encoding_rs::{Encoding, UTF_8};
use http::HeaderMap;
use http::header::CONTENT_TYPE;

use super::wire::DecodeError;
use super::{RawResponse, ResponseBody};

/// Text body, decoded to a `String` without a byte order mark, which determines the charset, or else the parameter
/// `charset` does; the default is UTF-8.
#[derive(Debug)]
pub struct Text;

impl ResponseBody for Text {
    type Body = String;

    fn decode(response: &RawResponse) -> Result<String, DecodeError> {
        decode(response.content()?, charset(response.headers()).as_deref())
    }
}

fn decode(body: &[u8], charset: Option<&str>) -> Result<String, DecodeError> {
    let (encoding, body) = match (Encoding::for_bom(body), charset) {
        (Some((encoding, length)), _) => (encoding, body.get(length..).unwrap_or_default()),
        (None, Some(label)) => {
            let encoding = Encoding::for_label_no_replacement(label.as_bytes());
            let unknown =
                || DecodeError::new(format!("the charset {label:?} of the body is not known"));
            (encoding.ok_or_else(unknown)?, body)
        }
        (None, None) => (UTF_8, body),
    };
    let text = encoding.decode_without_bom_handling_and_without_replacement(body);
    match text {
        Some(text) => Ok(text.into_owned()),
        None => Err(DecodeError::new(format!("the body is not {} text", encoding.name()))),
    }
}

/// Returns the parameter `charset` of a body's media type (RFC 9110, section 8.3.1).
fn charset(headers: &HeaderMap) -> Option<String> {
    let media_type = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    media_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']);
        (name.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then(|| value.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn charsets() {
        for (media_type, body, text) in [
            ("text/plain", &b"caf\xc3\xa9"[..], Some("café")),
            ("text/plain", b"caf\xe9", None),
            ("text/plain; charset=ISO-8859-1", b"caf\xe9", Some("café")),
            ("text/plain;CHARSET=\"latin1\"", b"caf\xe9 \x80", Some("café €")),
            ("text/csv; header=present; charset = windows-1251", b"\xe4\xe0", Some("да")),
            ("text/plain; charset=Shift_JIS", b"\x82\xa0", Some("あ")),
            ("text/plain; charset=utf-16le", b"a\0\xe9\0", Some("aé")),
            ("text/plain; charset=utf-8", b"\xef\xbb\xbfa", Some("a")),
            // A byte order mark says more than the header.
            ("text/plain; charset=iso-8859-1", b"\xef\xbb\xbf\xc3\xa9", Some("é")),
            ("text/plain", b"\xff\xfea\0", Some("a")),
            ("text/plain; charset=", b"a", Some("a")),
            ("text/plain; charset=klingon", b"a", None),
            ("text/plain; charset=utf-8", b"\xe9", None),
            ("text/plain; charset=iso-2022-kr", b"a", None),
        ] {
            let headers = HeaderMap::from_iter([(CONTENT_TYPE, media_type.parse().unwrap())]);
            let decoded = decode(body, charset(&headers).as_deref());
            assert_eq!(decoded.as_deref().ok(), text, "{media_type}: {decoded:?}");
        }
        let unknown = decode(b"a", Some("kl\u{1b}ingon")).unwrap_err();
        assert_eq!(unknown.message(), r#"the charset "kl\u{1b}ingon" of the body is not known"#);
    }
}
