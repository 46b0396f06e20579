//! Members and variants whose values are boxed.
//!
//! A type that contains itself by value has no size. And wherever a response moves to another thread, rustc checks that
//! it is `Send`, which means every type in it: to a limited depth, and again for every response if types lead back to
//! each other. `runtime::Boxed` ends both.

use std::collections::HashSet;

use crate::api::{Api, Type, TypeId, TypeKind};

/// Depth to which rustc checks types without a box between them. Its limit is 128, and the futures and types around a
/// response take some of that.
const MAX_DEPTH: usize = 64;

/// Depth from which a value that is a type itself is boxed, so that lists seldom have to be.
const MAX_DIRECT_DEPTH: usize = 40;

/// Depth that a box takes: itself and its trait object.
const BOX_DEPTH: usize = 2;

/// Members and variants whose values are boxed, by their type and index.
#[derive(Debug, Default)]
pub struct Boxes(HashSet<(TypeId, usize)>);

impl Boxes {
    /// Whether the value of a member or variant is boxed.
    pub fn has(&self, id: TypeId, index: usize) -> bool {
        self.0.contains(&(id, index))
    }

    /// Chooses what is boxed.
    pub fn of(api: &Api) -> Self {
        let mut graph =
            Graph { edges: api.types.iter().map(|def| edges(api, &def.kind)).collect() };
        graph.box_cycles(|edge| edge.is_direct, |edge| edge.is_direct, |_| true);
        graph.box_cycles(|_| true, |edge| edge.is_direct, |depth| depth > MAX_DEPTH);
        graph.box_cycles(|_| true, |_| true, |depth| depth > MAX_DEPTH);
        graph.box_depths();
        let all = graph.edges.iter().enumerate();
        let boxed = all.flat_map(|(from, edges)| {
            let boxed = edges.iter().filter(|edge| edge.is_boxed);
            boxed.filter_map(move |edge| Some((TypeId(from), edge.index?)))
        });
        Self(boxed.collect())
    }
}

/// A type in a member or variant of another.
#[derive(Debug, Clone)]
struct Edge {
    /// Index of the member or variant; `None` for additional properties, which cannot be boxed.
    index: Option<usize>,
    to: usize,
    /// Whether the value contains the type itself, rather than a list or map of it.
    is_direct: bool,
    /// Number of types that rustc checks to get from one to the other.
    depth: usize,
    is_boxed: bool,
}

struct Graph {
    /// Edges by the type that they lead from.
    edges: Vec<Vec<Edge>>,
}

impl Graph {
    /// Returns the components of types that lead to each other by edges of this kind that are not boxed.
    fn components(&self, is_kind: fn(&Edge) -> bool) -> Vec<usize> {
        let open = |edges: &Vec<Edge>| {
            edges
                .iter()
                .filter(|edge| !edge.is_boxed && is_kind(edge))
                .map(|edge| edge.to)
                .collect()
        };
        components(&self.edges.iter().map(open).collect::<Vec<_>>())
    }

    /// Boxes edges inside the components of types that lead to each other, if rustc could check one to this depth.
    fn box_cycles(
        &mut self,
        leads: fn(&Edge) -> bool,
        is_boxed: fn(&Edge) -> bool,
        is_too_deep: fn(usize) -> bool,
    ) {
        let components = self.components(leads);
        let mut depths = vec![0; components.len()];
        for (from, edges) in self.edges.iter().enumerate() {
            depths[components[from]] += inside(edges, from, &components);
        }
        for (from, edges) in self.edges.iter_mut().enumerate() {
            let component = components[from];
            if !is_too_deep(depths[component]) {
                continue;
            }
            for edge in edges {
                edge.is_boxed |=
                    components[edge.to] == component && edge.index.is_some() && is_boxed(edge);
            }
        }
    }

    /// Boxes edges to types behind which rustc would have to check too many types.
    fn box_depths(&mut self) {
        let components = self.components(|_| true);
        let mut members: Vec<Vec<usize>> = vec![Vec::new(); components.len()];
        for (id, component) in components.iter().enumerate() {
            members[*component].push(id);
        }
        // Depths by component: those that a component leads to come before it.
        let mut depths = vec![0; components.len()];
        for component in 0..components.len() {
            let mut behind = 0;
            let own = members[component].iter();
            let own: usize = own.map(|id| inside(&self.edges[*id], *id, &components)).sum();
            for id in &members[component] {
                for edge in &mut self.edges[*id] {
                    if components[edge.to] == component {
                        continue;
                    }
                    let depth = edge.depth + depths[components[edge.to]];
                    let max = if edge.is_direct { MAX_DIRECT_DEPTH } else { MAX_DEPTH };
                    edge.is_boxed |= edge.index.is_some() && own + depth > max;
                    behind = behind.max(if edge.is_boxed { BOX_DEPTH } else { depth });
                }
            }
            depths[component] = 1 + own + behind;
        }
    }
}

/// Returns the most that a type adds to the depth of its component.
fn inside(edges: &[Edge], from: usize, components: &[usize]) -> usize {
    let open =
        edges.iter().filter(|edge| !edge.is_boxed && components[edge.to] == components[from]);
    open.map(|edge| edge.depth).max().unwrap_or_default()
}

