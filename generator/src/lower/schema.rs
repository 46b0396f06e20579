//! Schemas to types.

use openapiv3::{ReferenceOr, Schema};
use serde_json::Value;

use super::view::{View, view};
use super::{Lowering, Nesting, component};
use crate::api::{NameHint, Object, Type, TypeDef, TypeId, TypeKind};
use crate::diagnostics::Origin;

/// Inline schemas nested deeper than this become JSON.
const MAX_INLINE: usize = 100;

/// Schemas nested deeper than this, references included, become JSON.
const MAX_NESTING: usize = 2_000;

/// A schema's type, and whether its values may be `null`.
pub(super) struct Lowered {
    pub ty: Type,
    pub nullable: bool,
}

impl Lowered {
    pub(super) fn new(ty: Type, nullable: bool) -> Self {
        match ty {
            Type::Nullable(inner) => Self { ty: *inner, nullable: true },
            ty => Self { ty, nullable },
        }
    }

    /// The type with `null` in it.
    pub(super) fn into_type(self) -> Type {
        if self.nullable && self.ty != Type::Json {
            Type::Nullable(Box::new(self.ty))
        } else {
            self.ty
        }
    }
}

/// Names for an inline schema: of its own title, or of where it stands.
#[derive(Clone)]
pub(super) struct Context {
    /// The name it gets from its place: `ParentProperty`.
    pub place: String,
    /// The last word of it: `Property`.
    pub leaf: String,
    /// The place of a schema whose own title is used instead.
    pub otherwise: Option<String>,
}

impl Context {
    pub(super) fn new(place: impl Into<String>) -> Self {
        let place = place.into();
        Self { leaf: place.clone(), place, otherwise: None }
    }

    /// For what a component other than a schema holds: its own name, with the kind where that is taken.
    pub(super) fn of_component(name: &str, kind: &str) -> Self {
        Self { otherwise: Some(format!("{name} {kind}")), ..Self::new(name) }
    }

    pub(super) fn child(&self, leaf: &str) -> Self {
        let place = format!("{} {leaf}", self.place);
        Self { place, leaf: leaf.to_owned(), otherwise: None }
    }

    fn titled(&self, title: &str) -> Self {
        Self { otherwise: Some(self.place.clone()), ..Self::new(title) }
    }

    pub(super) fn candidates(&self) -> Vec<String> {
        [Some(&self.place), self.otherwise.as_ref()].into_iter().flatten().cloned().collect()
    }
}

impl<'a> Lowering<'a> {
    /// The type of a schema or reference.
    pub(super) fn schema(
        &mut self,
        schema: &ReferenceOr<Schema>,
        origin: &Origin,
        context: &Context,
    ) -> Lowered {
        match schema {
            ReferenceOr::Reference { reference } => self.reference(reference, origin),
            ReferenceOr::Item(item) => self.item(item, origin, context, None),
        }
    }

    pub(super) fn boxed(
        &mut self,
        schema: &ReferenceOr<Box<Schema>>,
        origin: &Origin,
        context: &Context,
    ) -> Lowered {
        match schema {
            ReferenceOr::Reference { reference } => self.reference(reference, origin),
            ReferenceOr::Item(item) => self.item(item, origin, context, None),
        }
    }

    pub(super) fn reference(&mut self, reference: &str, origin: &Origin) -> Lowered {
        let target = component(reference, "schemas")
            .and_then(|name| Some((self.components.schemas.get(&name)?, name)));
        let Some((schema, name)) = target else {
            self.diagnostics.report_with_help(
                "SW0011",
                origin,
                format!("`{reference}` leads nowhere in this document; typed as JSON"),
                "correct the reference, or add what it names",
            );
            return Lowered { ty: Type::Json, nullable: false };
        };
        match self.named.get(&name) {
            Some(Some(ty)) => return Lowered::new(ty.clone(), false),
            Some(None) => {
                self.diagnostics.report(
                    "SW0012",
                    origin,
                    format!(
                        "`{reference}` refers to itself without an object in between; typed as JSON"
                    ),
                );
                return Lowered { ty: Type::Json, nullable: false };
            }
            None => {}
        }
        if self.nesting.whole > MAX_NESTING {
            return self.too_deep(origin);
        }
        self.named.insert(name.clone(), None);
        let at = self.component_origin("schemas", &name);
        let nesting = self.nesting;
        self.nesting = Nesting { whole: nesting.whole + 1, inline: 0 };
        let lowered = match schema {
            ReferenceOr::Reference { reference } => self.reference(reference, &at),
            ReferenceOr::Item(item) => self.item(item, &at, &Context::new(&name), Some(&name)),
        };
        self.nesting = nesting;
        let ty = lowered.into_type();
        self.named.insert(name, Some(ty.clone()));
        Lowered::new(ty, false)
    }

