//! Descriptions as a tree of blocks.

use pulldown_cmark::Alignment;

/// A block of a description.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Block {
    Paragraph(Vec<Inline>),
    /// Level from 1 to 6.
    Heading(u8, Vec<Inline>),
    /// Lines of code, without a language.
    Code(String),
    Quote(Vec<Block>),
    /// Number of the first item, for an ordered list, and the items.
    List(Option<u64>, Vec<Vec<Block>>),
    /// Alignments of the columns, and rows of cells; the first row is the header.
    Table(Vec<Alignment>, Vec<Vec<Vec<Inline>>>),
    Rule,
}

/// An inline element.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Inline {
    /// Text without escapes. Newlines are the line breaks of the source.
    Text(String),
    Code(String),
    /// A hard line break.
    Break,
    Styled(Style, Vec<Inline>),
    /// Absolute URL and text.
    Link(String, Vec<Inline>),
    /// Absolute URL and alternative text.
    Image(String, Vec<Inline>),
}

/// Style of emphasis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Style {
    Emphasis,
    Strong,
    Strike,
}
