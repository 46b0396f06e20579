//! Types to items.

use super::argument::Purpose;
use super::cycles::needs_box;
use super::names::{Namespace, type_name, value_name, variant_name};
use super::{Plan, doc_lines};
use crate::api::{self, TypeDef, TypeId, TypeKind};
use crate::rust::{
    Argument, Conversion, Enum, Field, Files, Item, Prelude, Presence, Struct, Union, Variant,
};

impl Plan<'_> {
    /// Every type in use, with its module.
    pub(super) fn types(&mut self) -> Vec<(String, Item)> {
        let api = self.api;
        self.find_hidden();
        let mut items = Vec::new();
        for (index, def) in api.types.iter().enumerate() {
            if def.is_used() {
                let module = self.modules.types[index].clone();
                self.prelude = self.hiding.get(&module).cloned().unwrap_or_default();
                items.push((module, self.type_item(TypeId(index), def)));
            }
        }
        self.prelude = Prelude::default();
        items
    }

    /// Notes which modules of types hide which names of the prelude.
    fn find_hidden(&mut self) {
        for (module, name) in self.modules.types.iter().zip(&self.names) {
            if Prelude::NAMES.iter().any(|(known, _)| known == name) {
                let prelude = self.hiding.entry(module.clone()).or_default();
                prelude.hidden.insert(name.clone());
            }
        }
    }

    fn type_item(&mut self, id: TypeId, def: &TypeDef) -> Item {
        let name = self.names[id.0].clone();
        let docs = doc_lines(&def.description);
        let deprecated = def.deprecated;
        match &def.kind {
            TypeKind::Object(object) => {
                let multipart = self.multipart.contains(&id);
                Item::Struct(self.object(id, def, object, name, docs, multipart))
            }
            TypeKind::StringEnum(values) => {
                let (variants, unknown) = string_variants(values);
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
                let unknown = names.claim(OTHERS.map(str::to_owned));
                Item::IntegerEnum(Enum { name, docs, deprecated, variants, unknown })
            }
            TypeKind::Union(union) => Item::Union(self.union(id, union, name, docs, deprecated)),
        }
    }

    fn union(
        &mut self,
        id: TypeId,
        union: &api::Union,
        name: String,
        docs: Vec<String>,
        deprecated: bool,
    ) -> Union {
        let mut names = Namespace::default();
        let mut types = Vec::new();
        let variants: Vec<Variant> = union
            .variants
            .iter()
            .map(|variant| {
                let ty = self.ty(&variant.ty, "super");
                let from = !types.contains(&ty);
                types.push(ty.clone());
                let docs = match variant.values.as_slice() {
                    [] => Vec::new(),
                    values => {
                        let quoted = values.iter().map(|value| format!("`{}`", super::code(value)));
                        vec![quoted.collect::<Vec<_>>().join(", ")]
                    }
                };
                Variant {
                    name: names.claim([type_name(&variant.name)]),
                    boxed: needs_box(&self.components, self.api, id, &variant.ty),
                    ty,
                    docs,
                    values: variant.values.clone(),
                    from,
                }
            })
            .collect();
        let unknown = names.claim(OTHERS.map(str::to_owned));
        let tag = union.tag.clone().map(|tag| (tag, unknown));
        Union { name, docs, deprecated, tag, variants }
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
        let mut setters = Namespace::with(&["new", "clone"]);
        let mut fields = Vec::new();
        for field in &object.members {
            // One side of the wire does not have it.
            let missing = field.read_only && def.in_request || field.write_only && def.in_response;
            let presence = match (field.required && !missing, field.nullable) {
                (true, false) => Presence::Required,
                (true, true) => Presence::Nullable,
                (false, true) if def.in_request && !multipart => Presence::ThreeState,
                (false, _) => Presence::Optional,
            };
            // `null` is among the values of a field that may be anything.
            let presence = match presence {
                Presence::ThreeState if field.ty == api::Type::Json => Presence::Optional,
                Presence::Nullable if field.ty == api::Type::Json => Presence::Required,
                presence => presence,
            };
            let identifier =
                names.claim([value_name(field.renamed.as_ref().unwrap_or(&field.name))]);
            let mut docs = doc_lines(&field.description);
            if !field.facts.is_empty() {
                if !docs.is_empty() {
                    docs.push(String::new());
                }
                docs.extend(field.facts.iter().map(|fact| format!("- {}", one_line(fact))));
            }
            fields.push(Field {
                setter: setters.claim([identifier.clone()]),
                name: identifier,
                wire: Some(field.name.clone()),
                ty: self.ty(&field.ty, "super"),
                argument: self.argument(&field.ty, "super", Purpose::Field),
                constant: self.constant(field, presence),
                presence,
                boxed: needs_box(&self.components, self.api, id, &field.ty),
                files: files(&field.ty),
                media_type: field.media_type.clone(),
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
                argument: self.argument(&map, "super", Purpose::Field),
                constant: None,
                presence: Presence::Rest,
                boxed: false,
                files: Files::None,
                media_type: None,
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

    /// The expression of a required field that can only have one value.
    fn constant(&self, field: &api::Member, presence: Presence) -> Option<String> {
        if presence != Presence::Required {
            return None;
        }
        match &field.ty {
            api::Type::String => {
                field.constant.as_ref().map(|value| format!("{}.into()", literal(value)))
            }
            api::Type::Named(id) => match &self.api.types[id.0].kind {
                TypeKind::StringEnum(values) => {
                    let (variants, _) = string_variants(values);
                    let [(_, variant)] = variants.as_slice() else { return None };
                    Some(format!("super::{}::{variant}", self.names[id.0]))
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// The expression of an example value of a struct that `new` makes of plain arguments.
    pub(super) fn example_of(&mut self, id: TypeId) -> Option<String> {
        let def = &self.api.types[id.0];
        let TypeKind::Object(object) = &def.kind else { return None };
        let required = object
            .members
            .iter()
            .filter(|field| field.required && !field.read_only)
            .filter(|field| !(field.write_only && def.in_response))
            .filter(|field| self.constant(field, Presence::Required).is_none());
        let arguments: Option<Vec<String>> = required
            .map(|field| if field.nullable { None } else { example(&field.ty, &field.name) })
            .collect();
        Some(format!("types::{}::new({})", self.names[id.0], arguments?.join(", ")))
    }
}

/// Names of the variant for values that the description does not list; the first that is free is taken.
const OTHERS: [&str; 3] = ["Unknown", "UnknownValue", "Unrecognized"];

/// The variants of a string enum, and the name of the one for all other values.
pub(super) fn string_variants(values: &[String]) -> (Vec<(String, String)>, String) {
    let mut names = Namespace::default();
    let variants =
        values.iter().map(|value| (value.clone(), names.claim([variant_name(value)]))).collect();
    (variants, names.claim(OTHERS.map(str::to_owned)))
}

/// The literal of an example value, for types that have one.
pub(super) fn example(ty: &api::Type, name: &str) -> Option<String> {
    use heck::ToKebabCase;
    match ty {
        api::Type::String => {
            let words = name.to_kebab_case();
            let plain = words.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
            Some(format!("{:?}", if plain && !words.is_empty() { &words } else { "value" }))
        }
        api::Type::Int32 | api::Type::Int64 | api::Type::UInt64 => Some("1".to_owned()),
        api::Type::Float | api::Type::Double => Some("1.5".to_owned()),
        api::Type::Boolean => Some("true".to_owned()),
        _ => None,
    }
}

/// An argument that is taken as it is.
pub(super) fn plain(ty: &str) -> Argument {
    Argument { ty: ty.to_owned(), conversion: Conversion::None }
}

fn literal(text: &str) -> String {
    proc_macro2::Literal::string(text).to_string()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn files(ty: &api::Type) -> Files {
    match ty {
        api::Type::File => Files::One,
        api::Type::List(inner) if **inner == api::Type::File => Files::Several,
        _ => Files::None,
    }
}
