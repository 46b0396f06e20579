//! `allOf`: parts merged into one type.

use openapiv3::{ReferenceOr, Schema, SchemaKind};

use super::Lowering;
use super::schema::{Context, Lowered, require};
use super::view::{View, view};
use crate::api::{Object, Type, TypeKind};
use crate::diagnostics::Origin;

/// Parts deeper than this are not followed; only a cycle of `allOf` gets there.
const MAX_PARTS: usize = 64;

/// Unions in one `allOf` whose branches give more combinations than this become JSON.
const MAX_COMBINATIONS: usize = 64;

impl Lowering<'_> {
    pub(super) fn all_of(
        &mut self,
        schema: &Schema,
        outer: &View<'_>,
        origin: &Origin,
        context: &Context,
        name: Option<&str>,
    ) -> Lowered {
        let parts: Vec<(usize, &ReferenceOr<Schema>)> =
            outer.all_of.iter().enumerate().filter(|(_, part)| !is_annotation(part)).collect();
        let bare = outer.properties.is_empty()
            && outer.required.is_empty()
            && outer.one_of.is_empty()
            && outer.any_of.is_empty();
        if let ([(index, part)], true) = (parts.as_slice(), bare) {
            // A wrapper that only adds annotations: the part itself.
            let at = origin.child("allOf").child(&index.to_string());
            return match part {
                ReferenceOr::Reference { reference } => self.reference(reference, &at),
                ReferenceOr::Item(item) => self.item(item, &at, context, name),
            };
        }
        if let Some(lowered) = self.distribute(schema, outer, origin, context, name) {
            return lowered;
        }

        let mut flat = Vec::new();
        self.flatten(schema, origin, &mut flat);
        let primitive = flat.iter().find(|(part, _)| {
            let view = view(part);
            !matches!(view.ty, "object" | "") && view.all_of.is_empty()
        });
        let has_properties = flat.iter().any(|(part, _)| !view(part).properties.is_empty());
        if let (Some((part, at)), false) = (primitive, has_properties) {
            let part = part.clone();
            let at = at.clone();
            return self.item(&part, &at, context, name);
        }
        if !has_properties {
            return Lowered { ty: Type::Map(Box::new(Type::Json)), nullable: false };
        }
        let id = self.define(schema, origin, context, name);
        let mut object = Object::default();
        for (part, at) in &flat {
            let part_view = view(part);
            self.fields(&part_view, at, context, &mut object);
        }
        // A part may require what another one declares.
        for (part, _) in &flat {
            require(&mut object, &view(part).required);
        }
        self.api.types[id.0].kind = TypeKind::Object(object);
        Lowered { ty: Type::Named(id), nullable: false }
    }

    /// All parts of a schema, references followed, `allOf`s of parts flattened, in order; the schema's
    /// own keywords come last.
    fn flatten(&self, schema: &Schema, origin: &Origin, out: &mut Vec<(Schema, Origin)>) {
        if out.len() > MAX_PARTS {
            return;
        }
        for (index, part) in view(schema).all_of.iter().enumerate() {
            let at = origin.child("allOf").child(&index.to_string());
            match part {
                ReferenceOr::Item(item) => self.flatten(item, &at, out),
                ReferenceOr::Reference { reference } => {
                    let target = super::component(reference, "schemas")
                        .and_then(|name| Some((self.components.schemas.get(&name)?, name)));
                    if let Some((ReferenceOr::Item(item), name)) = target {
                        let at = self.component_origin("schemas", &name);
                        if !out.iter().any(|(_, known)| *known == at) {
                            self.flatten(item, &at, out);
                        }
                    }
                }
            }
        }
        out.push((schema.clone(), origin.clone()));
    }

    /// The schema of a part that is a choice and nothing else.
    fn choice<'s>(&'s self, part: &'s ReferenceOr<Schema>) -> Option<&'s Schema> {
        let schema = match part {
            ReferenceOr::Item(item) => item,
            ReferenceOr::Reference { reference } => {
                let name = super::component(reference, "schemas")?;
                self.components.schemas.get(&name)?.as_item()?
            }
        };
        let view = view(schema);
        (view.properties.is_empty() && is_choice(&view)).then_some(schema)
    }

    /// `allOf` with a union among its parts: a union of the branches, each merged with the other parts.
    fn distribute(
        &mut self,
        schema: &Schema,
        outer: &View<'_>,
        origin: &Origin,
        context: &Context,
        name: Option<&str>,
    ) -> Option<Lowered> {
        let choices: Vec<(usize, Schema)> = outer
            .all_of
            .iter()
            .enumerate()
            .filter_map(|(index, part)| Some((index, self.choice(part)?.clone())))
            .collect();
        let combinations: usize = choices
            .iter()
            .map(|(_, choice)| branches(&view(choice)).len())
            .try_fold(1usize, usize::checked_mul)
            .unwrap_or(usize::MAX);
        let (union_at, union) = choices.into_iter().next()?;
        if combinations > MAX_COMBINATIONS {
            self.diagnostics.report(
                "SW0020",
                origin,
                format!("`allOf` of choices with {combinations} combinations; typed as JSON"),
            );
            return Some(Lowered { ty: Type::Json, nullable: false });
        }
        let others: Vec<ReferenceOr<Schema>> = outer
            .all_of
            .iter()
            .enumerate()
            .filter(|(index, _)| *index != union_at)
            .map(|(_, part)| part.clone())
            .collect();
        let union_view = view(&union);
        let merged: Vec<ReferenceOr<Schema>> = branches(&union_view)
            .iter()
            .map(|branch| {
                let mut all_of = others.clone();
                all_of.push(branch.clone());
                let mut data = openapiv3::SchemaData::default();
                if let ReferenceOr::Reference { reference } = branch {
                    // Names the merged branch after the branch.
                    let branch = reference.rsplit('/').next().unwrap_or_default();
                    data.title = Some(format!("{} {branch}", context.leaf));
                }
                ReferenceOr::Item(Schema {
                    schema_data: data,
                    schema_kind: SchemaKind::AllOf { all_of },
                })
            })
            .collect();
        let mut data = schema.schema_data.clone();
        data.discriminator = data.discriminator.or_else(|| union.schema_data.discriminator.clone());
        let whole = Schema { schema_data: data, schema_kind: SchemaKind::OneOf { one_of: merged } };
        Some(self.item(&whole, origin, context, name))
    }
}

