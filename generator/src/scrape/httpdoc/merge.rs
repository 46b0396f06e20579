//! Merging of several pages of one operation.

use super::page::{Body, Operation, Parameter};
use super::place::Placed;
use super::response::Response;
use super::revision::Revision;
use crate::diagnostics::finding::PageDifference;
use std::collections::HashMap;

/// A page that was merged into another.
pub(super) struct Merged {
    /// Index of its file.
    pub(super) file: usize,
    /// Index of the file of the page that is used.
    pub(super) into: usize,
    /// Differences between the two.
    pub(super) differences: Vec<PageDifference>,
}

/// Merges the pages of one operation. The page of the newest revision is used, complete ones first, and the others add the
/// parts that it lacks. `None` if there are no pages.
pub(super) fn merge(mut pages: Vec<Operation>) -> Option<(Operation, Vec<Merged>)> {
    pages.sort_by_key(|page| std::cmp::Reverse((page.revision, page.whole)));
    let mut pages = pages.into_iter();
    let mut richest = pages.next()?;
    let mut merged = Vec::new();
    for other in pages {
        let (file, into) = (other.file, richest.file);
        let differences = fill(&mut richest, other);
        merged.push(Merged { file, into, differences });
    }
    Some((richest, merged))
}

/// Properties of a pair of pages of one operation.
struct Pair {
    /// Whether the first page is complete, so that an absent part does not exist.
    first_is_whole: bool,
    /// Whether the second page is complete.
    second_is_whole: bool,
    /// Whether both have the exact texts of the document.
    texts_compare: bool,
    /// Whether only the second one has the exact texts.
    second_has_better_texts: bool,
}

/// Adds the parts that the page lacks from the other one. Returns the differences.
fn fill(page: &mut Operation, other: Operation) -> Vec<PageDifference> {
    let pair = Pair {
        first_is_whole: page.whole,
        second_is_whole: other.whole,
        texts_compare: page.revision.has_exact_texts() && other.revision.has_exact_texts(),
        second_has_better_texts: !page.revision.has_exact_texts()
            && other.revision.has_exact_texts(),
    };
    let mut differences = Vec::new();
    for (difference, known, read) in [
        (PageDifference::OperationId, &mut page.id, other.id),
        (PageDifference::Summary, &mut page.summary, other.summary),
        (PageDifference::Description, &mut page.description, other.description),
    ] {
        text(&pair, difference, known, read, &mut differences);
    }
    match (&page.host, other.host) {
        (Some(known), Some(read)) if known.value != read.value => {
            let known = Some(known.value.clone());
            differences.push(PageDifference::Host(known, read.value));
        }
        (None, Some(read)) if page.whole && page.revision.has_payloads() => {
            differences.push(PageDifference::Host(None, read.value));
        }
        (None, read) => page.host = read,
        _ => {}
    }
    parameters(&pair, &mut page.parameters, other.parameters, &mut differences);
    if other.revision.has_payloads() {
        body(page, other.body, &pair, &mut differences);
    }
    let types_compare = page.revision == Revision::R3 && other.revision == Revision::R3;
    responses(&pair, types_compare, &mut page.responses, other.responses, &mut differences);
    differences
}

fn text(
    pair: &Pair,
    difference: PageDifference,
    known: &mut Option<Placed<String>>,
    read: Option<Placed<String>>,
    differences: &mut Vec<PageDifference>,
) {
    let differ = match (known.as_ref(), read.as_ref()) {
        (Some(known), Some(read)) => known.value != read.value,
        (Some(_), None) => pair.second_is_whole,
        (None, Some(_)) => pair.first_is_whole,
        (None, None) => false,
    };
    if differ && pair.texts_compare {
        differences.push(difference);
    } else if read.is_some() && (known.is_none() || pair.second_has_better_texts) {
        *known = read;
    }
}

