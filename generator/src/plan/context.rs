//! What is decided before any item is planned: names of types, boxes, modules.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::cycles;
use super::layout::Layout;
use super::modules::{self, Modules};
use super::names::{Namespace, type_name};
use crate::api::{Api, BodyKind, Type, TypeId};
use crate::diagnostics::{Diagnostics, finding};
use crate::rust::{Ident, Part, Prelude};

/// An API while it is planned.
pub struct Plan<'a> {
    /// The API.
    pub api: &'a Api,
    /// Where it lies.
    pub layout: &'a Layout<'a>,
    /// Names of [`Api::types`]; meaningless for those that nothing uses.
    pub names: Vec<Ident>,
    /// For every type, the number of the types that hold each other by value.
    pub components: Vec<usize>,
    /// The module of every operation and type.
    pub modules: Modules,
    /// Types that are written as multipart bodies.
    pub multipart: HashSet<TypeId>,
    /// The preludes of the modules of types that hide names.
    pub preludes: HashMap<String, Prelude>,
    /// Names of types.
    pub namespace: Namespace,
    /// Optional parts of the runtime that are used so far.
    pub parts: BTreeSet<Part>,
}

impl<'a> Plan<'a> {
    /// Begins to plan an API.
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
            components: cycles::components(api),
            modules,
            names,
            multipart: multipart.collect(),
            preludes,
            namespace,
            parts: BTreeSet::new(),
        }
    }
}

/// The names of all types in use. Components come before types that are named after their place.
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
