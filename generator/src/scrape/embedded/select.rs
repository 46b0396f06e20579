//! The choice among the documents that were found.

use std::collections::BTreeSet;

use serde_json::Value;

use super::anchors::Anchor;
use super::scan::Found;
use crate::diagnostics::{Diagnostics, Origin};
use crate::read::Source;
use crate::scrape::merge::{Part, merge, same_api};
use crate::scrape::recovered::Recovered;
use crate::scrape::wanted::Wanted;

/// A document that may be the one.
#[derive(Debug)]
pub struct Candidate {
    /// The document, and where it stands.
    pub part: Part,
    /// Whose place it stands at.
    pub anchor: Option<&'static Anchor>,
    /// What the page calls it.
    pub names: Vec<String>,
    /// Pointers of members that are JavaScript expressions.
    pub expressions: Vec<String>,
    /// What its reading has to say.
    pub diagnostics: Diagnostics,
    /// Whether another one of the same file and API may tell the rest of it.
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
            diagnostics: found.diagnostics,
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

    /// Whether it describes nothing, as examples in the scripts of products do.
    pub fn is_empty(&self) -> bool {
        ["paths", "webhooks", "components", "definitions"]
            .iter()
            .filter_map(|key| self.part.tree.get(key)?.as_object())
            .all(serde_json::Map::is_empty)
    }

    /// The name to show: the one to choose it by.
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
            diagnostics: Diagnostics::default(),
            mergeable: true,
        }
    }
}

/// Letters and digits of a name, so that `Public API` and `public-api` are one.
pub fn slug(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

/// The document among the candidates: of those at places where products keep theirs, when there are any; the
/// one that is wanted, or the only one. Several parts of one API are put together.
pub fn select(
    mut candidates: Vec<Candidate>,
    wanted: Option<&Wanted>,
    diagnostics: &mut Diagnostics,
) -> Option<Recovered> {
    let mut seen = BTreeSet::new();
    candidates.retain(|one| seen.insert(one.part.tree.to_string()));
    if let Some(wanted) = wanted {
        let Wanted { name, origin } = wanted;
        if !candidates.iter().any(|one| one.is_called(name)) {
            let message = format!("no document is called `{name}`");
            let help = format!("there are {}", list(candidates.iter().map(Candidate::shown)));
            let first = candidates.first().map(|one| &one.part.origin);
            let origin = origin.as_ref().or(first).cloned().unwrap_or_default();
            diagnostics.report_with_help("SW0091", &origin, message, help);
            return None;
        }
        candidates.retain(|one| one.is_called(name));
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
        let shown: Vec<String> = candidates.iter().map(Candidate::shown).collect();
        ambiguous(&shown, &first.part.origin, diagnostics);
        return None;
    }
    for candidate in &mut candidates {
        announce(candidate, diagnostics);
    }
    for other in rest {
        let message = format!("another document, `{}`, is not used", other.shown());
        let help = "`--document NAME` chooses one by its title";
        diagnostics.report_with_help("SW0095", &other.part.origin, message, help);
    }
    Some(merge(candidates.into_iter().map(|one| one.part).collect(), diagnostics))
}

/// Reports that there are several documents, with their names.
pub fn ambiguous(names: &[String], origin: &Origin, diagnostics: &mut Diagnostics) {
    let message = format!("there are {} documents: {}", names.len(), list(names.iter().cloned()));
    let help = "choose one: `--document NAME`";
    diagnostics.report_with_help("SW0090", origin, message, help);
}

fn list(names: impl Iterator<Item = String>) -> String {
    let names: BTreeSet<String> = names.map(|name| format!("`{name}`")).collect();
    names.into_iter().collect::<Vec<_>>().join(", ")
}

/// Says where a document was found and what of it is lost.
fn announce(candidate: &mut Candidate, diagnostics: &mut Diagnostics) {
    let origin = &candidate.part.origin;
    if let Some(anchor) = candidate.anchor {
        let message = format!("the document stands in {} of {}", anchor.name, anchor.product);
        diagnostics.report("SW0094", origin, message);
    }
    for mut finding in candidate.diagnostics.list.drain(..) {
        finding.origin = Some(origin.clone());
        diagnostics.list.push(finding);
    }
    for pointer in &candidate.expressions {
        let message =
            format!("`{pointer}` of the document is a JavaScript expression, read as `null`");
        let help = "run the page's script and give the document that it makes";
        diagnostics.report_with_help("SW0097", origin, message, help);
    }
}
