//! `oneOf`, `anyOf` and discriminators.

use openapiv3::{ReferenceOr, Schema};
use serde_json::Value;

use super::schema::{Context, Lowered};
use super::view::{View, view};
use super::{Lowering, component};

use crate::api::{Type, TypeKind, Union, Variant};
use crate::diagnostics::Origin;

impl<'a> Lowering<'a> {
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
pub(super) fn branch_name(branch: &ReferenceOr<Schema>) -> Option<String> {
    match branch {
        ReferenceOr::Reference { reference } => component(reference, "schemas"),
        ReferenceOr::Item(item) => match view(item).all_of.last()? {
            ReferenceOr::Reference { reference } => component(reference, "schemas"),
            ReferenceOr::Item(_) => None,
        },
    }
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
