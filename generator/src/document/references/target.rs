//! Finds the targets of references.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use crate::diagnostics::finding;
use crate::document::at::{self, At};
use crate::document::copies::pure_reference;
use crate::document::findings::Findings;
use crate::document::place::Place;
use crate::document::tree::Tree;
use crate::pointer;
use crate::read::reference::decode;

/// Maximum number of unresolved references for which a similar name is searched, which is slow.
const GUESSES: usize = 50;

/// Minimum similarity of two names (0 to 1) for one to be suggested for the other.
const ALIKE: f64 = 0.75;

/// Maximum number of `$ref` hops per pointer.
const MAX_HOPS: usize = 64;

/// A `$ref` that does not name a component of its kind, and its place.
#[derive(Debug)]
pub(super) struct Odd {
    pub pointer: String,
    pub place: Place,
    pub reference: String,
}

/// The target of a reference.
pub(super) enum Target {
    /// The pointer of a node that is not a reference itself, or of a component.
    Node(String),
    /// The target was not found; the reason was reported.
    Unresolved,
}

/// Finds the targets of references.
pub(super) struct Targets<'a> {
    tree: &'a Tree,
    swagger: bool,
    /// Pointers of schemas by their `$anchor`; collected when they are first needed.
    anchors: Option<HashMap<String, String>>,
    guesses: usize,
}

impl<'a> Targets<'a> {
    pub fn new(tree: &'a Tree, swagger: bool) -> Self {
        Self { tree, swagger, anchors: None, guesses: 0 }
    }

    pub fn find(&mut self, odd: &Odd, findings: &mut Findings<'_>) -> Target {
        let document = self.tree.value();
        let spot = self.tree.spot(At::pointer(&odd.pointer));
        let section = odd.place.section(self.swagger);
        let mut reference = odd.reference.as_str();
        let mut seen = HashSet::new();
        loop {
            let pointer = match self.pointer(reference) {
                Ok(pointer) => pointer,
                Err(meant) => {
                    let reference = reference.to_owned();
                    let finding = match reference.is_empty() {
                        true => finding::Reference::Empty { meant },
                        false => finding::Reference::Unresolved { reference, meant },
                    };
                    findings.add(finding, &spot);
                    return Target::Unresolved;
                }
            };
            let Some(node) = document.pointer(&pointer) else { return Target::Unresolved };
            let component =
                section.is_some_and(|section| component_reference(&pointer, section).is_some());
            let next = pure_reference(node, odd.place);
            if component && (odd.place.is_schema() || next.is_none()) {
                return Target::Node(pointer);
            }
            if let Some(next) = next {
                if seen.len() > MAX_HOPS || !seen.insert(pointer) {
                    let reference = odd.reference.clone();
                    findings.add(finding::Reference::Cycle { reference }, &spot);
                    return Target::Unresolved;
                }
                reference = next;
                continue;
            }
            let found = Place::of_pointer(document, &pointer);
            if let Some(what) = mismatch(odd.place, found, node) {
                let within = schema_within(odd.place, found, node);
                let other_kind = finding::Reference::OtherKind {
                    reference: odd.reference.clone(),
                    found: what,
                    wanted: odd.place.as_str(),
                    schema_is_used: within.is_some(),
                };
                findings.add(other_kind, &spot);
                return match within {
                    Some(below) => Target::Node(format!("{pointer}{below}")),
                    None => Target::Unresolved,
                };
            }
            return Target::Node(pointer);
        }
    }

    /// Returns the pointer that a reference names; if the target is not found, the error is what may be meant.
    fn pointer(&mut self, reference: &str) -> Result<String, Option<String>> {
        let Some(fragment) = reference.strip_prefix('#') else {
            return Err(self.without_mark(reference));
        };
        if !fragment.is_empty() && !fragment.starts_with('/') {
            let anchors = self.anchors.get_or_insert_with(|| anchors(self.tree.value()));
            let found = anchors.get(fragment).or_else(|| anchors.get(&decode(fragment)));
            return found.cloned().ok_or_else(|| self.without_mark(fragment));
        }
        let written = self.walk(fragment, &mut 0);
        let decoded = decode(fragment);
        match written {
            Err(_) if decoded != fragment => self.walk(&decoded, &mut 0),
            written => written,
        }
        .map_err(|(parent, key)| self.guess(&parent, &key))
    }

