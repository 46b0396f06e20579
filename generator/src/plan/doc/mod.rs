//! Converts descriptions to rustdoc Markdown that does not run as a test, break the build or cause warnings.
//!
//! OpenAPI specifies CommonMark for descriptions; in practice, they are Markdown, HTML, plain text and mixtures of
//! these. A description is read into a tree of blocks, and the tree is printed in one plain style, so that only
//! constructs that the printer knows reach rustdoc.

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
mod tree;

use crate::rust::Docs;
use tree::{Block, Inline};

/// Converts a description by [`rustdoc`] and returns its lines.
pub fn lines(text: &str) -> Docs {
    rustdoc(text).lines().collect()
}

/// Makes a text safe for use between backticks.
pub fn code(text: &str) -> String {
    text.replace(['`', '\n', '\r'], " ")
}

/// Converts a description to text that is safe after `///`. Links, lists, tables, headings, emphasis and code are kept,
/// HTML becomes equivalent Markdown, code blocks are marked as text, and text that only looks like Markdown or HTML is
/// escaped. Texts of more than 20,000 characters are cut.
pub fn rustdoc(text: &str) -> String {
    let (source, cut) = clean::source(text);
    let mut blocks = markdown::parse(&source);
    if cut {
        blocks.push(Block::Paragraph(vec![Inline::Text("…".to_owned())]));
    }
    print::document(&blocks)
}

/// Returns the first sentence of a description, as plain text in one line.
pub fn plain_sentence(text: &str) -> String {
    let (source, _) = clean::source(text);
    let plain = run::plain(&sentence::first(&markdown::parse(&source)));
    let words: Vec<&str> = plain.split(|c: char| c.is_whitespace() || c.is_control()).collect();
    let text = words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    text.trim_end_matches('.').to_owned()
}

/// Returns the first sentence of a description, as Markdown in one line of at most about 200 characters.
pub fn first_sentence(text: &str) -> String {
    let (source, _) = clean::source(text);
    let blocks = markdown::parse(&source);
    inline::line(&sentence::first(&blocks))
}
