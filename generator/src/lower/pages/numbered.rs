//! Numbers: pages or items are counted.

use super::evidence::{Evidence, inputs, is_number};
use super::fields::{Field, Kind, headers, outermost};
use super::words::{canonical, has_word, says};
use crate::api::{InRequest, InResponse, NextPage, Operation, Paging, Parameter};

/// Names of parameters that are the number of items before a page.
const OFFSETS: &[&str] = &["offset", "pageoffset", "skip", "skipcount", "startat"];

/// Names of parameters that may be the number of the first item, from 0 or from 1, or something else.
const STARTS: &[&str] =
    &["firstresult", "from", "start", "startindex", "startposition", "startrecord", "startrow"];

/// Names of parameters that are the number of a page.
const PAGES: &[&str] = &["currentpage", "page", "pageindex", "pageno", "pagenum", "pagenumber"];

/// Names of members that are the number of all items.
const TOTALS: &[&str] = &[
    "total",
    "totalcount",
    "totalelements",
    "totalentries",
    "totalhits",
    "totalitems",
    "totalnumber",
    "totalrecords",
    "totalresults",
    "totalrows",
];

/// Names of members that are the number of all pages.
const PAGE_TOTALS: &[&str] = &[
    "lastpage",
    "numberofpages",
    "numpages",
    "pagecount",
    "pages",
    "pagescount",
    "pagestotal",
    "pagetotal",
    "totalpage",
    "totalpagecount",
    "totalpages",
];

/// Names of members that are the number of the page.
const OWN_PAGES: &[&str] =
    &["current", "currentpage", "number", "page", "pageindex", "pageno", "pagenum", "pagenumber"];

const FROM_ZERO: &[&str] = &[
    "0-based",
    "0-indexed",
    "0 based",
    "0 indexed",
    "first page is 0",
    "from 0",
    "indexed from zero",
    "starting at 0",
    "starting at zero",
    "starting with 0",
    "starts at 0",
    "starts at zero",
    "starts with 0",
    "zero based",
    "zero indexed",
    "zero-based",
    "zero-indexed",
    "from zero",
    "default is 0",
    "default: 0",
    "defaults to 0",
    "default 0",
];

const FROM_ONE: &[&str] = &[
    "1-based",
    "1-indexed",
    "1 based",
    "1 indexed",
    "first page is 1",
    "from 1",
    "one-based",
    "one-indexed",
    "starting at 1",
    "starting at one",
    "starting with 1",
    "starts at 1",
    "starts at one",
    "starts with 1",
    "from one",
    "default is 1",
    "default: 1",
    "defaults to 1",
    "default 1",
];

/// Infers that a parameter is the number of the first item of a page.
pub fn offset(evidence: &Evidence<'_>) -> Option<Paging> {
    let total = number(evidence, TOTALS);
    let fits = |name: &str, parameter: &Parameter| {
        let text = &parameter.description;
        if OFFSETS.contains(&name) {
            // Some count pages, or take the ID of an item.
            let is_other =
                says(text, &["page number", "number of the page", "page offset", "page to"]);
            let first = first_number(parameter).unwrap_or(0);
            return (!is_other && first == 0).then_some(0);
        }
        if !STARTS.contains(&name)
            || has_word(text, &["date", "time", "timestamp", "epoch", "unix"])
        {
            return None;
        }
        let is_index = total.is_some()
            || says(text, &["index", "offset", "paginat", "paging", "position", "first", "skip"]);
        // The protocol SCIM (RFC 7644, section 3.4.2.4) counts from 1.
        let is_scim = name == "startindex" && canonical(evidence.items) == "resources";
        let first = if is_scim { Some(1) } else { first_number(parameter) };
        first.filter(|_| is_index)
    };
    let mut found = evidence.inputs.iter().filter_map(|(name, parameter)| {
        let first = fits(name, parameter).filter(|_| is_number(&parameter.ty))?;
        Some((*parameter, first))
    });
    let (parameter, first) = found.next()?;
    let is_only = found.next().is_none();
    let has_end = evidence.has_size() || total.is_some() || evidence.more().is_some();
    if !is_only || !has_end {
        return None;
    }
    let input = InRequest::Query(parameter.name.clone());
    let total = total.map(Field::place);
    Some(Paging { next: NextPage::Offset(input, first), more: evidence.more(), total })
}

/// Infers that a parameter is the number of a page.
pub fn page(evidence: &Evidence<'_>) -> Option<Paging> {
    let mut found = evidence
        .inputs
        .iter()
        .filter(|(name, parameter)| PAGES.contains(&name.as_str()) && is_number(&parameter.ty));
    let (name, parameter) = found.next()?;
    if found.next().is_some() {
        return None;
    }
    let own = number(evidence, OWN_PAGES);
    let total = number(evidence, PAGE_TOTALS).map(Field::place).or_else(|| {
        let mut headers = headers(evidence.operation);
        let header = headers.find(|header| {
            matches!(
                canonical(header).as_str(),
                "xpages" | "xtotalpages" | "totalpages" | "xpagecount"
            )
        });
        header.map(|header| InResponse::Header(header.to_owned()))
    });
    let more = evidence.more();
    let agrees = evidence.has_size()
        || own.is_some()
        || total.is_some()
        || more.is_some()
        || number(evidence, TOTALS).is_some();
    if !agrees {
        return None;
    }
    let input = InRequest::Query(parameter.name.clone());
    let per_page = evidence.inputs.iter().any(|(name, _)| name == "perpage");
    let first = first_number(parameter).or(match name.as_str() {
        // Frameworks that call it so count from 1.
        "page" if per_page => Some(1),
        _ => None,
    });
    let next = match (first, own) {
        (Some(first), _) => NextPage::Page(input, first),
        (None, Some(own)) => NextPage::PageAfter(input, own.place()),
        (None, None) => return None,
    };
    Some(Paging { next, more, total })
}

/// Returns the only outermost number with one of these names.
fn number<'e>(evidence: &'e Evidence<'_>, names: &[&str]) -> Option<&'e Field<'e>> {
    outermost(&evidence.fields, |field| field.kind == Kind::Number && names.contains(&field.name()))
}

/// Returns the number of the first page or item, if a query parameter says it.
pub fn first_of(operation: &Operation, input: &InRequest) -> Option<i64> {
    let InRequest::Query(name) = input else { return None };
    inputs(operation).find(|parameter| parameter.name == *name).and_then(first_number)
}

/// Returns the number of the first page or item, if the parameter says it: 0 or 1.
fn first_number(parameter: &Parameter) -> Option<i64> {
    let text = &parameter.description;
    let said = match (says(text, FROM_ZERO), says(text, FROM_ONE)) {
        (true, false) => Some(0),
        (false, true) => Some(1),
        _ => None,
    };
    let known = said.or(parameter.default).or(parameter.minimum);
    known.filter(|first| matches!(first, 0 | 1))
}
