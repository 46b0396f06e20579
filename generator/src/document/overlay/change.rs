//! Applying actions to the document.

use std::collections::{BTreeMap, HashSet};

use serde_json_path::{JsonPath, PathElement};

use super::action::{Action, Modifier, Version};
use super::merge::{Kind, merge};
use super::near;
use crate::diagnostics::Diagnostics;
use crate::document::copies::count;
use crate::document::tree::Tree;
use crate::pointer;

/// Overlays add no more nodes than this to a document: copies of copies grow without end.
const MAX_ADDED: usize = 1_000_000;
/// Nor do they change nodes below so many others.
const MAX_DEPTH: usize = 256;

/// A document that overlays change.
pub struct Changes<'a> {
    tree: &'a mut Tree,
    added: usize,
}

/// A selected node: its JSON pointer, and how deep it stands.
struct Selected {
    pointer: String,
    depth: usize,
}

impl<'a> Changes<'a> {
    pub fn new(tree: &'a mut Tree) -> Self {
        Self { tree, added: 0 }
    }

    /// Applies one action to all nodes its target selects. Nothing more is applied once a limit of growth
    /// was reported.
    pub fn apply(&mut self, action: &Action<'_>, diagnostics: &mut Diagnostics) {
        if self.added > MAX_ADDED {
            return;
        }
        let selected = self.select(&action.target.query);
        let target = action.target.text;
        if selected.is_empty() {
            self.unmatched(action, "target", target, diagnostics);
            return;
        }
        let place = action.origin.child("target");
        if let Some(deep) = selected.iter().find(|node| node.depth > MAX_DEPTH) {
            let message = format!(
                "{}: `{target}` selects a node below {} others, more than {MAX_DEPTH}",
                action.what, deep.depth
            );
            diagnostics.report("SW0053", &place, message);
            return;
        }
        let kinds: Vec<Kind> = selected
            .iter()
            .filter_map(|node| self.tree.value().pointer(&node.pointer))
            .map(Kind::of)
            .collect();
        if action.version == Version::V1_0 && kinds.contains(&Kind::Primitive) {
            diagnostics.report_with_help(
                "SW0053",
                &place,
                format!("{}: `{target}` selects a primitive value", action.what),
                "select the object that contains it, or write `overlay: 1.1.0`",
            );
            return;
        }
        if let Modifier::Remove = action.modifier {
            self.remove(&selected, action, diagnostics);
            return;
        }
        if let Some(other) = kinds.iter().find(|kind| **kind != kinds[0]) {
            diagnostics.report_with_help(
                "SW0053",
                &place,
                format!(
                    "{}: `{target}` selects {} and {}",
                    action.what,
                    kinds[0].as_str(),
                    other.as_str()
                ),
                "all selected nodes must be objects, or arrays, or primitive values",
            );
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
                    [] => self.unmatched(action, "copy", path.text, diagnostics),
                    [source] => {
                        let Some(copy) = self.tree.copy(&source.pointer) else { return };
                        self.merge(&selected, &copy, action, diagnostics);
                    }
                    sources => {
                        let count = sources.len();
                        let message = format!(
                            "{}: `{}` selects {count} nodes to copy; it must select one",
                            action.what, path.text
                        );
                        diagnostics.report("SW0053", &from, message);
                    }
                }
            }
            Modifier::Remove => {}
        }
    }

    /// The nodes that a query selects, each once.
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
        member: &str,
        path: &str,
        diagnostics: &mut Diagnostics,
    ) {
        if action.allow_no_match {
            return;
        }
        let message = format!("{}: `{path}` matches nothing", action.what);
        let help = match near::missing(path, self.tree.value()) {
            Some(missing) => missing,
            None => "correct the expression; where no match is fine, write \
                     `x-specwright-allow-no-match: true` into the action"
                .to_owned(),
        };
        diagnostics.report_with_help("SW0052", &action.origin.child(member), message, help);
    }

    /// Merges a tree, of the overlay's file or of the document, into nodes.
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
            let message = format!(
                "{}: with it overlays add more than {MAX_ADDED} nodes to the document; neither \
                 it nor any action after it is applied",
                action.what
            );
            diagnostics.report("SW0053", &action.origin, message);
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
                let message = format!(
                    "{}: {} cannot be merged into {}, as at `{}`",
                    action.what,
                    conflict.update.as_str(),
                    conflict.target.as_str(),
                    conflict.pointer
                );
                let help = "remove the node in an action before this one, and add it anew";
                diagnostics.report_with_help("SW0053", &place, message, help);
            }
        }
    }

    fn remove(
        &mut self,
        selected: &[Selected],
        action: &Action<'_>,
        diagnostics: &mut Diagnostics,
    ) {
        // What is deeper goes first, so that no removal moves what is still to be removed.
        let mut parents: BTreeMap<(usize, &str), HashSet<&str>> = BTreeMap::new();
        for node in selected {
            match node.pointer.rsplit_once('/') {
                Some((parent, key)) => {
                    let depth = usize::MAX - node.depth;
                    parents.entry((depth, parent)).or_default().insert(key);
                }
                None => {
                    let message = format!("{}: the whole document cannot be removed", action.what);
                    diagnostics.report("SW0053", &action.origin.child("target"), message);
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
