//! Names of types: by the names of their schemas, by titles, or by their places.

use std::collections::{HashMap, HashSet};

use super::keys::Keys;
use super::names::{Namespace, below, of_variant, type_name};
use super::operation_names::OperationNames;
use super::variant_names::VariantNames;
use crate::api::{Api, Place, Root, Step, TypeDef, TypeId, TypeKind};
use crate::diagnostics::{Diagnostics, finding};
use crate::lock::Item;
use crate::rust::Ident;

/// Number of characters above which the name of a place leaves out steps that are not needed to tell it from other
/// places.
const LONG: usize = 60;

/// Names all types in use: first those with a name of their own, then those with a title, then the others by the type
/// or item that they are in.
pub fn type_names(
    api: &Api,
    keys: &Keys<'_>,
    operations: &[OperationNames],
    variants: &[Option<VariantNames>],
    namespace: &mut Namespace,
    diagnostics: &mut Diagnostics,
) -> Vec<Ident> {
    let mut names = vec![Ident::new("Unused"); api.types.len()];
    let mut places =
        Places { api, operations, variants, names: HashMap::new(), tails: HashMap::new() };
    places.count_tails();
    let locked = |index: usize| locked(&api.types[index], keys.of_type(TypeId(index)));
    let used: HashSet<&str> = (0..api.types.len()).filter_map(locked).collect();
    // A name from the options may be one that the lock only reserves.
    let renamed = api.types.iter().filter_map(|def| def.hint.renamed.as_deref().map(type_name));
    let renamed: HashSet<Ident> = renamed.collect();
    let is_free =
        |name: &&str| used.contains(name) || !renamed.contains(&Ident::new((*name).to_owned()));
    namespace.take(keys.lock.types().filter(is_free));
    for rank in 0..5 {
        for (index, (def, name)) in api.types.iter().zip(&mut names).enumerate() {
            if !def.is_used() || self::rank(def) != rank {
                continue;
            }
            if let Some(locked) = locked(index) {
                *name = Ident::new(locked.to_owned());
                places.names.entry(&def.hint.place).or_insert_with(|| name.clone());
                continue;
            }
            let candidates = places.candidates(def);
            let wanted = candidates.first().cloned();
            *name = namespace.claim(candidates);
            places.names.entry(&def.hint.place).or_insert_with(|| name.clone());
            if let Some(wanted) = wanted.filter(|wanted| wanted != name) {
                let (wanted, given) = (wanted.to_string(), name.to_string());
                diagnostics.add(finding::Name::Type { wanted, given }, &def.origin);
            }
        }
    }
    names
}

/// Returns the name of a type in the lock, unless the options give it another one.
fn locked<'l>(def: &TypeDef, item: Option<&'l Item>) -> Option<&'l str> {
    let item = item.filter(|_| def.is_used())?;
    let name = if def.hint.is_form { &item.form } else { &item.ty }.as_deref()?;
    let renamed = def.hint.renamed.as_deref().map(type_name);
    renamed.is_none_or(|renamed| renamed.as_str() == name).then_some(name)
}

/// Returns the order in which types are named.
fn rank(def: &TypeDef) -> usize {
    match &def.hint {
        hint if hint.renamed.is_some() => 0,
        hint if hint.is_named() && !hint.is_form => 1,
        hint if hint.is_named() => 2,
        hint if hint.title.is_some() => 3,
        _ => 4,
    }
}

/// Names of places.
struct Places<'a> {
    api: &'a Api,
    operations: &'a [OperationNames],
    variants: &'a [Option<VariantNames>],
    /// Names of the types that are named already.
    names: HashMap<&'a Place, Ident>,
    /// Number of types in an item whose places end with the same steps.
    tails: HashMap<(&'a Root, String), usize>,
}

impl<'a> Places<'a> {
    fn count_tails(&mut self) {
        for def in self.api.types.iter().filter(|def| def.is_used()) {
            let steps = self.members(&def.hint.place);
            for from in 1..steps.len() {
                let key = (&def.hint.place.root, steps[from..].join(" "));
                *self.tails.entry(key).or_default() += 1;
            }
        }
    }

