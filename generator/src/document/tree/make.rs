//! Creates trees, and finds nodes in them.

use serde_json::Value;

use super::node::{Node, Tree};
use super::spot::Spot;
use super::trail::{Kind, Trail};
use crate::diagnostics::Origin;
use crate::document::at::At;

impl Tree {
    /// Creates a tree whose nodes come from the places where they are.
    pub fn new(value: Value) -> Self {
        Self { value, trail: Trail::default() }
    }

    /// Creates a tree of a value that is the node at an origin.
    pub fn from_origin(value: Value, origin: Origin) -> Self {
        Self { value, trail: Trail::of(Kind::Moved, origin) }
    }

    /// Creates a tree of a value that was recovered from pages. `places` are the origins of nodes, including all below
    /// them.
    pub fn of_pages(value: Value, places: Vec<(String, Origin)>) -> Self {
        let mut trail = Trail::default();
        for (pointer, origin) in places {
            trail.mark(&At::pointer(&pointer), origin);
        }
        Self { value, trail }
    }

    /// Creates a tree of a value that is made for the node at an origin.
    pub fn made(value: Value, origin: Origin) -> Self {
        Self { value, trail: Trail::of(Kind::Made, origin) }
    }

    /// Turns the tree into a replacement of the node at an origin, for which it was made.
    #[must_use]
    pub fn instead_of(mut self, origin: Origin) -> Self {
        self.trail = self.trail.instead_of(&Trail::of(Kind::Moved, origin));
        self
    }

    /// Creates a list of parts, which is made for the node at an origin.
    pub fn list(parts: Vec<Self>, origin: Origin) -> Self {
        let mut trail = Trail::of(Kind::Made, origin);
        let parts = parts.into_iter().enumerate().map(|(index, part)| {
            trail.insert(index.to_string(), part.trail);
            part.value
        });
        let value = Value::Array(parts.collect());
        Self { value, trail }
    }

    /// Creates a mapping of parts, which is made for the node at an origin.
    pub fn mapping<K: Into<String>>(
        members: impl IntoIterator<Item = (K, Self)>,
        origin: Origin,
    ) -> Self {
        let mut trail = Trail::of(Kind::Made, origin);
        let members = members.into_iter().map(|(key, part)| {
            let key = key.into();
            trail.insert(key.as_str(), part.trail);
            (key, part.value)
        });
        let value = Value::Object(members.collect());
        Self { value, trail }
    }

    /// Returns the value.
    pub fn value(&self) -> &Value {
        &self.value
    }

    /// Returns the value and the origins of its nodes.
    pub fn into_parts(self) -> (Value, Trail) {
        (self.value, self.trail)
    }

    /// Returns the root node.
    pub fn root(&mut self) -> Node<'_> {
        Node::new(&mut self.value, &mut self.trail, At::root())
    }

    /// Returns the node at a pointer.
    pub fn node<'s>(&'s mut self, pointer: &'s str) -> Option<Node<'s>> {
        let value = self.value.pointer_mut(pointer)?;
        Some(Node::new(value, &mut self.trail, At::pointer(pointer)))
    }

    /// Copies the node at a pointer.
    pub fn copy(&self, pointer: &str) -> Option<Self> {
        let value = self.value.pointer(pointer)?.clone();
        Some(Self { value, trail: self.trail.copy(&At::pointer(pointer)) })
    }

    /// Copies the node at a place; null if there is no such node.
    pub fn copy_at(&self, at: &At<'_>) -> Self {
        self.copy(&at.text()).unwrap_or_default()
    }

    /// Adds a component to a section, which is created if it is absent. Does nothing if the tree is not a mapping.
    pub fn insert(&mut self, section: &[&str], name: &str, component: Self) {
        self.root().within(section, |mut section| section.put(name, component));
    }

    /// Returns the spot of a node.
    pub fn spot<'s>(&'s self, at: At<'s>) -> Spot<'s> {
        Spot::new(&self.trail, at)
    }
}
