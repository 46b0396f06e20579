//! Groups of changes that a reader takes in at once.

use std::collections::HashMap;
use std::hash::Hash;

use indexmap::IndexMap;

use crate::changes::{Change, Direction, Effect, ItemKind, Kind, Level, WireChange};

/// A group of changes of one level.
#[derive(Debug)]
pub enum Group<'a> {
    /// A single change.
    One(&'a Change),
    /// The same change of several owners: types or operations.
    Owners(Vec<&'a Change>),
    /// Parts of the same kind that one owner has more than before.
    Parts(Vec<&'a Change>),
    /// Types that are new, or gone.
    Types(Vec<&'a Change>),
}

/// What is the same in changes that differ only in their owner.
#[derive(PartialEq, Eq, Hash)]
struct Same<'a> {
    kind: Kind,
    name: &'a str,
    rust: Vec<(Effect, ItemKind, &'a str, Option<&'a str>, Option<&'a str>)>,
    wire: &'a [WireChange],
    direction: Option<Direction>,
}

impl<'a> Same<'a> {
    fn of(change: &'a Change) -> Option<Self> {
        change.subject.owner.as_ref()?;
        let rust = change.rust.iter().map(|one| {
            let (old, new) = (one.old.as_deref(), one.new.as_deref());
            // The names of both sides contain the owner.
            let is_renamed = one.effect == Effect::Renamed;
            let text =
                |text: Option<&'a str>| text.map(|text| if is_renamed { leaf(text) } else { text });
            (one.effect, one.kind, leaf(&one.item), text(old), text(new))
        });
        Some(Self {
            kind: change.subject.kind,
            name: &change.subject.name,
            rust: rust.collect(),
            wire: &change.wire,
            direction: change.direction,
        })
    }
}

/// Returns the last name of a path.
pub fn leaf(path: &str) -> &str {
    path.rsplit_once("::").map_or(path, |(_, leaf)| leaf)
}

/// What the changes of a group have in common.
#[derive(PartialEq, Eq, Hash)]
enum Key<'a> {
    Owners(Same<'a>),
    Parts(&'a str, Kind),
    Types(Effect),
    One(usize),
}

/// Groups the changes of a level, in the order of the first change of each group.
pub fn groups(changes: &[Change], level: Level) -> Vec<Group<'_>> {
    let of_level = || changes.iter().filter(|change| change.level() == level);
    let mut counts: HashMap<Same<'_>, usize> = HashMap::new();
    for same in of_level().filter_map(Same::of) {
        *counts.entry(same).or_default() += 1;
    }
    let mut groups: IndexMap<Key<'_>, Vec<&Change>> = IndexMap::new();
    for (index, change) in of_level().enumerate() {
        let same = Same::of(change).filter(|same| counts.get(same).is_some_and(|count| *count > 1));
        let key = match (same, &change.subject.owner, whole(change)) {
            (Some(same), _, _) => Key::Owners(same),
            (None, Some(owner), Some(Effect::Added)) => Key::Parts(owner, change.subject.kind),
            (None, None, Some(effect)) if change.subject.kind == Kind::Type => Key::Types(effect),
            _ => Key::One(index),
        };
        groups.entry(key).or_default().push(change);
    }
    let groups = groups.into_iter().map(|(key, changes)| match (key, changes.as_slice()) {
        (_, [one]) => Group::One(one),
        (Key::Owners(_), _) => Group::Owners(changes),
        (Key::Types(_), _) => Group::Types(changes),
        (Key::Parts(..) | Key::One(_), _) => Group::Parts(changes),
    });
    groups.collect()
}

/// Whether all that a change says is that an item is new, or gone.
fn whole(change: &Change) -> Option<Effect> {
    let effect = change.rust.first()?.effect;
    let is_whole = matches!(effect, Effect::Added | Effect::Removed)
        && change.rust.iter().all(|one| one.effect == effect)
        && (change.old.is_none() || change.new.is_none());
    is_whole.then_some(effect)
}
