//! `allOf`: parts merged into one type.

use std::collections::HashSet;

use openapiv3::{ReferenceOr, Schema, SchemaKind};

use super::object::Members;
use super::schema::{Context, Lowered};
use super::view::{View, view};
use super::{Lowering, escape};
use crate::api::Type;
use crate::diagnostics::Origin;

/// More components in one `allOf` are not followed.
const MAX_PARTS: usize = 512;

/// Unions in one `allOf` whose branches give more combinations than this become JSON.
const MAX_COMBINATIONS: usize = 64;

/// So many branches of choices are merged with other parts in one document; choices of choices double them
/// at every level.
const MAX_MERGED: usize = 10_000;

/// A part of an `allOf`.
struct Part<'s> {
    schema: &'s Schema,
    origin: Origin,
    /// The component that it belongs to, where that is another one.
    of: Option<&'s str>,
}

impl<'a> Lowering<'a> {
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
        self.flatten(schema, origin, None, &mut flat, &mut HashSet::new());
        let is_primitive = |part: &Part<'_>| {
            let view = view(part.schema);
            !matches!(view.ty, "object" | "") && view.all_of.is_empty()
        };
        let has_properties = flat.iter().any(|part| !view(part.schema).properties.is_empty());
        let own: Vec<&Part<'_>> =
            flat.iter().filter(|part| view(part.schema).all_of.is_empty()).collect();
        let mut types: Vec<&str> = own.iter().map(|part| view(part.schema).ty).collect();
        types.retain(|ty| !ty.is_empty());
        types.dedup();
        if types.len() > 1
            && !(types.len() == 2 && types.contains(&"integer") && types.contains(&"number"))
        {
            self.diagnostics.report_with_help(
                "SW0034",
                origin,
                format!("the parts of `allOf` are of different types: {}", types.join(", ")),
                "use `oneOf` for a choice of types",
            );
        }
        // The part that says most: one may be the type, another one lists its values.
        let lists = |part: &&Part<'_>| is_primitive(part) && view(part.schema).values.is_some();
        let primitive = flat.iter().find(lists).or(flat.iter().find(|part| is_primitive(part)));
        if let (Some(part), false) = (primitive, has_properties) {
            return match part.of {
                Some(of) => self.reference(&format!("#/components/schemas/{}", escape(of)), origin),
                None => self.item(part.schema, &part.origin, context, name),
            };
        }
        if !has_properties {
            return Lowered { ty: Type::Map(Box::new(Type::Json)), nullable: false };
        }
        let id = self.define(schema, origin, context, name);
        let mut object = Members::default();
        for part in &flat {
            // What is inherited is named after where it comes from.
            let own = part.of.map(Context::new);
            let context = own.as_ref().unwrap_or(context);
            self.fields(&view(part.schema), &part.origin, context, &mut object);
        }
        self.finish(id, object);
        Lowered { ty: Type::Named(id), nullable: false }
    }

    /// All parts of a schema, references followed, `allOf`s of parts flattened, in order; the schema's
    /// own keywords come last. A component counts once, so that cycles end.
    fn flatten<'s>(
        &mut self,
        schema: &'s Schema,
        origin: &Origin,
        of: Option<&'s str>,
        out: &mut Vec<Part<'s>>,
        seen: &mut HashSet<&'s str>,
    ) where
        'a: 's,
    {
        for (index, part) in view(schema).all_of.iter().enumerate() {
            let at = origin.child("allOf").child(&index.to_string());
            match part {
                ReferenceOr::Item(item) => self.flatten(item, &at, of, out, seen),
                ReferenceOr::Reference { reference } => match self.resolve(reference) {
                    Some((item, name)) if seen.len() < MAX_PARTS => {
                        if seen.insert(name) {
                            let at = self.component_origin("schemas", name);
                            self.flatten(item, &at, Some(name), out, seen);
                        }
                    }
                    Some(_) => self.diagnostics.report(
                        "SW0020",
                        &at,
                        format!(
                            "more than {MAX_PARTS} components in one `allOf`; this one is left out"
                        ),
                    ),
                    None => self.diagnostics.report_with_help(
                        "SW0011",
                        &at,
                        format!("`{reference}` leads nowhere in this document; left out"),
                        "correct the reference, or add what it names",
                    ),
                },
            }
        }
        out.push(Part { schema, origin: origin.clone(), of });
    }

    /// The schema of a part that is a choice and nothing else.
    fn choice<'s>(&'s self, part: &'s ReferenceOr<Schema>) -> Option<&'s Schema> {
        let schema = match part {
            ReferenceOr::Item(item) => item,
            ReferenceOr::Reference { reference } => self.resolve(reference)?.0,
        };
        let view = view(schema);
        (view.properties.is_empty() && is_choice(&view)).then_some(schema)
    }

    /// A part, or its own parts where there is a choice among them.
    fn expand(
        &self,
        part: &ReferenceOr<Schema>,
        out: &mut Vec<ReferenceOr<Schema>>,
        seen: &mut HashSet<&'a str>,
    ) {
        let schema = match part {
            ReferenceOr::Item(item) => item,
            ReferenceOr::Reference { reference } => match self.resolve(reference) {
                Some((schema, name)) if seen.insert(name) => schema,
                _ => return out.push(part.clone()),
            },
        };
        let outer = view(schema);
        let mut parts = Vec::new();
        for part in outer.all_of {
            self.expand(part, &mut parts, seen);
        }
        if parts.iter().any(|part| self.choice(part).is_some()) {
            out.append(&mut parts);
            if !outer.properties.is_empty() {
                out.push(ReferenceOr::Item(properties(&outer)));
            }
        } else {
            out.push(part.clone());
        }
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
        let mut parts = Vec::new();
        for part in outer.all_of {
            self.expand(part, &mut parts, &mut HashSet::new());
        }
        let own = branches(outer);
        if !own.is_empty() {
            // A choice beside `allOf` is one more part.
            let schema_kind = SchemaKind::OneOf { one_of: own.to_vec() };
            let schema_data = openapiv3::SchemaData::default();
            parts.push(ReferenceOr::Item(Schema { schema_data, schema_kind }));
        }
        if !outer.properties.is_empty() {
            parts.push(ReferenceOr::Item(properties(outer)));
        }
        let choices: Vec<(usize, Schema)> = parts
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
        self.merged = self.merged.saturating_add(combinations);
        if combinations > MAX_COMBINATIONS || self.merged > MAX_MERGED {
            self.diagnostics.report(
                "SW0020",
                origin,
                format!("`allOf` of choices with {combinations} combinations; typed as JSON"),
            );
            return Some(Lowered { ty: Type::Json, nullable: false });
        }
        let others: Vec<ReferenceOr<Schema>> = parts
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
                if let ReferenceOr::Item(item) = branch {
                    data.title.clone_from(&item.schema_data.title);
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

/// The properties of a schema, as a schema of their own.
pub(super) fn properties(outer: &View<'_>) -> Schema {
    let properties =
        outer.properties.iter().map(|(name, schema)| ((*name).to_owned(), (*schema).clone()));
    let object = openapiv3::ObjectType {
        properties: properties.collect(),
        required: outer.required.iter().map(|name| (*name).to_owned()).collect(),
        additional_properties: outer.additional.cloned(),
        ..openapiv3::ObjectType::default()
    };
    Schema {
        schema_data: openapiv3::SchemaData::default(),
        schema_kind: SchemaKind::Type(openapiv3::Type::Object(object)),
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