/// Returns the edges from a type to objects and unions.
fn edges(api: &Api, kind: &TypeKind) -> Vec<Edge> {
    let edge = |index, ty: &Type| {
        let (to, is_direct, depth) = target(ty)?;
        let is_leaf =
            matches!(api.types[to].kind, TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_));
        (!is_leaf).then_some(Edge { index, to, is_direct, depth, is_boxed: false })
    };
    match kind {
        TypeKind::Object(object) => {
            let members = object.members.iter().enumerate();
            let members = members.filter_map(|(index, member)| edge(Some(index), &member.ty));
            let rest = object.rest.iter().filter_map(|ty| {
                let map = edge(None, ty)?;
                Some(Edge { is_direct: false, depth: map.depth + MAP_DEPTH, ..map })
            });
            members.chain(rest).collect()
        }
        TypeKind::Union(union) => {
            let variants = union.variants.iter().enumerate();
            variants.filter_map(|(index, variant)| edge(Some(index), &variant.ty)).collect()
        }
        TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) => Vec::new(),
    }
}

/// Number of the standard library's types that rustc checks inside a `Vec`, and inside a `BTreeMap`.
const LIST_DEPTH: usize = 3;
const MAP_DEPTH: usize = 3;

/// Returns the type that is named in a type, whether its value is part of this one's, and the depth at which it is.
fn target(mut ty: &Type) -> Option<(usize, bool, usize)> {
    let (mut is_direct, mut depth) = (true, 2);
    loop {
        match ty {
            Type::Named(TypeId(id)) => return Some((*id, is_direct, depth)),
            Type::Nullable(inner) => ty = inner,
            Type::List(inner) => (ty, is_direct, depth) = (inner, false, depth + LIST_DEPTH),
            Type::Map(inner) => (ty, is_direct, depth) = (inner, false, depth + MAP_DEPTH),
            _ => return None,
        }
    }
}

/// Returns the number of every type's strongly connected component; components are numbered behind those that they lead
/// to. Tarjan's algorithm without recursion, because a document can nest types to any depth.
fn components(edges: &[Vec<usize>]) -> Vec<usize> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::Object;
    use crate::diagnostics::Origin;

    /// An API of objects with these members.
    fn api(objects: &[&[Type]]) -> Api {
        let def = |members: &&[Type]| {
            let member = |ty: &Type| crate::api::Member {
                name: "m".to_owned(),
                renamed: None,
                ty: ty.clone(),
                required: false,
                undeclared: false,
                nullable: false,
                read_only: false,
                write_only: false,
                constant: None,
                part: None,
                description: String::new(),
                deprecated: false,
                facts: Vec::new(),
            };
            let members = members.iter().map(member).collect();
            crate::api::TypeDef {
                origin: Origin::default(),
                hint: crate::api::NameHint::default(),
                description: String::new(),
                deprecated: false,
                kind: TypeKind::Object(Object { members, rest: None }),
                in_request: false,
                in_response: true,
            }
        };
        Api { types: objects.iter().map(def).collect(), ..Api::default() }
    }

    fn one(id: usize) -> Type {
        Type::Named(TypeId(id))
    }

    fn list(id: usize) -> Type {
        Type::List(Box::new(one(id)))
    }

    /// Boxed members as `type.member`.
    fn boxed(objects: &[&[Type]]) -> Vec<String> {
        let api = api(objects);
        let boxes = Boxes::of(&api);
        let members = objects
            .iter()
            .enumerate()
            .flat_map(|(id, members)| (0..members.len()).map(move |index| (id, index)));
        members
            .filter(|(id, index)| boxes.has(TypeId(*id), *index))
            .map(|(id, index)| format!("{id}.{index}"))
            .collect()
    }

    #[test]
    fn members_of_cycles_by_value_are_boxed() {
        let none: &[String] = &[];
        assert_eq!(boxed(&[&[one(0), list(0), Type::Nullable(Box::new(one(0)))]]), ["0.0", "0.2"]);
        assert_eq!(boxed(&[&[one(1)], &[one(0)], &[one(0)]]), ["0.0", "1.0"]);
        assert_eq!(boxed(&[&[one(1)], &[list(0)]]), none);
    }

    #[test]
    fn large_cycles_through_lists_are_boxed_where_they_contain_a_type_directly() {
        let cycle = |step: fn(usize) -> Type, last: fn(usize) -> Type| -> Vec<Vec<Type>> {
            (0..40).map(|id| vec![if id == 39 { last(0) } else { step(id + 1) }]).collect()
        };
        let count = |objects: &[Vec<Type>]| {
            boxed(&objects.iter().map(Vec::as_slice).collect::<Vec<_>>()).len()
        };
        assert_eq!(count(&cycle(one, list)), 39);
        assert_eq!(count(&cycle(list, list)), 40);
    }

    #[test]
    fn deep_types_have_boxes_in_between() {
        for step in [one as fn(usize) -> Type, list] {
            let chain: Vec<Vec<Type>> =
                (0..200).map(|id| if id == 199 { vec![] } else { vec![step(id + 1)] }).collect();
            let chain: Vec<&[Type]> = chain.iter().map(Vec::as_slice).collect();
            let boxed = boxed(&chain).len();
            assert!((3..40).contains(&boxed), "{boxed}");
        }
    }
}
