//! Comparison of units.

use super::found::Found;
use super::surface::Unit;
use super::{items, parts};
use crate::changes::{Aspect, Effect, ItemKind, Kind, RustChange, Subject, WireChange};

/// Compares two forms of a unit.
pub fn compare(old: &Unit<'_>, new: &Unit<'_>, found: &mut Found<'_>) {
    let places = (old.origin.clone(), new.origin.clone());
    if let Some(change) = shape(old, new) {
        found.add(subject(new), new.direction, (vec![change], Vec::new()), places);
        return;
    }
    let mut rust = items::compare((&owner(old), &old.items), (&owner(new), &new.items), found);
    rust.extend(function(old, new, found));
    rust.extend(parts::order(old, new));
    rust.extend(feature(old, new));
    let wire = found.facts(&old.facts, &new.facts);
    let has_changed = found.add(subject(new), new.direction, (rust, wire), places);
    parts::compare(old, new, found);
    if !has_changed {
        found.count_text(old.docs, new.docs);
    }
}

/// The Rust name that precedes the names of a unit's own items. Of an operation, those are the method and what it returns.
fn owner(unit: &Unit<'_>) -> String {
    match unit.kind {
        Kind::Operation if !unit.name.contains("::") => format!("Client::{}", unit.name),
        Kind::Operation => unit.name.clone(),
        _ => unit.owner.clone(),
    }
}

/// Compares what a type is.
fn shape(old: &Unit<'_>, new: &Unit<'_>) -> Option<RustChange> {
    let item = new.items.first().filter(|_| old.shape != new.shape)?;
    Some(RustChange {
        effect: Effect::Retyped,
        kind: item.kind,
        item: item.name.clone(),
        old: Some(old.shape.to_owned()),
        new: Some(new.shape.to_owned()),
    })
}

/// Compares the client's method, or `new` and the setters, as a whole.
fn function(old: &Unit<'_>, new: &Unit<'_>, found: &mut Found<'_>) -> Vec<RustChange> {
    let mut changes = Vec::new();
    match (&old.function, &new.function) {
        (Some(before), Some(after)) => {
            items::pair((&owner(old), before), (&owner(new), after), found, &mut changes);
        }
        (None, Some(after)) => changes.push(items::added_item(&owner(new), after)),
        (Some(before), None) => changes.push(items::gone(&owner(old), before)),
        (None, None) => {}
    }
    changes
}

/// Compares the Cargo features that a unit needs. That a crate gets features for groups at all is a change of the crate.
fn feature(old: &Unit<'_>, new: &Unit<'_>) -> Option<RustChange> {
    let (before, after) = (old.feature.as_ref()?, new.feature.as_ref()?);
    (before != after).then(|| RustChange {
        effect: Effect::Regated,
        kind: ItemKind::Feature,
        item: new.name.clone(),
        old: Some(before.clone()),
        new: Some(after.clone()),
    })
}

/// Adds a unit that is new, without its parts.
pub fn added(unit: &Unit<'_>, found: &mut Found<'_>) {
    let rust = main(unit).map(|change| RustChange { effect: Effect::Added, ..change });
    let rust = rust.map(|change| RustChange { old: None, new: change.old, ..change });
    let wire =
        request(unit).map(|new| WireChange { aspect: Aspect::Request, old: None, new: Some(new) });
    let changes = (rust.into_iter().collect(), wire.into_iter().collect());
    found.add(subject(unit), unit.direction, changes, (None, unit.origin.clone()));
}

/// Adds a unit that is gone, without its parts.
pub fn removed(unit: &Unit<'_>, found: &mut Found<'_>) {
    let wire =
        request(unit).map(|old| WireChange { aspect: Aspect::Request, old: Some(old), new: None });
    let mut rust = main(unit);
    // Another type takes its place everywhere.
    if let (Some(change), Some(new)) = (&mut rust, found.renames.get(&unit.name)) {
        let old = Some(unit.name.clone());
        *change = RustChange {
            effect: Effect::Renamed,
            old,
            new: Some(new.to_owned()),
            ..change.clone()
        };
    }
    let changes = (rust.into_iter().collect(), wire.into_iter().collect());
    found.add(subject(unit), unit.direction, changes, (unit.origin.clone(), None));
}

/// The main item of a unit, as one that is gone.
fn main(unit: &Unit<'_>) -> Option<RustChange> {
    if let Some(method) = unit.function.as_ref().filter(|_| unit.kind == Kind::Operation) {
        let old = Some(parts::signature(unit));
        return Some(RustChange { old, ..items::gone("Client", method) });
    }
    unit.items.first().map(|item| items::gone(&unit.owner, item))
}

/// HTTP method and path of an operation.
fn request(unit: &Unit<'_>) -> Option<String> {
    (unit.kind == Kind::Operation).then(|| unit.identity.clone())
}

fn subject(unit: &Unit<'_>) -> Subject {
    Subject { kind: unit.kind, name: unit.name.clone(), owner: None }
}
