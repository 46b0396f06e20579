//! State of a plan: decisions made before any item is planned, such as names of types, boxes and modules.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::boxes::Boxes;
use super::groups::{GroupNames, group_names};
use super::keys::Keys;
use super::layout::Layout;
use super::modules::{self, Modules};
use super::names::Namespace;
use super::operation_names::{OperationNames, operation_names};
use super::type_names::type_names;
use super::variant_names::{VariantNames, variant_names};
use crate::api::{Api, BodyKind, Type, TypeId, TypeKind};
use crate::diagnostics::Diagnostics;
use crate::lock::Lock;
use crate::rust::{Ident, Part, Prelude};

/// Plan of an API.
pub struct Plan<'a> {
    /// API that is planned.
    pub api: &'a Api,
    /// Layout of the generated code.
    pub layout: &'a Layout<'a>,
    /// Keys of the items, and their names in the lock.
    pub keys: Keys<'a>,
    /// Names of [`Api::types`]; meaningless for types that are not used.
    pub names: Vec<Ident>,
    /// Names of the items of [`Api::operations`].
    pub operation_names: Vec<OperationNames>,
    /// Names of the groups of operations, by index of the operation, if methods are in groups.
    pub groups: Option<Vec<GroupNames>>,
    /// Names of the variants of [`Api::types`] that are unions.
    pub variants: Vec<Option<VariantNames>>,
    /// Namespace of the items in files of operations.
    pub calls: Namespace,
    /// Members and variants whose values are boxed.
    pub boxes: Boxes,
    /// Module of every operation and type.
    pub modules: Modules,
    /// Types that are written as multipart bodies.
    pub multipart: HashSet<TypeId>,
    /// Preludes of the modules of types that hide names of Rust's prelude.
    pub preludes: HashMap<String, Prelude>,
    /// Namespace of types.
    pub namespace: Namespace,
    /// Optional parts of the runtime that are used so far.
    pub parts: BTreeSet<Part>,
}

impl<'a> Plan<'a> {
    /// Starts the plan of an API.
    pub fn new(
        api: &'a Api,
        layout: &'a Layout<'a>,
        lock: &'a Lock,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let keys = Keys::new(api, lock);
        let (operation_names, mut calls) = operation_names(api, &keys, diagnostics);
        let variants: Vec<Option<VariantNames>> = api
            .types
            .iter()
            .enumerate()
            .map(|(index, def)| match &def.kind {
                TypeKind::Union(union) if def.is_used() => {
                    Some(variant_names(api, (&keys, TypeId(index)), union, diagnostics))
                }
                _ => None,
            })
            .collect();
        let mut namespace = Namespace::default();
        let names =
            type_names(api, &keys, &operation_names, &variants, &mut namespace, diagnostics);
        let bodies = api.operations.iter().filter_map(|one| one.body.as_ref());
        let multipart = bodies.filter_map(|body| match body.kind {
            BodyKind::Multipart(Type::Named(id)) => Some(id),
            _ => None,
        });
        let modules = modules::modules(api, &operation_names, &names);
        let groups = match layout.method_groups {
            true => Some(group_names(api, &operation_names, &modules.groups, &mut calls)),
            false => None,
        };
        let mut preludes: HashMap<String, Prelude> = HashMap::new();
        for ((module, name), def) in modules.types.iter().zip(&names).zip(&api.types) {
            if def.is_used() && Prelude::has(name) {
                preludes.entry(module.clone()).or_default().hide(name);
            }
        }
        let has_endpoints = api.schemes.iter().any(|scheme| scheme.endpoints.is_some());
        Self {
            api,
            layout,
            boxes: Boxes::of(api),
            modules,
            keys,
            groups,
            names,
            operation_names,
            variants,
            calls,
            multipart: multipart.collect(),
            preludes,
            namespace,
            parts: has_endpoints.then_some(Part::OAuth).into_iter().collect(),
        }
    }
}
