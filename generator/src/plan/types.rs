//! Types to items.

use super::cycles::needs_box;
use super::names::{Namespace, type_name, value_name};
use super::{Plan, doc_lines};
use crate::api::{self, TypeDef, TypeId, TypeKind};
use crate::rust::{Enum, Field, Item, Presence, Struct, Union, Variant};

impl Plan<'_> {
    /// Every type in use, with its group.
    pub(super) fn types(&mut self) -> Vec<(String, Item)> {
        let api = self.api;
        let mut items = Vec::new();
        for (index, def) in api.types.iter().enumerate() {
            if !def.group.is_empty() {
                items.push((def.group.clone(), self.type_item(TypeId(index), def)));
            }
        }
        self.response_aliases(&mut items);
        items
    }

    fn type_item(&mut self, id: TypeId, def: &TypeDef) -> Item {
        let name = self.names[id.0].clone();
        let mut docs = doc_lines(&def.description);
        if docs.is_empty() {
            docs.push(match &def.kind {
                TypeKind::Object(_) => "An object of the API.".to_owned(),
                TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) => {
                    "A value out of a list.".to_owned()
                }
                TypeKind::Union(_) => "One of several types.".to_owned(),
            });
        }
        let deprecated = def.deprecated;
        match &def.kind {
            TypeKind::Object(object) => {
                let multipart =
                    object.fields.iter().any(|field| is_file(&field.ty)) || self.is_multipart(id);
                Item::Struct(self.object(id, def, object, name, docs, multipart))
            }
            TypeKind::StringEnum(values) => {
                let mut names = Namespace::default();
                let variants: Vec<(String, String)> = values
                    .iter()
                    .map(|value| (value.clone(), names.claim([variant_name(value)])))
                    .collect();
                let unknown =
                    names.claim(["Unknown", "UnknownValue", "Unrecognized"].map(str::to_owned));
                Item::StringEnum(Enum { name, docs, deprecated, variants, unknown })
            }
            TypeKind::IntegerEnum(values) => {
                let mut names = Namespace::default();
                let variants = values
                    .iter()
                    .map(|(value, name)| {
                        let number = format!("Value{}", value.to_string().replace('-', "Minus"));
                        let name = name.as_deref().map_or(number, type_name);
                        (*value, names.claim([name]))
                    })
                    .collect();
                let unknown =
                    names.claim(["Unknown", "UnknownValue", "Unrecognized"].map(str::to_owned));
                Item::IntegerEnum(Enum { name, docs, deprecated, variants, unknown })
            }
            TypeKind::Union(union) => {
                let mut names = Namespace::default();
                let variants: Vec<Variant> = union
                    .variants
                    .iter()
                    .map(|variant| Variant {
                        name: names.claim([type_name(&variant.name)]),
                        ty: self.ty(&variant.ty, "super"),
                        boxed: needs_box(&self.components, self.api, id, &variant.ty),
                        values: variant.values.clone(),
                        from: true,
                    })
                    .collect();
                let unknown =
                    names.claim(["Unknown", "UnknownValue", "Unrecognized"].map(str::to_owned));
                let tag = union.tag.clone().map(|tag| (tag, unknown));
                Item::Union(Union { name, docs, deprecated, tag, variants })
            }
        }
    }

    fn is_multipart(&self, id: TypeId) -> bool {
        self.api.operations.iter().any(|operation| {
            matches!(&operation.body, Some(api::Body { kind: api::BodyKind::Multipart(api::Type::Named(body)), .. }) if *body == id)
        })
    }

    fn object(
        &mut self,
        id: TypeId,
        def: &TypeDef,
        object: &api::Object,
        name: String,
        docs: Vec<String>,
        multipart: bool,
    ) -> Struct {
        let mut names = Namespace::default();
        let mut setters = Namespace::with(&["new"]);
        let mut fields = Vec::new();
        for field in &object.fields {
            let presence =
                match (field.required && !(field.read_only && def.in_request), field.nullable) {
                    (true, false) => Presence::Required,
                    (true, true) => Presence::Nullable,
                    (false, true) if def.in_request && !multipart => Presence::ThreeState,
                    (false, _) => Presence::Optional,
                };
            // Null and nothing are the same for a value that may be anything.
            let presence = match presence {
                Presence::ThreeState if field.ty == api::Type::Json => Presence::Optional,
                presence => presence,
            };
            let identifier = names.claim([value_name(&field.name)]);
            let mut docs = doc_lines(&field.description);
            if docs.is_empty() {
                docs.push(format!("`{}`.", field.name.replace(['`', '\n', '\r'], "")));
            }
            if !field.facts.is_empty() {
                docs.push(String::new());
                docs.extend(field.facts.iter().map(|fact| format!("- {}", one_line(fact))));
            }
            fields.push(Field {
                setter: setters.claim([identifier.clone()]),
                name: identifier,
                wire: Some(field.name.clone()),
                ty: self.ty(&field.ty, "super"),
                presence,
                boxed: needs_box(&self.components, self.api, id, &field.ty),
                file: is_file(&field.ty),
                docs,
                deprecated: field.deprecated,
            });
        }
        if let Some(rest) = &object.rest {
            let map = api::Type::Map(Box::new(rest.clone()));
            let identifier = names.claim(["additional_properties".to_owned()]);
            fields.push(Field {
                setter: setters.claim([identifier.clone()]),
                name: identifier,
                wire: None,
                ty: self.ty(&map, "super"),
                presence: Presence::Rest,
                boxed: false,
                file: false,
                docs: vec!["Members that have no field of their own.".to_owned()],
                deprecated: false,
            });
        }
        Struct {
            name,
            docs,
            deprecated: def.deprecated,
            fields,
            constructible: def.in_request,
            multipart,
        }
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn variant_name(value: &str) -> String {
    if value.is_empty() { "Empty".to_owned() } else { type_name(value) }
}

fn is_file(ty: &api::Type) -> bool {
    match ty {
        api::Type::File => true,
        api::Type::List(inner) | api::Type::Nullable(inner) => is_file(inner),
        _ => false,
    }
}
