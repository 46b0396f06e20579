//! Groups of changes that a reader takes in at once.

use std::collections::HashMap;
use std::hash::Hash;

use indexmap::IndexMap;

use crate::changes::{Change, Direction, Effect, ItemKind, Kind, Level, RustChange, WireChange};

/// A group of changes of one level.
#[derive(Debug)]
pub enum Group<'a> {
    /// A single change.
    One(&'a Change),
    /// The same change of several owners, types or operations.
    Same(Vec<&'a Change>),
    /// Parts of the same kind that one owner has more, or less, than before.
    Parts(Vec<&'a Change>),
    /// Types that are new, or gone.
    Types(Vec<&'a Change>),
    /// Types or operations that have another name, and no other change.
    Renamed(Vec<&'a Change>),
}

/// Old and new text of a change.
type Texts<'a> = (Option<&'a str>, Option<&'a str>);

/// What is the same in changes of different types or operations.
#[derive(PartialEq, Eq, Hash)]
struct Same<'a> {
    kind: Kind,
    name: &'a str,
    rust: Vec<(Effect, ItemKind, &'a str, Texts<'a>)>,
    wire: &'a [WireChange],
    direction: Option<Direction>,
}

impl<'a> Same<'a> {
    fn of(change: &'a Change) -> Self {
        let rust = change.rust.iter().map(|one| {
            let (old, new) = (one.old.as_deref(), one.new.as_deref());
            // The names of both sides contain the owner.
            let text =
                |text: &'a str| if one.effect == Effect::Renamed { leaf(text) } else { text };
            (one.effect, one.kind, own(change, one), (old.map(text), new.map(text)))
        });
        Self {
            kind: change.subject.kind,
            name: if change.subject.owner.is_some() { &change.subject.name } else { "" },
            rust: rust.collect(),
            wire: &change.wire,
            direction: change.direction,
        }
    }
}

/// Returns the name of an item without that of the type or operation that it belongs to.
pub fn own<'a>(change: &'a Change, item: &'a RustChange) -> &'a str {
    let whole = change.subject.owner.as_ref().unwrap_or(&change.subject.name);
    let leaf = leaf(&item.item);
    if leaf == whole {
        return "";
    }
    // An implementation is `TRAIT for TYPE`.
    let of_trait =
        item.item.strip_suffix(whole.as_str()).and_then(|text| text.strip_suffix(" for "));
    of_trait.unwrap_or(leaf)
}

/// Returns the last name of a path.
pub fn leaf(path: &str) -> &str {
    path.rsplit_once("::").map_or(path, |(_, leaf)| leaf)
}

/// What the changes of a group have in common.
#[derive(PartialEq, Eq, Hash)]
enum Key<'a> {
    Same(Same<'a>),
    Parts(&'a str, Kind, Effect),
    Types(Effect),
    Renamed(Kind),
    One(usize),
}

/// Groups the changes of a level, in the order of the first change of each group.
pub fn groups(changes: &[Change], level: Level) -> Vec<Group<'_>> {
    let of_level = || changes.iter().filter(|change| change.level() == level);
    let mut counts: HashMap<Same<'_>, usize> = HashMap::new();
    for change in of_level() {
        *counts.entry(Same::of(change)).or_default() += 1;
    }
    let mut groups: IndexMap<Key<'_>, Vec<&Change>> = IndexMap::new();
    for (index, change) in of_level().enumerate() {
        let (kind, same) = (change.subject.kind, Same::of(change));
        let key = match (&change.subject.owner, whole(change)) {
            (None, Some(effect)) if kind == Kind::Type => Key::Types(effect),
            (None, _) if is_renamed(change) => Key::Renamed(kind),
            _ if counts.get(&same).is_some_and(|count| *count > 1) => Key::Same(same),
            (Some(owner), Some(effect)) => Key::Parts(owner, kind, effect),
            _ => Key::One(index),
        };
        groups.entry(key).or_default().push(change);
    }
    let groups = groups.into_iter().map(|(key, changes)| match (key, changes.as_slice()) {
        (_, [one]) => Group::One(one),
        (Key::Same(_), _) => Group::Same(changes),
        (Key::Types(_), _) => Group::Types(changes),
        (Key::Renamed(_), _) => Group::Renamed(changes),
        (Key::Parts(..) | Key::One(_), _) => Group::Parts(changes),
    });
    groups.collect()
}

/// Whether all that a change of a type or an operation says is that it has another name.
fn is_renamed(change: &Change) -> bool {
    let is_name = |one: &RustChange| {
        one.effect == Effect::Renamed
            && matches!(
                one.kind,
                ItemKind::Struct | ItemKind::Enum | ItemKind::Alias | ItemKind::Method
            )
    };
    change.wire.is_empty() && change.rust.iter().all(is_name)
}

/// Whether all that a change says is that an item is new, or gone.
fn whole(change: &Change) -> Option<Effect> {
    let effect = change.rust.first()?.effect;
    let is_whole = matches!(effect, Effect::Added | Effect::Removed)
        && change.rust.iter().all(|one| one.effect == effect)
        && (change.old.is_none() || change.new.is_none());
    is_whole.then_some(effect)
}
