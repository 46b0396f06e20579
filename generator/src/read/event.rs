//! What a JSON or YAML text consists of, piece by piece: the tree and the positions are built from it.

use std::borrow::Cow;
use std::ops::Range;

use super::limits::MAX_DEPTH;

/// How a text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    /// RFC 8259.
    Json,
    /// YAML 1.2, which includes JSON.
    Yaml,
}

impl Syntax {
    /// JSON or YAML, judged by the first character.
    pub(super) fn of(text: &str) -> Self {
        match text.trim_start().as_bytes().first() {
            Some(b'{' | b'[') => Self::Json,
            _ => Self::Yaml,
        }
    }
}

/// A piece of a text. In a mapping, keys and values alternate.
#[derive(Debug, PartialEq)]
pub(super) enum Event<'a> {
    /// A mapping begins.
    Mapping { anchor: usize },
    /// A sequence begins.
    Sequence { anchor: usize },
    /// The innermost collection ends.
    End,
    /// A key, or a value that is not a collection.
    Scalar { text: Cow<'a, str>, style: Style, anchor: usize },
    /// The node with this anchor, once more.
    Alias { anchor: usize },
}

/// What tells the kind of a scalar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// Without quotes or tag: the text tells.
    Plain,
    /// With quotes, or with a tag that says so: a string.
    String,
    /// A number, boolean or null whatever its quotes, by its tag.
    Tagged,
}

/// Why reading stops.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fault {
    pub message: String,
    /// In bytes from the beginning of the text.
    pub offset: usize,
    /// Whether the text may be well-formed but for its depth.
    pub is_depth: bool,
}

impl Fault {
    pub fn new(message: impl Into<String>, offset: usize) -> Self {
        Self { message: message.into(), offset, is_depth: false }
    }

    /// A collection is deeper than [`MAX_DEPTH`].
    pub fn too_deep(offset: usize) -> Self {
        let message = format!("nested deeper than {MAX_DEPTH} levels");
        Self { message, offset, is_depth: true }
    }
}

/// An event and the bytes it comes from.
pub(super) type Step<'a> = Result<(Event<'a>, Range<usize>), Fault>;
