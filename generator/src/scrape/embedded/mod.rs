//! Documentation pages that carry a whole document, or name the file that does.
//!
//! There is one way for all products: the text of a page is searched for the key that every document has,
//! and out from there to what encloses it. Products come in only to prefer the place where each keeps its
//! document, and to say what a page loads when it carries nothing.

mod anchors;
pub mod kind;
mod links;
pub mod load;
pub mod scan;
pub mod select;
#[cfg(test)]
mod tests;
mod walk;
