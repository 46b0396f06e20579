//! URLs: a response links to the next page.

use super::evidence::Evidence;
use super::fields::{Field, Kind, headers, outermost};
use super::words::{POSITIONS, SIZES, has_word, says};
use crate::api::{NextPage, Paging};

/// Names of members that are the URL of the next page, whatever the parameters.
const CERTAIN: &[&str] = &["odatanextlink"];

/// Names of members that are the URL of the next page.
const NEXT_URLS: &[&str] = &[
    "nexthref",
    "nextlink",
    "nextpagehref",
    "nextpagelink",
    "nextpageuri",
    "nextpageurl",
    "nextrecordsurl",
    "nextresultsurl",
    "nextseturl",
    "nexturi",
    "nexturl",
];

/// Infers that the next page has the URL in a member of the body.
pub fn in_body(evidence: &Evidence<'_>) -> Option<Paging> {
    let certain = outermost(&evidence.fields, |field| {
        is_text(field) && CERTAIN.contains(&field.name())
            || is_text(field) && evidence.items == "/value" && field.pointer == "/nextLink"
    });
    let field = certain.or_else(|| {
        let has_previous = evidence
            .fields
            .iter()
            .any(|field| field.names.len() == 1 && matches!(field.name(), "previous" | "prev"));
        let is_next = |field: &Field<'_>| {
            let (own, container) = (field.name(), field.container());
            let in_links = container == "links"
                || container == "next" && field.names.iter().any(|name| name == "links");
            let is_next = match own {
                "next" => {
                    in_links
                        || says_url(field)
                        // Django REST Framework.
                        || field.names.len() == 1 && has_previous && evidence.items == "/results"
                }
                "href" => container == "next" && in_links,
                "nextpage" => says_url(field),
                name => NEXT_URLS.contains(&name),
            };
            is_next && (is_text(field) || in_links && field.kind == Kind::Any)
        };
        outermost(&evidence.fields, is_next).filter(|_| is_paged(evidence))
    })?;
    let next = NextPage::Url(field.place());
    Some(Paging { next, more: None, total: None })
}

/// Infers that the next page is that of the header `Link`.
pub fn in_header(evidence: &Evidence<'_>) -> Option<Paging> {
    let has_link = headers(evidence.operation).any(|name| name.eq_ignore_ascii_case("link"));
    let paging = Paging { next: NextPage::Link, more: None, total: None };
    (has_link && is_paged(evidence)).then_some(paging)
}

/// Whether a parameter is about pages.
fn is_paged(evidence: &Evidence<'_>) -> bool {
    let mut names = evidence.inputs.iter().map(|(name, _)| name.as_str());
    names.any(|name| POSITIONS.contains(&name) || SIZES.contains(&name))
}

fn is_text(field: &Field<'_>) -> bool {
    field.kind == Kind::Text
}

fn says_url(field: &Field<'_>) -> bool {
    has_word(field.description, &["url", "uri", "link", "hyperlink", "href"])
        || says(field.description, &["http://", "https://"])
}