    /// Returns the words of the steps to a place; a variant or item is of the same step as its union or list. The first
    /// ones name the item and its part, such as an operation and its request.
    fn members(&self, place: &Place) -> Vec<String> {
        let mut members = vec![self.root(&place.root).to_string()];
        for (index, step) in place.steps.iter().enumerate() {
            let word = self.step(step);
            let is_part = index == 0 && !matches!(place.root, Root::Schema(_));
            let is_inside = match step {
                Step::Word(word) => matches!(&**word, "item" | "value"),
                Step::Variant(..) => true,
            };
            match members.last_mut() {
                Some(last) if is_part || is_inside => *last = format!("{last} {word}"),
                _ => members.push(word),
            }
        }
        members
    }

    /// Returns the name of a place without the steps that are not needed to tell it from others in its item.
    fn without_middle(&self, place: &'a Place) -> Option<Ident> {
        let members = self.members(place);
        let (item, steps) = members.split_first()?;
        let is_only =
            |from: usize| self.tails.get(&(&place.root, steps[from..].join(" "))) == Some(&1);
        let from = (1..steps.len()).rev().find(|from| is_only(*from))?;
        Some(below(&type_name(item), &steps[from..].join(" "), true))
    }

    /// Returns the candidates for the name of a type, the best first.
    fn candidates(&self, def: &'a TypeDef) -> Vec<Ident> {
        let hint = &def.hint;
        let mut candidates: Vec<Ident> = Vec::new();
        candidates.extend(hint.renamed.as_deref().map(type_name));
        candidates.extend(hint.title.as_deref().map(type_name));
        let (short, full) = self.of_place(&hint.place);
        if hint.is_form {
            candidates.extend([short.clone(), type_name(&format!("{short} form"))]);
            return candidates;
        }
        let kind = match &def.kind {
            _ if matches!(hint.place.root, Root::Operation(_)) && hint.place.steps.len() == 1 => {
                "body"
            }
            TypeKind::Object(_) => "object",
            TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) => "enum",
            TypeKind::Union(_) => "union",
        };
        let longer = (!hint.is_named()).then(|| type_name(&format!("{full} {kind}")));
        if short.as_str().len() > LONG {
            let shorter = self.without_middle(&hint.place);
            candidates.extend(shorter.filter(|name| name.as_str().len() < short.as_str().len()));
        }
        candidates.extend([short, full]);
        candidates.extend(longer);
        candidates.dedup();
        candidates
    }

    /// Returns the name of a place: that of the innermost type around it, and the steps from there; first without words
    /// that the name and the steps share.
    fn of_place(&self, place: &Place) -> (Ident, Ident) {
        let (from, base) = self.around(place);
        let mut short = base.clone();
        let mut full = base;
        for step in &place.steps[from..] {
            let word = self.step(step);
            let join = match step {
                _ if word.is_empty() => continue,
                Step::Word(_) => below,
                Step::Variant(..) => of_variant,
            };
            short = join(&short, &word, true);
            full = join(&full, &word, false);
        }
        (short, full)
    }

    /// Returns the name of the innermost named type or item around a place, and the number of steps to it.
    fn around(&self, place: &Place) -> (usize, Ident) {
        for from in (0..place.steps.len()).rev() {
            let around = Place { root: place.root.clone(), steps: place.steps[..from].to_vec() };
            if let Some(name) = self.names.get(&around) {
                return (from, name.clone());
            }
        }
        (0, self.root(&place.root))
    }

    fn root(&self, root: &Root) -> Ident {
        let role = |name: &str, role| below(&type_name(name), role, true);
        match root {
            Root::Schema(name) => type_name(name),
            Root::Operation(index) => type_name(&self.operations[*index].words),
            Root::Path(template) => type_name(&template.replace(['{', '}'], " ")),
            Root::Response(name) => role(name, "Response"),
            Root::RequestBody(name) => role(name, "Request"),
            Root::Parameter(name) => role(name, "Parameter"),
        }
    }

    /// Returns the words of a step.
    fn step(&self, step: &Step) -> String {
        match step {
            Step::Word(word) => word.to_string(),
            Step::Variant(union, index) => {
                let names = self.variants[union.0].as_ref();
                let TypeKind::Union(union) = &self.api.types[union.0].kind else {
                    return String::new();
                };
                let at = union.variants.iter().position(|one| one.index == *index);
                let name = at.and_then(|at| names?.listed.get(at));
                name.map(Ident::to_string).unwrap_or_default()
            }
        }
    }
}
