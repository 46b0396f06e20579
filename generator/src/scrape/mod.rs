//! Recovery of an OpenAPI document from documentation pages.

mod embedded;
mod extract;
mod html2;
mod httpdoc;
mod javascript;
mod markdown;
mod merge;
mod recovered;
mod signature;
mod wanted;

pub use httpdoc::is_page;
pub use recovered::Recovered;
pub use wanted::Wanted;

use crate::diagnostics::Diagnostics;
use crate::read::Source;
use embedded::kind::looks_like_page;

/// Whether the description consists of pages, not of a document and files that it refers to.
pub fn are_pages(sources: &[Source]) -> bool {
    sources.iter().any(|source| is_page(&source.text) || looks_like_page(source))
}

/// Recovers the document that pages contain, or that their content describes. `wanted` chooses among several that they
/// contain. If none can be recovered, the reason is reported.
pub fn recover(
    sources: &[Source],
    wanted: Option<&Wanted>,
    diagnostics: &mut Diagnostics,
) -> Option<Recovered> {
    if !sources.iter().any(|source| is_page(&source.text)) {
        return extract::extract(sources, wanted, diagnostics);
    }
    for (file, source) in sources.iter().enumerate() {
        if source.fault().is_some() {
            source.report(file, diagnostics);
        }
    }
    let (tree, places) = httpdoc::recover(sources, diagnostics);
    Some(Recovered { tree, places })
}

/// Whether a file is a document, or a page with one.
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
