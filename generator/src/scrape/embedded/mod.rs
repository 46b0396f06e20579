//! Documentation pages that carry a whole document, or name the file that does.
//!
//! There is one way for all products: the text of a page is searched for the key that every document has,
//! and out from there to what encloses it. Products come in only to prefer the place where each keeps its
//! document, and to say what a page loads when it carries nothing.

mod anchors;
mod kind;
mod links;
pub(super) mod literal;
mod load;
mod scan;
mod select;
mod signature;
#[cfg(test)]
mod tests;
mod unquote;
mod walk;

use serde_json::Value;

pub use self::kind::looks_like_page;
use self::kind::{Kind, kind};
pub use self::scan::is_document;
use self::scan::{Trouble, scan};
use self::select::{Candidate, select};
use super::merge::Part;
use super::{html2, markdown};
use crate::diagnostics::{Diagnostics, Origin};
use crate::read::Source;

/// A document that was found in pages.
#[derive(Debug)]
pub struct Embedded {
    /// Its tree, of the dialect it is written in.
    pub tree: Value,
    /// Where its nodes stand: JSON pointers into the tree, each with all that is below it.
    pub places: Vec<(String, Origin)>,
}

/// Kinds of pages, for messages.
const KINDS: &str = "Redoc, Swagger UI, swagger-ui-express, NestJS, Scalar, Stoplight Elements, RapiDoc, \
                     ReadMe, openapi-generator's html2, httpdoc, and Markdown with OpenAPI in fences";

/// The document that pages carry, or that they name when it is among the sources too. Of several, `wanted`
/// chooses one by its title, by the name the page gives it, by the slug of either, or by its file.
///
/// All files of a saved page belong into `sources`; nothing is read or fetched beyond them. Whatever keeps
/// a document from being found is an error: `SW0048`, `SW0049`, `SW0090` to `SW0092`.
pub fn extract(
    sources: &[Source],
    wanted: Option<&str>,
    diagnostics: &mut Diagnostics,
) -> Option<Embedded> {
    let mut candidates = Vec::new();
    let mut troubles: Vec<(usize, Trouble)> = Vec::new();
    let documents = sources.iter().any(|one| kind(one) == Kind::Data && begins_document(&one.text));
    for (file, source) in sources.iter().enumerate() {
        match kind(source) {
            Kind::Page if kind::is_library(source) => {}
            Kind::Page => {
                let scan = scan(&source.text);
                if scan.exhausted {
                    let message = format!(
                        "`{}` has more that begins like a document than is tried",
                        source.name
                    );
                    let help = "give the file of the document, cut out of the page";
                    diagnostics.report_with_help("SW0096", &at(file, 0), message, help);
                }
                candidates
                    .extend(scan.found.into_iter().map(|one| Candidate::of(one, source, file)));
                troubles.extend(scan.troubles.into_iter().map(|trouble| (file, trouble)));
            }
            // Beside a document, Markdown is its manual.
            Kind::Markdown if documents => {}
            Kind::Markdown => {
                let parts = markdown::parts(source, file, diagnostics);
                candidates.extend(parts.into_iter().map(Candidate::from));
            }
            Kind::Data => {}
        }
    }
    let anchored_only = !candidates.is_empty();
    let damaged = report_troubles(&troubles, anchored_only, sources, diagnostics);
    let only_examples = candidates.iter().all(Candidate::is_empty) && load::links_any(sources);
    if !candidates.is_empty() && !only_examples {
        return select(candidates, wanted, diagnostics);
    }
    if sources.iter().any(|source| html2::is_page(&source.text)) {
        return html2::recover(sources, diagnostics);
    }
    if damaged {
        return None;
    }
    load::load(sources, wanted, diagnostics)
}

/// Whether a text begins like a document, whatever comes of it.
pub fn begins_document(text: &str) -> bool {
    signature::signatures(text).next().is_some()
}

/// Reports what begins like a document and cannot be read; where there is another, only if a product keeps
/// its document there. Gives whether there was anything to report.
fn report_troubles(
    troubles: &[(usize, Trouble)],
    anchored_only: bool,
    sources: &[Source],
    diagnostics: &mut Diagnostics,
) -> bool {
    let wanted = troubles.iter().filter(|(_, trouble)| !anchored_only || trouble.anchor.is_some());
    let mut any = false;
    // One broken document may hold many places that look like one.
    for (file, trouble) in wanted.take(5) {
        any = true;
        let place = match trouble.anchor {
            Some(anchor) => format!(" in {} of {}", anchor.name, anchor.product),
            None => String::new(),
        };
        let name = sources.get(*file).map_or("", |source| source.name.as_str());
        let message = match trouble.cut_off {
            true => format!("the document{place} is cut off: {}", trouble.message),
            false => format!("the document{place} cannot be read: {}", trouble.message),
        };
        let help = format!("save `{name}` again, as a whole and as the server sends it");
        diagnostics.report_with_help("SW0092", &at(*file, trouble.start), message, help);
    }
    any
}

/// A byte of a file.
fn at(file: usize, offset: usize) -> Origin {
    Origin { file, offset: Some(offset), ..Origin::default() }
}

impl From<Part> for Candidate {
    fn from(part: Part) -> Self {
        Self {
            part,
            anchor: None,
            names: Vec::new(),
            expressions: Vec::new(),
            diagnostics: Diagnostics::default(),
            mergeable: true,
        }
    }
}
