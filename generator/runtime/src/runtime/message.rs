//! Finds messages in the bodies of error responses.

use http::HeaderMap;

use super::escape::one_line;
use super::response::{content_encoding, media_type};
use super::wire::Json;

/// Members of JSON bodies that hold the message, in lower case and without `_`, the most specific first: `error` is
/// only a code if `error_description` is present, and `title` is more general than `detail`.
const MEMBERS: [&str; 11] = [
    "message",
    "detail",
    "errordescription",
    "errormessage",
    "error",
    "errors",
    "errormessages",
    "title",
    "msg",
    "description",
    "reason",
];

/// Maximum depth at which a message is found, counting objects, lists and the message.
const MAX_DEPTH: usize = 4;

/// Maximum number of characters of a body that `Display` shows.
const SHOWN: usize = 400;

/// Finds the message in a body.
pub fn find(headers: &HeaderMap, body: &[u8]) -> Option<String> {
    match serde_json::from_slice(body) {
        Ok(json) => in_json(&json, MAX_DEPTH).map(str::to_owned),
        Err(_) if media_type(headers) == "text/plain" => {
            let text = String::from_utf8_lossy(body).trim().to_owned();
            (!text.is_empty()).then_some(text)
        }
        Err(_) => None,
    }
}

fn in_json(value: &Json, depth: usize) -> Option<&str> {
    let deeper = depth.checked_sub(1)?;
    match value {
        Json::String(text) => Some(text.trim()).filter(|text| !text.is_empty()),
        Json::Array(items) => items.iter().find_map(|item| in_json(item, deeper)),
        Json::Object(members) => MEMBERS.iter().find_map(|wanted| {
            let named = |name: &str| name.replace('_', "").eq_ignore_ascii_case(wanted);
            let mut values = members.iter().filter(|(name, _)| named(name));
            values.find_map(|(_, value)| in_json(value, deeper))
        }),
        _ => None,
    }
}

