//! Copies targets that cannot be components: path items, operations, media types, whole mappings.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::diagnostics::finding;
use crate::document::at::At;
use crate::document::copies::{MAX_COPIED, count};
use crate::document::findings::Findings;
use crate::document::tree::{Node, Tree};

#[derive(Clone, Copy, PartialEq)]
enum State {
    Waiting,
    Started,
    Done,
}

struct Copies {
    /// Target of each place that is replaced by a copy.
    targets: BTreeMap<String, (String, State)>,
    nodes: usize,
    full: bool,
    lost: bool,
}

/// Replaces the node at the first pointer of each pair by a copy of the node at the second. Members beside the
/// reference override those of the copy. Returns whether something had to be left out.
pub(super) fn copy(
    tree: &mut Tree,
    pairs: Vec<(String, String)>,
    findings: &mut Findings<'_>,
) -> bool {
    let order: Vec<String> = pairs.iter().map(|(at, _)| at.clone()).collect();
    let targets = pairs.into_iter().map(|(at, target)| (at, (target, State::Waiting))).collect();
    let mut copies = Copies { targets, nodes: 0, full: false, lost: false };
    for at in order {
        copies.one(tree, &at, 0, findings);
    }
    copies.lost
}

impl Copies {
    fn one(&mut self, tree: &mut Tree, at: &str, depth: usize, findings: &mut Findings<'_>) {
        let Some((target, state @ State::Waiting)) = self.targets.get_mut(at) else { return };
        *state = State::Started;
        let target = target.clone();
        // Copies inside the target must be made first.
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
                self.one(tree, &inner, depth + 1, findings);
            }
        }
        if let Some((_, state)) = self.targets.get_mut(at) {
            *state = State::Done;
        }
        let content = tree.value().pointer(&target).filter(|_| !self.full && !cycle);
        self.nodes += content.map_or(0, count);
        let full = self.nodes > MAX_COPIED;
        let content = content.filter(|_| !full).and_then(|_| tree.copy(&target));
        if cycle {
            findings.add(finding::Reference::Endless, &tree.spot(At::pointer(at)));
        } else if full && !self.full {
            self.full = true;
            findings.add(finding::Reference::TooLarge, &tree.spot(At::pointer(at)));
        }
        let Some(mut node) = tree.node(at) else { return };
        node.remove("$ref");
        match content {
            Some(content) => overlay(&mut node, content),
            None => {
                self.lost = true;
                if node.members().is_none_or(Map::is_empty) {
                    node.set(Value::Null);
                }
            }
        }
    }
}

/// Replaces a node by a tree. Members of the node override those of the tree.
fn overlay(node: &mut Node<'_>, content: Tree) {
    let mut own = node.replace(content);
    if node.is_mapping() {
        for (key, member) in own.root().take_members() {
            node.put(&key, member);
        }
    }
}
