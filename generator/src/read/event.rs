//! Events of a JSON or YAML text, from which the tree and the positions are built.

use std::borrow::Cow;
use std::ops::Range;

use super::limits::MAX_DEPTH;

/// The syntax of a text.
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

/// An event: the beginning or end of a collection, or a scalar. In a mapping, keys and values alternate.
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
    /// A reference to the node with this anchor.
    Alias { anchor: usize },
}

/// The style of a scalar, which decides its type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// Without quotes or tag: the text decides the type.
    Plain,
    /// A string, by its quotes or by its tag.
    String,
    /// A number, boolean or null by its tag, with or without quotes.
    Tagged,
}

/// An error that ends reading.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fault {
    pub message: String,
    /// Byte offset in the text.
    pub offset: usize,
    /// Whether the depth is the only error found.
    pub is_depth: bool,
}

impl Fault {
    pub fn new(message: impl Into<String>, offset: usize) -> Self {
        Self { message: message.into(), offset, is_depth: false }
    }

    /// The error for a collection deeper than [`MAX_DEPTH`].
    pub fn too_deep(offset: usize) -> Self {
        let message = format!("nested deeper than {MAX_DEPTH} levels");
        Self { message, offset, is_depth: true }
    }
}

/// An event and the bytes it comes from.
pub(super) type Step<'a> = Result<(Event<'a>, Range<usize>), Fault>;
