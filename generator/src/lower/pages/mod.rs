//! How the pages of lists follow each other: as the options or extensions of the document say, or as parameters and
//! responses that agree.

mod declared;
mod evidence;
mod extension;
mod fields;
mod infer;
pub(super) mod list;
mod numbered;
mod token;
mod url;
mod words;

pub(super) use extension::{FERN, has_any as has_extension};
#[cfg(test)]
pub(super) use words::{POSITIONS, SIZES, canonical};

use openapiv3 as oa;
use serde_json::Value;

use self::declared::Declared;
use super::lowering::{Extensions, Lowering};
use crate::api::{Api, InRequest, InResponse, NextPage, Operation, Paging};
use crate::closest::closest;
use crate::diagnostics::{Diagnostics, Origin, finding};
use crate::options::{Options, PagesNext, PagesOption, PagesTable};

/// Sets the pages that extensions of operations declare; `whole` is the extension of the document.
pub(super) fn declare(
    api: &mut Api,
    extensions: &[(usize, Extensions)],
    whole: Option<&Value>,
    diagnostics: &mut Diagnostics,
) {
    for (index, extensions) in extensions {
        let Some(operation) = api.operations.get(*index) else { continue };
        let Some((name, declared)) = extension::declared(operation, extensions, whole) else {
            continue;
        };
        match declared.and_then(|declared| declared.settle(api, operation)) {
            Ok(pagination) => api.operations[*index].pagination = Some(pagination),
            Err(problem) => {
                let (id, why) = (operation.id.clone(), problem.to_string());
                let unused = finding::Operation::PagesExtension { name, operation: id, why };
                diagnostics.add(unused, &operation.origin.child(name));
            }
        }
    }
}

impl<'a> Lowering<'a> {
    /// Returns the default and the minimum of a parameter's schema, if they are integers.
    pub(super) fn numbers(
        &self,
        schema: &'a oa::ReferenceOr<oa::Schema>,
    ) -> (Option<i64>, Option<i64>) {
        let schema = match schema {
            oa::ReferenceOr::Item(schema) => Some(schema),
            oa::ReferenceOr::Reference { reference } => {
                self.resolve(reference).map(|(schema, _)| schema)
            }
        };
        let Some(schema) = schema else { return (None, None) };
        let default = schema.schema_data.default.as_ref().and_then(|value| match value {
            Value::String(text) => text.parse().ok(),
            value => value.as_i64().or_else(|| value.as_f64().and_then(whole)),
        });
        let minimum = match &schema.schema_kind {
            oa::SchemaKind::Type(oa::Type::Integer(integer)) => integer.minimum,
            oa::SchemaKind::Type(oa::Type::Number(number)) => number.minimum.and_then(whole),
            oa::SchemaKind::Any(any) => any.minimum.and_then(whole),
            _ => None,
        };
        (default, minimum)
    }
}

/// Returns a number that has no fraction as an integer, if it is small.
#[expect(clippy::cast_possible_truncation, reason = "larger numbers are left out")]
fn whole(number: f64) -> Option<i64> {
    (number.fract() == 0.0 && number.abs() < 1e9).then_some(number as i64)
}

/// Sets the pages that the options declare, and infers those of operations of which nothing is said. Findings about the
/// options file go to `of_options`.
pub fn paginate(
    api: &mut Api,
    (options, options_file): (&Options, &Origin),
    diagnostics: &mut Diagnostics,
    of_options: &mut Diagnostics,
) {
    let table = options_file.child("pagination");
    let mut used = Vec::new();
    let mut inferred: Vec<usize> = Vec::new();
    for index in 0..api.operations.len() {
        let operation = &api.operations[index];
        let keys = [operation.id.clone(), format!("{} {}", operation.method, operation.path)];
        let entry = keys.iter().find_map(|key| options.pagination.get_key_value(key));
        let all = options.pagination.get_key_value("*");
        match entry.or(all) {
            Some((key, option)) => {
                used.push(key.as_str());
                let pagination = match option {
                    PagesOption::Off => Ok(None),
                    PagesOption::On(table) => {
                        declared(operation, table).settle(api, operation).map(Some)
                    }
                };
                if let Err(problem) = &pagination {
                    let (operation, why) = (key.clone(), problem.to_string());
                    let unused = finding::Options::Pages { operation, why };
                    of_options.add(unused, &table.child(key));
                }
                api.operations[index].pagination = pagination.unwrap_or_default();
            }
            None if operation.pagination.is_none() => {
                let pagination = infer::infer(api, operation);
                if pagination.is_some() {
                    inferred.push(index);
                }
                api.operations[index].pagination = pagination;
            }
            None => {}
        }
    }
    if let Some(first) = inferred.first().map(|index| &api.operations[*index]) {
        let found = finding::Operation::PagesInferred { operation: first.id.clone() };
        diagnostics.add_all(found, inferred.len(), &first.origin);
    }
    let ids = || api.operations.iter().map(|operation| operation.id.as_str());
    let is_unused = |key: &&String| !used.contains(&key.as_str()) && *key != "*";
    for key in options.pagination.keys().filter(is_unused) {
        let close = closest(key, ids()).map(str::to_owned);
        let unknown = finding::Options::NoOperation { operation: key.clone(), close };
        of_options.add(unknown, &table.child(key));
    }
}

/// Returns what a table of the options says.
fn declared(operation: &Operation, table: &PagesTable) -> Declared {
    let input = |name: &String| in_request(name);
    let next = match &table.next {
        PagesNext::Token(name, place) => NextPage::Token(input(name), in_response(place)),
        PagesNext::LastItem(name, member) => NextPage::LastItem(input(name), member.clone()),
        PagesNext::Page(name, first) => {
            let first = first.or_else(|| numbered::first_of(operation, &input(name)));
            NextPage::Page(input(name), first.unwrap_or(1))
        }
        PagesNext::Offset(name, first) => {
            let first = first.or_else(|| numbered::first_of(operation, &input(name)));
            NextPage::Offset(input(name), first.unwrap_or(0))
        }
        PagesNext::Url(place) => NextPage::Url(in_response(place)),
        PagesNext::Link => NextPage::Link,
    };
    let more = table.more.as_ref().map(|place| (in_response(place), true));
    let total = table.total.as_ref().map(|place| in_response(place));
    Declared { paging: Paging { next, more, total }, items: table.items.clone() }
}

/// Returns the place of an input: a JSON Pointer is one into the body.
fn in_request(name: &str) -> InRequest {
    match name.starts_with('/') {
        true => InRequest::Body(name.to_owned()),
        false => InRequest::Query(name.to_owned()),
    }
}

/// Returns a place in a response: a JSON Pointer is one into the body, any other text the name of a header.
fn in_response(place: &str) -> InResponse {
    match place.starts_with('/') {
        true => InResponse::Body(place.to_owned()),
        false => InResponse::Header(place.to_owned()),
    }
}
