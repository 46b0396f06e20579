//! Schemas to types.

use openapiv3::{AdditionalProperties, ReferenceOr, Schema};
use serde_json::Value;

use super::view::{View, view};
use super::{Lowering, component};
use crate::api::{Field, NameHint, Object, Type, TypeDef, TypeId, TypeKind};
use crate::diagnostics::Origin;

/// Inline schemas nested deeper than this become JSON.
const MAX_DEPTH: usize = 100;

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
        self.named.insert(name.clone(), None);
        let at = self.component_origin("schemas", &name);
        let lowered = match schema {
            ReferenceOr::Reference { reference } => self.reference(reference, &at),
            ReferenceOr::Item(item) => self.item(item, &at, &Context::new(&name), Some(&name)),
        };
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
        if self.depth > MAX_DEPTH {
            self.diagnostics.report("SW0020", origin, "nested too deep; typed as JSON");
            return Lowered { ty: Type::Json, nullable: false };
        }
        self.depth += 1;
        let lowered = self.item_unguarded(schema, origin, context, name);
        self.depth -= 1;
        lowered
    }

    fn item_unguarded(
        &mut self,
        schema: &Schema,
        origin: &Origin,
        context: &Context,
        name: Option<&str>,
    ) -> Lowered {
        let view = view(schema);
        let nullable = schema.schema_data.nullable
            || view.values.as_ref().is_some_and(|values| values.contains(&Value::Null));
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
        if let Some(name) = name {
            self.named.insert(name.to_owned(), Some(Type::Named(id)));
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
        let mut object = Object::default();
        self.fields(view, origin, context, &mut object);
        self.api.types[id.0].kind = TypeKind::Object(object);
        Type::Named(id)
    }

    /// Adds a view's properties to an object; a property that is there already is redefined unless the
    /// new one says nothing about its type.
    pub(super) fn fields(
        &mut self,
        view: &View<'_>,
        origin: &Origin,
        context: &Context,
        object: &mut Object,
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
                nullable: lowered.nullable,
                ty: lowered.ty,
                required: false,
                constant: None,
                read_only: data.is_some_and(|data| data.read_only),
                write_only: data.is_some_and(|data| data.write_only),
                description: data.and_then(|data| data.description.clone()).unwrap_or_default(),
                deprecated: data.is_some_and(|data| data.deprecated),
                facts: item.map(|item| super::view::view(item).facts).unwrap_or_default(),
            };
            match object.fields.iter_mut().find(|old| old.name == property) {
                Some(old) if field.ty == Type::Json => {
                    if !field.description.is_empty() {
                        old.description = field.description;
                    }
                    old.nullable |= field.nullable;
                }
                Some(old) => *old = Field { required: old.required, ..field },
                None => object.fields.push(field),
            }
        }
        require(object, &view.required);
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
        let mut distinct: Vec<String> = Vec::new();
        for value in values {
            if !distinct.contains(&value) {
                distinct.push(value);
            }
        }
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
        let mut distinct: Vec<(i64, Option<String>)> = Vec::new();
        for (index, value) in values.into_iter().enumerate() {
            if !distinct.iter().any(|(known, _)| *known == value) {
                let name = names.and_then(|names| names.get(index)?.as_str()).map(str::to_owned);
                distinct.push((value, name));
            }
        }
        let id = self.define(schema, origin, context, name);
        self.api.types[id.0].kind = TypeKind::IntegerEnum(distinct);
        Type::Named(id)
    }

    /// Gives inline enums that stand in several places the short name, where only one wants it.
    pub(super) fn name_shared_enums(&mut self) {
        let shared: Vec<(String, TypeId)> = self
            .enums
            .iter()
            .filter(|(_, (_, uses))| *uses > 1)
            .map(|((leaf, _), (id, _))| (leaf.clone(), *id))
            .collect();
        for (leaf, id) in &shared {
            if shared.iter().filter(|(other, _)| other == leaf).count() == 1 {
                let def = &mut self.api.types[id.0];
                def.hint.candidates.insert(0, leaf.clone());
                def.description.clear();
            }
        }
    }
}

/// Marks fields as required. What no field declares is left to the caller.
pub(super) fn require(object: &mut Object, names: &[&str]) {
    for field in &mut object.fields {
        field.required |= names.contains(&field.name.as_str());
    }
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
