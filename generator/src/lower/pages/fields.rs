//! Scalars in a response, outside of lists.

use super::list::{inner, object};
use super::words::canonical;
use crate::api::{Api, InResponse, Object, Operation, Response, Type};
use crate::pointer::join;

/// Maximum number of members that are looked at.
const MAX_FIELDS: usize = 1_000;

/// Maximum depth of objects around a scalar.
const MAX_DEPTH: usize = 4;

/// A scalar in a response.
#[derive(Debug)]
pub struct Field<'a> {
    /// Canonical names of the objects around it, and its own.
    pub names: Vec<String>,
    /// JSON Pointer.
    pub pointer: String,
    pub kind: Kind,
    pub description: &'a str,
}

/// Kind of a scalar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Text,
    /// A number; documents often write `number` for integers.
    Number,
    Boolean,
    /// A union, or any JSON value.
    Any,
}

impl Field<'_> {
    /// Returns its canonical name.
    pub fn name(&self) -> &str {
        self.names.last().map_or("", String::as_str)
    }

    /// Returns the canonical name of the object around it; empty if that is the body.
    pub fn container(&self) -> &str {
        let at = self.names.len().checked_sub(2);
        at.and_then(|at| self.names.get(at)).map_or("", String::as_str)
    }

    pub fn place(&self) -> InResponse {
        InResponse::Body(self.pointer.clone())
    }
}

/// Returns the scalars of a response, the outermost ones first.
pub fn fields<'a>(api: &'a Api, body: &Type) -> Vec<Field<'a>> {
    let mut fields = Vec::new();
    let mut seen = 0;
    let mut objects: Vec<(Vec<String>, String, &Object)> =
        object(api, body).map(|object| (Vec::new(), String::new(), object)).into_iter().collect();
    for _ in 0..MAX_DEPTH {
        let mut deeper = Vec::new();
        for (names, pointer, one) in objects {
            for member in one.members.iter().filter(|member| member.constant.is_none()) {
                seen += 1;
                if seen > MAX_FIELDS {
                    return fields;
                }
                let names: Vec<String> =
                    names.iter().cloned().chain([canonical(&member.name)]).collect();
                let pointer = join(&pointer, &member.name);
                if let Some(kind) = kind(api, &member.ty) {
                    let description = member.description.as_str();
                    fields.push(Field { names, pointer, kind, description });
                } else if let Some(object) = object(api, &member.ty) {
                    deeper.push((names, pointer, object));
                }
            }
        }
        objects = deeper;
    }
    fields
}

/// Returns the kind of a type, if its values may be scalars.
pub fn kind(api: &Api, ty: &Type) -> Option<Kind> {
    match inner(ty) {
        Type::Boolean => Some(Kind::Boolean),
        Type::Int32 | Type::Int64 | Type::UInt64 | Type::Double | Type::UnixTime => {
            Some(Kind::Number)
        }
        Type::Json => Some(Kind::Any),
        Type::Named(_) if object(api, ty).is_some() => None,
        Type::Named(_) => Some(Kind::Any),
        Type::List(_) | Type::Map(_) | Type::Nullable(_) | Type::File => None,
        Type::String
        | Type::DateTime
        | Type::DateTimeRfc2822
        | Type::HttpDate
        | Type::Date
        | Type::Uuid
        | Type::Base64
        | Type::Base64Url => Some(Kind::Text),
    }
}

/// Returns the only outermost field that fits.
pub fn outermost<'a, 'f>(
    fields: &'f [Field<'a>],
    is: impl Fn(&Field<'a>) -> bool,
) -> Option<&'f Field<'a>> {
    let mut found = fields.iter().filter(|field| is(field));
    let first = found.next()?;
    let is_only = found.next().is_none_or(|second| second.names.len() > first.names.len());
    is_only.then_some(first)
}

/// Returns the names of the headers of an operation's successes.
pub fn headers(operation: &Operation) -> impl Iterator<Item = &str> {
    let headers = operation.successes.iter().flat_map(|one: &Response| &one.headers);
    headers.map(String::as_str)
}
