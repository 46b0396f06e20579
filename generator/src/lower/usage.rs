//! Marks the types that requests and responses use, and those that contain files.

use std::collections::HashSet;

use crate::api::{Api, BodyKind, ResponseKind, Type, TypeDef, TypeId, TypeKind};

/// Marks all types that operations use, or all types if there are no operations. Other types are not generated.
pub(super) fn mark(api: &mut Api) {
    let mut multipart: HashSet<TypeId> = HashSet::new();
    let mut requests = Vec::new();
    let mut responses = Vec::new();
    for operation in &api.operations {
        requests.extend(operation.request_types().filter_map(Type::named));
        responses.extend(operation.response_types().filter_map(Type::named));
        if let Some(BodyKind::Multipart(Type::Named(id))) =
            operation.body.as_ref().map(|body| &body.kind)
        {
            multipart.insert(*id);
        }
    }
    if api.operations.is_empty() {
        requests.extend((0..api.types.len()).map(TypeId));
        responses.clone_from(&requests);
    }
    reach(api, requests, |def| &mut def.in_request);
    reach(api, responses, |def| &mut def.in_response);
    // Outside of multipart bodies, a binary string is text, because JSON cannot represent bytes.
    for (index, def) in api.types.iter_mut().enumerate() {
        let is_multipart = multipart.contains(&TypeId(index));
        match &mut def.kind {
            TypeKind::Object(object) => {
                for member in &mut object.members {
                    if !(is_multipart && is_files(&member.ty)) {
                        no_files(&mut member.ty);
                    }
                }
                object.rest.iter_mut().for_each(no_files);
            }
            TypeKind::Union(union) => union.variants.iter_mut().for_each(|v| no_files(&mut v.ty)),
            TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) => {}
        }
    }
    for operation in &mut api.operations {
        if let Some(BodyKind::Json(ty) | BodyKind::Form(ty, _)) =
            operation.body.as_mut().map(|b| &mut b.kind)
        {
            no_files(ty);
        }
        for response in operation.successes.iter_mut().chain(&mut operation.failures) {
            if let ResponseKind::Json(ty) = &mut response.kind {
                no_files(ty);
            }
        }
    }
}

/// Sets a mark on all types that can be reached from some types.
fn reach(api: &mut Api, mut stack: Vec<TypeId>, mark: fn(&mut TypeDef) -> &mut bool) {
    while let Some(id) = stack.pop() {
        let def = &mut api.types[id.0];
        if !std::mem::replace(mark(def), true) {
            stack.extend(def.kind.types().filter_map(Type::named));
        }
    }
}

fn is_files(ty: &Type) -> bool {
    match ty {
        Type::List(inner) => **inner == Type::File,
        ty => *ty == Type::File,
    }
}

fn no_files(ty: &mut Type) {
    match ty {
        Type::File => *ty = Type::String,
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => no_files(inner),
        _ => {}
    }
}
