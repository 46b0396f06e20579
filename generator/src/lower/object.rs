//! Objects and maps.

use indexmap::map::Entry;
use indexmap::{IndexMap, IndexSet};
use openapiv3::{AdditionalProperties, ReferenceOr, Schema};

use super::Lowering;
use super::schema::Context;
use super::view::{View, view};
use crate::api::{Field, Object, Type, TypeId, TypeKind};
use crate::diagnostics::Origin;

/// Components nested deeper than this have their members lowered later.
const MAX_EAGER: usize = 100;

impl Lowering<'_> {
    pub(super) fn object(
        &mut self,
        schema: &Schema,
        view: &View<'_>,
        origin: &Origin,
        context: &Context,
        name: Option<&str>,
    ) -> Type {
        if view.properties.is_empty() {
            return match view.additional {
                Some(AdditionalProperties::Schema(values)) => {
                    let context = context.child("value");
                    let values =
                        self.schema(values, &origin.child("additionalProperties"), &context);
                    Type::Map(Box::new(values.into_type()))
                }
                Some(AdditionalProperties::Any(false)) => {
                    self.plain_object(schema, view, origin, context, name)
                }
                _ => Type::Map(Box::new(Type::Json)),
            };
        }
        self.plain_object(schema, view, origin, context, name)
    }

    pub(super) fn plain_object(
        &mut self,
        schema: &Schema,
        view: &View<'_>,
        origin: &Origin,
        context: &Context,
        name: Option<&str>,
    ) -> Type {
        let id = self.define(schema, origin, context, name);
        if let Some(name) = name.filter(|_| self.nesting.whole > MAX_EAGER) {
            self.deferred.push((id, schema.clone(), name.to_owned()));
            return Type::Named(id);
        }
        self.members(id, view, origin, context);
        Type::Named(id)
    }

    pub(super) fn members(
        &mut self,
        id: TypeId,
        view: &View<'_>,
        origin: &Origin,
        context: &Context,
    ) {
        let mut object = Members::default();
        self.fields(view, origin, context, &mut object);
        self.finish(id, object);
    }

    /// Gives a definition its members.
    pub(super) fn finish(&mut self, id: TypeId, members: Members) {
        let Members { fields, required, rest } = members;
        for name in required.iter().filter(|name| !fields.contains_key(*name)) {
            let origin = self.api.types[id.0].origin.child("required");
            self.diagnostics.report_with_help(
                "SW0029",
                &origin,
                format!("`{name}` is required but no property declares it"),
                "declare it under `properties`, or remove it from `required`",
            );
        }
        let fields = fields
            .into_values()
            .map(|field| Field { required: required.contains(&field.name), ..field })
            .collect();
        self.api.types[id.0].kind = TypeKind::Object(Object { fields, rest });
    }

    /// Lowers the members of components that were nested too deep to do so at once.
    pub(super) fn deferred(&mut self) {
        while let Some((id, schema, name)) = self.deferred.pop() {
            let origin = self.api.types[id.0].origin.clone();
            self.members(id, &view(&schema), &origin, &Context::new(name));
        }
    }

    /// Adds a view's properties to an object.
    pub(super) fn fields(
        &mut self,
        view: &View<'_>,
        origin: &Origin,
        context: &Context,
        object: &mut Members,
    ) {
        for (&property, &schema) in &view.properties {
            let at = origin.child("properties").child(property);
            let lowered = self.boxed(schema, &at, &context.child(property));
            let item = match schema {
                ReferenceOr::Item(item) => Some(item.as_ref()),
                ReferenceOr::Reference { .. } => None,
            };
            let data = item.map(|item| &item.schema_data);
            let field = Field {
                name: property.to_owned(),
                word: None,
                nullable: lowered.nullable,
                ty: lowered.ty,
                required: false,
                constant: None,
                media_type: None,
                read_only: data.is_some_and(|data| data.read_only),
                write_only: data.is_some_and(|data| data.write_only),
                description: data.and_then(|data| data.description.clone()).unwrap_or_default(),
                deprecated: data.is_some_and(|data| data.deprecated),
                facts: item.map(|item| super::view::view(item).facts).unwrap_or_default(),
            };
            object.add(field);
        }
        object.require(&view.required);
        match view.additional {
            Some(AdditionalProperties::Any(true)) => object.rest = Some(Type::Json),
            Some(AdditionalProperties::Schema(values)) => {
                let context = context.child("value");
                let values = self.schema(values, &origin.child("additionalProperties"), &context);
                object.rest = Some(values.into_type());
            }
            _ => {}
        }
    }
}

/// Members of an object as they come together.
#[derive(Default)]
pub(super) struct Members {
    fields: IndexMap<String, Field>,
    required: IndexSet<String>,
    rest: Option<Type>,
}

impl Members {
    /// Adds a member; one that is there already is redefined unless the new one says nothing about its type.
    pub(super) fn add(&mut self, field: Field) {
        match self.fields.entry(field.name.clone()) {
            Entry::Occupied(entry) if field.ty == Type::Json => {
                let old = entry.into_mut();
                if !field.description.is_empty() {
                    old.description = field.description;
                }
                old.nullable |= field.nullable;
            }
            Entry::Occupied(mut entry) => {
                entry.insert(field);
            }
            Entry::Vacant(entry) => {
                entry.insert(field);
            }
        }
    }

    /// Marks members as required, wherever they are declared.
    pub(super) fn require(&mut self, names: &[&str]) {
        self.required.extend(names.iter().map(|name| (*name).to_owned()));
    }
}
