//! Keys by which the lock knows types, operations and variants, and the items of the lock that they are.

use std::collections::{HashMap, HashSet};
use std::hash::Hasher;

use fnv::FnvHasher;

use crate::api::{
    Api, Operation, Place, Root, Step, Type, TypeDef, TypeId, TypeKind, Union, Variant,
};
use crate::lock::{Item, Lock};

/// Number of members or values from which on a type is known again by its shape.
const CHARACTERISTIC: usize = 3;

/// Separates the steps of a key.
const STEP: &str = " > ";

/// Keys of the items of an API, and the items of the lock that they are.
pub struct Keys<'a> {
    /// Names that earlier runs gave.
    pub lock: &'a Lock,
    /// Keys of types, by index; empty for types that are not used.
    pub types: Vec<String>,
    /// Keys of operations, by index.
    pub operations: Vec<String>,
    /// Keys in the lock of types and operations that are there at another place, by their keys.
    moved: HashMap<String, String>,
}

impl<'a> Keys<'a> {
    /// Finds the items of an API in the lock.
    pub fn new(api: &Api, lock: &'a Lock) -> Self {
        let mut known = HashSet::new();
        let operations: Vec<String> = api
            .operations
            .iter()
            .map(|operation| unique(of_operation(operation), &mut known))
            .collect();
        let mut known = HashSet::new();
        let types: Vec<String> = api
            .types
            .iter()
            .map(|def| match def.is_used() {
                true => unique(of_type(api, &operations, def), &mut known),
                false => String::new(),
            })
            .collect();
        let mut keys = Self { lock, types, operations, moved: HashMap::new() };
        keys.find_operations(api);
        keys.find_types(api);
        keys
    }

    /// Returns the names of a type in the lock.
    pub fn of_type(&self, id: TypeId) -> Option<&'a Item> {
        self.item(&self.types[id.0])
    }

    /// Returns the names of an item in the lock.
    pub fn item(&self, key: &str) -> Option<&'a Item> {
        self.lock.item(self.moved.get(key).map_or(key, String::as_str))
    }

    /// Returns the key of the alias for the response of an operation without a documented schema: that of the type which
    /// the schema would be.
    pub fn alias(&self, operation: usize) -> String {
        format!("{}{STEP}Response", self.operations[operation])
    }

    /// Returns the keys in the lock that are now those of other places.
    pub fn moved(&self) -> HashSet<String> {
        self.moved.values().cloned().collect()
    }

    /// Returns the keys of a union's variants, among its members, as they are now and as they are in the lock.
    pub fn variants(&self, api: &Api, union: &Union) -> Vec<(String, String)> {
        let mut known = HashSet::new();
        let variants = union.variants.iter();
        let now = variants.map(|variant| unique(identity(api, variant), &mut known));
        now.map(|key| (key.clone(), self.moved.get(&key).cloned().unwrap_or(key))).collect()
    }

    /// Finds operations at other paths by their operation IDs.
    fn find_operations(&mut self, api: &Api) {
        let current: HashSet<&String> = self.operations.iter().collect();
        let gone = self.lock.items.iter().filter(|(key, _)| !current.contains(key));
        let mut by_id: HashMap<&str, Vec<&String>> = HashMap::new();
        for (key, item) in gone {
            if let (Some(id), Some(_)) = (&item.id, &item.method) {
                by_id.entry(id).or_default().push(key);
            }
        }
        for (operation, key) in api.operations.iter().zip(&self.operations) {
            let is_known = self.lock.item(key).is_some_and(|item| item.method.is_some());
            if is_known || !operation.has_id {
                continue;
            }
            if let Some([old]) = by_id.get(operation.id.as_str()).map(Vec::as_slice) {
                self.moved.insert(key.clone(), (*old).clone());
                by_id.remove(operation.id.as_str());
            }
        }
    }

    /// Finds types at other places: below items that are there, or by their shapes.
    fn find_types(&mut self, api: &Api) {
        let current: HashSet<&str> = self.types.iter().map(String::as_str).collect();
        let mut by_shape: HashMap<&str, Vec<&String>> = HashMap::new();
        for (key, item) in &self.lock.items {
            if let (Some(shape), Some(_), false) =
                (&item.shape, &item.ty, current.contains(key.as_str()))
            {
                by_shape.entry(shape).or_default().push(key);
            }
        }
        let mut taken: HashSet<String> = HashSet::new();
        let mut order: Vec<usize> =
            (0..api.types.len()).filter(|id| api.types[*id].is_used()).collect();
        order.sort_by_key(|id| self.types[*id].matches(STEP).count());
        for id in order {
            let key = &self.types[id];
            if self.lock.item(key).is_some_and(|item| item.ty.is_some() || item.form.is_some()) {
                continue;
            }
            let below = key.rsplit_once(STEP).and_then(|(around, last)| {
                let around = self.moved.get(around)?;
                let old = format!("{around}{STEP}{last}");
                let is_there = self.lock.item(&old).is_some_and(|item| item.ty.is_some());
                (is_there && !current.contains(old.as_str())).then_some(old)
            });
            let by_shape = || {
                let candidates = by_shape.get(shape(&api.types[id])?.as_str())?;
                let mut free = candidates.iter().filter(|old| !taken.contains(**old));
                let first = free.next()?;
                // Of several, it is the one that ends with the same step.
                let last = |key: &str| key.rsplit_once(STEP).map(|(_, last)| last.to_owned());
                match free.next() {
                    None => Some((*first).clone()),
                    Some(_) => {
                        let mut same = candidates.iter().filter(|old| {
                            !taken.contains(**old) && last(old).is_some() && last(old) == last(key)
                        });
                        let only = same.next()?;
                        same.next().is_none().then(|| (*only).clone())
                    }
                }
            };
            if let Some(old) = below.filter(|old| !taken.contains(old)).or_else(by_shape) {
                taken.insert(old.clone());
                self.moved.insert(key.clone(), old);
            }
        }
    }
}

