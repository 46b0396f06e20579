//! Components of the bundled tree, and the nodes that they come from.

use std::collections::{HashMap, VecDeque};

use serde_json::Value;

use super::files::{Files, Spot};
use crate::diagnostics::Diagnostics;
use crate::diagnostics::finding;
use crate::document::components::slot;
use crate::document::names::{self, Taken};
use crate::document::place::{Place, Section};
use crate::pointer;

/// A component to be created.
pub(super) struct New {
    pub place: Place,
    pub section: Section,
    pub name: String,
    pub spot: Spot,
}

/// State of the bundling.
pub(super) struct Bundle<'a> {
    pub swagger: bool,
    pub files: Files<'a>,
    /// Pointers of components by the nodes that they come from.
    pub names: HashMap<(Spot, Section), String>,
    pub taken: HashMap<Section, Taken>,
    pub queue: VecDeque<New>,
    /// Nodes whose copies are being visited.
    pub within: Vec<Spot>,
    /// Number of nodes copied.
    pub copied: usize,
    /// Whether the limit of copies was already reported.
    pub full: bool,
    /// Whether a reference could not be resolved.
    pub lost: bool,
    pub diagnostics: &'a mut Diagnostics,
}

impl Bundle<'_> {
    /// Records the components of the document, wherever they are: in the document, in mappings of other files, and the
    /// nodes that such components refer to.
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
                    // Nodes of the document have names already, or a later phase handles them.
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

    /// Returns the pointer of the component that a node of another file is or becomes.
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
