//! Schemas with their places.

use std::rc::Rc;

use super::keywords::Node;
use crate::lower::context::{Context, Place};

/// A schema or reference, with its place.
#[derive(Clone, Debug)]
pub(in crate::lower) struct Site<'a> {
    pub node: Node<'a>,
    pub place: Rc<Place>,
    /// Whether the schema is part of a component that `allOf` refers to.
    pub inherited: bool,
}

impl<'a> Site<'a> {
    pub(in crate::lower) fn new(node: Node<'a>, place: Place) -> Self {
        Self { node, place: Rc::new(place), inherited: false }
    }

    /// Returns the site of a node inside this schema, at a path of keys.
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

/// Adds a site, unless the list has the same schema already.
pub(in crate::lower) fn add_site<'a>(known: &mut Vec<Site<'a>>, site: Site<'a>) {
    if !known.iter().any(|known| known.node == site.node) {
        known.push(site);
    }
}

/// Whether two lists contain the same schemas.
pub(in crate::lower) fn same_nodes(sites: &[Site<'_>], others: &[Site<'_>]) -> bool {
    sites.len() == others.len() && sites.iter().all(|a| others.iter().any(|b| a.node == b.node))
}
