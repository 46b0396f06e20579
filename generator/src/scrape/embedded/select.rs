//! Choice among the documents that were found.

use std::collections::BTreeSet;

use serde_json::Value;

use super::anchors::Anchor;
use super::scan::Found;
use crate::diagnostics::{Diagnostic, Diagnostics, Origin, finding};
use crate::read::Source;
use crate::scrape::merge::{Part, merge, same_api};
use crate::scrape::recovered::Recovered;
use crate::scrape::wanted::Wanted;

/// A document that may be the API's.
#[derive(Debug)]
pub struct Candidate {
    /// The document, and its place.
    pub part: Part,
    /// The known place where it was found, if any.
    pub anchor: Option<&'static Anchor>,
    /// Its names in the page.
    pub names: Vec<String>,
    /// Pointers of members that are JavaScript expressions.
    pub expressions: Vec<String>,
    /// Findings from reading it, at places of its own text.
    pub findings: Vec<Diagnostic>,
    /// Whether other documents of the same file may describe further parts of the same API.
    pub mergeable: bool,
}

impl Candidate {
    /// A document of a page.
    pub fn of(found: Found, source: &Source, file: usize) -> Self {
        Self {
            part: Part {
                tree: found.tree,
                origin: Origin::byte(file, found.start),
                file: source.name.clone(),
            },
            anchor: found.anchor,
            names: found.names,
            expressions: found.expressions,
            findings: found.findings,
            mergeable: false,
        }
    }

    fn title(&self) -> &str {
        let title = self.part.tree.get("info").and_then(|info| info.get("title"));
        title.and_then(Value::as_str).unwrap_or_default()
    }

    fn is_called(&self, wanted: &str) -> bool {
        let file = self.part.file.rsplit(['/', '\\']).next().unwrap_or_default();
        std::iter::once(self.title())
            .chain(self.names.iter().map(String::as_str))
            .chain([file])
            .any(|name| !name.is_empty() && slug(name) == slug(wanted))
    }

    /// Whether it has no content, like the examples in the scripts of products.
    pub fn is_empty(&self) -> bool {
        ["paths", "webhooks", "components", "definitions"]
            .iter()
            .filter_map(|key| self.part.tree.get(key)?.as_object())
            .all(serde_json::Map::is_empty)
    }

    /// The name to show, by which users can choose it.
    fn shown(&self) -> String {
        let name = self.names.first().map_or(self.title(), String::as_str);
        if name.is_empty() { self.part.file.clone() } else { name.to_owned() }
    }
}

impl From<Part> for Candidate {
    fn from(part: Part) -> Self {
        Self {
            part,
            anchor: None,
            names: Vec::new(),
            expressions: Vec::new(),
            findings: Vec::new(),
            mergeable: true,
        }
    }
}

/// The letters and digits of a name in lower case, so that `Public API` and `public-api` are equal.
pub fn slug(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

/// Selects a document: the wanted one, or the only one. Candidates with content, and then those at known places, are
/// preferred. Parts of one API are merged.
pub fn select(
    mut candidates: Vec<Candidate>,
    wanted: Option<&Wanted>,
    diagnostics: &mut Diagnostics,
) -> Option<Recovered> {
    let mut seen = BTreeSet::new();
    candidates.retain(|one| seen.insert(one.part.tree.to_string()));
    if let Some(wanted) = wanted {
        if !candidates.iter().any(|one| one.is_called(&wanted.name)) {
            let name = wanted.name.clone();
            let documents = candidates.iter().map(Candidate::shown).collect();
            let first = || candidates.first().map(|one| one.part.origin.clone());
            let origin = wanted.origin.clone().or_else(first).unwrap_or_default();
            diagnostics.add(finding::Embedded::UnknownName { name, documents }, &origin);
            return None;
        }
        candidates.retain(|one| one.is_called(&wanted.name));
    }
    let mut rest = Vec::new();
    let better: [fn(&Candidate) -> bool; 2] = [|one| !one.is_empty(), |one| one.anchor.is_some()];
    for better in better {
        if candidates.iter().any(better) {
            let (best, others): (Vec<_>, Vec<_>) = candidates.into_iter().partition(better);
            candidates = best;
            rest.extend(others);
        }
    }
    let first = candidates.first()?;
    let one_api = candidates.iter().enumerate().all(|(index, other)| {
        let apart = other.mergeable
            || candidates[..index].iter().all(|one| one.part.origin.file != other.part.origin.file);
        apart && same_api(&first.part.tree, &other.part.tree)
    });
    if !one_api {
        let documents = candidates.iter().map(Candidate::shown).collect();
        let several = finding::Embedded::SeveralDocuments { documents };
        diagnostics.add(several, &first.part.origin);
        return None;
    }
    for candidate in &mut candidates {
        announce(candidate, diagnostics);
    }
    for other in rest {
        let not_used = finding::Embedded::NotUsed { document: other.shown() };
        diagnostics.add(not_used, &other.part.origin);
    }
    Some(merge(candidates.into_iter().map(|one| one.part).collect(), diagnostics))
}

/// Reports where a document was found, and which parts of it are lost.
fn announce(candidate: &mut Candidate, diagnostics: &mut Diagnostics) {
    let origin = &candidate.part.origin;
    if let Some(anchor) = candidate.anchor {
        diagnostics.add(finding::Embedded::Found { place: anchor.to_string() }, origin);
    }
    let findings = candidate.findings.drain(..);
    diagnostics.list.extend(findings.map(|found| found.moved(origin)));
    for pointer in &candidate.expressions {
        diagnostics.add(finding::Embedded::Expression { pointer: pointer.clone() }, origin);
    }
}
