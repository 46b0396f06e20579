//! Extraction of the document of pages that contain it, in whole or in parts, or that name its file.

use super::embedded::kind::{Kind, is_library, kind};
use super::embedded::load::{links_any, load};
use super::embedded::scan::{Fault, Trouble, scan};
use super::embedded::select::{Candidate, select};
use super::javascript::literal;
use super::recovered::Recovered;
use super::signature::begins_document;
use super::wanted::Wanted;
use super::{html2, markdown};
use crate::diagnostics::{Diagnostics, Origin, finding};
use crate::read::Source;

/// Extracts the document that pages contain, or that they name if it is among the sources as well. Of several, `wanted`
/// chooses one by its title, by the name that the page gives it, by the slug of either, or by its file.
///
/// `sources` must contain all files of a saved page, since no others are read. If no document is found, the reason is
/// reported as an error: `SW0048`, `SW0049`, `SW0090` to `SW0092`.
pub fn extract(
    sources: &[Source],
    wanted: Option<&Wanted>,
    diagnostics: &mut Diagnostics,
) -> Option<Recovered> {
    let mut candidates = Vec::new();
    let mut troubles: Vec<(usize, Trouble)> = Vec::new();
    let documents = sources.iter().any(|one| kind(one) == Kind::Data && begins_document(&one.text));
    for (file, source) in sources.iter().enumerate() {
        match kind(source) {
            Kind::Page if is_library(source) => {}
            Kind::Page => {
                let scan = scan(&source.text);
                if scan.exhausted {
                    let name = source.name.clone();
                    let unsearched = finding::Embedded::NotSearchedToTheEnd { file: name };
                    diagnostics.add(unsearched, &Origin::byte(file, 0));
                }
                candidates
                    .extend(scan.found.into_iter().map(|one| Candidate::of(one, source, file)));
                troubles.extend(scan.troubles.into_iter().map(|trouble| (file, trouble)));
            }
            // Markdown beside a document is its manual, not a description.
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
    let only_examples = candidates.iter().all(Candidate::is_empty) && links_any(sources);
    if !candidates.is_empty() && !only_examples {
        return select(candidates, wanted, diagnostics);
    }
    if sources.iter().any(|source| html2::is_page(&source.text)) {
        return html2::recover(sources, diagnostics);
    }
    if damaged {
        return None;
    }
    load(sources, wanted, diagnostics)
}

/// Reports texts that begin like a document and cannot be read. With `anchored_only`, reports only those at a place where a
/// product keeps its document. Returns whether any was reported.
fn report_troubles(
    troubles: &[(usize, Trouble)],
    anchored_only: bool,
    sources: &[Source],
    diagnostics: &mut Diagnostics,
) -> bool {
    let wanted = troubles.iter().filter(|(_, trouble)| !anchored_only || trouble.anchor.is_some());
    let mut any = false;
    // One broken document may contain many places that look like a document.
    for (file, trouble) in wanted.take(5) {
        any = true;
        let origin = Origin::byte(*file, trouble.start);
        let place = trouble.anchor.map(ToString::to_string);
        let file = sources.get(*file).map(|source| source.name.clone()).unwrap_or_default();
        let unread = match &trouble.fault {
            Fault::CutOff => finding::Embedded::DocumentCutOff { file, place },
            Fault::TooDeep => {
                finding::Embedded::DocumentTooDeep { place, limit: literal::MAX_DEPTH }
            }
            Fault::Unexpected(found) => {
                finding::Embedded::DocumentUnexpected { file, place, found: *found }
            }
            Fault::Malformed(problem) => {
                let problem = problem.clone();
                finding::Embedded::DocumentMalformed { file, place, problem }
            }
        };
        diagnostics.add(unread, &origin);
    }
    any
}
