//! Unions to enums.

use super::context::Plan;
use super::doc;
use super::enums::unknown;
use super::names::{Namespace, type_name};
use super::types::Site;
use crate::api::{self, TypeDef, TypeId};
use crate::rust::{Derive, Docs, Union, Variant};

impl Plan<'_> {
    /// Plans the enum of a union.
    pub fn union(&mut self, id: TypeId, def: &TypeDef, union: &api::Union) -> Union {
        let mut names = Namespace::default();
        let mut types = Vec::new();
        let variants: Vec<Variant> = union
            .variants
            .iter()
            .enumerate()
            .map(|(index, variant)| {
                let ty = self.ty(&variant.ty, Site::Types);
                let converts = !types.contains(&ty);
                types.push(ty.clone());
                let quoted = variant.values.iter().map(|value| format!("`{}`", doc::code(value)));
                let quoted: Vec<String> = quoted.collect();
                Variant {
                    name: names.claim([type_name(&variant.name)]),
                    boxed: self.boxes.has(id, index),
                    ty,
                    docs: match quoted.is_empty() {
                        true => Docs::default(),
                        false => Docs::line(quoted.join(", ")),
                    },
                    values: variant.values.clone(),
                    converts,
                }
            })
            .collect();
        let unknown = unknown(&mut names);
        Union {
            name: self.names[id.0].clone(),
            docs: doc::lines(&def.description),
            deprecated: def.deprecated,
            derives: vec![Derive::Debug, Derive::Clone, Derive::PartialEq],
            tag: union.tag.clone().map(|tag| (tag, unknown)),
            variants,
        }
    }
}
