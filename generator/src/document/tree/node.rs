//! A tree and its mutable nodes.

use serde_json::{Map, Value};

use super::spot::{Located, Spot};
use super::trail::Trail;
use crate::diagnostics::Origin;
use crate::document::at::At;
use crate::document::place::Place;

/// Members of a mapping.
pub type Members = Map<String, Value>;

/// A document, or a part that was taken out of one or is to be added to one, with the origins of its nodes. It only
/// changes through [`Node`], which records all changes.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    pub(super) value: Value,
    pub(super) trail: Trail,
}

/// A mutable node of a tree, with everything below it. Every change is recorded in the tree's trail.
#[derive(Debug)]
pub struct Node<'a> {
    value: &'a mut Value,
    /// Trail of the whole tree.
    trail: &'a mut Trail,
    at: At<'a>,
}

impl Located for Node<'_> {
    fn origin(&self) -> Origin {
        self.trail.origin(&self.at)
    }

    fn whence(&self) -> Origin {
        self.trail.whence(&self.at).0
    }
}

impl Located for Tree {
    fn origin(&self) -> Origin {
        self.trail.origin(&At::root())
    }

    fn whence(&self) -> Origin {
        self.origin()
    }
}

/// Reading.
impl<'a> Node<'a> {
    /// Creates a node at a position of the tree to which the trail belongs.
    pub(super) fn new(value: &'a mut Value, trail: &'a mut Trail, at: At<'a>) -> Self {
        Self { value, trail, at }
    }

    /// Returns the value.
    pub fn value(&self) -> &Value {
        self.value
    }

    /// Returns the position of the node in its tree.
    pub fn at(&self) -> &At<'a> {
        &self.at
    }

    /// Returns the spot of a member of the mapping.
    pub fn spot_of<'s>(&'s self, key: &'s str) -> Spot<'s> {
        Spot::new(self.trail, self.at.key(key))
    }

    /// Returns the members of the mapping; `None` if the node is not a mapping.
    pub fn members(&self) -> Option<&Members> {
        self.value.as_object()
    }

    /// Whether the node is a mapping.
    pub fn is_mapping(&self) -> bool {
        self.value.is_object()
    }

    /// Returns a member of the mapping.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.value.get(key)
    }

    /// Whether the mapping has a member.
    pub fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// Returns a member that is a text.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.get(key)?.as_str()
    }

    /// Returns a member that is a list.
    pub fn list(&self, key: &str) -> Option<&[Value]> {
        self.get(key)?.as_array().map(Vec::as_slice)
    }
}

