//! Titles of inline schemas: types that share title and shape become one type, which the title names.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use crate::api::{Api, Type, TypeId, TypeKind};

/// Decides which inline types are named by their titles. Types that have the same title and shape, and do not contain
/// named schemas, become one type. Where most types of a title have one shape, the title names that one; the others are
/// named by their places. In a document with named schemas, a type of a single place is named by that as well.
pub(super) fn settle(api: &mut Api) {
    let has_named = api.types.iter().any(|def| def.hint.is_named());
    let used = referenced(api);
    let mut titles: IndexMap<String, Vec<TypeId>> = IndexMap::new();
    for (index, def) in api.types.iter_mut().enumerate() {
        let id = TypeId(index);
        if def.hint.is_named() || !used.contains(&id) {
            def.hint.title = None;
        } else if let Some(title) = &def.hint.title {
            titles.entry(normal(title)).or_default().push(id);
        }
    }
    let mut shapes = Shapes::default();
    let mut merged: HashMap<TypeId, TypeId> = HashMap::new();
    for ids in titles.into_values() {
        let mut by_shape: IndexMap<usize, Vec<TypeId>> = IndexMap::new();
        for id in &ids {
            if let Some(shape) = shapes.of(api, *id) {
                by_shape.entry(shape).or_default().push(*id);
            }
        }
        let mut common: &[TypeId] = &[];
        for same in by_shape.values() {
            if same.len() > common.len() {
                common = same;
            }
        }
        let is_common = common.len() > 1 && 4 * common.len() >= 3 * ids.len();
        let is_only = ids.len() == 1 && !has_named;
        for id in &ids {
            if !is_only && !(is_common && common.contains(id)) {
                api.types[id.0].hint.title = None;
            }
        }
        if let ([first, others @ ..], true) = (common, is_common) {
            for other in others {
                merged.insert(*other, *first);
                if api.types[other.0].description != api.types[first.0].description {
                    api.types[first.0].description.clear();
                }
            }
        }
    }
    let redirect = |ty: &mut Type| {
        if let Some(id) = ty.named_mut()
            && let Some(first) = merged.get(id)
        {
            *id = *first;
        }
    };
    api.types.iter_mut().for_each(|def| def.kind.types_mut().for_each(redirect));
    api.operations.iter_mut().for_each(|operation| operation.types_mut().for_each(redirect));
}

/// Titles that differ only in case and punctuation are the same name.
fn normal(title: &str) -> String {
    title.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Types that an operation or another type refers to.
fn referenced(api: &Api) -> HashSet<TypeId> {
    let of_operations = api
        .operations
        .iter()
        .flat_map(|operation| operation.request_types().chain(operation.response_types()));
    let of_types = api.types.iter().flat_map(|def| def.kind.types());
    of_operations.chain(of_types).filter_map(Type::named).collect()
}

/// Numbers of shapes: equal inline types have the same one.
#[derive(Default)]
struct Shapes {
    /// `None` for types that contain named schemas.
    known: HashMap<TypeId, Option<usize>>,
    numbers: HashMap<String, usize>,
}

impl Shapes {
    fn of(&mut self, api: &Api, id: TypeId) -> Option<usize> {
        if let Some(known) = self.known.get(&id) {
            return *known;
        }
        // A type that contains itself has no number.
        self.known.insert(id, None);
        let shape = self.text(api, id).map(|text| {
            let next = self.numbers.len();
            *self.numbers.entry(text).or_insert(next)
        });
        self.known.insert(id, shape);
        shape
    }

    /// Describes a type, with the numbers of the types that it contains.
    fn text(&mut self, api: &Api, id: TypeId) -> Option<String> {
        let def = &api.types[id.0];
        if def.hint.is_named() || def.hint.is_form {
            return None;
        }
        Some(match &def.kind {
            TypeKind::Object(object) => {
                let mut parts = Vec::new();
                for member in &object.members {
                    let mut member = member.clone();
                    let ty = self.ty(api, &member.ty)?;
                    member.ty = Type::Json;
                    member.description.clear();
                    member.facts.clear();
                    parts.push(format!("{member:?} {ty}"));
                }
                let rest = match &object.rest {
                    Some(rest) => self.ty(api, rest)?,
                    None => String::new(),
                };
                format!("object {parts:?} {rest}")
            }
            TypeKind::Union(union) => {
                let mut parts = Vec::new();
                for variant in &union.variants {
                    let ty = self.ty(api, &variant.ty)?;
                    parts.push(format!("{:?} {:?} {ty}", variant.name, variant.values));
                }
                format!("union {:?} {parts:?}", union.tag)
            }
            kind @ (TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_)) => format!("{kind:?}"),
        })
    }

    fn ty(&mut self, api: &Api, ty: &Type) -> Option<String> {
        Some(match ty {
            Type::Named(id) => self.of(api, *id)?.to_string(),
            Type::List(inner) => format!("[{}]", self.ty(api, inner)?),
            Type::Map(inner) => format!("{{{}}}", self.ty(api, inner)?),
            Type::Nullable(inner) => format!("{}?", self.ty(api, inner)?),
            other => format!("{other:?}"),
        })
    }
}
