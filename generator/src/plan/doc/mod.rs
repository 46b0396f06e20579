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
mod tree;

use crate::rust::Docs;
use tree::{Block, Inline};

/// The lines of a description, made safe as by [`rustdoc`].
pub fn lines(text: &str) -> Docs {
    rustdoc(text).lines().collect()
}

/// Text for use between backticks.
pub fn code(text: &str) -> String {
    text.replace(['`', '\n', '\r'], " ")
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