/// Shows a body in one line: the whole body if it is short, otherwise the message in it, or its start.
pub fn shown(headers: &HeaderMap, body: &[u8]) -> String {
    if let Some(encoding) = content_encoding(headers).filter(|_| !body.is_empty()) {
        return format!("{} bytes in content encoding {encoding}", body.len());
    }
    // A character has at most four bytes.
    let (start, rest) = body.split_at(body.len().min(4 * SHOWN));
    let text = one_line(&String::from_utf8_lossy(start));
    if rest.is_empty() && text.chars().nth(SHOWN).is_none() {
        return text;
    }
    let text = find(headers, body).map_or(text, |message| one_line(&message));
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// Maximum number of bytes of a long body that are shown before a place in it, and behind.
const AROUND: usize = 60;

/// Shows what is around a place in a long body; `None` if the body is short enough to be shown as a whole, or still
/// compressed.
pub fn around(headers: &HeaderMap, body: &[u8], offset: usize) -> Option<String> {
    if body.len() <= 4 * AROUND || content_encoding(headers).is_some() {
        return None;
    }
    let start = offset.saturating_sub(AROUND).min(body.len());
    let end = body.len().min(offset.saturating_add(AROUND));
    let excerpt = body.get(start..end)?;
    // Bytes that continue a character.
    let cut = excerpt.iter().take_while(|byte| **byte & 0xc0 == 0x80).count();
    let valid = excerpt.get(cut..).unwrap_or_default();
    let valid = match std::str::from_utf8(valid) {
        Err(error) if error.error_len().is_none() => valid.get(..error.valid_up_to()),
        _ => Some(valid),
    };
    let text = one_line(&String::from_utf8_lossy(valid.unwrap_or_default()));
    let before = if start > 0 { "…" } else { "" };
    let behind = if end < body.len() { "…" } else { "" };
    Some(format!("{before}{text}{behind}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(media_type: &str) -> HeaderMap {
        HeaderMap::from_iter([(http::header::CONTENT_TYPE, media_type.parse().unwrap())])
    }

    #[test]
    fn usual_forms() {
        for (body, message) in [
            (r#"{"code":1,"message":"m"}"#, Some("m")),
            (r#"{"type":"t","title":"x","status":403,"detail":"m"}"#, Some("m")),
            (r#"{"title":"m","status":403}"#, Some("m")),
            (r#"{"error":"invalid_grant","error_description":"m"}"#, Some("m")),
            (r#"{"error":"m"}"#, Some("m")),
            (r#"{"error":{"code":1,"message":"m","status":"x"}}"#, Some("m")),
            (r#"{"errors":[{"code":1},{"title":"x","detail":"m"}]}"#, Some("m")),
            (r#"{"errors":["m","n"]}"#, Some("m")),
            (r#"{"status":400,"error":"Bad Request","message":["m","n"]}"#, Some("m")),
            (r#"{"detail":[{"loc":["body"],"msg":"m"}]}"#, Some("m")),
            (r#"{"Message":"m"}"#, Some("m")),
            (r#"{"errorMessages":[],"errors":{"name":"x"}}"#, None),
            (r#"{"errorMessages":["m"]}"#, Some("m")),
            (r#"[{"errorCode":"x","message":"m"}]"#, Some("m")),
            (r#"{"message":" ","error":{"message":null,"reason":"m"}}"#, Some("m")),
            (r#""m""#, Some("m")),
            (r#"{"message":1}"#, None),
            ("{}", None),
            ("null", None),
            ("", None),
            ("<html>", None),
        ] {
            assert_eq!(
                find(&headers("application/json"), body.as_bytes()).as_deref(),
                message,
                "{body}"
            );
        }
        let text = find(&headers("Text/Plain; charset=utf-8"), b" no such thing\n");
        assert_eq!(text.as_deref(), Some("no such thing"));
        let deep = "[".repeat(100) + &"]".repeat(100);
        assert_eq!(find(&HeaderMap::new(), deep.as_bytes()), None);
    }

    #[test]
    fn what_is_shown_is_bounded_and_escaped() {
        let json = headers("application/json");
        assert_eq!(shown(&json, b"{\r\n  \"a\":\t1 }"), "{ \"a\": 1 }");
        assert_eq!(
            shown(&json, "\u{1b}[2J\0 \u{202e}x ü\u{7f}".as_bytes()),
            r"\u{1b}[2J\u{0} \u{202e}x ü\u{7f}"
        );
        assert_eq!(shown(&json, b"\xff"), "\u{fffd}");
        let long = format!("{{\"data\":\"{}\",\"message\":\"m\"}}", "ü".repeat(5000));
        assert_eq!(shown(&json, long.as_bytes()), "m");
        let long = shown(&json, "ü ".repeat(5000).as_bytes());
        assert_eq!((long.chars().count(), long.ends_with('…')), (401, true));
        assert_eq!(shown(&json, b" \n"), "");
    }

    #[test]
    fn what_is_around_a_place() {
        let json = headers("application/json");
        assert_eq!(around(&json, b"[1]", 1), None);
        let body = format!("[{}\u{1b}x{}]", "ü".repeat(100), "é".repeat(100));
        let at = body.find('x').unwrap();
        let shown = format!("…{}\\u{{1b}}x{}…", "ü".repeat(29), "é".repeat(29));
        assert_eq!(around(&json, body.as_bytes(), at).unwrap(), shown);
        assert!(around(&json, body.as_bytes(), 0).unwrap().starts_with("[ü"));
        assert!(around(&json, body.as_bytes(), body.len() - 1).unwrap().ends_with("é]"));
        assert!(around(&json, body.as_bytes(), usize::MAX).is_some());
        let compressed =
            HeaderMap::from_iter([(http::header::CONTENT_ENCODING, "br".parse().unwrap())]);
        assert_eq!(around(&compressed, body.as_bytes(), 0), None);
    }
}
