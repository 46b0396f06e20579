//! Changes that were found, before their places are looked up.

use std::collections::HashMap;

use super::renames::Renames;
use super::surface::Fact;
use crate::changes::{
    Aspect, Change, Direction, Effect, ItemKind, Kind, RustChange, Subject, WireChange,
};
use crate::diagnostics::Origin;

/// Changes that were found so far.
pub struct Found<'a> {
    pub renames: Renames<'a>,
    /// Number of items of which only the documentation has changed.
    pub texts: usize,
    list: Vec<Unplaced>,
    /// Numbers of items that name a renamed type, by its new name.
    follows: HashMap<&'a str, usize>,
}

/// A change whose places are not looked up.
pub struct Unplaced {
    pub change: Change,
    pub old: Option<Origin>,
    pub new: Option<Origin>,
}

impl<'a> Found<'a> {
    pub fn new(renames: Renames<'a>) -> Self {
        Self { renames, texts: 0, list: Vec::new(), follows: HashMap::new() }
    }

    /// Adds a change of an item, unless nothing has changed. Returns whether something has.
    pub fn add(
        &mut self,
        subject: Subject,
        direction: Option<Direction>,
        (rust, wire): (Vec<RustChange>, Vec<WireChange>),
        (old, new): (Option<Origin>, Option<Origin>),
    ) -> bool {
        if rust.is_empty() && wire.is_empty() {
            return false;
        }
        let change = Change { subject, rust, wire, direction, follows: 0, old: None, new: None };
        self.list.push(Unplaced { change, old, new });
        true
    }

    /// Counts an item if its documentation has changed.
    pub fn count_text(&mut self, old: &[String], new: &[String]) {
        self.texts += usize::from(old != new);
    }

    /// Whether two types or signatures differ by more than the new names of types, which are counted.
    pub fn differs(&mut self, old: &str, new: &str) -> bool {
        if old == new {
            return false;
        }
        let (renamed, used) = self.renames.apply(old);
        if renamed != new {
            return true;
        }
        for name in used {
            *self.follows.entry(name).or_default() += 1;
        }
        false
    }

    /// Compares properties on the wire.
    pub fn facts(&self, old: &[Fact], new: &[Fact]) -> Vec<WireChange> {
        let of = |facts: &[Fact], aspect: Aspect| {
            facts.iter().find(|fact| fact.aspect == aspect).map(|fact| fact.value.clone())
        };
        let mut changes = Vec::new();
        for fact in new {
            let (old, new) = (of(old, fact.aspect), fact.value.clone());
            let is_same = old.as_ref().is_some_and(|old| self.renames.apply(old).0 == new);
            if !is_same {
                changes.push(WireChange { aspect: fact.aspect, old, new: Some(new) });
            }
        }
        for fact in old.iter().filter(|fact| of(new, fact.aspect).is_none()) {
            let old = Some(fact.value.clone());
            changes.push(WireChange { aspect: fact.aspect, old, new: None });
        }
        changes
    }

    /// Returns all changes.
    pub fn finish(mut self) -> Vec<Unplaced> {
        for Unplaced { change, .. } in &mut self.list {
            let is_renamed = |one: &RustChange| {
                let is_type =
                    matches!(one.kind, ItemKind::Struct | ItemKind::Enum | ItemKind::Alias);
                one.effect == Effect::Renamed && is_type
            };
            if change.subject.kind == Kind::Type && change.rust.iter().any(is_renamed) {
                change.follows =
                    self.follows.get(change.subject.name.as_str()).copied().unwrap_or_default();
            }
        }
        self.list
    }
}