    /// The type of a schema. `name` is the component's name when it is one: a type that gets a
    /// definition is then known by it before its parts are lowered, so that it can refer to itself.
    pub(super) fn item(
        &mut self,
        schema: &Schema,
        origin: &Origin,
        context: &Context,
        name: Option<&str>,
    ) -> Lowered {
        if self.nesting.inline > MAX_INLINE || self.nesting.whole > MAX_NESTING {
            return self.too_deep(origin);
        }
        if let (None, Some((id, nullable))) = (name, self.places.get(&origin.pointer)) {
            return Lowered { ty: Type::Named(*id), nullable: *nullable };
        }
        let nesting = self.nesting;
        self.nesting = Nesting { whole: nesting.whole + 1, inline: nesting.inline + 1 };
        let lowered = self.item_unguarded(schema, origin, context, name);
        self.nesting = nesting;
        if let (None, Some((_, nullable))) = (name, self.places.get_mut(&origin.pointer)) {
            *nullable = lowered.nullable;
        }
        lowered
    }

    pub(super) fn too_deep(&mut self, origin: &Origin) -> Lowered {
        self.diagnostics.report("SW0020", origin, "nested too deep; typed as JSON");
        Lowered { ty: Type::Json, nullable: false }
    }

    fn item_unguarded(
        &mut self,
        schema: &Schema,
        origin: &Origin,
        context: &Context,
        name: Option<&str>,
    ) -> Lowered {
        let view = view(schema);
        let nullable = is_nullable(schema, &view);
        let context = match &schema.schema_data.title {
            Some(title) if name.is_none() && is_name(title) => context.titled(title.trim()),
            _ => context.clone(),
        };
        if view.one_of.is_empty()
            && view.any_of.is_empty()
            && let Some(component) = name
            && let Some(ty) = self.parent_union(schema, component, origin, &context)
        {
            return Lowered::new(ty, nullable);
        }
        if !view.all_of.is_empty() {
            let lowered = self.all_of(schema, &view, origin, &context, name);
            return Lowered::new(lowered.ty, nullable || lowered.nullable);
        }
        let branches = if view.one_of.is_empty() { view.any_of } else { view.one_of };
        if !branches.is_empty()
            && let Some(lowered) = self.union(schema, &view, branches, origin, &context, name)
        {
            return Lowered::new(lowered.ty, nullable || lowered.nullable);
        }
        let ty = match view.ty {
            "object" => self.object(schema, &view, origin, &context, name),
            "array" => {
                let item = match view.items {
                    Some(items) => {
                        let context = match items {
                            ReferenceOr::Item(_) => context.child("item"),
                            ReferenceOr::Reference { .. } => context.clone(),
                        };
                        self.boxed(items, &origin.child("items"), &context).into_type()
                    }
                    None => Type::Json,
                };
                Type::List(Box::new(item))
            }
            "string" => self.string(schema, &view, origin, &context, name),
            "integer" => match super::enums::integers(view.values.as_deref().unwrap_or_default()) {
                Some(values) => self.integer_enum(schema, values, origin, &context, name),
                None => match view.format.as_str() {
                    "int32" | "int16" | "int8" | "uint16" | "uint8" => Type::Int32,
                    "uint64" => Type::UInt64,
                    _ => Type::Int64,
                },
            },
            "number" => match view.format.as_str() {
                "float" => Type::Float,
                "int32" => Type::Int32,
                "int64" => Type::Int64,
                _ => Type::Double,
            },
            "boolean" => Type::Boolean,
            "" if view.values.is_some() => {
                self.diagnostics.report(
                    "SW0020",
                    &origin.child("enum"),
                    "values of different types; typed as JSON",
                );
                Type::Json
            }
            "" => Type::Json,
            other => {
                self.diagnostics.report(
                    "SW0020",
                    origin,
                    format!("unknown type `{other}`; typed as JSON"),
                );
                Type::Json
            }
        };
        Lowered::new(ty, nullable)
    }

    /// A definition with a name; known under its component's name from now on.
    pub(super) fn define(
        &mut self,
        schema: &Schema,
        origin: &Origin,
        context: &Context,
        name: Option<&str>,
    ) -> TypeId {
        let id = TypeId(self.api.types.len());
        let data = &schema.schema_data;
        self.api.types.push(TypeDef {
            origin: origin.clone(),
            hint: NameHint { candidates: context.candidates(), component: name.is_some() },
            description: data.description.clone().unwrap_or_default(),
            deprecated: data.deprecated,
            kind: TypeKind::Object(Object::default()),
            in_request: false,
            in_response: false,
        });
        let nullable = is_nullable(schema, &view(schema));
        match name {
            // What refers to it from within has to know as well whether it may be `null`.
            Some(name) => {
                let ty = Lowered { ty: Type::Named(id), nullable }.into_type();
                self.named.insert(name.to_owned(), Some(ty));
            }
            None => {
                self.places.entry(origin.pointer.clone()).or_insert((id, nullable));
            }
        }
        id
    }
}

pub(super) fn is_nullable(schema: &Schema, view: &View<'_>) -> bool {
    schema.schema_data.nullable
        || view.values.as_ref().is_some_and(|values| values.contains(&Value::Null))
}

/// Whether a title can serve as a name: a few words, not a sentence.
fn is_name(title: &str) -> bool {
    let title = title.trim();
    !title.is_empty()
        && title.len() <= 60
        && title.split_whitespace().count() <= 4
        && title.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '.'))
        && title.starts_with(|c: char| c.is_alphabetic())
}
