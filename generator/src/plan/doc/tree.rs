//! Descriptions as a tree of blocks.

use pulldown_cmark::Alignment;

/// A block of a description.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Block {
    Paragraph(Vec<Inline>),
    /// Level from 1 to 6.
    Heading(u8, Vec<Inline>),
    /// Lines of code, in no language.
    Code(String),
    Quote(Vec<Block>),
    /// An ordered list has the number of its first item.
    List(Option<u64>, Vec<Vec<Block>>),
    /// Rows of cells, the first one the head.
    Table(Vec<Alignment>, Vec<Vec<Vec<Inline>>>),
    Rule,
}

/// A part of a line.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Inline {
    /// Text with nothing escaped. Newlines are where the author broke lines.
    Text(String),
    Code(String),
    /// A break that shows.
    Break,
    Styled(Style, Vec<Inline>),
    /// Absolute URL and text.
    Link(String, Vec<Inline>),
    /// Absolute URL and alternative text.
    Image(String, Vec<Inline>),
}

/// How a part of a line is set off.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Style {
    Emphasis,
    Strong,
    Strike,
}
