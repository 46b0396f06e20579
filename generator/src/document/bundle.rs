//! Bundles several files into one tree: nodes of other files that a document refers to become components, or are
//! copied.

mod files;
mod slots;
mod visit;

use std::collections::{HashMap, VecDeque};

use super::components::slot;
use super::place::Place;
use super::sweep;
use super::tree::Tree;
use crate::diagnostics::Diagnostics;
use crate::read::Source;
use files::{Files, Spot};
use slots::{Bundle, New};

/// Returns the tree of the document among the sources, with all nodes that it refers to in other sources. Sources that
/// nothing refers to are reported. Returns `None` if there is no document, which is reported, too.
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

/// Finds the document among the sources: the first one with a version of OpenAPI, or else the first one.
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

impl Bundle<'_> {
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
