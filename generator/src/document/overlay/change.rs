//! Applying actions to the document.

use std::collections::{BTreeMap, HashSet};

use serde_json::Value;
use serde_json_path::{JsonPath, PathElement};

use super::action::{Action, Modifier, Version};
use super::merge::{Kind, Merge, merge};
use super::near;
use crate::diagnostics::{Diagnostics, Origin};
use crate::document::Origins;
use crate::pointer;

/// Overlays add no more nodes than this to a document: copies of copies grow without end.
const MAX_ADDED: usize = 1_000_000;
/// Nor do they change nodes below so many others.
const MAX_DEPTH: usize = 256;

/// A document that overlays change.
pub struct Changes<'a> {
    tree: &'a mut Value,
    origins: &'a mut Origins,
    added: usize,
}

/// A selected node: its JSON pointer, and how deep it stands.
struct Selected {
    pointer: String,
    depth: usize,
}

impl<'a> Changes<'a> {
    pub fn new(tree: &'a mut Value, origins: &'a mut Origins) -> Self {
        Self { tree, origins, added: 0 }
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
            .filter_map(|node| self.tree.pointer(&node.pointer))
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
                self.merge(&selected, update, &from, true, action, diagnostics);
            }
            Modifier::Copy(path) => {
                let sources = self.select(&path.query);
                let from = action.origin.child("copy");
                match sources.as_slice() {
                    [] => self.unmatched(action, "copy", path.text, diagnostics),
                    [source] => {
                        let Some(copy) = self.tree.pointer(&source.pointer).cloned() else {
                            return;
                        };
                        let place = Origin::at(source.pointer.clone());
                        self.merge(&selected, &copy, &place, false, action, diagnostics);
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
        let located = query.query_located(self.tree);
        let mut selected = Vec::new();
        for location in located.locations() {
            let mut pointer = String::new();
            for element in location.iter() {
                pointer.push('/');
                match element {
                    PathElement::Name(name) => {
                        pointer.push_str(&pointer::escape(name));
                    }
                    PathElement::Index(index) => pointer.push_str(&index.to_string()),
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
        let help = match near::missing(path, self.tree) {
            Some(missing) => missing,
            None => "correct the expression; where no match is fine, write \
                     `x-specwright-allow-no-match: true` into the action"
                .to_owned(),
        };
        diagnostics.report_with_help("SW0052", &action.origin.child(member), message, help);
    }

    /// Merges a value from `from`, a place of the overlay's file or else of the document, into nodes.
    fn merge(
        &mut self,
        selected: &[Selected],
        value: &Value,
        from: &Origin,
        in_file: bool,
        action: &Action<'_>,
        diagnostics: &mut Diagnostics,
    ) {
        self.added = self.added.saturating_add(size(value).saturating_mul(selected.len()));
        if self.added > MAX_ADDED {
            let message = format!(
                "{}: with it overlays add more than {MAX_ADDED} nodes to the document; neither \
                 it nor any action after it is applied",
                action.what
            );
            diagnostics.report("SW0053", &action.origin, message);
            return;
        }
        self.origins.layer();
        for node in selected {
            let Some(target) = self.tree.pointer_mut(&node.pointer) else { continue };
            let mut done = Merge::default();
            merge(target, value, &mut node.pointer.clone(), &mut from.pointer.clone(), &mut done);
            for (now, before) in done.added {
                let place = Origin { pointer: before, ..from.clone() };
                if in_file {
                    self.origins.added(now, place);
                } else {
                    self.origins.moved(now, place);
                }
            }
            for conflict in done.conflicts {
                let place = if in_file {
                    Origin { pointer: conflict.from, ..from.clone() }
                } else {
                    action.origin.child("copy")
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
        let mut layer = None;
        for ((depth, parent), keys) in parents {
            match self.tree.pointer_mut(parent) {
                Some(Value::Object(members)) => {
                    members.retain(|key, _| !keys.contains(pointer::escape(key).as_ref()))
                }
                Some(Value::Array(list)) => {
                    if layer != Some(depth) {
                        self.origins.layer();
                        layer = Some(depth);
                    }
                    let (mut before, mut now) = (0, 0);
                    list.retain(|_| {
                        let stays = !keys.contains(before.to_string().as_str());
                        if stays && before != now {
                            let moved = Origin::at(format!("{parent}/{before}"));
                            self.origins.moved(format!("{parent}/{now}"), moved);
                        }
                        before += 1;
                        now += usize::from(stays);
                        stays
                    });
                }
                _ => {}
            }
        }
    }
}

/// How many nodes a value has.
fn size(value: &Value) -> usize {
    match value {
        Value::Object(members) => 1 + members.values().map(size).sum::<usize>(),
        Value::Array(list) => 1 + list.iter().map(size).sum::<usize>(),
        _ => 1,
    }
}
