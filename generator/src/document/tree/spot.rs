//! Spots of nodes, for findings.

use super::trail::Trail;
use crate::diagnostics::Origin;
use crate::document::at::At;

/// Position of a node that a finding is about, in a tree with a trail.
#[derive(Debug, Clone, Copy)]
pub struct Spot<'a> {
    trail: &'a Trail,
    at: At<'a>,
}

/// Something with an origin, which a finding can be about.
pub trait Located {
    /// Returns the origin, which is unique to the node. The origin of a node that was made is the place of the node
    /// that it was made for, followed by keys that do not exist there.
    fn origin(&self) -> Origin;

    /// Returns the place of the node from which this comes or for which it was made. It is the origin of nodes that are
    /// made for this one.
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
    /// Creates the spot at a position of the tree to which the trail belongs.
    pub fn new(trail: &'a Trail, at: At<'a>) -> Self {
        Self { trail, at }
    }

    /// Returns the spot of a member of this mapping.
    pub fn key<'s>(&'s self, key: &'s str) -> Spot<'s> {
        Spot { trail: self.trail, at: self.at.key(key) }
    }

    /// Returns the spot of an element of this list.
    pub fn index(&self, index: usize) -> Spot<'_> {
        Spot { trail: self.trail, at: self.at.index(index) }
    }

    /// Returns the JSON pointer of the spot in its tree.
    pub fn pointer(&self) -> String {
        self.at.text()
    }
}
