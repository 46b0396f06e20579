//! Search for the key that every document has, `openapi` or `swagger` with a version, in every form of quoting.

use serde_json::Value;

use super::javascript::unquote::backslashes;

/// How a key is quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quoting {
    /// `"openapi"` or `'openapi'`: JSON, or JavaScript.
    Plain,
    /// `\"openapi\"` or `\u0022openapi\u0022`: JSON in a string.
    Escaped,
    /// `&quot;openapi&quot;`: JSON in an attribute or in the text of an element.
    Entity,
    /// `openapi`: JavaScript or YAML.
    Bare,
}

/// A key followed by a version.
#[derive(Debug, PartialEq, Eq)]
pub struct Signature {
    /// How its key is quoted.
    pub quoting: Quoting,
    /// Offset of the key, with its quotes.
    pub start: usize,
    /// Offset of the version.
    pub version: usize,
}

/// All signatures of a text, in order.
pub fn signatures(text: &str) -> impl Iterator<Item = Signature> + '_ {
    let mut openapi = text.match_indices("openapi").map(|(at, _)| at).peekable();
    let mut swagger = text.match_indices("swagger").map(|(at, _)| at).peekable();
    let words = std::iter::from_fn(move || match (openapi.peek(), swagger.peek()) {
        (Some(a), Some(b)) if b < a => swagger.next(),
        (Some(_), _) => openapi.next(),
        (None, _) => swagger.next(),
    });
    words.filter_map(|at| signature(text, at))
}

const QUOTES: &[&str] = &["\"", "'"];
const ESCAPED: &[&str] = &["\\u0022", "\\x22", "\\u0027", "\\x27"];
const ENTITIES: &[&str] = &["&quot;", "&#34;", "&#x22;", "&#39;", "&#x27;", "&apos;"];

fn signature(text: &str, at: usize) -> Option<Signature> {
    let word_end = at + "openapi".len();
    let (quoting, length) = quote_before(text, at);
    let mut after = &text[word_end..];
    if quoting != Quoting::Bare {
        after = strip_quote(after)?;
    }
    after = after.trim_start().strip_prefix(':')?.trim_start();
    while let Some(rest) = strip_quote(after) {
        after = rest;
    }
    let of_openapi = text[at..].starts_with("openapi");
    let version = if of_openapi { after.starts_with("3.") } else { after.starts_with("2.0") };
    let start = at - length;
    let joined = quoting == Quoting::Bare
        && text[..at].bytes().next_back().is_some_and(|b| {
            (b.is_ascii_alphanumeric() && !text[..at].ends_with("\\n"))
                || matches!(b, b'-' | b'_' | b'.' | b'$' | b'/')
        });
    (version && !joined).then(|| Signature { quoting, start, version: text.len() - after.len() })
}

/// The quote before a word, and its length.
fn quote_before(text: &str, at: usize) -> (Quoting, usize) {
    let before = &text[..at];
    let ends = |list: &[&str]| list.iter().find(|q| before.ends_with(**q)).map(|q| q.len());
    if let Some(length) = ends(ESCAPED) {
        return (Quoting::Escaped, length);
    }
    if let Some(length) = ends(ENTITIES) {
        return (Quoting::Entity, length);
    }
    // The word may be the beginning of a quoted YAML text rather than a quoted key.
    let closed = strip_quote(&text[at + "openapi".len()..]).is_some();
    match ends(QUOTES) {
        Some(_) if before.ends_with("\\\"") || before.ends_with("\\'") => {
            let backslashes = backslashes(text.as_bytes(), at - 1);
            (Quoting::Escaped, backslashes.min(64) + 1)
        }
        Some(length) if closed => (Quoting::Plain, length),
        _ => (Quoting::Bare, 0),
    }
}

/// Removes a quote, in any form, from the beginning of a text.
fn strip_quote(text: &str) -> Option<&str> {
    ESCAPED.iter().chain(ENTITIES).chain(QUOTES).find_map(|quote| text.strip_prefix(quote)).or_else(
        || {
            let rest = text.trim_start_matches('\\');
            let escaped = rest.len() < text.len() && text.len() - rest.len() < 64;
            escaped.then_some(rest)?.strip_prefix(['"', '\''])
        },
    )
}

/// Whether a text contains the beginning of a document, even if the rest of it cannot be read.
pub fn begins_document(text: &str) -> bool {
    signatures(text).next().is_some()
}

/// Whether a tree is a document of OpenAPI 3 or Swagger 2.0 with content.
pub fn is_document(tree: &Value) -> bool {
    let version = |key: &str| match tree.get(key) {
        Some(Value::String(version)) => version.clone(),
        Some(Value::Number(version)) => version.to_string(),
        _ => String::new(),
    };
    (version("openapi").starts_with("3.") || version("swagger") == "2.0")
        && ["paths", "webhooks", "components", "definitions"]
            .iter()
            .any(|key| tree.get(key).is_some_and(Value::is_object))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_recognised() {
        for (text, expected) in [
            (r#"{"openapi": "3.0.0""#, Some(Quoting::Plain)),
            ("{'swagger':'2.0'", Some(Quoting::Plain)),
            (r#"{\"openapi\":\"3.1.0\""#, Some(Quoting::Escaped)),
            (r#"{\\\"openapi\\\":\\\"3.1.0"#, Some(Quoting::Escaped)),
            (r"{\u0022openapi\u0022: \u00223.0.0", Some(Quoting::Escaped)),
            ("{&quot;openapi&quot;:&quot;3.0.0", Some(Quoting::Entity)),
            ("{openapi: '3.0.0'", Some(Quoting::Bare)),
            ("openapi: 3.0.0\n", Some(Quoting::Bare)),
            (r#""openapi: 3.0.0\ninfo"#, Some(Quoting::Bare)),
            (r#""info: 1\nswagger: \"2.0\""#, Some(Quoting::Bare)),
            ("{\"openapi\": \"2.0\"", None),
            ("x-openapi: 3.0.0", None),
            ("an openapi document", None),
            ("openapi: get /path", None),
            ("swagger: '3.0'", None),
        ] {
            let found = signatures(text).next().map(|signature| signature.quoting);
            assert_eq!(found, expected, "{text}");
        }
    }
}
