//! `oneOf`, `anyOf` and discriminators.

use openapiv3::{ReferenceOr, Schema};
use serde_json::Value;

use super::schema::{Context, Lowered};
use super::view::{View, view};
use super::{Lowering, component};
use indexmap::IndexMap;

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
        let mut choices = Vec::new();
        for (index, branch) in branches.iter().enumerate() {
            if let ReferenceOr::Item(item) = branch {
                let view = view(item);
                if view.ty == "null" || view.values.as_deref() == Some(&[Value::Null]) {
                    nullable = true;
                    continue;
                }
                let says_type = !view.ty.is_empty()
                    || !view.all_of.is_empty()
                    || !view.one_of.is_empty()
                    || !view.any_of.is_empty();
                if !says_type && !outer.properties.is_empty() {
                    continue;
                }
            }
            choices.push((index, branch));
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
            let base = Schema {
                schema_data: openapiv3::SchemaData::default(),
                schema_kind: openapiv3::SchemaKind::Type(openapiv3::Type::Object(
                    openapiv3::ObjectType {
                        properties: outer
                            .properties
                            .iter()
                            .map(|(k, v)| ((*k).to_owned(), (*v).clone()))
                            .collect(),
                        required: outer.required.iter().map(|s| (*s).to_owned()).collect(),
                        ..openapiv3::ObjectType::default()
                    },
                )),
            };
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
                ReferenceOr::Reference { reference } => {
                    reference.rsplit('/').next().unwrap_or_default().to_owned()
                }
                ReferenceOr::Item(item) => match &item.schema_data.title {
                    Some(title) if !title.trim().is_empty() && title.len() <= 60 => title.clone(),
                    _ => String::new(),
                },
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
        let tag = self.tag(schema, &choices, &mut variants);
        self.api.types[id.0].kind = TypeKind::Union(Union { variants, tag });
        Some(Lowered { ty: Type::Named(id), nullable })
    }

    /// The discriminator, declared or evident: a required property that is another constant in every
    /// branch.
    fn tag(
        &self,
        schema: &Schema,
        choices: &[(usize, &ReferenceOr<Schema>)],
        variants: &mut [Variant],
    ) -> Option<String> {
        if variants.len() != choices.len()
            || !variants.iter().all(|v| matches!(v.ty, Type::Named(_)))
        {
            return None;
        }
        if let Some(discriminator) = &schema.schema_data.discriminator {
            for (variant, (_, branch)) in variants.iter_mut().zip(choices) {
                let ReferenceOr::Reference { reference } = branch else {
                    variant.values = self.constants(branch, &discriminator.property_name);
                    continue;
                };
                let name = component(reference, "schemas").unwrap_or_default();
                variant.values = discriminator
                    .mapping
                    .iter()
                    .filter(|(_, target)| *target == reference || **target == name)
                    .map(|(value, _)| value.clone())
                    .collect();
                if variant.values.is_empty() {
                    variant.values = self.constants(branch, &discriminator.property_name);
                }
                if variant.values.is_empty() {
                    variant.values.push(name);
                }
            }
            return distinct(variants).then(|| discriminator.property_name.clone());
        }
        let (_, first) = choices.first()?;
        let (first, _) = self.resolve_branch(first)?;
        for property in view(first).required {
            let values: Vec<Vec<String>> =
                choices.iter().map(|(_, branch)| self.constants(branch, property)).collect();
            for (variant, values) in variants.iter_mut().zip(values) {
                variant.values = values;
            }
            if distinct(variants) {
                return Some(property.to_owned());
            }
        }
        variants.iter_mut().for_each(|variant| variant.values.clear());
        None
    }

    fn resolve_branch<'s>(&'s self, branch: &'s ReferenceOr<Schema>) -> Option<(&'s Schema, ())> {
        match branch {
            ReferenceOr::Item(item) => Some((item, ())),
            ReferenceOr::Reference { reference } => {
                let name = component(reference, "schemas")?;
                match self.components.schemas.get(&name)? {
                    ReferenceOr::Item(item) => Some((item, ())),
                    ReferenceOr::Reference { .. } => None,
                }
            }
        }
    }

    /// The values of a property that is an enum in this branch.
    fn constants(&self, branch: &ReferenceOr<Schema>, property: &str) -> Vec<String> {
        let Some((schema, ())) = self.resolve_branch(branch) else { return Vec::new() };
        let outer = view(schema);
        for part in outer.all_of {
            let found = self.constants(part, property);
            if !found.is_empty() {
                return found;
            }
        }
        let Some(ReferenceOr::Item(item)) = outer.properties.get(property) else {
            return Vec::new();
        };
        let values = view(item).values.unwrap_or_default();
        values.iter().filter_map(|value| value.as_str().map(str::to_owned)).collect()
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
        let mut seen = std::collections::HashSet::new();
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

fn distinct(variants: &[Variant]) -> bool {
    let mut seen = std::collections::HashSet::new();
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
