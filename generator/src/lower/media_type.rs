//! Media types of bodies and responses.

/// The media type without its parameters, in lower case.
pub(super) fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Whether it is `application/json` or a `+json` type, whatever its parameters.
pub(super) fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence == "application/json" || essence.ends_with("+json") || essence == "text/json"
}

/// Whether a media type without parameters is text other than JSON.
pub(super) fn is_text(essence: &str) -> bool {
    essence.starts_with("text/") || essence.ends_with("xml") || essence.ends_with("yaml")
}

/// The order in which media types are preferred, the best one first.
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

/// The preferred entry of several media types; of equal ones, the first.
pub(super) fn preferred<'a, T>(
    content: impl Iterator<Item = (&'a String, T)>,
) -> Option<(&'a String, T)> {
    content.min_by_key(|(media_type, _)| rank(media_type))
}
