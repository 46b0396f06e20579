//! Discriminators: declared, evident, and inherited.

use std::collections::HashSet;

use indexmap::IndexMap;
use openapiv3::{ReferenceOr, Schema};

use super::schema::Context;
use super::union::branch_name;
use super::view::view;
use super::{Lowering, component};
use crate::api::{Api, Type, TypeId, TypeKind, Union, Variant};
use crate::diagnostics::Origin;

impl<'a> Lowering<'a> {
    /// Remembers which components extend which.
    pub(super) fn collect_children(&mut self) {
        for (name, schema) in &self.components.schemas {
            let ReferenceOr::Item(item) = schema else { continue };
            for part in view(item).all_of {
                if let ReferenceOr::Reference { reference } = part
                    && let Some(parent) = component(reference, "schemas")
                    && let Some((parent, _)) = self.components.schemas.get_key_value(&parent)
                {
                    self.children.entry(parent).or_default().push(name);
                }
            }
        }
    }

    /// The discriminator, declared or evident: a required property that is another constant in every
    /// branch.
    pub(super) fn tag(
        &mut self,
        schema: &Schema,
        origin: &Origin,
        choices: &[(usize, &ReferenceOr<Schema>)],
        variants: &mut [Variant],
    ) -> Option<String> {
        let fits = variants.len() == choices.len()
            && variants.iter().all(|v| matches!(v.ty, Type::Named(_)));
        if let Some(discriminator) = &schema.schema_data.discriminator {
            if fits {
                for (variant, (_, branch)) in variants.iter_mut().zip(choices) {
                    variant.values = self.mapped(discriminator, branch, &variant.ty);
                }
                if distinct(variants) {
                    return Some(discriminator.property_name.clone());
                }
                variants.iter_mut().for_each(|variant| variant.values.clear());
            }
            self.diagnostics.report_with_help(
                "SW0027",
                &origin.child("discriminator"),
                format!(
                    "the discriminator `{}` does not tell the branches apart; they are told apart by their members",
                    discriminator.property_name
                ),
                "give every branch a schema of its own and a value under `mapping`",
            );
            return None;
        }
        if !fits {
            return None;
        }
        let branches: Vec<Constants> =
            choices.iter().map(|(_, branch)| self.constants(branch)).collect();
        let (first, others) = branches.split_first()?;
        for (property, values) in &first.values {
            let all: Option<Vec<&Vec<String>>> = std::iter::once(Some(values))
                .chain(others.iter().map(|branch| branch.values.get(property)))
                .collect();
            let Some(all) = all.filter(|_| first.required.contains(property)) else { continue };
            for (variant, values) in variants.iter_mut().zip(all) {
                variant.values.clone_from(values);
            }
            if distinct(variants) {
                return Some(property.clone());
            }
            variants.iter_mut().for_each(|variant| variant.values.clear());
        }
        None
    }

    /// The values of a discriminator that mean a branch: those mapped to it, else its constant, else those
    /// of the choice that it is, else its name.
    pub(super) fn mapped(
        &self,
        discriminator: &openapiv3::Discriminator,
        branch: &ReferenceOr<Schema>,
        ty: &Type,
    ) -> Vec<String> {
        let name = branch_name(branch);
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
        if let Some(values) = self.constants(branch).values.get(&discriminator.property_name) {
            return values.clone();
        }
        if let Type::Named(id) = ty
            && let TypeKind::Union(Union { variants, tag: Some(tag) }) = &self.api.types[id.0].kind
            && *tag == discriminator.property_name
        {
            return variants.iter().flat_map(|variant| variant.values.clone()).collect();
        }
        name.into_iter().collect()
    }

    /// The members of a branch that are enums of strings, and those that it requires.
    pub(super) fn constants(&self, branch: &ReferenceOr<Schema>) -> Constants {
        let mut constants = Constants::default();
        let mut seen = HashSet::new();
        self.add_constants(branch, &mut constants, &mut seen);
        constants
    }