    /// Follows a pointer and the references on its path, and counts these in `hops`. The error holds the pointer of the
    /// deepest existing node, and the key that it does not have.
    fn walk(&self, pointer: &str, hops: &mut usize) -> Result<String, (String, String)> {
        let mut node = self.tree.value();
        let mut at = String::new();
        for key in pointer::keys(pointer) {
            if let Some(Value::String(reference)) = node.get("$ref")
                && node.get(key.as_ref()).is_none()
                && *hops < MAX_HOPS
                && let Some(fragment) = reference.strip_prefix('#')
                && let Ok(pointer) = {
                    *hops += 1;
                    self.walk(&decode(fragment), hops)
                }
                && let Some(target) = self.tree.value().pointer(&pointer)
            {
                node = target;
                at = pointer;
            }
            let child = match node {
                Value::Object(map) => map.get(key.as_ref()),
                Value::Array(list) => key.parse().ok().and_then(|index: usize| list.get(index)),
                _ => None,
            };
            let Some(child) = child else { return Err((at, key.into_owned())) };
            node = child;
            pointer::push(&mut at, &key);
        }
        Ok(at)
    }

    /// Returns the pointer for a reference that lacks `#/…/` before the name of an existing node.
    fn without_mark(&self, reference: &str) -> Option<String> {
        if reference.starts_with('/') {
            return self.walk(reference, &mut 0).ok().map(|pointer| format!("#{pointer}"));
        }
        let pointers = [
            format!("/{reference}"),
            format!("/components/schemas/{reference}"),
            format!("/definitions/{reference}"),
        ];
        pointers
            .into_iter()
            .find_map(|pointer| self.walk(&pointer, &mut 0).ok())
            .map(|pointer| format!("#{pointer}"))
    }

    fn guess(&mut self, parent: &str, key: &str) -> Option<String> {
        self.guesses += 1;
        if self.guesses > GUESSES {
            return None;
        }
        let names = self.tree.value().pointer(parent)?.as_object()?.keys();
        let alike = names.map(|name| (strsim::jaro_winkler(name, key), name));
        let best = alike.max_by(|a, b| a.0.total_cmp(&b.0));
        let (_, name) = best.filter(|(alike, _)| *alike >= ALIKE)?;
        Some(format!("#{}", pointer::join(parent, name)))
    }
}

/// Returns the reference to a pointer, if it is a component of a section.
pub(super) fn component_reference(pointer: &str, section: &[&str]) -> Option<String> {
    let name = pointer.strip_prefix(&format!("/{}/", section.join("/")))?;
    (!name.contains('/')).then(|| format!("#{pointer}"))
}

/// Describes a node that is not of the wanted kind; `None` if it is.
fn mismatch(wanted: Place, found: Place, node: &Value) -> Option<String> {
    let kind = match node {
        Value::Object(_) => None,
        Value::Bool(_) if wanted.is_schema() => None,
        Value::Array(_) => Some("sequence"),
        Value::String(_) => Some("text"),
        Value::Number(_) => Some("number"),
        Value::Bool(_) => Some("boolean"),
        Value::Null => Some("null"),
    };
    if matches!(wanted, Place::Other | Place::List(_)) {
        return None;
    }
    let unknown = matches!(found, Place::Other | Place::Data);
    match kind {
        Some(kind) => Some(kind.to_owned()),
        None if unknown || found == wanted || found.is_schema() && wanted.is_schema() => None,
        None => Some(found.as_str().to_owned()),
    }
}

/// Returns the path to the schema in a parameter, response or body, which a reference to a schema names by mistake.
fn schema_within(wanted: Place, found: Place, node: &Value) -> Option<String> {
    let carriers =
        [Place::Parameter, Place::Header, Place::Response, Place::RequestBody, Place::MediaType];
    if !wanted.is_schema() || !carriers.contains(&found) {
        return None;
    }
    let is_schema = |node: &Value| node.get("schema").is_some_and(|s| s.get("$ref").is_none());
    if is_schema(node) {
        return Some("/schema".to_owned());
    }
    let (media_type, _) =
        node.get("content")?.as_object()?.iter().find(|(_, media)| is_schema(media))?;
    Some(pointer::join("/content", media_type) + "/schema")
}

/// Collects the pointers of schemas by their `$anchor`, `$dynamicAnchor`, or the `#…` of their `$id` or `id`.
fn anchors(tree: &Value) -> HashMap<String, String> {
    let mut found = HashMap::new();
    collect_anchors(tree, Place::Document, &At::root(), &mut found);
    found
}

fn collect_anchors(node: &Value, place: Place, at: &At<'_>, found: &mut HashMap<String, String>) {
    if place == Place::Data {
        return;
    }
    for key in ["$anchor", "$dynamicAnchor", "$id", "id"] {
        let name = node.get(key).and_then(Value::as_str).unwrap_or_default();
        let name = if key.ends_with("id") { name.strip_prefix('#') } else { Some(name) };
        if let Some(name) = name.filter(|name| !name.is_empty()) {
            found.entry(name.to_owned()).or_insert_with(|| at.text());
        }
    }
    at::children(node, place, at, |child, place, at| collect_anchors(child, place, at, found));
}
