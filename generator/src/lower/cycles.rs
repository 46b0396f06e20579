//! Removes variants by which a union contains itself.

use crate::api::{Api, Type, TypeId, TypeKind, Variant};
use crate::diagnostics::{Diagnostics, finding};

/// Removes variants by which a union is a variant of itself: they add no values, and decoding them would not terminate.
pub(super) fn cut(api: &mut Api, diagnostics: &mut Diagnostics) {
    for (id, index) in back_edges(api).into_iter().rev() {
        let def = &mut api.types[id];
        let TypeKind::Union(union) = &mut def.kind else { continue };
        let gone = union.variants.remove(index);
        let name = gone.name.clone().unwrap_or_else(|| format!("variant {}", gone.index + 1));
        diagnostics.add(finding::Schema::RecursiveVariant { name }, &def.origin);
        if union.variants.is_empty() {
            union.variants.push(Variant { name: None, member: None, ty: Type::Json, ..gone });
        }
    }
}

/// Returns unions, and the indices of their variants that lead back to a union on the current path, in
/// ascending order.
fn back_edges(api: &Api) -> Vec<(usize, usize)> {
    let variants = |id: usize| match &api.types[id].kind {
        TypeKind::Union(union) => union.variants.as_slice(),
        _ => &[],
    };
    let mut found = Vec::new();
    let mut seen = vec![false; api.types.len()];
    let mut open = vec![false; api.types.len()];
    for root in 0..api.types.len() {
        if std::mem::replace(&mut seen[root], true) {
            continue;
        }
        open[root] = true;
        let mut path = vec![(root, 0)];
        while let Some((id, next)) = path.pop() {
            let Some(variant) = variants(id).get(next) else {
                open[id] = false;
                continue;
            };
            path.push((id, next + 1));
            let Type::Named(TypeId(to)) = variant.ty else { continue };
            if open[to] {
                found.push((id, next));
            } else if !std::mem::replace(&mut seen[to], true) {
                open[to] = true;
                path.push((to, 0));
            }
        }
    }
    found.sort_unstable();
    found
}