/// Descending.
impl Node<'_> {
    /// Reborrows the node.
    pub fn here(&mut self) -> Node<'_> {
        Node { value: self.value, trail: self.trail, at: self.at }
    }

    /// Returns a member of the mapping as a node.
    pub fn child<'s>(&'s mut self, key: &'s str) -> Option<Node<'s>> {
        let value = self.value.as_object_mut()?.get_mut(key)?;
        Some(Node { value, trail: self.trail, at: self.at.key(key) })
    }

    /// Returns a member that is a mapping.
    pub fn child_mapping<'s>(&'s mut self, key: &'s str) -> Option<Node<'s>> {
        self.child(key).filter(|child| child.is_mapping())
    }

    /// Returns a member that is a mapping; creates it if it is absent. `None` if this node is not a mapping.
    pub fn mapping<'s>(&'s mut self, key: &'s str) -> Option<Node<'s>> {
        if !self.get(key).is_some_and(Value::is_object) {
            self.insert(key, Value::Object(Members::new()));
        }
        self.child(key)
    }

    /// Calls `change` for the mapping at a path of members, which are created if they are absent.
    pub fn within(&mut self, path: &[&str], change: impl FnOnce(Node<'_>)) {
        match path {
            [] => change(self.here()),
            [key, rest @ ..] => {
                if let Some(mut child) = self.mapping(key) {
                    child.within(rest, change);
                }
            }
        }
    }

    /// Calls `each` for every member or element.
    pub fn each(&mut self, mut each: impl FnMut(Node<'_>)) {
        self.each_of(Place::Other, |node, _| each(node));
    }

    /// Calls `each` for every member or element, with its place.
    pub fn each_of(&mut self, place: Place, mut each: impl FnMut(Node<'_>, Place)) {
        match &mut *self.value {
            Value::Object(map) => {
                for (key, value) in map {
                    let node = Node { value, trail: self.trail, at: self.at.key(key) };
                    each(node, place.member(key));
                }
            }
            Value::Array(list) => {
                let place = place.element();
                for (index, value) in list.iter_mut().enumerate() {
                    each(Node { value, trail: self.trail, at: self.at.index(index) }, place);
                }
            }
            _ => {}
        }
    }
}

/// Changing.
impl Node<'_> {
    /// Sets the value: a scalar, or a collection that is made for the node.
    pub fn set(&mut self, value: Value) {
        if is_collection(&value) || is_collection(self.value) {
            self.trail.replace(&self.at);
        }
        *self.value = value;
    }

    /// Sets a member: to a scalar, or to a collection that is made for the mapping.
    pub fn insert(&mut self, key: &str, value: Value) {
        let Value::Object(map) = &mut *self.value else { return };
        match map.get_mut(key) {
            Some(node) => {
                Node { value: node, trail: self.trail, at: self.at.key(key) }.set(value);
            }
            None => {
                self.trail.make(&self.at.key(key));
                map.insert(key.to_owned(), value);
            }
        }
    }

    /// Sets a member, if it is absent.
    pub fn insert_absent(&mut self, key: &str, value: impl FnOnce() -> Value) {
        if !self.has(key) {
            self.insert(key, value());
        }
    }

    /// Replaces a member by a tree, or adds it after the others.
    pub fn put(&mut self, key: &str, tree: Tree) {
        let Value::Object(map) = &mut *self.value else { return };
        self.trail.put(&self.at.key(key), tree.trail);
        map.insert(key.to_owned(), tree.value);
    }

    /// Appends a tree to a list.
    pub fn push(&mut self, tree: Tree) {
        let Value::Array(list) = &mut *self.value else { return };
        self.trail.put(&self.at.index(list.len()), tree.trail);
        list.push(tree.value);
    }

    /// Removes a member.
    pub fn remove(&mut self, key: &str) -> Option<Value> {
        self.value.as_object_mut()?.shift_remove(key)
    }

    /// Removes a member and returns it as a tree.
    pub fn take(&mut self, key: &str) -> Option<Tree> {
        let value = self.value.as_object_mut()?.shift_remove(key)?;
        Some(Tree { value, trail: self.trail.take(&self.at.key(key)) })
    }

    /// Removes all members and returns them as trees.
    pub fn take_members(&mut self) -> Vec<(String, Tree)> {
        let Value::Object(map) = &mut *self.value else { return Vec::new() };
        let members = std::mem::take(map).into_iter().map(|(key, value)| {
            let trail = self.trail.take(&self.at.key(&key));
            (key, Tree { value, trail })
        });
        members.collect()
    }

    /// Removes all elements and returns them as trees.
    pub fn take_elements(&mut self) -> Vec<Tree> {
        let Value::Array(list) = &mut *self.value else { return Vec::new() };
        let elements = std::mem::take(list).into_iter().enumerate().map(|(index, value)| {
            let trail = self.trail.take(&self.at.index(index));
            Tree { value, trail }
        });
        elements.collect()
    }

    /// Removes some members and returns them as a mapping, which is a part split off from this node.
    pub fn split<'k>(&mut self, keys: impl IntoIterator<Item = &'k str> + Clone) -> Tree {
        let mut part = Members::new();
        if let Value::Object(map) = &mut *self.value {
            for key in keys.clone() {
                if let Some((key, value)) = map.shift_remove_entry(key) {
                    part.insert(key, value);
                }
            }
        }
        let trail = self.trail.split(&self.at, keys.into_iter());
        Tree { value: Value::Object(part), trail }
    }

    /// Renames a member and keeps its position. Does nothing if there is a member of the new name.
    pub fn rename(&mut self, key: &str, name: &str) {
        let Value::Object(map) = &mut *self.value else { return };
        let Some(index) = map.keys().position(|known| known == key) else { return };
        if map.contains_key(name) {
            return;
        }
        let trail = self.trail.take(&self.at.key(key));
        if let Some(value) = map.shift_remove(key) {
            map.shift_insert(index, name.to_owned(), value);
            self.trail.put(&self.at.key(name), trail);
        }
    }

    /// Replaces this node by a tree. Returns the node.
    pub fn replace(&mut self, tree: Tree) -> Tree {
        let trail = self.trail.take(&self.at);
        self.trail.put(&self.at, tree.trail.instead_of(&trail));
        Tree { value: std::mem::replace(self.value, tree.value), trail }
    }

    /// Takes the value, which is replaced by null.
    pub fn take_self(&mut self) -> Tree {
        self.replace(Tree::made(Value::Null, self.whence()))
    }

    /// Removes the members or elements for which `keep` is false.
    pub fn retain(&mut self, mut keep: impl FnMut(&mut Node<'_>) -> bool) {
        match &mut *self.value {
            Value::Object(map) => map.retain(|key, value| {
                keep(&mut Node { value, trail: self.trail, at: self.at.key(key) })
            }),
            Value::Array(list) => {
                let mut kept = Vec::with_capacity(list.len());
                let mut index = 0;
                list.retain_mut(|value| {
                    let at = self.at.index(index);
                    let stays = keep(&mut Node { value, trail: self.trail, at });
                    kept.extend(stays.then_some(index));
                    index += 1;
                    stays
                });
                self.trail.renumber(&self.at, &kept);
            }
            _ => {}
        }
    }

    /// Copies the node.
    pub fn copy(&self) -> Tree {
        Tree { value: self.value.clone(), trail: self.trail.copy(&self.at) }
    }
}

fn is_collection(value: &Value) -> bool {
    value.is_object() || value.is_array()
}
