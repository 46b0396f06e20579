//! Unions to enums.

use super::constant::{constant, shown_constant};
use super::context::Plan;
use super::doc;
use super::types::Site;
use crate::api::{self, Type, TypeDef, TypeId, TypeKind};
use crate::rust::{self, Derive, Docs, Ident, Union, Variant, VariantValue};

impl Plan<'_> {
    /// Plans the enum of a union.
    pub fn union(&mut self, id: TypeId, def: &TypeDef, union: &api::Union) -> Union {
        let (names, unknown) = match &self.variants[id.0] {
            Some(names) => (names.listed.clone(), names.unknown.clone()),
            None => (Vec::new(), Ident::new("Unknown")),
        };
        let mut types = Vec::new();
        let variants: Vec<Variant> = union
            .variants
            .iter()
            .enumerate()
            .zip(names)
            .map(|((index, variant), name)| {
                if let Some(value) = &variant.constant {
                    let docs = Docs::line(shown_constant(value));
                    return Variant { name, docs, value: VariantValue::Constant(constant(value)) };
                }
                let ty = self.ty(&variant.ty, Site::Types);
                let converts = def.in_request && !types.contains(&ty);
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
        let unknown = is_open.then_some(unknown);
        let text = def.in_request.then(|| self.text_variant(union, &variants, &unknown)).flatten();
        let list = def.in_request.then(|| self.list_variant(union, &variants)).flatten();
        Union {
            name: self.names[id.0].clone(),
            docs: doc::lines(&def.description),
            deprecated: def.deprecated,
            derives: vec![Derive::Debug, Derive::Clone, Derive::PartialEq],
            tag: union.tag.clone(),
            variants,
            unknown,
            text,
            list,
        }
    }

    /// Returns the variant of any string, or else that of an enum of strings, or else the one of values that are not
    /// listed, if there are constants.
    fn text_variant(
        &self,
        union: &api::Union,
        variants: &[Variant],
        unknown: &Option<Ident>,
    ) -> Option<Ident> {
        let position = |is: &dyn Fn(&Type) -> bool| {
            union.variants.iter().position(|one| one.constant.is_none() && is(&one.ty))
        };
        let is_enum = |ty: &Type| {
            let Type::Named(id) = ty else { return false };
            matches!(self.api.types[id.0].kind, TypeKind::StringEnum(_))
        };
        let found = position(&|ty| *ty == Type::String).or_else(|| position(&is_enum));
        let has_texts = union
            .variants
            .iter()
            .any(|variant| matches!(variant.constant, Some(api::Constant::Text(_))));
        match found {
            Some(index) => variants.get(index).map(|variant| variant.name.clone()),
            None => unknown.clone().filter(|_| has_texts && union.tag.is_none()),
        }
    }

    /// Returns the only variant that is a list, and the type of its items.
    fn list_variant(
        &mut self,
        union: &api::Union,
        variants: &[Variant],
    ) -> Option<(Ident, rust::Type)> {
        let lists = union.variants.iter().zip(variants).filter_map(|(one, variant)| {
            let (Type::List(item), VariantValue::Type { boxed: false, .. }) =
                (&one.ty, &variant.value)
            else {
                return None;
            };
            Some((variant.name.clone(), item))
        });
        let mut lists: Vec<_> = lists.collect();
        let (name, item) = lists.pop().filter(|_| lists.is_empty())?;
        Some((name, self.ty(item, Site::Types)))
    }
}
