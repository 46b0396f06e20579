//! Bodies that the document forgot to call required.

use std::collections::HashSet;

use crate::api::{Api, Body, BodyKind, Location, Operation, Type, TypeKind};
use crate::diagnostics::{Diagnostics, finding};

/// Makes bodies required that the document forgot to call so, with a note. Those at the pointers in `optional`, which
/// it calls optional, stay so.
pub(super) fn require(api: &mut Api, optional: &HashSet<String>, diagnostics: &mut Diagnostics) {
    let mut operations = std::mem::take(&mut api.operations);
    for operation in &mut operations {
        let Some(body) = &operation.body else { continue };
        if body.required || optional.contains(&body.origin.pointer) {
            continue;
        }
        let Some(reason) = reason(api, operation, body) else { continue };
        let operation_name = operation.name.clone();
        let required = finding::Body::TakenAsRequired { operation: operation_name, reason };
        diagnostics.add(required, &body.origin);
        if let Some(body) = &mut operation.body {
            body.required = true;
        }
    }
    api.operations = operations;
}

/// Why an operation cannot be called without its body: its schema has required members, or nothing else tells the
/// server what to do.
fn reason(api: &Api, operation: &Operation, body: &Body) -> Option<finding::Required> {
    let ty = match &body.kind {
        BodyKind::Json(ty) | BodyKind::Form(ty, _) | BodyKind::Multipart(ty) => Some(ty),
        BodyKind::Text | BodyKind::Binary => None,
    };
    match operation.method.as_str() {
        // The content of such requests has no meaning (RFC 9110, section 9.3).
        "GET" | "HEAD" | "TRACE" => None,
        _ if ty.is_some_and(|ty| has_required_members(api, ty)) => Some(finding::Required::Members),
        // RFC 9110, section 9.3.4; RFC 5789, section 2.
        "PUT" => Some(finding::Required::Put),
        "PATCH" => Some(finding::Required::Patch),
        "QUERY" => Some(finding::Required::Query),
        "POST" if operation.parameters.iter().all(|one| one.location == Location::Header) => {
            Some(finding::Required::OnlyInput)
        }
        _ => None,
    }
}

/// Whether every value of a type has members that callers must give.
fn has_required_members(api: &Api, ty: &Type) -> bool {
    let Type::Named(id) = ty else { return false };
    match &api.types[id.0].kind {
        TypeKind::Object(object) => {
            object.members.iter().any(|member| member.required && !member.read_only)
        }
        // A variant that is a union itself counts as one without required members: unions may be recursive.
        TypeKind::Union(union) => union.variants.iter().all(|variant| {
            let kind = variant.ty.named().map(|id| &api.types[id.0].kind);
            matches!(kind, Some(TypeKind::Object(_)))
                && matches!(variant.ty, Type::Named(_))
                && has_required_members(api, &variant.ty)
        }),
        TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) => false,
    }
}
