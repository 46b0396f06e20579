//! Who uses which type: requests, responses, operations.

use crate::api::{Api, BodyKind, ResponseKind, Type, TypeId, TypeKind};

/// Marks every type that operations reach; others are not generated.
pub(super) fn mark(api: &mut Api) {
    let mut uses: Vec<(Type, bool, usize)> = Vec::new();
    let mut multipart: Vec<TypeId> = Vec::new();
    for (index, operation) in api.operations.iter().enumerate() {
        for parameter in &operation.parameters {
            uses.push((parameter.ty.clone(), true, index));
        }
        match operation.body.as_ref().map(|body| &body.kind) {
            Some(BodyKind::Json(ty) | BodyKind::Form(ty, _)) => {
                uses.push((ty.clone(), true, index))
            }
            Some(BodyKind::Multipart(ty)) => {
                uses.push((ty.clone(), true, index));
                if let Type::Named(id) = ty {
                    multipart.push(*id);
                }
            }
            _ => {}
        }
        for response in operation.successes.iter().chain(&operation.failures) {
            if let ResponseKind::Json(ty) = &response.kind {
                uses.push((ty.clone(), false, index));
            }
        }
    }
    for (ty, request, index) in uses {
        let mut stack = Vec::new();
        named(&ty, &mut stack);
        while let Some(id) = stack.pop() {
            let def = &mut api.types[id.0];
            let known = if request { &mut def.in_request } else { &mut def.in_response };
            if *known {
                continue;
            }
            *known = true;
            def.first_use.get_or_insert(index);
            match &def.kind {
                TypeKind::Object(object) => {
                    object.fields.iter().for_each(|field| named(&field.ty, &mut stack));
                    object.rest.iter().for_each(|ty| named(ty, &mut stack));
                }
                TypeKind::Union(union) => {
                    union.variants.iter().for_each(|v| named(&v.ty, &mut stack))
                }
                TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) => {}
            }
        }
    }
    // Outside multipart bodies a binary string is text: JSON has no bytes.
    for (index, def) in api.types.iter_mut().enumerate() {
        let is_multipart = multipart.contains(&TypeId(index));
        match &mut def.kind {
            TypeKind::Object(object) => {
                for field in &mut object.fields {
                    if !(is_multipart && is_files(&field.ty)) {
                        no_files(&mut field.ty);
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

fn named(ty: &Type, out: &mut Vec<TypeId>) {
    match ty {
        Type::Named(id) => out.push(*id),
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => named(inner, out),
        _ => {}
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
