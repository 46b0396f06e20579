//! Cycles between types, which need a `Box`.

use crate::api::{Api, Type, TypeId, TypeKind};

/// Returns the number of every type's strongly connected component. Two types in one component contain each other by
/// value, so references between them must be boxed.
pub fn components(api: &Api) -> Vec<usize> {
    let edges: Vec<Vec<usize>> = api.types.iter().map(|def| by_value(&def.kind)).collect();
    tarjan(&edges)
}

/// Whether a value of type `ty` inside type `from` needs a `Box`.
pub fn needs_box(components: &[usize], api: &Api, from: TypeId, ty: &Type) -> bool {
    match ty {
        Type::Named(to) => {
            components[from.0] == components[to.0]
                && matches!(api.types[to.0].kind, TypeKind::Object(_) | TypeKind::Union(_))
        }
        Type::Nullable(inner) => needs_box(components, api, from, inner),
        _ => false,
    }
}

fn by_value(kind: &TypeKind) -> Vec<usize> {
    let mut out = Vec::new();
    let mut add = |ty: &Type| {
        let mut ty = ty;
        while let Type::Nullable(inner) = ty {
            ty = inner;
        }
        if let Type::Named(id) = ty {
            out.push(id.0);
        }
    };
    match kind {
        // Additional properties are in a map, which holds its values on the heap.
        TypeKind::Object(object) => object.members.iter().for_each(|member| add(&member.ty)),
        TypeKind::Union(union) => union.variants.iter().for_each(|variant| add(&variant.ty)),
        TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) => {}
    }
    out
}

/// Tarjan's algorithm without recursion, because a document can nest types to any depth.
fn tarjan(edges: &[Vec<usize>]) -> Vec<usize> {
    const NEW: usize = usize::MAX;
    let mut index = vec![NEW; edges.len()];
    let mut low = vec![0; edges.len()];
    let mut component = vec![NEW; edges.len()];
    let mut stack = Vec::new();
    let mut next = 0;
    let mut count = 0;
    for root in 0..edges.len() {
        if index[root] != NEW {
            continue;
        }
        let mut work = vec![(root, 0)];
        while let Some((node, edge)) = work.pop() {
            if edge == 0 {
                index[node] = next;
                low[node] = next;
                next += 1;
                stack.push(node);
            }
            if let Some(&target) = edges[node].get(edge) {
                work.push((node, edge + 1));
                if index[target] == NEW {
                    work.push((target, 0));
                } else if component[target] == NEW {
                    low[node] = low[node].min(index[target]);
                }
                continue;
            }
            if low[node] == index[node] {
                while let Some(member) = stack.pop() {
                    component[member] = count;
                    if member == node {
                        break;
                    }
                }
                count += 1;
            }
            if let Some((parent, _)) = work.last() {
                low[*parent] = low[*parent].min(low[node]);
            }
        }
    }
    component
}
