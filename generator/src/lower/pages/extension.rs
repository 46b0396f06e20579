//! Pages that extensions of the document declare: `x-ms-pageable` (AutoRest), `x-speakeasy-pagination` (Speakeasy) and
//! `x-fern-pagination` (Fern).

use serde_json::Value;

use super::declared::Declared;
use super::list::{ListProblem, body};
use super::numbered;
use crate::api::{InRequest, InResponse, Location, NextPage, Operation, Paging};
use crate::lower::lowering::Extensions;
use crate::pointer::push;

const MS: &str = "x-ms-pageable";
const SPEAKEASY: &str = "x-speakeasy-pagination";
pub const FERN: &str = "x-fern-pagination";

/// Reads the value of an extension; `None` if it is not understood.
type Read = fn(&Operation, &Value) -> Option<Declared>;

/// Extensions of operations, and what they say.
const EXTENSIONS: &[(&str, Read)] = &[(MS, of_ms), (SPEAKEASY, of_speakeasy), (FERN, of_fern)];

/// Whether an operation has one of the extensions.
pub fn has_any(extensions: &Extensions) -> bool {
    EXTENSIONS.iter().any(|(name, _)| extensions.contains_key(*name))
}

/// Reads the extension of an operation, if it has one that declares pages. `whole` is the extension of the document,
/// for operations that only refer to it. Returns the name of the extension as well.
pub fn declared<'a>(
    operation: &Operation,
    extensions: &'a Extensions,
    whole: Option<&'a Value>,
) -> Option<(&'static str, Result<Declared, ListProblem>)> {
    let (name, read, value) = EXTENSIONS.iter().find_map(|(name, read)| {
        let value = match extensions.get(*name)? {
            Value::Bool(true) => whole?,
            value => value,
        };
        Some((*name, read, value))
    })?;
    let is_off = match value {
        Value::Object(object) => {
            name == MS && object.get("nextLinkName").is_some_and(Value::is_null)
        }
        value => value.is_null() || value == &Value::Bool(false),
    };
    if is_off {
        return None;
    }
    // Without a response, there is nothing to read page by page.
    let declared = body(operation).and_then(|_| {
        let unclear =
            || ListProblem::Unclear("its inputs or outputs are not understood".to_owned());
        read(operation, value).ok_or_else(unclear)
    });
    Some((name, declared))
}

/// Reads `nextLinkName` and `itemName`.
fn of_ms(_: &Operation, value: &Value) -> Option<Declared> {
    let name = |key: &str, default: &str| {
        let mut pointer = String::new();
        let name = value.get(key).and_then(Value::as_str).unwrap_or(default);
        name.split('.').for_each(|name| push(&mut pointer, name));
        pointer
    };
    let next = NextPage::Url(InResponse::Body(name("nextLinkName", "nextLink")));
    Some(Declared {
        paging: Paging { next, more: None, total: None },
        items: Some(name("itemName", "value")),
    })
}

/// Reads `inputs` and `outputs`.
fn of_speakeasy(operation: &Operation, value: &Value) -> Option<Declared> {
    let inputs = value.get("inputs").and_then(Value::as_array);
    let input = |kind: &str| {
        let input = inputs?.iter().find(|one| one.get("type").is_some_and(|ty| ty == kind))?;
        let name = input.get("name")?.as_str()?;
        match input.get("in").and_then(Value::as_str) {
            Some("requestBody") => {
                let mut pointer = String::new();
                push(&mut pointer, name);
                Some(InRequest::Body(pointer))
            }
            _ => Some(InRequest::Query(name.to_owned())),
        }
    };
    let output = |key: &str| value.get("outputs")?.get(key)?.as_str().and_then(path);
    let place = |key: &str| output(key).map(InResponse::Body);
    let (mut items, mut total) = (output("results"), None);
    let next = match value.get("type")?.as_str()? {
        "offsetLimit" => match (input("page"), input("offset")) {
            (Some(page), _) => {
                total = place("numPages");
                let first = numbered::first_of(operation, &page).unwrap_or(1);
                NextPage::Page(page, first)
            }
            (None, offset) => {
                let offset = offset?;
                let first = numbered::first_of(operation, &offset).unwrap_or(0);
                NextPage::Offset(offset, first)
            }
        },
        "cursor" => {
            let text = value.get("outputs")?.get("nextCursor")?.as_str()?;
            match last_item(text) {
                Some((list, member)) => {
                    items = Some(list);
                    NextPage::LastItem(input("cursor")?, member)
                }
                None => NextPage::Token(input("cursor")?, InResponse::Body(path(text)?)),
            }
        }
        "url" => NextPage::Url(place("nextUrl")?),
        _ => return None,
    };
    Some(Declared { paging: Paging { next, more: None, total }, items })
}

