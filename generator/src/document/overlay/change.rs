//! Applies actions to the document.

use std::collections::{BTreeMap, HashSet};

use serde_json_path::{JsonPath, PathElement};

use super::action::{Action, Modifier, Path, Version};
use super::merge::{kind, merge};
use super::near::{self, Missing};
use crate::diagnostics::finding::{self, NodeKind};
use crate::diagnostics::{Diagnostics, Origin};
use crate::document::copies::count;
use crate::document::tree::Tree;
use crate::pointer;

/// Maximum number of nodes that overlays add to a document: copies of copies can grow exponentially.
const MAX_ADDED: usize = 1_000_000;
/// Maximum depth of nodes that overlays change.
const MAX_DEPTH: usize = 256;

/// A document that is being changed by overlays.
pub struct Changes<'a> {
    tree: &'a mut Tree,
    added: usize,
}

/// A selected node: JSON pointer and depth.
struct Selected {
    pointer: String,
    depth: usize,
}

impl<'a> Changes<'a> {
    pub fn new(tree: &'a mut Tree) -> Self {
        Self { tree, added: 0 }
    }

    /// Applies an action to all nodes that its target selects. Does nothing after a growth limit was reported.
    pub fn apply(&mut self, action: &Action<'_>, diagnostics: &mut Diagnostics) {
        if self.added > MAX_ADDED {
            return;
        }
        let selected = self.select(&action.target.query);
        let name = || action.name.clone();
        let path = || action.target.text.to_owned();
        let place = action.origin.child("target");
        if selected.is_empty() {
            self.unmatched(action, &action.target, &place, diagnostics);
            return;
        }
        if let Some(deep) = selected.iter().find(|node| node.depth > MAX_DEPTH) {
            let (action, path, depth) = (name(), path(), deep.depth);
            let deep = finding::Overlay::TargetTooDeep { action, path, depth, limit: MAX_DEPTH };
            diagnostics.add(deep, &place);
            return;
        }
        let kinds: Vec<NodeKind> = selected
            .iter()
            .filter_map(|node| self.tree.value().pointer(&node.pointer))
            .map(kind)
            .collect();
        if action.version == Version::V1_0 && kinds.contains(&NodeKind::Primitive) {
            let primitive = finding::Overlay::PrimitiveTarget { action: name(), path: path() };
            diagnostics.add(primitive, &place);
            return;
        }
        if let Modifier::Remove = action.modifier {
            self.remove(&selected, action, diagnostics);
            return;
        }
        if let Some(other) = kinds.iter().find(|kind| **kind != kinds[0]) {
            let (first, other) = (kinds[0], *other);
            let (action, path) = (name(), path());
            let mixed = finding::Overlay::MixedTargets { action, path, first, other };
            diagnostics.add(mixed, &place);
            return;
        }
        match &action.modifier {
            Modifier::Update(update) => {
                let from = action.origin.child("update");
                let update = Tree::from_origin((*update).clone(), from);
                self.merge(&selected, &update, action, diagnostics);
            }
            Modifier::Copy(path) => {
                let sources = self.select(&path.query);
                let from = action.origin.child("copy");
                match sources.as_slice() {
                    [] => self.unmatched(action, path, &from, diagnostics),
                    [source] => {
                        let Some(copy) = self.tree.copy(&source.pointer) else { return };
                        self.merge(&selected, &copy, action, diagnostics);
                    }
                    sources => {
                        let (path, count) = (path.text.to_owned(), sources.len());
                        let action = name();
                        let several = finding::Overlay::SeveralSources { action, path, count };
                        diagnostics.add(several, &from);
                    }
                }
            }
            Modifier::Remove => {}
        }
    }

    /// Returns the nodes that a query selects, each once.
    fn select(&self, query: &JsonPath) -> Vec<Selected> {
        let mut seen = HashSet::new();
        let located = query.query_located(self.tree.value());
        let mut selected = Vec::new();
        for location in located.locations() {
            let mut pointer = String::new();
            for element in location.iter() {
                match element {
                    PathElement::Name(name) => pointer::push(&mut pointer, name),
                    PathElement::Index(index) => pointer::push(&mut pointer, &index.to_string()),
                }
            }
            if seen.insert(pointer.clone()) {
                selected.push(Selected { pointer, depth: location.len() });
            }
        }
        selected
    }

    fn unmatched(
        &self,
        action: &Action<'_>,
        path: &Path<'_>,
        place: &Origin,
        diagnostics: &mut Diagnostics,
    ) {
        if action.allow_no_match {
            return;
        }
        let missing = near::missing(path.text, self.tree.value());
        let (action, path) = (action.name.clone(), path.text.to_owned());
        let unmatched = match missing {
            Some(Missing { parent, member, closest }) => {
                finding::Overlay::NoMember { action, path, parent, member, closest }
            }
            None => finding::Overlay::NoMatch { action, path },
        };
        diagnostics.add(unmatched, place);
    }

    /// Merges a tree, from the overlay's file or from the document, into nodes.
    fn merge(
        &mut self,
        selected: &[Selected],
        update: &Tree,
        action: &Action<'_>,
        diagnostics: &mut Diagnostics,
    ) {
        self.added =
            self.added.saturating_add(count(update.value()).saturating_mul(selected.len()));
        if self.added > MAX_ADDED {
            let name = action.name.clone();
            let many = finding::Overlay::TooManyNodes { action: name, limit: MAX_ADDED };
            diagnostics.add(many, &action.origin);
            return;
        }
        for node in selected {
            let Some(target) = self.tree.node(&node.pointer) else { continue };
            let mut conflicts = Vec::new();
            merge(target, update, &mut conflicts);
            for conflict in conflicts {
                let place = match action.modifier {
                    Modifier::Copy(_) => action.origin.child("copy"),
                    _ => conflict.from,
                };
                let conflict = finding::Overlay::CannotMerge {
                    action: action.name.clone(),
                    pointer: conflict.pointer,
                    target: conflict.target,
                    update: conflict.update,
                };
                diagnostics.add(conflict, &place);
            }
        }
    }

    fn remove(
        &mut self,
        selected: &[Selected],
        action: &Action<'_>,
        diagnostics: &mut Diagnostics,
    ) {
        // Deeper nodes are removed first, so that a removal does not move nodes that are still to be removed.
        let mut parents: BTreeMap<(usize, &str), HashSet<&str>> = BTreeMap::new();
        for node in selected {
            match node.pointer.rsplit_once('/') {
                Some((parent, key)) => {
                    let depth = usize::MAX - node.depth;
                    parents.entry((depth, parent)).or_default().insert(key);
                }
                None => {
                    let whole = finding::Overlay::RemovesDocument { action: action.name.clone() };
                    diagnostics.add(whole, &action.origin.child("target"));
                }
            }
        }
        for ((_, parent), keys) in parents {
            let Some(mut parent) = self.tree.node(parent) else { continue };
            let is_mapping = parent.is_mapping();
            let mut index = 0;
            parent.retain(|child| {
                let stays = match is_mapping {
                    true => !keys.contains(pointer::escape(child.at().last()).as_ref()),
                    false => !keys.contains(index.to_string().as_str()),
                };
                index += 1;
                stays
            });
        }
    }
}
