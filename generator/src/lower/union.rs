//! `oneOf`, `anyOf` and discriminators.

use std::collections::HashSet;

use indexmap::IndexMap;
use openapiv3::{ReferenceOr, Schema};
use serde_json::Value;

use super::schema::{Context, Lowered};
use super::view::{View, view};
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

    /// The type of a choice. `None` when the branches only constrain the schema they stand in.
    pub(super) fn union(
        &mut self,
        schema: &Schema,
        outer: &View<'_>,
        branches: &[ReferenceOr<Schema>],
        origin: &Origin,
        context: &Context,
        name: Option<&str>,
    ) -> Option<Lowered> {
        let keyword = if outer.one_of.is_empty() { "anyOf" } else { "oneOf" };
        let at = |index: usize| origin.child(keyword).child(&index.to_string());
        let mut nullable = false;
        let mut choices: Vec<(usize, &ReferenceOr<Schema>)> = Vec::new();
        // Branches without types only constrain an object, unless others have types.
        let constrains = !outer.properties.is_empty() || !branches.iter().any(says_type);
        for (index, branch) in branches.iter().enumerate() {
            if let ReferenceOr::Item(item) = branch {
                let view = view(item);
                if view.ty == "null" || view.values.as_deref() == Some(&[Value::Null]) {
                    nullable = true;
                    continue;
                }
                if constrains && !says_type(branch) {
                    continue;
                }
            }
            let same = |(_, known): &(usize, &ReferenceOr<Schema>)| {
                matches!(known, ReferenceOr::Reference { .. }) && *known == branch
            };
            if !choices.iter().any(same) {
                choices.push((index, branch));
            }
        }
        if choices.is_empty() {
            if !outer.properties.is_empty() || !nullable {
                self.diagnostics.report(
                    "SW0026",
                    origin,
                    format!("`{keyword}` without types is not a choice"),
                );
            }
            return None;
        }
        if !outer.properties.is_empty() {
            // Properties beside the choice belong to every branch.
            let base = super::allof::properties(outer);
            let choice = Schema {
                schema_data: openapiv3::SchemaData::default(),
                schema_kind: openapiv3::SchemaKind::OneOf {
                    one_of: choices.iter().map(|(_, branch)| (*branch).clone()).collect(),
                },
            };
            let merged = Schema {
                schema_data: schema.schema_data.clone(),
                schema_kind: openapiv3::SchemaKind::AllOf {
                    all_of: vec![ReferenceOr::Item(base), ReferenceOr::Item(choice)],
                },
            };
            return Some(self.item(&merged, origin, context, name));
        }
        if let [(index, branch)] = choices.as_slice() {
            let lowered = match branch {
                ReferenceOr::Reference { reference } => self.reference(reference, &at(*index)),
                ReferenceOr::Item(item) => self.item(item, &at(*index), context, name),
            };
            return Some(Lowered::new(lowered.ty, nullable || lowered.nullable));
        }
        if let Some(lowered) = self.one_enum(&choices, &at) {
            return Some(Lowered::new(lowered.ty, nullable || lowered.nullable));
        }
        if let Some(values) = string_values(&choices) {
            let ty = if values.is_empty() {
                Type::String
            } else {
                self.string_enum(schema, values, "", origin, context, name)
            };
            return Some(Lowered { ty, nullable });
        }

        let id = self.define(schema, origin, context, name);
        let mut variants: Vec<Variant> = Vec::new();
        for (index, branch) in &choices {
            let word = match branch {
                ReferenceOr::Item(item) => match &item.schema_data.title {
                    Some(title) if !title.trim().is_empty() && title.len() <= 60 => title.clone(),
                    _ => branch_name(branch).unwrap_or_default(),
                },
                branch => branch_name(branch).unwrap_or_default(),
            };
            let place =
                if word.is_empty() { format!("variant {}", index + 1) } else { word.clone() };
            let lowered = self.schema(branch, &at(*index), &context.child(&place));
            nullable |= lowered.nullable;
            if variants.iter().any(|variant| variant.ty == lowered.ty) {
                continue;
            }
            let name = if word.is_empty() { kind_word(&lowered.ty, &place) } else { word };
            variants.push(Variant { name, ty: lowered.ty, values: Vec::new() });
        }
        if let [only] = variants.as_slice()
            && name.is_none()
        {
            return Some(Lowered { ty: only.ty.clone(), nullable });
        }
        let tag = self.tag(schema, origin, &choices, &mut variants);
        self.api.types[id.0].kind = TypeKind::Union(Union { variants, tag });
        Some(Lowered { ty: Type::Named(id), nullable })
    }

    /// A choice of strings of which one is an enum of its own: that enum, which takes other strings as well.
    fn one_enum(
        &mut self,
        choices: &[(usize, &ReferenceOr<Schema>)],
        at: &dyn Fn(usize) -> Origin,
    ) -> Option<Lowered> {
        let mut found = None;
        for (index, branch) in choices {
            let (schema, reference) = match branch {
                ReferenceOr::Item(item) => (item, None),
                ReferenceOr::Reference { reference } => {
                    (self.resolve(reference)?.0, Some((*index, reference)))
                }
            };
            let view = view(schema);
            if view.ty != "string" || !view.format.is_empty() || !view.all_of.is_empty() {
                return None;
            }
            match (view.values, reference, found) {
                (None, ..) => {}
                (Some(_), Some(reference), None) => found = Some(reference),
                _ => return None,
            }
        }
        let (index, reference) = found?;
        Some(self.reference(reference, &at(index)))
    }

    /// The discriminator, declared or evident: a required property that is another constant in every
    /// branch.
    fn tag(
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
    fn mapped(
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
    fn constants(&self, branch: &ReferenceOr<Schema>) -> Constants {
        let mut constants = Constants::default();
        let mut seen = HashSet::new();
        self.add_constants(branch, &mut constants, &mut seen);
        constants
    }

    fn add_constants(
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
    fn heirs(&self, name: &str) -> Vec<(&'a str, Vec<&'a str>)> {
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

/// Whether a branch says what its values are.
fn says_type(branch: &ReferenceOr<Schema>) -> bool {
    let ReferenceOr::Item(item) = branch else { return true };
    let view = view(item);
    !view.ty.is_empty()
        || !view.all_of.is_empty()
        || !view.one_of.is_empty()
        || !view.any_of.is_empty()
}

/// The component that a branch is, or that it extends last.
fn branch_name(branch: &ReferenceOr<Schema>) -> Option<String> {
    match branch {
        ReferenceOr::Reference { reference } => component(reference, "schemas"),
        ReferenceOr::Item(item) => match view(item).all_of.last()? {
            ReferenceOr::Reference { reference } => component(reference, "schemas"),
            ReferenceOr::Item(_) => None,
        },
    }
}

/// What is constant about a branch of a choice.
#[derive(Default)]
struct Constants {
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

/// All branches are strings: their values together, empty when none lists any.
fn string_values(choices: &[(usize, &ReferenceOr<Schema>)]) -> Option<Vec<String>> {
    let mut all = Vec::new();
    for (_, branch) in choices {
        let ReferenceOr::Item(item) = branch else { return None };
        let view = view(item);
        if view.ty != "string" || !view.format.is_empty() {
            return None;
        }
        let values = view.values.unwrap_or_default();
        all.extend(values.iter().filter_map(|value| value.as_str().map(str::to_owned)));
    }
    Some(all)
}

fn kind_word(ty: &Type, place: &str) -> String {
    match ty {
        Type::List(_) => "list",
        Type::Map(_) => "map",
        Type::String => "text",
        Type::Int32 | Type::Int64 | Type::UInt64 => "integer",
        Type::Float | Type::Double => "number",
        Type::Boolean => "boolean",
        Type::DateTime | Type::DateTimeRfc2822 => "date time",
        Type::Date => "date",
        Type::Uuid => "uuid",
        Type::Base64 | Type::File => "bytes",
        Type::Json => "json",
        Type::Named(_) | Type::Nullable(_) => place,
    }
    .to_owned()
}
