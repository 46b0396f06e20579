//! Media types of bodies and responses.

/// Returns a media type without parameters, in lower case.
pub(super) fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Whether a media type, with or without parameters, is JSON: `application/json`, `text/json` or a `+json` type.
pub(super) fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence == "application/json" || essence.ends_with("+json") || essence == "text/json"
}

/// Whether a media type without parameters is text other than JSON.
pub(super) fn is_text(essence: &str) -> bool {
    let text = ["xml", "yaml", "html", "javascript", "x-www-form-urlencoded"];
    essence.starts_with("text/") || text.iter().any(|suffix| essence.ends_with(suffix))
}

/// Kind of a content, by its media type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    Json,
    Text,
    Bytes,
}

/// Returns the kind of content that `contentType`, a list of media types and ranges, means, and its media type if that
/// is certain. JSON is preferred, because the client writes it; then bytes, which can be anything. `None` if all kinds
/// are possible.
pub(super) fn content_type(list: &str) -> Option<(Content, Option<String>)> {
    let types: Vec<&str> = list.split(',').map(str::trim).filter(|one| !one.is_empty()).collect();
    if let Some(json) = types.iter().find(|one| is_json(one)) {
        return Some((Content::Json, Some((*json).to_owned())));
    }
    if types.is_empty() || types.contains(&"*/*") {
        return None;
    }
    let only = match types.as_slice() {
        [one] if !one.contains('*') => Some((*one).to_owned()),
        _ => None,
    };
    let content = match types.iter().all(|one| is_text(&essence(one))) {
        true => Content::Text,
        false => Content::Bytes,
    };
    Some((content, only))
}

/// Returns the rank of a media type; lower ranks are preferred.
pub(super) fn rank(media_type: &str) -> u8 {
    match essence(media_type).as_str() {
        "application/json" => 0,
        _ if is_json(media_type) => 1,
        "application/x-www-form-urlencoded" => 2,
        "multipart/form-data" => 3,
        "application/octet-stream" => 4,
        text if text.starts_with("text/") => 5,
        _ => 6,
    }
}

/// Returns the entry of the preferred media type; of equally preferred ones, the first.
pub(super) fn preferred<'a, T>(
    content: impl Iterator<Item = (&'a String, T)>,
) -> Option<(&'a String, T)> {
    content.min_by_key(|(media_type, _)| rank(media_type))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_content() {
        for (list, expected) in [
            ("application/json", Some((Content::Json, Some("application/json")))),
            ("text/plain, application/ld+json", Some((Content::Json, Some("application/ld+json")))),
            ("text/csv; charset=utf-8", Some((Content::Text, Some("text/csv; charset=utf-8")))),
            ("text/plain, text/csv", Some((Content::Text, None))),
            ("application/xml", Some((Content::Text, Some("application/xml")))),
            ("image/png", Some((Content::Bytes, Some("image/png")))),
            ("image/*", Some((Content::Bytes, None))),
            ("text/plain,application/pdf", Some((Content::Bytes, None))),
            ("*/*", None),
            ("", None),
        ] {
            let found = content_type(list);
            let found = found.as_ref().map(|(content, only)| (*content, only.as_deref()));
            assert_eq!(found, expected, "{list}");
        }
    }
}
