//! Copies of what has no components: path items, operations, media types, whole mappings.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::diagnostics::{Diagnostics, Origin};
use crate::pointer::escape;

/// The most nodes that are copied in a document: references may double it again and again.
pub(in crate::document) const MAX_NODES: usize = 1_000_000;

#[derive(Clone, Copy, PartialEq)]
enum State {
    Waiting,
    Started,
    Done,
}

struct Copies<'a> {
    /// The target of each place that gets a copy.
    targets: BTreeMap<String, (String, State)>,
    moved: &'a mut Vec<(String, String)>,
    nodes: usize,
    full: bool,
    lost: bool,
}

/// Puts a copy of the node at the second pointer of each pair to the first one. Members beside the reference
/// stay, instead of those of the same name in the copy. Returns whether something had to be left out.
pub(super) fn copy(
    tree: &mut Value,
    pairs: Vec<(String, String)>,
    moved: &mut Vec<(String, String)>,
    diagnostics: &mut Diagnostics,
) -> bool {
    let order: Vec<String> = pairs.iter().map(|(at, _)| at.clone()).collect();
    let targets = pairs.into_iter().map(|(at, target)| (at, (target, State::Waiting))).collect();
    let mut copies = Copies { targets, moved, nodes: 0, full: false, lost: false };
    for at in order {
        copies.one(tree, &at, 0, diagnostics);
    }
    copies.lost
}

impl Copies<'_> {
    fn one(&mut self, tree: &mut Value, at: &str, depth: usize, diagnostics: &mut Diagnostics) {
        let Some((target, state @ State::Waiting)) = self.targets.get_mut(at) else { return };
        *state = State::Started;
        let target = target.clone();
        // What the copy holds must be complete before.
        let inside = format!("{target}/");
        let inner: Vec<String> = self
            .targets
            .range(target.clone()..)
            .take_while(|(at, _)| **at == target || at.starts_with(&target))
            .filter(|(at, _)| **at == target || at.starts_with(&inside))
            .map(|(at, _)| at.clone())
            .collect();
        let mut cycle = depth > 100;
        for inner in inner {
            cycle |= self.targets.get(&inner).is_some_and(|(_, state)| *state == State::Started);
            if !cycle {
                self.one(tree, &inner, depth + 1, diagnostics);
            }
        }
        if let Some((_, state)) = self.targets.get_mut(at) {
            *state = State::Done;
        }
        let content = tree.pointer(&target).filter(|_| !self.full && !cycle);
        self.nodes += content.map_or(0, count);
        let full = self.nodes > MAX_NODES;
        let content = content.filter(|_| !full).cloned();
        if cycle {
            diagnostics.report_with_help(
                "SW0012",
                &Origin::at(at),
                "the reference leads to what it stands in, without end; it is left out",
                "write out what is meant",
            );
        } else if full && !self.full {
            self.full = true;
            diagnostics.report_with_help(
                "SW0017",
                &Origin::at(at),
                "references to path items and the like make the document too large; from here on they are left out",
                "refer to schemas and parameters instead, which are not copied",
            );
        }
        let Some(node) = tree.pointer_mut(at) else { return };
        let own = match node {
            Value::Object(map) => {
                map.shift_remove("$ref");
                std::mem::take(map)
            }
            _ => Default::default(),
        };
        match content {
            Some(Value::Object(mut members)) => {
                self.moved.push((at.to_owned(), target));
                for (key, _) in &own {
                    let place = format!("{at}/{}", escape(key));
                    self.moved.push((place.clone(), place));
                }
                members.extend(own);
                *node = Value::Object(members);
            }
            Some(content) => {
                self.moved.push((at.to_owned(), target));
                *node = content;
            }
            None => {
                self.lost = true;
                *node = if own.is_empty() { Value::Null } else { Value::Object(own) };
            }
        }
    }
}

/// How many nodes a tree has.
pub(in crate::document) fn count(value: &Value) -> usize {
    match value {
        Value::Object(map) => 1 + map.values().map(count).sum::<usize>(),
        Value::Array(list) => 1 + list.iter().map(count).sum::<usize>(),
        _ => 1,
    }
}
