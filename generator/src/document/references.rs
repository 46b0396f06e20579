//! Resolves references to places other than components: their targets become components, or are copied.

mod copy;
mod target;

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

use serde_json::{Value, json};

use super::at::{self, At};
use super::components::slot;
use super::copies::pure_reference;
use super::findings::Findings;
use super::names::{self, Taken};
use super::place::{Place, Section};
use super::sweep;
use super::tree::{Located, Tree};
use crate::pointer;
use target::{Odd, Target, Targets, component_reference};

/// Rewrites every `$ref` that is not the plain name of a component. Its target becomes a component, to which the old
/// place refers. Targets that cannot be components, such as path items and operations, are copied. Takes one pass over
/// the tree, and a step for each such reference.
pub fn inline_deep_references(tree: &mut Tree, findings: &mut Findings<'_>) {
    let document = tree.value();
    let swagger = document.get("swagger").is_some();
    let mut odd = Vec::new();
    collect(document, document, Place::Document, swagger, &At::root(), &mut odd);
    if odd.is_empty() {
        return;
    }
    let mut work = Work { swagger, rewrites: Vec::new(), copies: Vec::new(), lost: false };
    let components = work.plan(tree, odd, findings);
    work.rewrite(tree);
    let copies = std::mem::take(&mut work.copies);
    work.lost |= copy::copy(tree, copies, findings);
    take_out(tree, components);
    if work.lost {
        sweep::sweep(tree);
    }
}

/// Finds the references at a node and below that do not name a component of their kind.
fn collect(
    tree: &Value,
    node: &Value,
    place: Place,
    swagger: bool,
    at: &At<'_>,
    odd: &mut Vec<Odd>,
) {
    if place == Place::Data {
        return;
    }
    if let Some(Value::String(reference)) = node.get("$ref")
        && !is_component(tree, reference, place, swagger)
    {
        odd.push(Odd { pointer: at.text(), place, reference: reference.clone() });
    }
    at::children(node, place, at, |child, place, at| {
        collect(tree, child, place, swagger, at, odd);
    });
}

/// Whether a reference is the plain name of an existing component of the kind that its place requires.
fn is_component(tree: &Value, reference: &str, place: Place, swagger: bool) -> bool {
    let Some(section) = place.section(swagger) else { return false };
    let mut rest = reference.strip_prefix('#').unwrap_or("-");
    let mut node = tree;
    for key in section {
        let Some(next) = rest.strip_prefix('/').and_then(|rest| rest.strip_prefix(key)) else {
            return false;
        };
        rest = next;
        match node.get(key) {
            Some(child) => node = child,
            None => return false,
        }
    }
    let Some(name) = rest.strip_prefix('/').filter(|name| !name.contains('/')) else {
        return false;
    };
    // A component that consists of a reference is skipped, except at places that name types.
    node.get(pointer::unescape(name).as_ref())
        .is_some_and(|node| place.is_schema() || pure_reference(node, place).is_none())
}

/// Nodes that become components: section and name by pointer.
type Components = BTreeMap<String, (Section, String)>;

struct Work {
    swagger: bool,
    /// Rewrites of references, by their places.
    rewrites: Vec<(String, Rewrite)>,
    /// Places that are replaced by a copy, and the targets to copy.
    copies: Vec<(String, String)>,
    /// Whether a target was not found.
    lost: bool,
}

impl Work {
    /// Decides how each reference is rewritten. Returns the nodes that become components, in the order of their places.
    fn plan(&mut self, tree: &Tree, odd: Vec<Odd>, findings: &mut Findings<'_>) -> Components {
        let mut components = Components::new();
        let mut taken: HashMap<Section, Taken> = HashMap::new();
        let mut targets = Targets::new(tree, self.swagger);
        let mut walked: HashSet<String> = HashSet::new();
        let mut work: VecDeque<Odd> = odd.into();
        let document = tree.value();
        while let Some(odd) = work.pop_front() {
            let pointer = match targets.find(&odd, findings) {
                Target::Node(pointer) => pointer,
                Target::Unresolved => {
                    self.rewrites.push((odd.pointer, Rewrite::Unresolved(odd.place)));
                    continue;
                }
            };
            // References in unknown members and extensions have not been collected.
            if matches!(Place::of_pointer(document, &pointer), Place::Other | Place::Data)
                && walked.insert(pointer.clone())
                && let Some(node) = document.pointer(&pointer)
            {
                let mut found = Vec::new();
                let at = At::pointer(&pointer);
                collect(document, node, odd.place, self.swagger, &at, &mut found);
                work.extend(found);
            }
            let Some(section) = odd.place.section(self.swagger) else {
                self.copies.push((odd.pointer, pointer));
                continue;
            };
            if let Some(reference) = component_reference(&pointer, section) {
                self.rewrites.push((odd.pointer, Rewrite::Reference(reference)));
                continue;
            }
            let (section, name) = components.entry(pointer).or_insert_with_key(|pointer| {
                let taken = taken.entry(section).or_insert_with(|| Taken::of(document, section));
                (section, taken.claim(&[names::of_pointer(pointer)]))
            });
            let reference = format!("#{}", slot(section, name));
            self.rewrites.push((odd.pointer, Rewrite::Reference(reference)));
        }
        components
    }

    /// Rewrites the references to name the new components.
    fn rewrite(&mut self, tree: &mut Tree) {
        for (pointer, rewrite) in std::mem::take(&mut self.rewrites) {
            let Some(mut node) = tree.node(&pointer) else { continue };
            match rewrite {
                Rewrite::Reference(reference) => node.insert("$ref", Value::String(reference)),
                Rewrite::Unresolved(place) => {
                    self.lost = true;
                    sweep::unresolved(&mut node, place);
                }
            }
        }
    }
}

/// Moves nodes to the components and leaves references to them. The deepest nodes are moved first, so that the pointers
/// of enclosing nodes stay valid.
fn take_out(tree: &mut Tree, components: Components) {
    let mut order: Vec<(&String, &(Section, String))> = components.iter().collect();
    order.sort_by_key(|(pointer, _)| std::cmp::Reverse(pointer.matches('/').count()));
    let mut taken: HashMap<&str, Tree> = HashMap::new();
    for (pointer, (section, name)) in order {
        let reference = json!({ "$ref": format!("#{}", slot(section, name)) });
        let Some(mut node) = tree.node(pointer) else { continue };
        let reference = Tree::made(reference, node.whence());
        taken.insert(pointer.as_str(), node.replace(reference));
    }
    for (pointer, (section, name)) in &components {
        if let Some(node) = taken.remove(pointer.as_str()) {
            tree.insert(section, name, node);
        }
    }
}

enum Rewrite {
    Reference(String),
    Unresolved(Place),
}

#[cfg(test)]
mod tests;
