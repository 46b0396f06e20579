//! Schemas and the places where they are written.

use std::rc::Rc;

use super::keywords::Node;
use crate::lower::context::{Context, Place};

/// A schema or reference, and where it is written.
#[derive(Clone, Debug)]
pub(in crate::lower) struct Site<'a> {
    pub node: Node<'a>,
    pub place: Rc<Place>,
    /// Whether `allOf` refers to the component that it is part of.
    pub inherited: bool,
}

impl<'a> Site<'a> {
    pub(in crate::lower) fn new(node: Node<'a>, place: Place) -> Self {
        Self { node, place: Rc::new(place), inherited: false }
    }

    /// The site of a node that this one, a schema that holds the node, holds at some keys.
    pub(in crate::lower) fn below(
        &self,
        keys: &[&str],
        context: impl Fn(&Place) -> Context,
    ) -> Self {
        let origin = keys.iter().fold(self.place.origin.clone(), |origin, key| origin.child(key));
        let place = Rc::new(Place { origin, context: context(&self.place) });
        Self { node: self.node, place, inherited: self.inherited }
    }
}

/// Adds a site, unless the same schema is among them.
pub(in crate::lower) fn add_site<'a>(known: &mut Vec<Site<'a>>, site: Site<'a>) {
    if !known.iter().any(|known| known.node == site.node) {
        known.push(site);
    }
}

/// Whether two lists have the same schemas.
pub(in crate::lower) fn same_nodes(sites: &[Site<'_>], others: &[Site<'_>]) -> bool {
    sites.len() == others.len() && sites.iter().all(|a| others.iter().any(|b| a.node == b.node))
}
