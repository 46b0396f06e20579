//! The components of the tree that is made, and what they come from.

use std::collections::{HashMap, VecDeque};

use serde_json::Value;

use super::files::{Files, Spot};
use crate::diagnostics::Diagnostics;
use crate::diagnostics::finding;
use crate::document::components::slot;
use crate::document::names::{self, Taken};
use crate::document::place::{Place, Section};
use crate::pointer;

/// A component to be made.
pub(super) struct New {
    pub place: Place,
    pub section: Section,
    pub name: String,
    pub spot: Spot,
}

/// The state of a bundling.
pub(super) struct Bundle<'a> {
    pub swagger: bool,
    pub files: Files<'a>,
    /// Pointers of components by the nodes that they come from.
    pub names: HashMap<(Spot, Section), String>,
    pub taken: HashMap<Section, Taken>,
    pub queue: VecDeque<New>,
    /// The nodes whose copies are being visited.
    pub within: Vec<Spot>,
    /// Nodes copied.
    pub copied: usize,
    /// Whether the limit of copies was already reported.
    pub full: bool,
    /// Whether a reference could not be resolved.
    pub lost: bool,
    pub diagnostics: &'a mut Diagnostics,
}

impl Bundle<'_> {
    /// Notes the components that the document has, wherever they are: its own, those of mappings in other
    /// files, and the nodes that they merely refer to.
    pub fn slots(&mut self, node: &Value, place: Place, spot: Spot, now: &str, depth: usize) {
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
    pub fn name(&mut self, target: &Spot, place: Place, section: Section) -> String {
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
            let renamed = finding::Reference::Renamed {
                kind: place.as_str(),
                wanted: wishes[0].clone(),
                given: name.clone(),
            };
            self.diagnostics.add(renamed, &target.origin());
        }
        let pointer = slot(section, &name);
        self.names.insert(key, pointer.clone());
        self.queue.push_back(New { place, section, name, spot: target.clone() });
        pointer
    }
}
