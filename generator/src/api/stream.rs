//! Responses that are streams of items.

use super::Type;

/// The stream of items that an operation responds with.
#[derive(Debug, Clone, PartialEq)]
pub struct Stream {
    /// Media type of the response.
    pub media_type: String,
    /// How items are found in the response.
    pub framing: Framing,
    /// Type of an item.
    pub item: Type,
}

/// How items are found in a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Framing {
    /// Server-sent events.
    Events,
    /// JSON, a line each.
    Lines,
    /// JSON text sequences (RFC 7464).
    Sequence,
}

impl Framing {
    /// Returns how items are found in a body of this media type; `None` if it is no stream of items.
    #[must_use]
    pub fn of(media_type: &str) -> Option<Self> {
        let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        match essence.as_str() {
            "text/event-stream" => Some(Self::Events),
            "application/jsonl"
            | "application/x-jsonl"
            | "application/ndjson"
            | "application/x-ndjson"
            | "application/json-lines"
            | "application/jsonlines"
            | "application/x-jsonlines"
            | "application/x-json-stream"
            | "text/jsonl" => Some(Self::Lines),
            "application/json-seq" => Some(Self::Sequence),
            other if other.ends_with("+json-seq") => Some(Self::Sequence),
            _ => None,
        }
    }
}
