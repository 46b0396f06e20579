//! Names of the variants of unions: by what tells a variant from the others.

use std::collections::HashMap;

use super::constant::constant_variant;
use super::enums::unknown;
use super::keys::Keys;
use super::names::{Namespace, shared_words, type_name, words};
use crate::api::{Api, Type, TypeDef, TypeId, TypeKind, Union, Variant};
use crate::diagnostics::{Diagnostics, finding};
use crate::rust::Ident;

/// Names of the variants of a union.
pub struct VariantNames {
    /// Names in the order of the variants.
    pub listed: Vec<Ident>,
    /// Variant for values that the description does not list.
    pub unknown: Ident,
}

/// Names the variants of a union. A variant that only a number tells from the others is a finding.
pub fn variant_names(
    api: &Api,
    (keys, id): (&Keys<'_>, TypeId),
    union: &Union,
    diagnostics: &mut Diagnostics,
) -> VariantNames {
    let known = keys.of_type(id);
    let own = own_names(api, union);
    let lists = union.variants.iter().filter(|one| matches!(one.ty, Type::List(_))).count();
    let mut names = Namespace::default();
    names.take_members(known);
    let mut listed = Vec::new();
    let pairs = union.variants.iter().zip(own).zip(keys.variants(api, union));
    for ((variant, own), (_, old)) in pairs {
        let locked = known.and_then(|item| item.members.get(&old));
        if let Some(locked) = locked.filter(|_| variant.renamed.is_none()) {
            listed.push(Ident::new(locked.clone()));
            continue;
        }
        let mut candidates: Vec<Ident> = Vec::new();
        candidates.extend(variant.renamed.as_deref().map(type_name));
        candidates.extend(variant.constant.iter().flat_map(constant_variant));
        candidates.extend(union.tag.as_ref().and_then(|_| tag(variant)));
        candidates.extend(own);
        candidates.extend(variant.member.as_deref().map(type_name));
        candidates.push(type_name(&match &variant.ty {
            Type::List(inner) if lists > 1 => format!("{}s", item(api, inner)),
            ty => kind(api, ty),
        }));
        let free = candidates.iter().any(|name| names.is_free(name));
        let wanted = candidates.last().map(Ident::to_string);
        let name = names.claim(candidates);
        if let Some(wanted) = wanted.filter(|_| !free) {
            let given = name.to_string();
            diagnostics.add(finding::Name::Variant { wanted, given }, &variant.origin);
        }
        listed.push(name);
    }
    VariantNames { listed, unknown: unknown(&mut names, known) }
}

/// Returns the name of a variant by its tag.
fn tag(variant: &Variant) -> Option<Ident> {
    let [only] = variant.values.as_slice() else { return None };
    let is_own = variant.name.as_ref() == Some(only);
    (!is_own && only.chars().any(char::is_alphabetic)).then(|| type_name(only))
}

/// Returns the variants' own names without the words that all of them begin or end with. Names that several variants
/// have tell none of them apart.
fn own_names(api: &Api, union: &Union) -> Vec<Option<Ident>> {
    let names: Vec<Option<Ident>> =
        union.variants.iter().map(|variant| own_name(api, variant)).collect();
    let mut counts: HashMap<&Ident, usize> = HashMap::new();
    for name in names.iter().flatten() {
        *counts.entry(name).or_default() += 1;
    }
    let unique = |name: &&Ident| counts.get(*name) == Some(&1);
    let known: Vec<Vec<&str>> =
        names.iter().flatten().filter(unique).map(|name| words(name.as_str())).collect();
    let (first, last) = shared_words(&known);
    let shorten = |name: &Ident| {
        let words = words(name.as_str());
        type_name(&words[first..words.len() - last].join(" "))
    };
    names.iter().map(|name| name.as_ref().filter(unique).map(shorten)).collect()
}

fn own_name(api: &Api, variant: &Variant) -> Option<Ident> {
    let of_type = named(api, &variant.ty).and_then(|def| def.hint.renamed.as_ref());
    of_type.or(variant.name.as_ref()).map(|name| type_name(name))
}

/// Returns the definition of a named schema.
fn named<'a>(api: &'a Api, ty: &Type) -> Option<&'a TypeDef> {
    match ty {
        Type::Named(id) => Some(&api.types[id.0]).filter(|def| def.hint.is_named()),
        _ => None,
    }
}

/// Returns what a list holds, in words: one of its items.
fn item(api: &Api, ty: &Type) -> String {
    match ty {
        Type::List(inner) => format!("{} list", item(api, inner)),
        ty => match kind(api, ty).as_str() {
            "union" => "item".to_owned(),
            kind => kind.to_owned(),
        },
    }
}

/// Returns the kind of a type, in words.
fn kind(api: &Api, ty: &Type) -> String {
    match ty {
        Type::List(_) => "list".to_owned(),
        Type::Map(_) => "map".to_owned(),
        Type::Nullable(inner) => kind(api, inner),
        Type::String => "text".to_owned(),
        Type::Int32 | Type::Int64 | Type::UInt64 => "integer".to_owned(),
        Type::Double => "number".to_owned(),
        Type::Boolean => "boolean".to_owned(),
        Type::DateTime | Type::DateTimeRfc2822 | Type::HttpDate | Type::UnixTime => {
            "date time".to_owned()
        }
        Type::Date => "date".to_owned(),
        Type::Uuid => "uuid".to_owned(),
        Type::Base64 | Type::Base64Url | Type::File => "bytes".to_owned(),
        Type::Json => "json".to_owned(),
        Type::Named(id) => {
            let def = &api.types[id.0];
            if let (Some(name), true) = (name_of(def), def.hint.is_named()) {
                return name;
            }
            match def.kind {
                TypeKind::Object(_) => "object",
                TypeKind::StringEnum(_) => "text",
                TypeKind::IntegerEnum(_) => "integer",
                TypeKind::Union(_) => "union",
            }
            .to_owned()
        }
    }
}

/// Returns the name of a named schema, in words.
fn name_of(def: &TypeDef) -> Option<String> {
    let renamed = def.hint.renamed.clone();
    renamed.or_else(|| match &def.hint.place.root {
        crate::api::Root::Schema(name) => Some(name.to_string()),
        _ => None,
    })
}
