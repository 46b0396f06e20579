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
                let (variants, unknown) = integer_variants(values);
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
        let mut names = member_names(object).into_iter();
        let mut fields = Vec::new();
        for (field, (identifier, setter)) in object.members.iter().zip(names.by_ref()) {
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
            let mut docs = doc_lines(&field.description);
            if !field.facts.is_empty() {
                if !docs.is_empty() {
                    docs.push(String::new());
                }
                docs.extend(field.facts.iter().map(|fact| format!("- {}", one_line(fact))));
            }
            fields.push(Field {
                setter,
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
        if let (Some(rest), Some((identifier, setter))) = (&object.rest, names.next()) {
            let map = api::Type::Map(Box::new(rest.clone()));
            fields.push(Field {
                setter,
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
    pub(super) fn constant(&self, field: &api::Member, presence: Presence) -> Option<String> {
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

/// The variants of an integer enum, and the name of the one for all other values.
pub(super) fn integer_variants(values: &[(i64, Option<String>)]) -> (Vec<(i64, String)>, String) {
    let mut names = Namespace::default();
    let variants = values
        .iter()
        .map(|(value, name)| {
            let number = format!("Value{}", value.to_string().replace('-', "Minus"));
            let name = name.as_deref().map_or(number, type_name);
            (*value, names.claim([name]))
        })
        .collect();
    (variants, names.claim(OTHERS.map(str::to_owned)))
}

/// The identifier and the setter of every member of an object, and of the map of its other members.
pub(super) fn member_names(object: &api::Object) -> Vec<(String, String)> {
    let mut names = Namespace::default();
    let mut setters = Namespace::with(&["new", "clone"]);
    let words = object.members.iter().map(|field| field.renamed.as_ref().unwrap_or(&field.name));
    let identifiers = words.map(|words| value_name(words));
    let rest = object.rest.as_ref().map(|_| "additional_properties".to_owned());
    identifiers
        .chain(rest)
        .map(|identifier| {
            let identifier = names.claim([identifier]);
            let setter = setters.claim([identifier.clone()]);
            (identifier, setter)
        })
        .collect()
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