fn branches<'a>(view: &View<'a>) -> &'a [ReferenceOr<Schema>] {
    if view.one_of.is_empty() { view.any_of } else { view.one_of }
}

fn is_choice(view: &View<'_>) -> bool {
    let branches = branches(view);
    branches.len() > 1
        && branches.iter().all(|branch| match branch {
            ReferenceOr::Reference { .. } => true,
            ReferenceOr::Item(item) => {
                !self::view(item).ty.is_empty() || !self::view(item).all_of.is_empty()
            }
        })
}

/// A part that says nothing about values: descriptions, examples, `nullable`.
fn is_annotation(part: &ReferenceOr<Schema>) -> bool {
    match part {
        ReferenceOr::Reference { .. } => false,
        ReferenceOr::Item(item) => match &item.schema_kind {
            SchemaKind::Any(_) | SchemaKind::Type(openapiv3::Type::Object(_)) => {
                let view = view(item);
                view.properties.is_empty()
                    && view.required.is_empty()
                    && view.values.is_none()
                    && view.all_of.is_empty()
                    && view.one_of.is_empty()
                    && view.any_of.is_empty()
                    && view.items.is_none()
                    && !matches!(view.additional, Some(openapiv3::AdditionalProperties::Schema(_)))
                    && matches!(view.ty, "" | "object")
            }
            _ => false,
        },
    }
}
