//! State of a plan: decisions made before any item is planned, such as names of types, boxes and modules.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::boxes::Boxes;
use super::layout::Layout;
use super::modules::{self, Modules};
use super::names::{Namespace, type_name};
use crate::api::{Api, BodyKind, Type, TypeId};
use crate::diagnostics::{Diagnostics, finding};
use crate::rust::{Ident, Part, Prelude};

/// Plan of an API.
pub struct Plan<'a> {
    /// API that is planned.
    pub api: &'a Api,
    /// Layout of the generated code.
    pub layout: &'a Layout<'a>,
    /// Names of [`Api::types`]; meaningless for types that are not used.
    pub names: Vec<Ident>,
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
    pub fn new(api: &'a Api, layout: &'a Layout<'a>, diagnostics: &mut Diagnostics) -> Self {
        let mut namespace = Namespace::default();
        let names = type_names(api, &mut namespace, diagnostics);
        let bodies = api.operations.iter().filter_map(|one| one.body.as_ref());
        let multipart = bodies.filter_map(|body| match body.kind {
            BodyKind::Multipart(Type::Named(id)) => Some(id),
            _ => None,
        });
        let modules = modules::modules(api);
        let mut preludes: HashMap<String, Prelude> = HashMap::new();
        for ((module, name), def) in modules.types.iter().zip(&names).zip(&api.types) {
            if def.is_used() && Prelude::has(name) {
                preludes.entry(module.clone()).or_default().hide(name);
            }
        }
        Self {
            api,
            layout,
            boxes: Boxes::of(api),
            modules,
            names,
            multipart: multipart.collect(),
            preludes,
            namespace,
            parts: BTreeSet::new(),
        }
    }
}

/// Names all types in use. Components claim their names before types that are named after their place.
fn type_names(api: &Api, namespace: &mut Namespace, diagnostics: &mut Diagnostics) -> Vec<Ident> {
    let mut names = vec![Ident::new("Unused"); api.types.len()];
    for of_components in [true, false] {
        for (def, name) in api.types.iter().zip(&mut names) {
            if !def.is_used() || def.hint.component != of_components {
                continue;
            }
            let candidates = def.hint.candidates.iter().map(|words| type_name(words));
            let candidates: Vec<Ident> = candidates.collect();
            let wanted = candidates.first().cloned();
            *name = namespace.claim(candidates);
            if let Some(wanted) = wanted.filter(|wanted| wanted != name) {
                let (wanted, given) = (wanted.to_string(), name.to_string());
                diagnostics.add(finding::Name::Type { wanted, given }, &def.origin);
            }
        }
    }
    names
}
