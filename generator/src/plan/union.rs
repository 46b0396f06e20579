//! Unions to enums.

use super::constant::{constant, constant_variant, shown_constant};
use super::context::Plan;
use super::doc;
use super::enums::unknown;
use super::names::{Namespace, type_name};
use super::types::Site;
use crate::api::{self, TypeDef, TypeId};
use crate::rust::{Derive, Docs, Ident, Union, Variant, VariantValue};

impl Plan<'_> {
    /// Plans the enum of a union.
    pub fn union(&mut self, id: TypeId, def: &TypeDef, union: &api::Union) -> Union {
        let (own_names, mut names) = variant_names(union);
        let mut types = Vec::new();
        let variants = union.variants.iter().enumerate().zip(own_names);
        let variants: Vec<Variant> = variants
            .map(|((index, variant), name)| {
                if let Some(value) = &variant.constant {
                    let docs = Docs::line(shown_constant(value));
                    return Variant { name, docs, value: VariantValue::Constant(constant(value)) };
                }
                let ty = self.ty(&variant.ty, Site::Types);
                let converts = !types.contains(&ty);
                types.push(ty.clone());
                let quoted = variant.values.iter().map(|value| format!("`{}`", doc::code(value)));
                let quoted: Vec<String> = quoted.collect();
                let docs = match quoted.is_empty() {
                    true => Docs::default(),
                    false => Docs::line(quoted.join(", ")),
                };
                let boxed = self.boxes.has(id, index);
                let tags = variant.values.clone();
                Variant { name, docs, value: VariantValue::Type { ty, boxed, tags, converts } }
            })
            .collect();
        // Strings and numbers that the API adds to constants are kept, as an enum keeps them.
        let has_constants = union.variants.iter().any(|variant| variant.constant.is_some());
        let is_open = union.tag.is_some() || has_constants && def.in_response;
        Union {
            name: self.names[id.0].clone(),
            docs: doc::lines(&def.description),
            deprecated: def.deprecated,
            derives: vec![Derive::Debug, Derive::Clone, Derive::PartialEq],
            tag: union.tag.clone(),
            variants,
            unknown: is_open.then(|| unknown(&mut names)),
        }
    }
}

/// Names the variants of a union, those with a single value by it. Returns the names and their namespace.
pub fn variant_names(union: &api::Union) -> (Vec<Ident>, Namespace) {
    let mut namespace = Namespace::default();
    let name = |variant: &api::Variant| {
        namespace.claim([match &variant.constant {
            Some(value) => constant_variant(value),
            None => type_name(&variant.name),
        }])
    };
    let names = union.variants.iter().map(name).collect();
    (names, namespace)
}
