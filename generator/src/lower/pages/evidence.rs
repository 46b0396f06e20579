//! What an operation has that can tell how its pages follow each other.

use super::fields::{Field, Kind, fields, kind, outermost};
use super::list::{self, inner};
use super::words::{SIZES, canonical};
use crate::api::{Api, InResponse, Location, Operation, Parameter, Type};

/// What an operation has that can tell how its pages follow each other.
pub struct Evidence<'a> {
    api: &'a Api,
    pub operation: &'a Operation,
    /// Query parameters, with their canonical names.
    pub inputs: Vec<(String, &'a Parameter)>,
    /// Scalars in the response.
    pub fields: Vec<Field<'a>>,
    /// Pointer to the list in the response.
    pub items: &'a str,
    /// Name of the member that is an item's ID, if items have one.
    pub id: Option<&'a str>,
}

impl<'a> Evidence<'a> {
    /// Gathers the evidence of an operation whose response has the list `items`.
    pub fn new(
        api: &'a Api,
        operation: &'a Operation,
        body: &Type,
        items: &'a str,
        item: &Type,
    ) -> Self {
        let item = list::object(api, item);
        let id = item.and_then(|object| object.members.iter().find(|one| one.name == "id"));
        Self {
            api,
            operation,
            inputs: inputs(operation)
                .map(|parameter| (canonical(&parameter.name), parameter))
                .collect(),
            fields: fields(api, body),
            items,
            id: id.map(|member| member.name.as_str()),
        }
    }

    /// Whether a parameter says how large a page is.
    pub fn has_size(&self) -> bool {
        self.inputs.iter().any(|(name, parameter)| {
            SIZES.contains(&name.as_str()) && inner(&parameter.ty) != &Type::Boolean
        })
    }

    /// Whether a parameter holds one value that can be a token.
    pub fn is_scalar(&self, parameter: &Parameter) -> bool {
        !matches!(inner(&parameter.ty), Type::Boolean | Type::Date)
            && kind(self.api, &parameter.ty).is_some()
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

/// Returns the query parameters of an operation that hold one value.
pub fn inputs(operation: &Operation) -> impl Iterator<Item = &Parameter> {
    operation.parameters.iter().filter(|parameter| {
        parameter.location == Location::Query
            && parameter.constant.is_none()
            && parameter.form.is_none()
            && !parameter.name.starts_with('/')
    })
}

/// Whether a parameter is a number.
pub fn is_number(ty: &Type) -> bool {
    matches!(inner(ty), Type::Int32 | Type::Int64 | Type::UInt64 | Type::Double)
}
