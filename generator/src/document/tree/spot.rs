//! Places of nodes, for findings.

use super::trail::Trail;
use crate::diagnostics::Origin;
use crate::document::at::At;

/// The place of a node that a finding is about.
#[derive(Debug, Clone, Copy)]
pub struct Spot<'a> {
    trail: &'a Trail,
    at: At<'a>,
}

/// Something with an origin, which a finding can be about.
pub trait Located {
    /// Its origin, which names it alone: of a node that was made, the place of the node that it was made for
    /// and keys that are not there.
    fn origin(&self) -> Origin;

    /// The node that it comes from or was made for: the origin of what is made for it.
    fn whence(&self) -> Origin;
}

impl Located for Spot<'_> {
    fn origin(&self) -> Origin {
        self.trail.origin(&self.at)
    }

    fn whence(&self) -> Origin {
        self.trail.whence(&self.at).0
    }
}

impl Located for Origin {
    fn origin(&self) -> Origin {
        self.clone()
    }

    fn whence(&self) -> Origin {
        self.clone()
    }
}

impl<'a> Spot<'a> {
    /// The node at a place of the tree that a trail is of.
    pub fn new(trail: &'a Trail, at: At<'a>) -> Self {
        Self { trail, at }
    }

    /// A member of the mapping that is here.
    pub fn key<'s>(&'s self, key: &'s str) -> Spot<'s> {
        Spot { trail: self.trail, at: self.at.key(key) }
    }

    /// An element of the list that is here.
    pub fn index(&self, index: usize) -> Spot<'_> {
        Spot { trail: self.trail, at: self.at.index(index) }
    }

    /// The JSON pointer of the place in its tree.
    pub fn pointer(&self) -> String {
        self.at.text()
    }
}
