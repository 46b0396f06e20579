//! Schemas to types.

use std::collections::HashMap;

use indexmap::map::Entry;
use indexmap::{IndexMap, IndexSet};
use openapiv3::{AdditionalProperties, ReferenceOr, Schema};
use serde_json::Value;

use super::view::{View, view};
use super::{Lowering, Nesting, component};
use crate::api::{Field, NameHint, Object, Type, TypeDef, TypeId, TypeKind};
use crate::diagnostics::Origin;

/// Inline schemas nested deeper than this become JSON.
const MAX_INLINE: usize = 100;

/// Components nested deeper than this have their members lowered later.
const MAX_EAGER: usize = 100;

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

    fn candidates(&self) -> Vec<String> {
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

    fn too_deep(&mut self, origin: &Origin) -> Lowered {
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
            "integer" => match integers(view.values.as_deref().unwrap_or_default()) {
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

    fn object(
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

    fn members(&mut self, id: TypeId, view: &View<'_>, origin: &Origin, context: &Context) {
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

    fn string(
        &mut self,
        schema: &Schema,
        view: &View<'_>,
        origin: &Origin,
        context: &Context,
        name: Option<&str>,
    ) -> Type {
        if let Some(values) = &view.values {
            let values = values.iter().filter(|value| !value.is_null()).map(|value| match value {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            });
            return self.string_enum(schema, values.collect(), &view.format, origin, context, name);
        }
        match view.format.as_str() {
            "date-time" => Type::DateTime,
            "date-time-rfc-2822" => Type::DateTimeRfc2822,
            "date" => Type::Date,
            "uuid" => Type::Uuid,
            "byte" => Type::Base64,
            "binary" => Type::File,
            _ => Type::String,
        }
    }

    pub(super) fn string_enum(
        &mut self,
        schema: &Schema,
        values: Vec<String>,
        format: &str,
        origin: &Origin,
        context: &Context,
        name: Option<&str>,
    ) -> Type {
        let distinct: Vec<String> =
            values.into_iter().collect::<IndexSet<String>>().into_iter().collect();
        if distinct.is_empty() {
            return Type::String;
        }
        if name.is_none() {
            // The same inline enum in several places is one type: by its format where it has one of its
            // own, else by the property's name.
            let leaf = if format.is_empty() { context.leaf.clone() } else { format.to_owned() };
            let key = (leaf, distinct.clone());
            if let Some((id, uses)) = self.enums.get_mut(&key) {
                *uses += 1;
                return Type::Named(*id);
            }
            let id = self.define(schema, origin, context, None);
            let uses = if format.is_empty() { 1 } else { 2 };
            self.enums.insert(key, (id, uses));
            self.api.types[id.0].kind = TypeKind::StringEnum(distinct);
            return Type::Named(id);
        }
        let id = self.define(schema, origin, context, name);
        self.api.types[id.0].kind = TypeKind::StringEnum(distinct);
        Type::Named(id)
    }

    fn integer_enum(
        &mut self,
        schema: &Schema,
        values: Vec<i64>,
        origin: &Origin,
        context: &Context,
        name: Option<&str>,
    ) -> Type {
        let names = ["x-enum-varnames", "x-enumNames"]
            .iter()
            .find_map(|key| schema.schema_data.extensions.get(*key)?.as_array());
        let mut distinct: IndexMap<i64, Option<String>> = IndexMap::new();
        for (index, value) in values.into_iter().enumerate() {
            let name = || names.and_then(|names| names.get(index)?.as_str()).map(str::to_owned);
            distinct.entry(value).or_insert_with(name);
        }
        let distinct = distinct.into_iter().collect();
        let id = self.define(schema, origin, context, name);
        self.api.types[id.0].kind = TypeKind::IntegerEnum(distinct);
        Type::Named(id)
    }

    /// Gives inline enums that stand in several places the short name, where only one wants it.
    pub(super) fn name_shared_enums(&mut self) {
        let shared = || self.enums.iter().filter(|(_, (_, uses))| *uses > 1);
        let mut wanted: HashMap<&str, usize> = HashMap::new();
        for ((leaf, _), _) in shared() {
            *wanted.entry(leaf).or_default() += 1;
        }
        for ((leaf, _), (id, _)) in shared() {
            if wanted.get(leaf.as_str()) == Some(&1) {
                let def = &mut self.api.types[id.0];
                def.hint.candidates.insert(0, leaf.clone());
                def.description.clear();
            }
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
    fn add(&mut self, field: Field) {
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
    fn require(&mut self, names: &[&str]) {
        self.required.extend(names.iter().map(|name| (*name).to_owned()));
    }
}

fn is_nullable(schema: &Schema, view: &View<'_>) -> bool {
    schema.schema_data.nullable
        || view.values.as_ref().is_some_and(|values| values.contains(&Value::Null))
}

/// The values of an integer enum, which some documents write as strings. `None` when it has none, or others.
fn integers(values: &[Value]) -> Option<Vec<i64>> {
    let integer = |value: &Value| match value {
        Value::String(text) => text.trim().parse().ok(),
        other => other.as_i64(),
    };
    let numbers: Option<Vec<i64>> =
        values.iter().filter(|value| !value.is_null()).map(integer).collect();
    numbers.filter(|numbers| !numbers.is_empty())
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
