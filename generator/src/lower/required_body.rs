//! Bodies that are required although the document does not declare it.

use std::collections::HashSet;

use crate::api::{Api, Body, BodyKind, Location, Operation, Type, TypeKind};
use crate::diagnostics::{Diagnostics, finding};

/// Makes bodies required that an operation needs although the document does not declare it, with a note. Bodies at the
/// pointers in `optional`, which the document explicitly declares as optional, stay optional.
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

/// Returns the reason why an operation cannot be called without its body: the schema has required members, or the
/// method has no meaning without a body.
fn reason(api: &Api, operation: &Operation, body: &Body) -> Option<finding::Required> {
    let ty = match &body.kind {
        BodyKind::Json(ty) | BodyKind::Form(ty, _) | BodyKind::Multipart(ty) => Some(ty),
        BodyKind::Parts | BodyKind::Text | BodyKind::Binary => None,
    };
    match operation.method.as_str() {
        // A body of these methods has no meaning (RFC 9110, section 9.3).
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

/// Whether every value of a type has members that callers must set.
fn has_required_members(api: &Api, ty: &Type) -> bool {
    let Type::Named(id) = ty else { return false };
    match &api.types[id.0].kind {
        TypeKind::Object(object) => {
            object.members.iter().any(|member| member.required && !member.read_only)
        }
        // A variant that is itself a union counts as one without required members, because unions can be recursive.
        TypeKind::Union(union) => union.variants.iter().all(|variant| {
            let kind = variant.ty.named().map(|id| &api.types[id.0].kind);
            matches!(kind, Some(TypeKind::Object(_)))
                && matches!(variant.ty, Type::Named(_))
                && has_required_members(api, &variant.ty)
        }),
        TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) => false,
    }
}