fn responses(
    pair: &Pair,
    types_compare: bool,
    known: &mut Vec<Placed<Response>>,
    read: Vec<Placed<Response>>,
    differences: &mut Vec<PageDifference>,
) {
    if known.is_empty() {
        *known = read;
        return;
    }
    let codes = |responses: &[Placed<Response>]| -> Vec<String> {
        responses.iter().map(|response| response.value.code.clone()).collect()
    };
    let (ours, theirs) = (codes(known), codes(&read));
    if ours != theirs && pair.first_is_whole && pair.second_is_whole {
        differences.push(PageDifference::Statuses(ours, theirs));
        return;
    }
    let types = |response: &Response| -> Vec<String> {
        response.content.iter().map(|media| media.name.clone()).collect()
    };
    let mut further = Vec::new();
    for other in read {
        let found = known.iter_mut().find(|known| known.value.code == other.value.code);
        let Some(Placed { value: known, .. }) = found else {
            further.push(other);
            continue;
        };
        let read = other.value;
        // The page may be cut off within its last response.
        if !pair.first_is_whole && known.description.is_empty() && known.content.is_empty() {
            *known = read;
        } else if pair.texts_compare && known.description != read.description
            || types_compare && types(known) != types(&read)
        {
            differences.push(PageDifference::Response(known.code.clone()));
        }
    }
    if !pair.first_is_whole {
        known.append(&mut further);
    } else if !further.is_empty() {
        differences.push(PageDifference::FurtherStatuses(codes(&further)));
    }
}

fn parameters(
    pair: &Pair,
    known: &mut Vec<Placed<Parameter>>,
    read: Vec<Placed<Parameter>>,
    differences: &mut Vec<PageDifference>,
) {
    let key = |parameter: &Parameter| (parameter.location.clone(), parameter.name.clone());
    let places: HashMap<(String, String), usize> =
        known.iter().enumerate().map(|(at, parameter)| (key(&parameter.value), at)).collect();
    let mut matched = 0;
    for other in read {
        let found = places.get(&key(&other.value)).and_then(|at| known.get_mut(*at));
        let (location, name) = key(&other.value);
        let difference = PageDifference::Parameter { location, name };
        match found {
            Some(found) => {
                matched += 1;
                if !found.value.described {
                    *found = other;
                    continue;
                }
                let facts = |p: &Parameter| (p.kind.clone(), p.required, p.explode);
                if facts(&found.value) != facts(&other.value)
                    || pair.texts_compare && found.value.description != other.value.description
                {
                    differences.push(difference);
                } else if pair.second_has_better_texts {
                    found.value.description = other.value.description;
                }
            }
            None if pair.first_is_whole => differences.push(difference),
            None => known.push(other),
        }
    }
    if pair.second_is_whole && matched < places.len() {
        differences.push(PageDifference::MissingParameters);
    }
}

fn body(
    page: &mut Operation,
    other: Option<Placed<Body>>,
    pair: &Pair,
    differences: &mut Vec<PageDifference>,
) {
    let known_is_certain = pair.first_is_whole && page.revision.has_payloads();
    match (&mut page.body, other) {
        (None, None) => {}
        (Some(known), Some(read)) => {
            let (known, read) = (&mut known.value, read.value);
            if known.media_type.is_some() && known.media_type != read.media_type {
                differences.push(PageDifference::RequestMediaType);
                return;
            }
            known.media_type = read.media_type;
            match (&known.schema, read.schema) {
                (None, schema) => {
                    known.schema = schema;
                    known.required = read.required;
                }
                (Some(known), Some(read)) if pair.texts_compare && *known != read => {
                    differences.push(PageDifference::RequestSchema);
                }
                _ => {}
            }
            known.example = known.example.take().or(read.example);
        }
        (None, other) if !known_is_certain => page.body = other,
        (Some(_), None) if !pair.second_is_whole => {}
        _ => differences.push(PageDifference::RequestBody),
    }
}
