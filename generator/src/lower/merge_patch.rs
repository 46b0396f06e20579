//! Bodies that are JSON Merge Patches (RFC 7396): `null` removes a member, whatever its schema says.

use std::collections::{HashMap, HashSet};

use super::media_type::essence;
use crate::api::{Api, BodyKind, Type, TypeId, TypeKind};

/// Paragraph in the description of a type of merge patches.
const DESCRIPTION: &str = "A JSON Merge Patch (RFC 7396): members that are `null` are removed, and those that are absent are \
     left as they are.";

/// Lets optional members of merge patches be `null`. A type that is also used elsewhere is copied for it.
pub(super) fn merge_patches(api: &mut Api) {
    let mut roots = Vec::new();
    let mut elsewhere = Vec::new();
    for operation in &api.operations {
        elsewhere.extend(operation.parameters.iter().filter_map(|one| one.ty.named()));
        elsewhere.extend(operation.response_types().filter_map(Type::named));
        match operation.body.as_ref().map(|body| (&body.kind, &body.media_type)) {
            Some((BodyKind::Json(ty), media_type)) if is_merge_patch(media_type) => match ty {
                Type::Named(id) => roots.push(*id),
                // An array replaces another one as a whole.
                ty => elsewhere.extend(ty.named()),
            },
            Some((BodyKind::Json(ty) | BodyKind::Form(ty, _) | BodyKind::Multipart(ty), _)) => {
                elsewhere.extend(ty.named());
            }
            Some((BodyKind::Text | BodyKind::Binary | BodyKind::Parts, _)) | None => {}
        }
    }
    let mut patches = Vec::new();
    let mut stack = roots;
    let mut seen = HashSet::new();
    while let Some(id) = stack.pop() {
        if !seen.insert(id) {
            continue;
        }
        patches.push(id);
        for ty in api.types[id.0].kind.types() {
            match merged(ty) {
                Some(id) => stack.push(id),
                None => elsewhere.extend(ty.named()),
            }
        }
    }
    let elsewhere = reachable(api, elsewhere);
    let mut copies = HashMap::new();
    for id in patches.iter().filter(|id| elsewhere.contains(id)) {
        // Enums are the same in a patch.
        if let TypeKind::Object(_) | TypeKind::Union(_) = api.types[id.0].kind {
            let mut copy = api.types[id.0].clone();
            let names = copy.hint.candidates.iter();
            copy.hint.candidates = names.map(|name| format!("{name} patch")).collect();
            copy.hint.component = false;
            copies.insert(*id, TypeId(api.types.len()));
            api.types.push(copy);
        }
    }
    for id in patches {
        patch(api, *copies.get(&id).unwrap_or(&id), &copies);
    }
    for operation in &mut api.operations {
        if let Some(body) = &mut operation.body
            && is_merge_patch(&body.media_type)
            && let BodyKind::Json(ty) = &mut body.kind
        {
            redirect(ty, &copies);
        }
    }
}

fn is_merge_patch(media_type: &str) -> bool {
    essence(media_type) == "application/merge-patch+json"
}

/// Returns the type of values that are merged, member by member, with those that they patch.
fn merged(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Named(id) => Some(*id),
        Type::Map(inner) | Type::Nullable(inner) => merged(inner),
        _ => None,
    }
}

/// Returns all types that can be reached from some types.
fn reachable(api: &Api, mut stack: Vec<TypeId>) -> HashSet<TypeId> {
    let mut seen = HashSet::new();
    while let Some(id) = stack.pop() {
        if seen.insert(id) {
            stack.extend(api.types[id.0].kind.types().filter_map(Type::named));
        }
    }
    seen
}

/// Makes a type one of patches.
fn patch(api: &mut Api, id: TypeId, copies: &HashMap<TypeId, TypeId>) {
    let def = &mut api.types[id.0];
    match &mut def.kind {
        TypeKind::Object(object) => {
            for member in &mut object.members {
                redirect(&mut member.ty, copies);
                if !member.required {
                    member.nullable = true;
                    // It can be `null` as well.
                    member.constant = None;
                }
            }
            if let Some(rest) = &mut object.rest {
                redirect(rest, copies);
                make_nullable(rest);
            }
            if !def.description.is_empty() {
                def.description.push_str("\n\n");
            }
            def.description.push_str(DESCRIPTION);
        }
        TypeKind::Union(union) => {
            union.variants.iter_mut().for_each(|variant| redirect(&mut variant.ty, copies));
        }
        TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) => {}
    }
}

/// Redirects a type to the copies of types, and lets members of maps be `null`.
fn redirect(ty: &mut Type, copies: &HashMap<TypeId, TypeId>) {
    match ty {
        Type::Named(id) => *id = *copies.get(id).unwrap_or(id),
        Type::Nullable(inner) => redirect(inner, copies),
        Type::Map(inner) => {
            redirect(inner, copies);
            make_nullable(inner);
        }
        _ => {}
    }
}

fn make_nullable(ty: &mut Type) {
    if !matches!(ty, Type::Nullable(_) | Type::Json) {
        let inner = std::mem::replace(ty, Type::Json);
        *ty = Type::Nullable(Box::new(inner));
    }
}
