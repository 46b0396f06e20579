//! Units that are the same in both APIs, also under another name.

use std::collections::{HashMap, HashSet};

use super::pairs::{self, Pairs};
use super::parts;
use super::renames::{Renames, is_name};
use super::surface::{Item, Unit};
use crate::changes::Kind;

/// Pairs of units, and the types that have another name now.
pub struct Matches<'a> {
    pub pairs: Pairs,
    pub renames: Renames<'a>,
}

/// Matches the units of two APIs: by name, by their place in the document, and, for types, by their uses. If the type of a
/// member was `A`, which is gone, and is `B`, which is new, then `A` has become `B`.
pub fn matches<'a>(before: &'a [Unit<'_>], after: &'a [Unit<'_>]) -> Matches<'a> {
    let kind = |unit: &Unit<'_>| format!("{} {}", unit.kind.as_str(), unit.shape);
    let name = |unit: &Unit<'_>| Some(format!("{} {}", kind(unit), unit.name));
    let place = |unit: &Unit<'_>| {
        (!unit.identity.is_empty()).then(|| format!("{} {}", kind(unit), unit.identity))
    };
    let only_name = |unit: &Unit<'_>| Some(format!("{} {}", unit.kind.as_str(), unit.name));
    let mut pairs = pairs::pairs(before, after, &[&name, &place, &only_name]);
    let mut renames = Renames::default();
    let mut open: Vec<(usize, usize)> = pairs.matched().collect();
    let (old_types, new_types) = (types(before), types(after));
    let mut tried = HashSet::new();
    let mut next = 0;
    while let Some(&(old, new)) = open.get(next) {
        next += 1;
        let (old, new) = (&before[old], &after[new]);
        if old.name != new.name && new.kind == Kind::Type {
            renames.insert(&old.name, &new.name);
        }
        for (a, b) in uses(old, new) {
            let (Some(&a), Some(&b)) = (old_types.get(a), new_types.get(b)) else { continue };
            if !pairs.is_removed(a) || !tried.insert((a, b)) {
                continue;
            }
            match likeness(&before[a], &after[b]) {
                Likeness::None => {}
                Likeness::Some | Likeness::Equal if pairs.old_of(b).is_none() => {
                    pairs.join(a, b);
                    open.push((a, b));
                }
                Likeness::Some => {}
                // Several types have become one.
                Likeness::Equal => renames.insert(&before[a].name, &after[b].name),
            }
        }
    }
    Matches { pairs, renames }
}

/// Returns the types by name.
fn types<'a>(units: &'a [Unit<'_>]) -> HashMap<&'a str, usize> {
    let types = units.iter().enumerate().filter(|(_, unit)| unit.kind == Kind::Type);
    types.map(|(index, unit)| (unit.name.as_str(), index)).collect()
}

/// How much two types have in common.
enum Likeness {
    None,
    /// At least half of their parts.
    Some,
    Equal,
}

fn likeness(old: &Unit<'_>, new: &Unit<'_>) -> Likeness {
    let common = parts::pairs(old, new).matched().count();
    let most = old.parts.len().max(new.parts.len());
    if old.shape != new.shape || 2 * common < most {
        Likeness::None
    } else if common == most {
        Likeness::Equal
    } else {
        Likeness::Some
    }
}

/// Returns the names that differ between types that are otherwise the same.
fn uses<'a>(old: &'a Unit<'_>, new: &'a Unit<'_>) -> Vec<(&'a str, &'a str)> {
    let mut found = of_items(&old.items, &new.items);
    for (before, after) in parts::pairs(old, new).matched() {
        let (before, after) = (&old.parts[before], &new.parts[after]);
        found.extend(of_items(&before.items, &after.items));
        if let (Some(before), Some(after)) = (&before.argument, &after.argument) {
            found.extend(differing_names(&before.ty, &after.ty).unwrap_or_default());
        }
    }
    found
}

fn of_items<'a>(old: &'a [Item], new: &'a [Item]) -> Vec<(&'a str, &'a str)> {
    let mut found = Vec::new();
    for item in old {
        let same = |other: &&Item| other.kind == item.kind && other.name == item.name;
        let other = new.iter().find(same);
        let names = other.and_then(|other| differing_names(&item.signature, &other.signature));
        found.extend(names.unwrap_or_default());
    }
    found
}

/// Returns the names at the same places of two types that differ; `None` if the types differ in more than names.
fn differing_names<'a>(old: &'a str, new: &'a str) -> Option<Vec<(&'a str, &'a str)>> {
    let (mut old, mut new) = (old, new);
    let mut found = Vec::new();
    while old != new {
        let (a, rest_of_old) = word(old);
        let (b, rest_of_new) = word(new);
        let (between, after) = separator(rest_of_old);
        let (other, other_after) = separator(rest_of_new);
        if between != other || a.is_empty() != b.is_empty() {
            return None;
        }
        if a != b {
            found.push((a, b));
        }
        (old, new) = (after, other_after);
    }
    Some(found)
}

/// Splits a text behind the name that it begins with.
fn word(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c| !is_name(c)).unwrap_or(text.len()))
}

/// Splits a text in front of its first name.
fn separator(text: &str) -> (&str, &str) {
    text.split_at(text.find(is_name).unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_differ() {
        let found = |old, new| differing_names(old, new);
        assert_eq!(found("Vec<A>", "Vec<B>"), Some(vec![("A", "B")]));
        assert_eq!(found("Map<A, Json>", "Map<B, C>"), Some(vec![("A", "B"), ("Json", "C")]));
        assert_eq!(found("A", "A"), Some(vec![]));
        assert_eq!(found("Vec<A>", "A"), None);
        assert_eq!(found("A", "Option<A>"), None);
    }
}
