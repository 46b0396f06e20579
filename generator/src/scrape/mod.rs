//! Documentation pages, read back into an OpenAPI document.

mod embedded;
mod extract;
mod html2;
mod httpdoc;
mod javascript;
mod markdown;
mod merge;
mod recovered;
mod signature;

pub use embedded::kind::looks_like_page;
pub use embedded::select::Wanted;
pub use extract::extract;
pub use httpdoc::{is_page, recover};

use crate::read::Source;

/// Whether a file is a document of its own, or a page that carries one.
pub fn is_description(source: &Source) -> bool {
    if is_page(&source.text) || html2::is_page(&source.text) {
        return true;
    }
    let is_document = || {
        let tree = source.tree();
        tree.is_some_and(|tree| ["openapi", "swagger"].iter().any(|key| tree.get(key).is_some()))
    };
    signature::begins_document(&source.text) && (looks_like_page(source) || is_document())
}