/// Adds a number to a key that is taken.
fn unique(key: String, known: &mut HashSet<String>) -> String {
    let mut number = 1;
    let mut unique = key.clone();
    while !known.insert(unique.clone()) {
        number += 1;
        unique = format!("{key} #{number}");
    }
    unique
}

/// The key of an operation has no names of path parameters.
fn of_operation(operation: &Operation) -> String {
    let mut path = String::new();
    let mut rest = operation.path.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        path.push_str(before);
        path.push_str("{}");
        rest = after.split_once('}').map_or("", |(_, rest)| rest);
    }
    format!("{} {path}{rest}", operation.method)
}

fn of_type(api: &Api, operations: &[String], def: &TypeDef) -> String {
    let Place { root, steps } = &def.hint.place;
    if let Some(title) = &def.hint.title {
        return format!("title {title}");
    }
    let mut key = match root {
        Root::Schema(name) => of_schema(name),
        Root::Operation(index) => operations[*index].clone(),
        Root::Path(template) => template.to_string(),
        Root::Response(name) => format!("responses/{name}"),
        Root::RequestBody(name) => format!("requestBodies/{name}"),
        Root::Parameter(name) => format!("parameters/{name}"),
    };
    for step in steps {
        let step = match step {
            Step::Word(word) => word.to_string(),
            Step::Variant(union, index) => {
                let variant = match &api.types[union.0].kind {
                    TypeKind::Union(union) => {
                        union.variants.iter().find(|variant| variant.index == *index)
                    }
                    _ => None,
                };
                // The only variant of a union is the union itself.
                let Some(variant) = variant else { continue };
                format!("={}", identity(api, variant))
            }
        };
        key.push_str(STEP);
        key.push_str(&step);
    }
    key
}

fn of_schema(name: &str) -> String {
    format!("schemas/{name}")
}

/// Identifies a variant among those of its union: by its named schema, its tag, its title, or its kind.
fn identity(api: &Api, variant: &Variant) -> String {
    if let Some(value) = &variant.constant {
        return format!("{value}");
    }
    let named = |id: TypeId| &api.types[id.0].hint;
    match (&variant.ty, variant.values.as_slice()) {
        (Type::Named(id), _) if named(*id).is_named() => match &named(*id).place.root {
            Root::Schema(name) => of_schema(name),
            _ => String::new(),
        },
        (_, [tag]) => tag.clone(),
        _ => {
            let name = variant.name.as_ref().or(variant.member.as_ref());
            name.cloned().unwrap_or_else(|| kind(api, &variant.ty))
        }
    }
}

/// Describes a type without names, which can change.
fn kind(api: &Api, ty: &Type) -> String {
    match ty {
        Type::List(inner) => format!("[{}]", kind(api, inner)),
        Type::Map(inner) => format!("{{{}}}", kind(api, inner)),
        Type::Nullable(inner) => kind(api, inner),
        Type::Named(id) => match api.types[id.0].kind {
            TypeKind::Object(_) => "object",
            TypeKind::Union(_) => "union",
            TypeKind::StringEnum(_) => "enum",
            TypeKind::IntegerEnum(_) => "integer enum",
        }
        .to_owned(),
        other => format!("{other:?}").to_lowercase(),
    }
}

/// Returns what a type consists of: the names of its members, or its values. `None` if that is little, so that other
/// types may well consist of the same.
pub fn shape(def: &TypeDef) -> Option<String> {
    let (kind, mut parts): (&str, Vec<&str>) = match &def.kind {
        TypeKind::Object(object) => {
            ("object", object.members.iter().map(|member| member.name.as_str()).collect())
        }
        TypeKind::StringEnum(values) => ("enum", values.iter().map(String::as_str).collect()),
        TypeKind::IntegerEnum(_) | TypeKind::Union(_) => return None,
    };
    if parts.len() < CHARACTERISTIC {
        return None;
    }
    parts.sort_unstable();
    let mut hasher = FnvHasher::default();
    for part in std::iter::once(kind).chain(parts) {
        hasher.write(part.as_bytes());
        hasher.write(&[0xFF]);
    }
    Some(format!("{:016x}", hasher.finish()))
}
