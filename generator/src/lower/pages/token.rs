//! Tokens: a response names the next page.

use super::evidence::{Evidence, is_number};
use super::fields::{Field, Kind, headers};
use super::words::{SIZES, canonical, has_word, says};
use crate::api::{InRequest, InResponse, NextPage, Paging, Parameter};

/// Names of parameters that take the token of a page.
const TOKENS: &[&str] = &[
    "after",
    "aftercursor",
    "afterid",
    "bookmark",
    "continuation",
    "continuationtoken",
    "continue",
    "cursor",
    "cursormark",
    "exclusivestartkey",
    "marker",
    "nextcursor",
    "nextid",
    "nextkey",
    "nextmarker",
    "nextpage",
    "nextpageid",
    "nextpagetoken",
    "nexttoken",
    "pageafter",
    "pagecursor",
    "pagemarker",
    "pagetoken",
    "paginationtoken",
    "pagingtoken",
    "resumptiontoken",
    "scrollid",
    "startafter",
    "startcursor",
    "startingafter",
    "startkey",
];

/// Names of members that are the token of the next page.
const NEXT_TOKENS: &[&str] = &[
    "cursornext",
    "endcursor",
    "lastevaluatedkey",
    "nextafter",
    "nextbookmark",
    "nextcontinuationtoken",
    "nextcursor",
    "nextcursormark",
    "nextkey",
    "nextmarker",
    "nextpagecursor",
    "nextpagekey",
    "nextpagetoken",
    "nextscrollid",
    "nextstartkey",
    "nextstartingafter",
    "nexttoken",
];

/// Names of parameters that come back as a member of the same name, for the next page.
const SAME: &[&str] = &[
    "continuationtoken",
    "nextcursor",
    "nextid",
    "nextkey",
    "nextmarker",
    "nextpage",
    "nextpageid",
    "nextpagetoken",
    "nexttoken",
    "paginationtoken",
    "resumptiontoken",
    "scrollid",
];

/// Names of parameters that come back as a member of the same name, for this page or the next one.
const SAME_OR_OWN: &[&str] =
    &["after", "bookmark", "continuation", "continue", "cursor", "marker", "pagetoken"];

/// Names of objects whose members are tokens of other pages.
const CURSORS: &[&str] =
    &["cursor", "cursors", "listmetadata", "pagecursors", "pageinfo", "pagination", "paging"];

/// Infers that the next page is requested with a token in the body.
pub fn token(evidence: &Evidence<'_>) -> Option<Paging> {
    let mut best: Option<(u8, usize, &Parameter, &Field<'_>)> = None;
    let mut ties = 0;
    for (name, parameter) in &evidence.inputs {
        if SIZES.contains(&name.as_str()) || !evidence.is_scalar(parameter) {
            continue;
        }
        for field in &evidence.fields {
            let Some(rank) = rank(name, parameter, field, evidence) else { continue };
            let key = (rank, field.names.len());
            match best.map(|(rank, depth, ..)| (rank, depth)) {
                Some(known) if known < key => {}
                Some(known) if known == key => ties += 1,
                _ => {
                    best = Some((key.0, key.1, parameter, field));
                    ties = 0;
                }
            }
        }
    }
    let (_, _, parameter, field) = best.filter(|_| ties == 0)?;
    let input = InRequest::Query(parameter.name.clone());
    let next = NextPage::Token(input, field.place());
    Some(Paging { next, more: evidence.more(), total: None })
}

/// Returns how well a member fits as the token for a parameter, 0 for the best.
fn rank(
    name: &str,
    parameter: &Parameter,
    field: &Field<'_>,
    evidence: &Evidence<'_>,
) -> Option<u8> {
    let is_number = is_number(&parameter.ty);
    let fits = match field.kind {
        Kind::Text => !is_number,
        Kind::Number => is_number || TOKENS.contains(&name),
        Kind::Any => true,
        Kind::Boolean => false,
    };
    if !fits || is_url(field) {
        return None;
    }
    let is_token = TOKENS.contains(&name);
    let (own, container) = (field.name(), field.container());
    if own.strip_prefix("next") == Some(name) || (container == "next" && own == name) {
        return Some(0);
    }
    if own == name {
        let goes_on = SAME.contains(&name)
            || SAME_OR_OWN.contains(&name)
                && (has_word(field.description, GOING_ON)
                    || CURSORS.contains(&container) && name != "cursor"
                    || (name, container) == ("continue", "metadata"));
        return goes_on.then_some(1);
    }
    if !is_token {
        return None;
    }
    let is_next = NEXT_TOKENS.contains(&own)
        || CURSORS.contains(&container) && matches!(own, "after" | "next")
        || container == "next" && matches!(own, "after" | "cursor" | "startingafter" | "token")
        || own == "nextpage" && says(field.description, &["cursor", "token"]);
    if is_next && !(CURSORS.contains(&container) && own == "next" && says_url(field)) {
        return Some(2);
    }
    let is_last_id = matches!(name, "after" | "startingafter" | "startafter" | "afterid")
        && matches!(own, "lastid" | "lastcursor")
        && evidence.more().is_some();
    is_last_id.then_some(3)
}

/// Words of descriptions of tokens for the next page.
const GOING_ON: &[&str] = &[
    "continuation",
    "continue",
    "following",
    "further",
    "more",
    "next",
    "subsequent",
    "subsequently",
];

/// Whether a member is a URL by its name or its description.
fn is_url(field: &Field<'_>) -> bool {
    let name = field.name();
    ["url", "uri", "href", "link"].iter().any(|end| name.ends_with(end))
        || matches!(field.container(), "links")
        || says_url(field)
}

fn says_url(field: &Field<'_>) -> bool {
    has_word(field.description, &["url", "uri", "link", "hyperlink", "href"])
}

/// Infers that the next page is requested with a token in a header, whose name is `next` and that of the parameter.
pub fn in_header(evidence: &Evidence<'_>) -> Option<Paging> {
    let headers = || headers(evidence.operation).map(|name| (canonical(name), name));
    let mut found = evidence.inputs.iter().filter_map(|(name, parameter)| {
        let wanted = format!("next{name}");
        let header = headers().find(|(header, _)| {
            ["", "x", "xpagination", "xpaging"]
                .iter()
                .any(|start| header.strip_prefix(start).is_some_and(|rest| rest == wanted))
        });
        header.filter(|_| evidence.is_scalar(parameter)).map(|(_, header)| (parameter, header))
    });
    let (parameter, header) = found.next()?;
    let next = NextPage::Token(
        InRequest::Query(parameter.name.clone()),
        InResponse::Header(header.to_owned()),
    );
    Some(Paging { next, more: evidence.more(), total: None })
}

/// Infers that the next page follows the ID of the last item.
pub fn last_item(evidence: &Evidence<'_>) -> Option<Paging> {
    let (_, parameter) = evidence.inputs.iter().find(|(name, parameter)| {
        evidence.is_scalar(parameter)
            && match name.as_str() {
                "startingafter" | "afterid" => true,
                "after" | "startafter" => {
                    has_word(&parameter.description, &["id", "ids", "identifier"])
                }
                _ => false,
            }
    })?;
    let id = evidence.id?;
    let more = evidence.more()?;
    let next = NextPage::LastItem(InRequest::Query(parameter.name.clone()), format!("/{id}"));
    Some(Paging { next, more: Some(more), total: None })
}
