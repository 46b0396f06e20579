//! Description text as rustdoc Markdown that neither runs, nor breaks, nor warns.
//!
//! OpenAPI says that descriptions are CommonMark; in practice they are Markdown, HTML, plain text and
//! mixtures. All of it is read into one tree of blocks, and the tree is printed in one plain style, so
//! that no construct of the input reaches rustdoc unseen.

mod build;
mod clean;
mod escape;
mod html;
mod inline;
mod markdown;
mod print;
mod run;
mod sentence;
#[cfg(test)]
mod tests;

use pulldown_cmark::Alignment;

/// A block of a description.
#[derive(Debug, Clone, PartialEq)]
enum Block {
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
enum Inline {
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

#[derive(Debug, Clone, Copy, PartialEq)]
enum Style {
    Emphasis,
    Strong,
    Strike,
}

/// Makes a description safe to print behind `///`: links, lists, tables, headings, emphasis and code stay
/// what they are, HTML becomes the Markdown that means the same, code blocks are marked as text, what only
/// looks like Markdown or HTML is escaped. Texts of more than 20,000 characters are cut.
pub fn rustdoc(text: &str) -> String {
    let (source, cut) = clean::source(text);
    let mut blocks = markdown::parse(&source);
    if cut {
        blocks.push(Block::Paragraph(vec![Inline::Text("…".to_owned())]));
    }
    print::document(&blocks)
}

/// The first sentence of a description, as plain text in one line.
pub fn plain_sentence(text: &str) -> String {
    let (source, _) = clean::source(text);
    let plain = run::plain(&sentence::first(&markdown::parse(&source)));
    let words: Vec<&str> = plain.split(|c: char| c.is_whitespace() || c.is_control()).collect();
    let text = words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    text.trim_end_matches('.').to_owned()
}

/// The first sentence of a description, as Markdown in one line of about 200 characters at most.
pub fn first_sentence(text: &str) -> String {
    let (source, _) = clean::source(text);
    let blocks = markdown::parse(&source);
    inline::line(&sentence::first(&blocks))
}
