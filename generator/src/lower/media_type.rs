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
    essence.starts_with("text/") || essence.ends_with("xml") || essence.ends_with("yaml")
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
