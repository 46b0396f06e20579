//! Discriminators: declared by a union, or inferred from its variants.

use std::collections::HashSet;

use indexmap::IndexMap;
use openapiv3::Discriminator;

use super::union::component_name;
use crate::api::{Api, Constant, Type, TypeId, TypeKind, Union, Variant};
use crate::diagnostics::{Origin, finding};
use crate::document::component;
use crate::lower::lowering::Lowering;
use crate::lower::merged::keywords::Node;
use crate::lower::merged::{Merged, UnionKeyword};

impl<'a> Lowering<'a> {
    /// Returns the discriminator of a union, declared or inferred: a required member with a different constant in every
    /// variant. `complete` says whether every schema of the union became a variant.
    pub(super) fn tag(
        &mut self,
        merged: &Merged<'a>,
        union: &UnionKeyword<'a>,
        complete: bool,
        schemas: &[(Node<'a>, Merged<'a>)],
        origin: &Origin,
        variants: &mut [Variant],
    ) -> Option<String> {
        let is_object = |v: &Variant| v.constant.is_none() && matches!(v.ty, Type::Named(_));
        let fits = complete && variants.iter().all(is_object);
        if let Some(discriminator) = merged.own.discriminator.or(union.discriminator) {
            let is_text = |(_, schema): &(_, Merged<'a>)| {
                self.may_be_text(schema, &discriminator.property_name)
            };
            if fits && schemas.iter().all(is_text) {
                for (variant, (node, schema)) in variants.iter_mut().zip(schemas) {
                    variant.values = self.mapped(discriminator, *node, schema, &variant.ty);
                }
                if distinct(variants) {
                    return Some(discriminator.property_name.clone());
                }
                variants.iter_mut().for_each(|variant| variant.values.clear());
            }
            let property = discriminator.property_name.clone();
            let unclear = finding::Schema::Discriminator { property };
            self.diagnostics.add(unclear, &origin.child("discriminator"));
            return None;
        }
        if !fits {
            return None;
        }
        let ((_, first), others) = schemas.split_first()?;
        for property in first.properties.keys().filter(|name| first.required.contains(*name)) {
            let of = |schema: &Merged<'a>| self.constants(schema, property);
            let Some(values) = of(first) else { continue };
            let rest: Option<Vec<Vec<String>>> =
                others.iter().map(|(_, schema)| of(schema)).collect();
            let Some(rest) = rest else { continue };
            for (variant, values) in variants.iter_mut().zip(std::iter::once(values).chain(rest)) {
                variant.values = values;
            }
            if distinct(variants) {
                return Some((*property).to_owned());
            }
            variants.iter_mut().for_each(|variant| variant.values.clear());
        }
        None
    }

    /// Returns the tags of a variant: the values that are mapped to it, or else its constant, or else the tags of the
    /// union that the variant is, or else its name.
    fn mapped(
        &self,
        discriminator: &Discriminator,
        node: Node<'a>,
        schema: &Merged<'a>,
        ty: &Type,
    ) -> Vec<String> {
        let name = component_name(node);
        if let Some(name) = &name {
            let means = |target: &str| {
                target == name || component(target, "schemas").as_ref() == Some(name)
            };
            let mapping = discriminator.mapping.iter();
            let values: Vec<String> =
                mapping.filter(|(_, to)| means(to)).map(|(value, _)| value.clone()).collect();
            if !values.is_empty() {
                return values;
            }
        }
        if let Some(values) = self.constants(schema, &discriminator.property_name) {
            return values;
        }
        if let Type::Named(id) = ty
            && let TypeKind::Union(Union { variants, tag: Some(tag) }) = &self.api.types[id.0].kind
            && *tag == discriminator.property_name
        {
            return variants.iter().flat_map(|variant| variant.values.clone()).collect();
        }
        name.into_iter().collect()
    }

    /// Whether a member, if it is declared, can be a string, as every discriminator is.
    fn may_be_text(&self, schema: &Merged<'a>, property: &str) -> bool {
        !schema.properties.contains_key(property)
            || matches!(self.merge(&schema.property(property), None).kind(), "string" | "")
    }

    /// Returns the values of a member that is an enum of strings.
    fn constants(&self, schema: &Merged<'a>, property: &str) -> Option<Vec<String>> {
        if !schema.properties.contains_key(property) {
            return None;
        }
        let values = self.merge(&schema.property(property), None).values?;
        let values: Vec<String> =
            values.iter().filter_map(|value| value.as_str().map(str::to_owned)).collect();
        (!values.is_empty()).then_some(values)
    }
}

/// Sets the constant of required members that are discriminators, for types that have the same tag in all their unions.
pub(in crate::lower) fn mark_tags(api: &mut Api) {
    let mut values: IndexMap<(TypeId, String), Option<String>> = IndexMap::new();
    for def in &api.types {
        let TypeKind::Union(Union { variants, tag: Some(tag) }) = &def.kind else { continue };
        for variant in variants {
            let Type::Named(id) = variant.ty else { continue };
            let own = match variant.values.as_slice() {
                [only] => Some(only.clone()),
                _ => None,
            };
            let known = values.entry((id, tag.clone())).or_insert_with(|| own.clone());
            if *known != own {
                *known = None;
            }
        }
    }
    for ((id, tag), value) in values {
        let TypeKind::Object(object) = &api.types[id.0].kind else { continue };
        let Some(index) = object.members.iter().position(|member| member.name == tag) else {
            continue;
        };
        let member = &object.members[index];
        let is_text = match &member.ty {
            Type::String => true,
            Type::Named(of) => matches!(api.types[of.0].kind, TypeKind::StringEnum(_)),
            _ => false,
        };
        let is_always_there = member.required && !member.nullable;
        if let TypeKind::Object(object) = &mut api.types[id.0].kind
            && is_text
            && is_always_there
            && object.members[index].constant.is_none()
        {
            object.members[index].constant = value.map(Constant::Text);
        }
    }
}

fn distinct(variants: &[Variant]) -> bool {
    let mut seen = HashSet::new();
    variants
        .iter()
        .all(|v| !v.values.is_empty() && v.values.iter().all(|value| seen.insert(value.as_str())))
}
