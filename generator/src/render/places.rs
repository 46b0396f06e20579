//! The places of findings in their files.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostics::Diagnostics;
use crate::read::Source;
use crate::read::position::{self, Position};

/// A place in a source.
#[derive(Debug, Clone)]
pub struct Place<'a> {
    pub source: &'a Source,
    pub position: Position,
}

/// Looks up the places of the findings with these indexes. Each file is read once, however many findings it has.
pub fn places<'a>(
    diagnostics: &Diagnostics,
    indexes: &[usize],
    sources: &'a [Source],
) -> Vec<Option<Place<'a>>> {
    let mut files: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, &index) in indexes.iter().enumerate() {
        if let Some(origin) = &diagnostics.list[index].origin {
            files.entry(origin.file).or_default().push(at);
        }
    }
    let mut found = vec![None; indexes.len()];
    for (file, of_file) in files {
        let Some(source) = sources.get(file) else { continue };
        let mut ranges: Vec<Range<usize>> = Vec::new();
        let mut pointers = Vec::new();
        let mut of_pointers = Vec::new();
        for &at in &of_file {
            let Some(origin) = &diagnostics.list[indexes[at]].origin else { continue };
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
