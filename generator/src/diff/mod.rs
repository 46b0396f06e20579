//! Two generated APIs to the changes between them.

mod found;
mod items;
mod matches;
mod pairs;
mod parts;
mod places;
mod renames;
mod surface;
#[cfg(test)]
mod tests;
mod units;

use crate::changes::{Changes, Versions};
use crate::plan::Planned;
use crate::read::Source;
use found::Found;

/// A planned API, with the sources that its places are in.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    pub planned: &'a Planned,
    pub sources: &'a [Source],
    /// Version of the crate, if the options name it.
    pub version: Option<&'a str>,
}

/// Finds the changes from an old API to a new one.
pub fn diff(old: Side<'_>, new: Side<'_>) -> Changes {
    let (before, after) = (surface::surface(old.planned), surface::surface(new.planned));
    let matches = matches::matches(&before, &after);
    let mut found = Found::new(matches.renames);
    let pairs = matches.pairs;
    for (index, unit) in after.iter().enumerate() {
        match pairs.old_of(index) {
            Some(old) => units::compare(&before[old], unit, &mut found),
            None => units::added(unit, &mut found),
        }
    }
    for index in pairs.removed() {
        units::removed(&before[index], &mut found);
    }
    let texts = found.texts;
    let mut list = places::place(found.finish(), old.sources, new.sources);
    list.sort_by_key(|change| change.level());
    let version = |side: &Side<'_>| side.version.map(str::to_owned);
    let versions = Versions { old: version(&old), new: version(&new) };
    let versions = (versions != Versions::default()).then_some(versions);
    Changes { list, texts, versions }
}
