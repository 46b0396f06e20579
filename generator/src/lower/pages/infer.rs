//! Pages that are not declared: inferred where parameters and the response agree.

use super::fields::{Field, Kind, fields, outermost};
use super::list::{self, inner};
use super::words::{SIZES, canonical};
use super::{inputs, numbered, token, url};
use crate::api::{Api, InResponse, Operation, Pagination, Paging, Parameter, Type};

/// What an operation has that can tell how its pages follow each other.
pub struct Evidence<'a> {
    pub operation: &'a Operation,
    /// Query parameters, with their canonical names.
    pub inputs: Vec<(String, &'a Parameter)>,
    /// Scalars in the response.
    pub fields: Vec<Field<'a>>,
    /// Pointer to the list in the response.
    pub items: &'a str,
    /// Canonical name of an item's ID and its member, if items have one.
    pub id: Option<&'a str>,
}

impl Evidence<'_> {
    /// Whether a parameter says how large a page is.
    pub fn has_size(&self) -> bool {
        self.inputs.iter().any(|(name, parameter)| {
            SIZES.contains(&name.as_str()) && inner(&parameter.ty) != &Type::Boolean
        })
    }

    /// Returns the Boolean that says whether more pages follow, and the value with which it says so.
    pub fn more(&self) -> Option<(InResponse, bool)> {
        let find = |names: &[&str]| {
            let is =
                |field: &Field<'_>| field.kind == Kind::Boolean && names.contains(&field.name());
            outermost(&self.fields, is).map(Field::place)
        };
        find(MORE).map(|place| (place, true)).or_else(|| find(LAST).map(|place| (place, false)))
    }
}

/// Names of Booleans that are true where more pages follow.
const MORE: &[&str] = &[
    "hasmore",
    "hasmoreentries",
    "hasmoreitems",
    "hasmorepages",
    "hasmorerecords",
    "hasmoreresults",
    "hasnext",
    "hasnextpage",
    "istruncated",
    "more",
    "moreavailable",
    "moreitemsincollection",
    "moreresults",
    "nextpage",
    "nextpageavailable",
    "truncated",
];

/// Names of Booleans that are true on the last page.
const LAST: &[&str] = &["islast", "islastpage", "last", "lastpage"];

/// Infers how the pages of an operation's list follow each other; `None` if its parameters and its response do not
/// agree on one way.
pub fn infer(api: &Api, operation: &Operation) -> Option<Pagination> {
    // Other methods may do something a second time.
    if !matches!(operation.method.as_str(), "GET" | "QUERY") {
        return None;
    }
    let body = list::body(operation).ok()?;
    let (items, item) = list::only(api, body).ok()?;
    let inputs: Vec<(String, &Parameter)> =
        inputs(operation).map(|parameter| (canonical(&parameter.name), parameter)).collect();
    let item_object = list::object(api, &item);
    let id = item_object.and_then(|object| object.members.iter().find(|one| one.name == "id"));
    let evidence = Evidence {
        operation,
        inputs,
        fields: fields(api, body),
        items: &items,
        id: id.map(|member| member.name.as_str()),
    };
    let paging: Paging = token::token(&evidence)
        .or_else(|| url::in_body(&evidence))
        .or_else(|| url::in_header(&evidence))
        .or_else(|| token::in_header(&evidence))
        .or_else(|| token::last_item(&evidence))
        .or_else(|| numbered::offset(&evidence))
        .or_else(|| numbered::page(&evidence))?;
    Some(Pagination { paging, items, item })
}
