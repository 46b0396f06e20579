//! Documentation pages that contain a whole document, or name its file.
//!
//! All products are handled alike: the text of a page is searched for the key that every document has, and from there
//! outwards for the enclosing object. The product only matters for preferring the place where it keeps its document, and for
//! naming the file that a page without a document loads.

mod anchors;
pub mod kind;
mod links;
pub mod load;
pub mod scan;
pub mod select;
#[cfg(test)]
mod tests;
mod walk;
