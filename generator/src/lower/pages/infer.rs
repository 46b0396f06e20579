//! Pages that are not declared: inferred where parameters and the response agree.

use super::evidence::Evidence;
use super::{list, numbered, token, url};
use crate::api::{Api, Operation, Pagination, Paging};

/// Infers how the pages of an operation's list follow each other; `None` if its parameters and its response do not
/// agree on one way.
pub fn infer(api: &Api, operation: &Operation) -> Option<Pagination> {
    // Other methods may do something a second time.
    if !matches!(operation.method.as_str(), "GET" | "QUERY") {
        return None;
    }
    let body = list::body(operation).ok()?;
    let (items, item) = list::only(api, body).ok()?;
    let evidence = Evidence::new(api, operation, body, &items, &item);
    let paging: Paging = token::token(&evidence)
        .or_else(|| url::in_body(&evidence))
        .or_else(|| url::in_header(&evidence))
        .or_else(|| token::in_header(&evidence))
        .or_else(|| token::last_item(&evidence))
        .or_else(|| numbered::offset(&evidence))
        .or_else(|| numbered::page(&evidence))?;
    Some(Pagination { paging, items, item })
}