    pub(super) fn add_constants(
        &self,
        branch: &ReferenceOr<Schema>,
        out: &mut Constants,
        seen: &mut HashSet<String>,
    ) {
        let schema = match branch {
            ReferenceOr::Item(item) => item,
            ReferenceOr::Reference { reference } => match self.resolve(reference) {
                Some((schema, name)) if seen.insert(name.to_owned()) => schema,
                _ => return,
            },
        };
        let outer = view(schema);
        for part in outer.all_of {
            self.add_constants(part, out, seen);
        }
        out.required.extend(outer.required.iter().map(|name| (*name).to_owned()));
        for (&property, schema) in &outer.properties {
            let schema = match schema {
                ReferenceOr::Item(item) => item.as_ref(),
                ReferenceOr::Reference { reference } => match self.resolve(reference) {
                    Some((schema, _)) => schema,
                    None => continue,
                },
            };
            let values = view(schema).values.unwrap_or_default();
            let values: Vec<String> =
                values.iter().filter_map(|value| value.as_str().map(str::to_owned)).collect();
            if !values.is_empty() {
                out.values.insert(property.to_owned(), values);
            }
        }
    }

    /// A component with a discriminator and no choice of its own stands for the components that extend
    /// it by `allOf`.
    pub(super) fn parent_union(
        &mut self,
        schema: &Schema,
        name: &str,
        origin: &Origin,
        context: &Context,
    ) -> Option<Type> {
        let discriminator = schema.schema_data.discriminator.as_ref()?;
        self.children.get(name)?;
        let id = self.define(schema, origin, context, Some(name));
        let mut variants = Vec::new();
        for (child, heirs) in self.heirs(name) {
            let reference = format!("#/components/schemas/{child}");
            let lowered = self.reference(&reference, origin);
            let mut values: Vec<String> = Vec::new();
            for heir in heirs {
                let reference = format!("#/components/schemas/{heir}");
                let mapped = discriminator
                    .mapping
                    .iter()
                    .filter(|(_, target)| **target == reference || target.as_str() == heir)
                    .map(|(value, _)| value.clone());
                let before = values.len();
                values.extend(mapped);
                if values.len() == before {
                    values.push(heir.to_owned());
                }
            }
            // A child that adds nothing stands for its parent; here it must be what the parent holds.
            let ty = if lowered.ty == Type::Named(id) {
                self.plain_object(schema, &view(schema), origin, &Context::new(child), None)
            } else {
                lowered.ty
            };
            variants.push(Variant { name: child.to_owned(), ty, values });
        }
        let tag = Some(discriminator.property_name.clone());
        self.api.types[id.0].kind = TypeKind::Union(Union { variants, tag });
        Some(Type::Named(id))
    }

    /// The components that extend a component, directly or not, each with those it stands for: one with a
    /// discriminator is a choice of its own and stands for all that extend it.
    pub(super) fn heirs(&self, name: &str) -> Vec<(&'a str, Vec<&'a str>)> {
        let mut out: Vec<(&'a str, Vec<&'a str>)> = Vec::new();
        let mut seen = HashSet::new();
        // (component, index in `out` of the choice it belongs to)
        let mut stack: Vec<(&'a str, Option<usize>)> = Vec::new();
        let push = |stack: &mut Vec<(&'a str, Option<usize>)>, name: &str, within| {
            let children = self.children.get(name).into_iter().flatten().rev();
            stack.extend(children.map(|child| (*child, within)));
        };
        push(&mut stack, name, None);
        while let Some((child, within)) = stack.pop() {
            if child == name || !seen.insert(child) {
                continue;
            }
            let within = match within {
                Some(choice) => {
                    out[choice].1.push(child);
                    Some(choice)
                }
                None => {
                    out.push((child, vec![child]));
                    let schema = self.components.schemas.get(child).and_then(ReferenceOr::as_item);
                    let own = schema.is_some_and(|own| own.schema_data.discriminator.is_some());
                    own.then(|| out.len() - 1)
                }
            };
            push(&mut stack, child, within);
        }
        out
    }
}

/// Notes the values of tags at the members that carry them, where a type has one value in all its unions.
pub(super) fn mark_tags(api: &mut Api) {
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
        if let TypeKind::Object(object) = &mut api.types[id.0].kind
            && let Some(field) = object.fields.iter_mut().find(|field| field.name == tag)
        {
            field.constant = value;
        }
    }
}

/// What is constant about a branch of a choice.
#[derive(Default)]
pub(super) struct Constants {
    /// The values of members that are enums of strings.
    values: IndexMap<String, Vec<String>>,
    /// Members that are always there.
    required: HashSet<String>,
}

fn distinct(variants: &[Variant]) -> bool {
    let mut seen = HashSet::new();
    variants
        .iter()
        .all(|v| !v.values.is_empty() && v.values.iter().all(|value| seen.insert(value.as_str())))
}
