//! One tree of several files: what a document refers to in other files becomes its components, or is copied.

mod files;
mod visit;

use std::collections::{HashMap, VecDeque};

use serde_json::Value;

use super::components::slot;
use super::names::{self, Taken};
use super::place::{Place, Section};
use super::sweep;
use super::tree::Tree;
use crate::diagnostics::{Diagnostics, Origin};
use crate::pointer;
use crate::read::Source;
use files::Files;

/// The tree of the document among the sources, with everything it refers to in the others. Other sources
/// that are not referred to are named in a diagnostic. `None` when there is no document, which is reported.
///
/// Schemas, parameters, responses and other nodes that OpenAPI has components for become components, named
/// by the last part of the reference, or by the file; path items, operations and whole mappings are copied.
/// References between the files become references to the components, so that cycles stay cycles.
///
/// Takes the document's tree out of its source.
pub fn bundle(sources: &mut [Source], diagnostics: &mut Diagnostics) -> Option<Tree> {
    let root = root(sources)?;
    sources[root].report(root, diagnostics);
    let document = sources[root].tree()?;
    if !visit::refers_out(document, Place::Document) {
        Files::new(sources, root).report(diagnostics);
        let tree = sources[root].take_tree()?;
        return Some(Tree::from_origin(tree, Spot::of(root).origin()));
    }
    let swagger = document.get("swagger").is_some();
    let mut bundle = Bundle {
        swagger,
        files: Files::new(sources, root),
        names: HashMap::new(),
        taken: HashMap::new(),
        queue: VecDeque::new(),
        within: Vec::new(),
        copied: 0,
        full: false,
        lost: false,
        diagnostics,
    };
    bundle.slots(document, Place::Document, Spot::of(root), "", 0);
    let mut tree = Tree::from_origin(document.clone(), Spot::of(root).origin());
    bundle.visit(&mut tree.root(), Place::Document);
    while let Some(new) = bundle.queue.pop_front() {
        bundle.component(&mut tree, new);
    }
    bundle.files.report(bundle.diagnostics);
    if bundle.lost {
        sweep::sweep(&mut tree);
    }
    Some(tree)
}

/// The document among the sources: the first that says that it is one, else the first.
fn root(sources: &[Source]) -> Option<usize> {
    let is_document = |source: &Source| {
        let tree = source.tree();
        tree.is_some_and(|tree| ["openapi", "swagger"].iter().any(|key| tree.get(key).is_some()))
    };
    let named = sources.iter().filter(|source| !source.is_referred()).count();
    match named {
        0 | 1 => (!sources.is_empty()).then_some(0),
        _ => sources.iter().position(is_document).or(Some(0)),
    }
}

/// A node of a source.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Spot {
    file: usize,
    pointer: String,
}

impl Spot {
    fn of(file: usize) -> Self {
        Self { file, pointer: String::new() }
    }

    fn origin(&self) -> Origin {
        Origin { file: self.file, pointer: self.pointer.clone(), offset: None }
    }
}

/// A component to be made.
struct New {
    place: Place,
    section: Section,
    name: String,
    spot: Spot,
}

struct Bundle<'a> {
    swagger: bool,
    files: Files<'a>,
    /// Pointers of components by the nodes that they come from.
    names: HashMap<(Spot, Section), String>,
    taken: HashMap<Section, Taken>,
    queue: VecDeque<New>,
    /// The nodes whose copies are being visited.
    within: Vec<Spot>,
    /// Nodes copied.
    copied: usize,
    /// Whether the limit of copies was already reported.
    full: bool,
    /// Whether a reference could not be resolved.
    lost: bool,
    diagnostics: &'a mut Diagnostics,
}

impl Bundle<'_> {
    /// Notes the components that the document has, wherever they stand: its own, those of mappings in other
    /// files, and the nodes that they merely refer to.
    fn slots(&mut self, node: &Value, place: Place, spot: Spot, now: &str, depth: usize) {
        if depth > 16 {
            return;
        }
        if let Some(reference) = node.get("$ref").and_then(Value::as_str)
            && matches!(place, Place::Components | Place::Map(_) | Place::Patterned(_))
            && let Ok(target) = self.files.find(reference, spot.file)
            && target != spot
            && let Some(node) = self.files.node(&target)
        {
            self.slots(node, place, target, now, depth + 1);
        }
        let Some(map) = node.as_object() else { return };
        for (key, child) in map {
            let below = Spot { file: spot.file, pointer: pointer::join(&spot.pointer, key) };
            let now = pointer::join(now, key);
            match (place, place.member(key)) {
                (
                    Place::Document | Place::Components,
                    next @ (Place::Components | Place::Map(_) | Place::Patterned(_)),
                ) => {
                    self.slots(child, next, below, &now, depth);
                }
                (Place::Map(item) | Place::Patterned(item), _) => {
                    let Some(section) = item.section(self.swagger) else { return };
                    if slot(section, key) != now {
                        return;
                    }
                    self.taken.entry(section).or_default().insert(key);
                    let mut spots = self.files.chain(below.clone(), *item);
                    // The document's own nodes have names, or are left to a later phase.
                    spots.retain(|spot| spot.file != self.files.root());
                    spots.insert(0, below);
                    for spot in spots {
                        self.names.entry((spot, section)).or_insert_with(|| now.clone());
                    }
                }
                _ => {}
            }
        }
    }

    /// The pointer of the component that a node of another file is or becomes.
    fn name(&mut self, target: &Spot, place: Place, section: Section) -> String {
        let key = (target.clone(), section);
        if let Some(name) = self.names.get(&key) {
            return name.clone();
        }
        let file = names::of_file(self.files.name(target.file));
        let name = names::of_pointer(&target.pointer);
        let wishes =
            if name.is_empty() { vec![file] } else { vec![name.clone(), format!("{file}_{name}")] };
        let name = self.taken.entry(section).or_default().claim(&wishes);
        if name != wishes[0] {
            self.diagnostics.report(
                "SW0018",
                &target.origin(),
                format!(
                    "there is another {} `{}`; this one is named `{name}`",
                    place.as_str(),
                    wishes[0]
                ),
            );
        }
        let pointer = slot(section, &name);
        self.names.insert(key, pointer.clone());
        self.queue.push_back(New { place, section, name, spot: target.clone() });
        pointer
    }

    fn component(&mut self, tree: &mut Tree, new: New) {
        let Some(node) = self.files.node(&new.spot) else { return };
        let component = Tree::from_origin(node.clone(), new.spot.origin());
        tree.insert(new.section, &new.name, component);
        if let Some(mut node) = tree.node(&slot(new.section, &new.name)) {
            self.visit(&mut node, new.place);
        }
    }
}

#[cfg(test)]
mod tests;