/// Reads `offset` or `cursor`, `next_cursor`, `next_uri`, `has-next-page` and `results`.
fn of_fern(operation: &Operation, value: &Value) -> Option<Declared> {
    let text = |key: &str| value.get(key).and_then(Value::as_str);
    let place = |key: &str| text(key).and_then(path).map(InResponse::Body);
    let input = |key: &str| {
        let pointer = text(key)?.strip_prefix("$request").and_then(path)?;
        let name = pointer.strip_prefix('/')?;
        let is_query = operation
            .parameters
            .iter()
            .any(|parameter| parameter.location == Location::Query && parameter.name == name);
        Some(if is_query { InRequest::Query(name.to_owned()) } else { InRequest::Body(pointer) })
    };
    let next = if let Some(cursor) = input("cursor") {
        NextPage::Token(cursor, place("next_cursor")?)
    } else if let Some(offset) = input("offset") {
        let first = numbered::first_of(operation, &offset);
        // Without a step, the offset is the number of a page.
        match text("step") {
            Some(_) => NextPage::Offset(offset, first.unwrap_or(0)),
            None => NextPage::Page(offset, first.unwrap_or(1)),
        }
    } else {
        NextPage::Url(place("next_uri").or_else(|| place("next_path"))?)
    };
    let more = place("has-next-page").map(|place| (place, true));
    Some(Declared {
        paging: Paging { next, more, total: None },
        items: text("results").and_then(path),
    })
}

/// Converts a path of member names, such as `$.data.next`, `$response.next` or `$['data']`, to a JSON Pointer.
fn path(text: &str) -> Option<String> {
    let text = text.trim();
    let text = text.strip_prefix("$response").or(text.strip_prefix('$')).unwrap_or(text);
    let mut pointer = String::new();
    for name in text.replace("['", ".").replace("[\"", ".").split('.').skip(1) {
        let name = name.trim_end_matches(['\'', '"', ']']);
        if name.is_empty() || name.contains(['[', '(', '*', '@']) {
            return None;
        }
        push(&mut pointer, name);
    }
    Some(pointer)
}

/// Splits a path to a member of the last item: `$.data[-1].id`, or `$.data[(@.length-1)].id`. Returns the pointer to the
/// list and that from an item to the member.
fn last_item(text: &str) -> Option<(String, String)> {
    let text = text.replace(' ', "");
    let (list, member) =
        ["[-1]", "[-1:]", "[(@.length-1)]"].iter().find_map(|index| text.split_once(index))?;
    Some((path(list)?, path(&format!("${member}"))?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths() {
        for (text, expected) in [
            ("$.data.next", Some("/data/next")),
            ("$['a/b']['c']", Some("/a~1b/c")),
            ("$response.next", Some("/next")),
            ("$", Some("")),
            ("$.data[0].id", None),
            ("$..id", None),
        ] {
            assert_eq!(path(text).as_deref(), expected, "{text}");
        }
        let last = Some(("/data".to_owned(), "/id".to_owned()));
        assert_eq!(last_item("$.data[-1].id"), last);
        assert_eq!(last_item("$.data[(@.length - 1)].id"), last);
        assert_eq!(last_item("$.data.id"), None);
    }
}
