//! The places of findings in their files.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostics::{Diagnostics, Origin};
use crate::read::Source;
use crate::read::position::{self, Position};

/// A place in a source.
#[derive(Debug, Clone)]
pub struct Place<'a> {
    pub source: &'a Source,
    pub position: Position,
}

/// Looks up the places of the findings with these indexes.
pub fn places<'a>(
    diagnostics: &Diagnostics,
    indexes: &[usize],
    sources: &'a [Source],
) -> Vec<Option<Place<'a>>> {
    let origins = indexes.iter().map(|&index| diagnostics.list[index].origin.as_ref());
    locate(&origins.collect::<Vec<_>>(), sources)
}

/// Looks up places. Each file is read once, however many places are in it.
pub fn locate<'a>(origins: &[Option<&Origin>], sources: &'a [Source]) -> Vec<Option<Place<'a>>> {
    let mut files: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, origin) in origins.iter().enumerate() {
        if let Some(origin) = origin {
            files.entry(origin.file).or_default().push(at);
        }
    }
    let mut found = vec![None; origins.len()];
    for (file, of_file) in files {
        let Some(source) = sources.get(file) else { continue };
        let mut ranges: Vec<Range<usize>> = Vec::new();
        let mut pointers = Vec::new();
        let mut of_pointers = Vec::new();
        for &at in &of_file {
            let Some(origin) = origins[at] else { continue };
            if origin.offset.is_none() {
                of_pointers.push(ranges.len());
                pointers.push(origin.pointer.as_str());
            }
            let offset = origin.offset.unwrap_or_default();
            ranges.push(offset..offset);
        }
        if pointers.iter().any(|pointer| !pointer.is_empty()) {
            let located = source.locate_all(&pointers);
            for (at, range) in of_pointers.into_iter().zip(located) {
                ranges[at] = range;
            }
        }
        let positions = position::positions(&source.text, &ranges);
        for (at, position) in of_file.into_iter().zip(positions) {
            found[at] = Some(Place { source, position });
        }
    }
    found
}
