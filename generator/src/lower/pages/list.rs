//! The list in a response.

use std::fmt;

use super::words::canonical;
use crate::api::{Api, Object, Operation, ResponseKind, Type, TypeKind};
use crate::pointer::{join, keys};

/// Why a list is not found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListProblem {
    /// No response is JSON, or several are that differ.
    NoBody,
    /// The response has no list at a pointer.
    NotAList(String),
    /// The response has no list, or several.
    NotOnlyList,
    /// What is said cannot be understood.
    Unclear(String),
}

impl fmt::Display for ListProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoBody => formatter.write_str("it does not document one JSON response"),
            Self::NotAList(pointer) => {
                write!(formatter, "its response documents no list at `{pointer}`")
            }
            Self::NotOnlyList => {
                formatter.write_str("its response does not document exactly one list")
            }
            Self::Unclear(what) => formatter.write_str(what),
        }
    }
}

/// Names of members whose lists are not what is read page by page.
const BESIDE: &[&str] = &[
    "breadcrumbs",
    "columns",
    "errors",
    "facets",
    "fields",
    "filters",
    "included",
    "includes",
    "links",
    "messages",
    "meta",
    "metadata",
    "notices",
    "schemas",
    "sort",
    "sorts",
    "unreachable",
    "unprocessed",
    "validationerrors",
    "warnings",
];

/// Names of members whose lists are what is read page by page, if there are others.
const USUAL: &[&str] = &[
    "collection",
    "content",
    "data",
    "elements",
    "entities",
    "entries",
    "items",
    "list",
    "nodes",
    "objects",
    "records",
    "resources",
    "result",
    "results",
    "rows",
    "value",
    "values",
];

/// Depth of objects around a list.
const MAX_DEPTH: usize = 3;

/// Returns the type of all successes with a body.
pub fn body(operation: &Operation) -> Result<&Type, ListProblem> {
    let kinds = || operation.successes.iter().map(|one| &one.kind);
    let mut bodies = kinds().filter(|kind| **kind != ResponseKind::Empty);
    match bodies.next() {
        Some(first @ ResponseKind::Json(ty)) if bodies.all(|other| other == first) => Ok(ty),
        _ => Err(ListProblem::NoBody),
    }
}

/// Returns the list at a pointer, and the type of its items.
pub fn at(api: &Api, body: &Type, pointer: String) -> Result<(String, Type), ListProblem> {
    let found = keys(&pointer).try_fold(body, |ty, name| {
        let object = object(api, ty)?;
        object.members.iter().find(|member| member.name == name).map(|member| &member.ty)
    });
    match found.map(inner) {
        Some(Type::List(item)) => Ok((pointer, item.as_ref().clone())),
        _ => Err(ListProblem::NotAList(pointer)),
    }
}

/// Returns the only list of a response, and the type of its items: the body itself, or a member of the outermost object
/// that has lists.
pub fn only(api: &Api, body: &Type) -> Result<(String, Type), ListProblem> {
    if let Type::List(item) = inner(body) {
        return Ok((String::new(), item.as_ref().clone()));
    }
    let mut objects: Vec<(String, &Object)> =
        object(api, body).map(|object| (String::new(), object)).into_iter().collect();
    for _ in 0..MAX_DEPTH {
        let mut lists = Vec::new();
        let mut deeper = Vec::new();
        // What else may hold the list.
        let mut is_open = false;
        for (pointer, object) in &objects {
            for member in object.members.iter().filter(|member| member.constant.is_none()) {
                let name = canonical(&member.name);
                let at = || join(pointer, &member.name);
                match inner(&member.ty) {
                    _ if BESIDE.contains(&name.as_str()) => {}
                    Type::List(item) => lists.push((name, at(), item.as_ref())),
                    ty => match self::object(api, ty) {
                        Some(object) => deeper.push((at(), object)),
                        None => is_open |= may_hold_lists(api, ty),
                    },
                }
            }
        }
        let is_scalar = |(_, item): &(String, Type)| !matches!(inner(item), Type::Named(_));
        if let Some(found) = chosen(&lists) {
            // Lists of texts and numbers often stand beside the object that holds the list.
            let is_beside = is_scalar(&found) && deeper.iter().any(|(_, one)| has_list(one));
            return if is_beside { Err(ListProblem::NotOnlyList) } else { Ok(found) };
        }
        if !lists.is_empty() || is_open || deeper.len() > 50 {
            break;
        }
        objects = deeper;
    }
    Err(ListProblem::NotOnlyList)
}

/// Returns the only list, or the only one of objects, or the only one with a usual name.
fn chosen(lists: &[(String, String, &Type)]) -> Option<(String, Type)> {
    let only = |is: &dyn Fn(&(String, String, &Type)) -> bool| {
        let mut found = lists.iter().filter(|list| is(list));
        match (found.next(), found.next()) {
            (Some((_, pointer, item)), None) => Some((pointer.clone(), (*item).clone())),
            _ => None,
        }
    };
    only(&|_| true)
        .or_else(|| only(&|(name, ..)| USUAL.contains(&name.as_str())))
        .or_else(|| only(&|(_, _, item)| matches!(inner(item), Type::Named(_))))
}

/// Whether an object has a list of objects.
fn has_list(object: &Object) -> bool {
    let is_list =
        |ty: &Type| matches!(inner(ty), Type::List(item) if matches!(**item, Type::Named(_)));
    object.members.iter().any(|member| is_list(&member.ty))
}

/// Whether values of a type other than a list or an object may hold lists.
fn may_hold_lists(api: &Api, ty: &Type) -> bool {
    match inner(ty) {
        Type::Named(id) => {
            matches!(api.types.get(id.0).map(|def| &def.kind), Some(TypeKind::Union(_)))
        }
        Type::Map(value) => {
            matches!(inner(value), Type::Named(_) | Type::List(_) | Type::Map(_) | Type::Json)
        }
        Type::Json => true,
        _ => false,
    }
}

/// Returns the object that a type is, which may be `null`.
pub fn object<'a>(api: &'a Api, ty: &Type) -> Option<&'a Object> {
    let Type::Named(id) = inner(ty) else { return None };
    match &api.types.get(id.0)?.kind {
        TypeKind::Object(object) => Some(object),
        _ => None,
    }
}

/// Returns a type without `null`.
pub fn inner(ty: &Type) -> &Type {
    match ty {
        Type::Nullable(inner) => inner,
        ty => ty,
    }
}
