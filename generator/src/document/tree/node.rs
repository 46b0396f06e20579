//! A tree and its nodes, open to changes.

use serde_json::{Map, Value};

use super::spot::{Located, Spot};
use super::trail::Trail;
use crate::diagnostics::Origin;
use crate::document::at::At;
use crate::document::place::Place;

/// Members of a mapping.
pub type Members = Map<String, Value>;

/// A document, or a part that was taken out of one or is put into one, with the origins of its nodes. It only
/// changes through [`Node`], which records what it changes.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    pub(super) value: Value,
    pub(super) trail: Trail,
}

/// A node of a tree and everything below it, open to changes. Every change is recorded in the tree's trail.
#[derive(Debug)]
pub struct Node<'a> {
    value: &'a mut Value,
    /// The trail of the whole tree.
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
    /// A node at a place of the tree that a trail is of.
    pub(super) fn new(value: &'a mut Value, trail: &'a mut Trail, at: At<'a>) -> Self {
        Self { value, trail, at }
    }

    /// The value.
    pub fn value(&self) -> &Value {
        self.value
    }

    /// Where it is in its tree.
    pub fn at(&self) -> &At<'a> {
        &self.at
    }

    /// The place of a member of the mapping.
    pub fn spot_of<'s>(&'s self, key: &'s str) -> Spot<'s> {
        Spot::new(self.trail, self.at.key(key))
    }

    /// The members of the mapping; `None` if the node is not a mapping.
    pub fn members(&self) -> Option<&Members> {
        self.value.as_object()
    }

    /// Whether it is a mapping.
    pub fn is_mapping(&self) -> bool {
        self.value.is_object()
    }

    /// A member of the mapping.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.value.get(key)
    }

    /// Whether the mapping has a member.
    pub fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// A member that is a text.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.get(key)?.as_str()
    }

    /// A member that is a list.
    pub fn list(&self, key: &str) -> Option<&[Value]> {
        self.get(key)?.as_array().map(Vec::as_slice)
    }
}

/// Going down.
impl Node<'_> {
    /// The same node for a shorter time.
    pub fn here(&mut self) -> Node<'_> {
        Node { value: self.value, trail: self.trail, at: self.at }
    }

    /// A member of the mapping.
    pub fn child<'s>(&'s mut self, key: &'s str) -> Option<Node<'s>> {
        let value = self.value.as_object_mut()?.get_mut(key)?;
        Some(Node { value, trail: self.trail, at: self.at.key(key) })
    }

    /// A member that is a mapping.
    pub fn child_mapping<'s>(&'s mut self, key: &'s str) -> Option<Node<'s>> {
        self.child(key).filter(|child| child.is_mapping())
    }

    /// A member that is a mapping: one is made where there is none. `None` if this is not a mapping itself.
    pub fn mapping<'s>(&'s mut self, key: &'s str) -> Option<Node<'s>> {
        if !self.get(key).is_some_and(Value::is_object) {
            self.insert(key, Value::Object(Members::new()));
        }
        self.child(key)
    }

    /// Calls `change` for the mapping at a path of members, which are made where they are absent.
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

    /// Calls `each` for every member or element, with what it is.
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
    /// Gives the node another value: a scalar, or a collection that is made for it.
    pub fn set(&mut self, value: Value) {
        if is_collection(&value) || is_collection(self.value) {
            self.trail.replace(&self.at);
        }
        *self.value = value;
    }

    /// Gives a member a value: a scalar, or a collection that is made for the mapping.
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

    /// Gives a member a value where it has none.
    pub fn insert_absent(&mut self, key: &str, value: impl FnOnce() -> Value) {
        if !self.has(key) {
            self.insert(key, value());
        }
    }

    /// Puts a tree in the place of a member, or behind the others.
    pub fn put(&mut self, key: &str, tree: Tree) {
        let Value::Object(map) = &mut *self.value else { return };
        self.trail.put(&self.at.key(key), tree.trail);
        map.insert(key.to_owned(), tree.value);
    }

    /// Puts a tree behind the other elements of a list.
    pub fn push(&mut self, tree: Tree) {
        let Value::Array(list) = &mut *self.value else { return };
        self.trail.put(&self.at.index(list.len()), tree.trail);
        list.push(tree.value);
    }

    /// Removes a member.
    pub fn remove(&mut self, key: &str) -> Option<Value> {
        self.value.as_object_mut()?.shift_remove(key)
    }

    /// Takes a member out.
    pub fn take(&mut self, key: &str) -> Option<Tree> {
        let value = self.value.as_object_mut()?.shift_remove(key)?;
        Some(Tree { value, trail: self.trail.take(&self.at.key(key)) })
    }

    /// Takes all members out.
    pub fn take_members(&mut self) -> Vec<(String, Tree)> {
        let Value::Object(map) = &mut *self.value else { return Vec::new() };
        let members = std::mem::take(map).into_iter().map(|(key, value)| {
            let trail = self.trail.take(&self.at.key(&key));
            (key, Tree { value, trail })
        });
        members.collect()
    }

    /// Takes all elements out.
    pub fn take_elements(&mut self) -> Vec<Tree> {
        let Value::Array(list) = &mut *self.value else { return Vec::new() };
        let elements = std::mem::take(list).into_iter().enumerate().map(|(index, value)| {
            let trail = self.trail.take(&self.at.index(index));
            Tree { value, trail }
        });
        elements.collect()
    }

    /// Takes some members out as a mapping of their own, which is a part of this node.
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

    /// Gives a member another name, at its place among the others. Nothing when there is one of that name.
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

    /// Puts a tree in the place of this node, which is returned.
    pub fn replace(&mut self, tree: Tree) -> Tree {
        let trail = self.trail.take(&self.at);
        self.trail.put(&self.at, tree.trail.instead_of(&trail));
        Tree { value: std::mem::replace(self.value, tree.value), trail }
    }

    /// Takes the value out; null remains.
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

    /// A copy of the node.
    pub fn copy(&self) -> Tree {
        Tree { value: self.value.clone(), trail: self.trail.copy(&self.at) }
    }
}

fn is_collection(value: &Value) -> bool {
    value.is_object() || value.is_array()
}
