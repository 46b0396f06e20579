//! Comparison of the parts of a unit.

use indexmap::IndexSet;

use super::found::Found;
use super::items;
use super::pairs::{self, Pairs};
use super::surface::{self, Argument, Item, Part, Unit};
use crate::changes::{Direction, Effect, ItemKind, Kind, RustChange, Subject, WireChange};
use crate::diagnostics::Origin;

/// Pairs the parts of two units.
pub fn pairs(old: &Unit<'_>, new: &Unit<'_>) -> Pairs {
    let name = |part: &Part<'_>| Some(format!("{} {}", part.kind.as_str(), part.name));
    // A parameter may move from the query to a header.
    let ident = |part: &Part<'_>| {
        let kind = if part.kind.is_parameter() { "parameter" } else { part.kind.as_str() };
        Some(format!("{kind} {}", part.ident))
    };
    pairs::pairs(&old.parts, &new.parts, &[&name, &ident])
}

/// Compares the parts of a unit.
pub fn compare(old: &Unit<'_>, new: &Unit<'_>, found: &mut Found<'_>) {
    let pairs = pairs(old, new);
    // Of a struct that requests no longer or newly contain, the unit says so.
    let setters = old.function.is_some() == new.function.is_some();
    for (index, part) in new.parts.iter().enumerate() {
        match pairs.old_of(index) {
            Some(before) => pair((old, &old.parts[before]), (new, part), setters, found),
            None => added(old.function.is_some(), new, part, found),
        }
    }
    for index in pairs.removed() {
        removed(old, &old.parts[index], new.function.is_some(), found);
    }
}

/// Compares two forms of a part.
fn pair(
    (old_unit, old): (&Unit<'_>, &Part<'_>),
    (new_unit, new): (&Unit<'_>, &Part<'_>),
    setters: bool,
    found: &mut Found<'_>,
) {
    let shown = |items: &[Item]| -> Vec<Item> {
        items.iter().filter(|item| setters || item.kind != ItemKind::Setter).cloned().collect()
    };
    let mut rust = items::compare(
        (&old_unit.owner, &shown(&old.items)),
        (&new_unit.owner, &shown(&new.items)),
        found,
    );
    if let (Some(_), Some(function)) = (&old_unit.function, &new_unit.function) {
        let function = (items::path(&new_unit.owner, function), function.kind);
        rust.extend(argument(function, old.argument.as_ref(), new.argument.as_ref(), found));
    }
    let wire = found.facts(&old.facts, &new.facts);
    let has_changed =
        add(new_unit, new, (rust, wire), places((old_unit, old), (new_unit, new)), found);
    if !has_changed {
        found.count_text(old.docs, new.docs);
    }
}

fn places(
    (old_unit, old): (&Unit<'_>, &Part<'_>),
    (new_unit, new): (&Unit<'_>, &Part<'_>),
) -> (Option<Origin>, Option<Origin>) {
    (place(old_unit, old), place(new_unit, new))
}

/// Returns the place of a part, or of its unit.
fn place(unit: &Unit<'_>, part: &Part<'_>) -> Option<Origin> {
    part.origin.clone().or_else(|| unit.origin.clone())
}

/// Compares an argument of a function.
fn argument(
    (item, kind): (String, ItemKind),
    old: Option<&Argument>,
    new: Option<&Argument>,
    found: &mut Found<'_>,
) -> Option<RustChange> {
    let shown = |one: &Argument| format!("{}: {}", one.name, one.ty);
    let (effect, old, new) = match (old, new) {
        (None, None) => return None,
        (None, Some(new)) => (Effect::ArgumentAdded, None, Some(shown(new))),
        (Some(old), None) => (Effect::ArgumentRemoved, Some(shown(old)), None),
        (Some(old), Some(new)) if found.differs(&old.ty, &new.ty) => {
            (Effect::ArgumentRetyped, Some(shown(old)), Some(shown(new)))
        }
        _ => return None,
    };
    Some(RustChange { effect, kind, item, old, new })
}

/// Adds a new part. `had_function` says whether the unit had its function before.
fn added(had_function: bool, unit: &Unit<'_>, part: &Part<'_>, found: &mut Found<'_>) {
    let items = part.items.iter().filter(|item| had_function || item.kind != ItemKind::Setter);
    let mut rust: Vec<RustChange> =
        items.map(|item| items::added_item(&unit.owner, item)).collect();
    if let Some(function) = unit.function.as_ref().filter(|_| had_function) {
        rust.extend(argument(
            (items::path(&unit.owner, function), function.kind),
            None,
            part.argument.as_ref(),
            found,
        ));
    }
    let wire = found.facts(&[], &part.facts);
    add(unit, part, (rust, wire), (None, place(unit, part)), found);
}

/// Adds a part that is gone. `has_function` says whether the unit still has its function.
fn removed(unit: &Unit<'_>, part: &Part<'_>, has_function: bool, found: &mut Found<'_>) {
    let items = part.items.iter().filter(|item| has_function || item.kind != ItemKind::Setter);
    let mut rust: Vec<RustChange> = items.map(|item| items::gone(&unit.owner, item)).collect();
    if let Some(function) = unit.function.as_ref().filter(|_| has_function) {
        rust.extend(argument(
            (items::path(&unit.owner, function), function.kind),
            part.argument.as_ref(),
            None,
            found,
        ));
    }
    let wire = found.facts(&part.facts, &[]);
    add(unit, part, (rust, wire), (place(unit, part), None), found);
}

fn add(
    unit: &Unit<'_>,
    part: &Part<'_>,
    changes: (Vec<RustChange>, Vec<WireChange>),
    places: (Option<Origin>, Option<Origin>),
    found: &mut Found<'_>,
) -> bool {
    let direction: Option<Direction> = unit.direction.or_else(|| surface::direction(part.kind));
    let owner = (!unit.name.is_empty()).then(|| unit.name.clone());
    let subject = Subject { kind: part.kind, name: part.name.clone(), owner };
    found.add(subject, direction, changes, places)
}

/// Compares the order of the arguments that a function had before and has now.
pub fn order(old: &Unit<'_>, new: &Unit<'_>) -> Option<RustChange> {
    let function = new.function.as_ref().filter(|_| old.function.is_some())?;
    let with_argument = |unit: &Unit<'_>| -> IndexSet<(Kind, String)> {
        let parts = unit.parts.iter().filter(|part| part.argument.is_some());
        parts.map(|part| (part.kind, part.name.clone())).collect()
    };
    let (before, after) = (with_argument(old), with_argument(new));
    if before.intersection(&after).eq(after.intersection(&before)) {
        return None;
    }
    Some(RustChange {
        effect: Effect::ArgumentsReordered,
        kind: function.kind,
        item: items::path(&new.owner, function),
        old: Some(signature(old)),
        new: Some(signature(new)),
    })
}

/// Shows the arguments of a unit's function.
pub fn signature(unit: &Unit<'_>) -> String {
    let arguments = unit.parts.iter().filter_map(|part| part.argument.as_ref());
    let shown: Vec<String> = arguments.map(|one| format!("{}: {}", one.name, one.ty)).collect();
    format!("({})", shown.join(", "))
}
