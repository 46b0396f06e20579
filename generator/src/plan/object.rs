//! Objects to structs.

use super::argument::Purpose;
use super::context::Plan;
use super::doc;
use super::enums::string_variants;
use super::names::{Namespace, value_name};
use super::parameter::style;
use super::types::{Site, runtime};
use crate::api::{self, PartEncoding, TypeDef, TypeId, TypeKind};
use crate::rust::{
    Allowance, Argument, Constant, Constructor, Derive, Docs, Field, Given, Ident, Initial, Lint,
    Object, PartForm, Presence, Row, Setter, Table, Type, Wrap,
};

/// Allowance for a type whose name is that of its constructor.
const NEW: Allowance = Allowance {
    lints: &[Lint::clippy("self_named_constructors")],
    reason: "the type has the name of its constructor",
};

/// A planned field: the value that `new` sets it to, and its setter if it is not an argument of `new`.
struct Planned {
    field: Field,
    initial: Initial,
    setter: Option<Setter>,
}

impl Plan<'_> {
    /// Plans the struct of an object.
    pub fn object(&mut self, id: TypeId, def: &TypeDef, object: &api::Object) -> Object {
        let is_multipart = self.multipart.contains(&id);
        let mut names = member_names(object).into_iter();
        let mut planned = Vec::new();
        for ((index, member), names) in object.members.iter().enumerate().zip(names.by_ref()) {
            let boxed = self.boxes.has(id, index);
            planned.push(self.member(id, def, (member, boxed), names));
        }
        if let (Some(rest), Some(names)) = (&object.rest, names.next()) {
            planned.push(self.rest(rest, names));
        }
        let name = self.names[id.0].clone();
        let mut derives = vec![Derive::Debug, Derive::Clone, Derive::PartialEq];
        let constructor = def.in_request.then(|| constructor(&name, &planned));
        let is_argument =
            |one: &Planned| matches!(one.initial, Initial::Argument(_) | Initial::Constant(_));
        if constructor.is_some() && !planned.iter().any(is_argument) {
            derives.push(Derive::Default);
        }
        Object {
            name,
            docs: doc::lines(&def.description),
            deprecated: def.deprecated,
            derives,
            fields: planned.into_iter().map(|one| one.field).collect(),
            constructor,
            table: if is_multipart { Table::Multipart } else { Table::Object },
        }
    }

    /// Plans the field of a member.
    fn member(
        &mut self,
        id: TypeId,
        def: &TypeDef,
        (member, boxed): (&api::Member, bool),
        (name, setter): (Ident, Ident),
    ) -> Planned {
        let presence = presence(def, member, self.multipart.contains(&id));
        let value = self.ty(&member.ty, Site::Types);
        let argument = self.argument(&member.ty, Site::Types, Purpose::Field);
        let constant = self.constant(member, presence);
        let mut docs = doc::lines(&member.description);
        if !member.facts.is_empty() {
            docs.paragraph();
            docs.extend(member.facts.iter().map(|fact| format!("- {}", one_line(fact))));
        }
        let inside = if boxed { Type::boxed(value.clone()) } else { value.clone() };
        let (wraps, some): (&[Wrap], &[Wrap]) = match boxed {
            true => (&[Wrap::Box], &[Wrap::Box, Wrap::Some]),
            false => (&[], &[Wrap::Some]),
        };
        let (ty, initial, given) = match (presence, constant) {
            (_, Some(constant)) => (inside, Initial::Constant(constant), None),
            (Presence::Required, None) => {
                (inside, Initial::Argument(Given { argument, wraps }), None)
            }
            (Presence::Nullable, None) => {
                let argument = Argument::Value(Type::option(value));
                let wraps: &[Wrap] = if boxed { &[Wrap::BoxInside] } else { &[] };
                (Type::option(inside), Initial::Argument(Given { argument, wraps }), None)
            }
            (Presence::Optional, None) => {
                (Type::option(inside), Initial::None, Some(Given { argument, wraps: some }))
            }
            (Presence::ThreeState, None) => {
                let ty = runtime("Field", vec![inside]);
                let given = Given { argument: Argument::Into(ty.clone()), wraps: &[] };
                (ty, Initial::Absent, Some(given))
            }
        };
        let field = Field {
            name,
            ty,
            docs,
            deprecated: member.deprecated,
            row: Row::Member { name: member.name.clone(), presence, part: part(member) },
        };
        let setter = given.map(|given| set(setter, &field, given));
        Planned { field, initial, setter }
    }

    /// Plans the field of additional properties: members that have no field of their own.
    fn rest(&mut self, ty: &api::Type, (name, setter): (Ident, Ident)) -> Planned {
        let map = api::Type::Map(Box::new(ty.clone()));
        let field = Field {
            name,
            ty: self.ty(&map, Site::Types),
            docs: Docs::line("Additional properties: members without a field of their own."),
            deprecated: false,
            row: Row::Rest,
        };
        let argument = self.argument(&map, Site::Types, Purpose::Field);
        let setter = set(setter, &field, Given { argument, wraps: &[] });
        Planned { field, initial: Initial::Empty, setter: Some(setter) }
    }

    /// Returns the value of a required field that can have only one value.
    fn constant(&self, member: &api::Member, presence: Presence) -> Option<Constant> {
        if presence != Presence::Required {
            return None;
        }
        match &member.ty {
            api::Type::String => member.constant.clone().map(Constant::Text),
            api::Type::Named(id) => match &self.api.types[id.0].kind {
                TypeKind::StringEnum(values) => {
                    let variants = string_variants(values);
                    let [(_, variant)] = variants.listed.as_slice() else { return None };
                    let path = self.named(self.names[id.0].clone(), Site::Types);
                    Some(Constant::Variant(path.join(variant.clone())))
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether a member can have only one value, so that it is not an argument of `new`.
    pub fn is_constant(&self, member: &api::Member) -> bool {
        self.constant(member, Presence::Required).is_some()
    }
}

/// How a member may be missing.
fn presence(def: &TypeDef, member: &api::Member, is_multipart: bool) -> Presence {
    // A `readOnly` member is not sent, a `writeOnly` one is not received.
    let missing = member.read_only && def.in_request || member.write_only && def.in_response;
    let presence = match (member.required && !missing, member.nullable) {
        (true, false) => Presence::Required,
        (true, true) => Presence::Nullable,
        (false, true) if def.in_request && !is_multipart => Presence::ThreeState,
        (false, _) => Presence::Optional,
    };
    // A member of any JSON value can be `null` without an `Option`.
    match presence {
        Presence::ThreeState if member.ty == api::Type::Json => Presence::Optional,
        Presence::Nullable if member.ty == api::Type::Json => Presence::Required,
        presence => presence,
    }
}

/// Plans the function `new` of a struct, and its setters.
fn constructor(name: &Ident, planned: &[Planned]) -> Constructor {
    let any = |is: fn(&Initial) -> bool| planned.iter().any(|one| is(&one.initial));
    let has_arguments = any(|initial| matches!(initial, Initial::Argument(_)));
    let has_constants = any(|initial| matches!(initial, Initial::Constant(_)));
    Constructor {
        docs: Docs::line(match has_arguments {
            true => "Creates a value with the required members.",
            false => "Creates a value without optional members.",
        }),
        allow: (name.as_str() == "New").then_some(NEW),
        values: planned.iter().map(|one| (one.field.name.clone(), one.initial.clone())).collect(),
        setters: planned.iter().filter_map(|one| one.setter.clone()).collect(),
        // `Default` cannot be derived if a field has a constant value.
        is_default: !has_arguments && has_constants,
    }
}

/// Plans a setter of a field.
fn set(name: Ident, field: &Field, value: Given) -> Setter {
    Setter {
        name,
        field: field.name.clone(),
        docs: Docs::line(format!("Sets [`Self::{}`].", field.name.as_str())),
        deprecated: field.deprecated,
        value,
    }
}

/// Returns the names of the field and of the setter for every member of an object, and for its additional properties.
pub fn member_names(object: &api::Object) -> Vec<(Ident, Ident)> {
    let mut names = Namespace::default();
    let mut setters = Namespace::with(&["new", "clone"]);
    let words = object.members.iter().map(|member| member.renamed.as_ref().unwrap_or(&member.name));
    let wanted = words.map(|words| value_name(words));
    let rest = object.rest.as_ref().map(|_| Ident::new("additional_properties"));
    wanted
        .chain(rest)
        .map(|wanted| {
            let name = names.claim([wanted]);
            let setter = setters.claim([name.clone()]);
            (name, setter)
        })
        .collect()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Plans the form of a member in a multipart body.
fn part(member: &api::Member) -> PartForm {
    let media_type = match &member.part {
        Some(PartEncoding::Style(of)) => return PartForm::Styled(style(*of)),
        Some(PartEncoding::Json(media_type)) => return PartForm::Json(media_type.clone()),
        Some(PartEncoding::MediaType(media_type)) => Some(media_type.clone()),
        None => None,
    };
    match &member.ty {
        api::Type::File => PartForm::File(media_type),
        api::Type::List(inner) if **inner == api::Type::File => PartForm::Files(media_type),
        _ => PartForm::Value(media_type),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Origin;

    fn member(ty: api::Type, required: bool, nullable: bool) -> api::Member {
        api::Member {
            name: "a".to_owned(),
            renamed: None,
            ty,
            required,
            nullable,
            read_only: false,
            write_only: false,
            constant: None,
            part: None,
            description: String::new(),
            deprecated: false,
            facts: Vec::new(),
        }
    }

    fn def(in_request: bool, in_response: bool) -> TypeDef {
        TypeDef {
            origin: Origin::default(),
            hint: api::NameHint::default(),
            description: String::new(),
            deprecated: false,
            kind: TypeKind::Object(api::Object::default()),
            in_request,
            in_response,
        }
    }

    #[test]
    fn presence_of_members() {
        let (request, response) = (def(true, false), def(false, true));
        let text = |required, nullable| member(api::Type::String, required, nullable);
        assert_eq!(presence(&request, &text(true, false), false), Presence::Required);
        assert_eq!(presence(&request, &text(true, true), false), Presence::Nullable);
        assert_eq!(presence(&request, &text(false, false), false), Presence::Optional);
        assert_eq!(presence(&request, &text(false, true), false), Presence::ThreeState);
        // A part of a multipart body is never `null`, and whoever reads a response needs no third state.
        assert_eq!(presence(&request, &text(false, true), true), Presence::Optional);
        assert_eq!(presence(&response, &text(false, true), false), Presence::Optional);
        let any = |required| member(api::Type::Json, required, true);
        assert_eq!(presence(&request, &any(true), false), Presence::Required);
        assert_eq!(presence(&request, &any(false), false), Presence::Optional);
        let read_only = api::Member { read_only: true, ..text(true, false) };
        assert_eq!(presence(&request, &read_only, false), Presence::Optional);
        assert_eq!(presence(&response, &read_only, false), Presence::Required);
    }

    /// A field of `new` with an initial value.
    fn planned(initial: Initial) -> Planned {
        let name = Ident::new("a");
        let row = Row::Rest;
        let docs = Docs::default();
        let field = Field { name, ty: Type::string(), docs, deprecated: false, row };
        Planned { field, initial, setter: None }
    }

    #[test]
    fn constructors_of_constants_alone_are_the_default() {
        let constant = || planned(Initial::Constant(Constant::Text("x".to_owned())));
        let given = Given { argument: Argument::Value(Type::string()), wraps: &[] };
        let argument = planned(Initial::Argument(given));
        let name = Ident::new("A");
        assert!(constructor(&name, &[constant(), planned(Initial::None)]).is_default);
        assert!(!constructor(&name, &[constant(), argument]).is_default);
        // That can be derived.
        assert!(!constructor(&name, &[planned(Initial::None)]).is_default);
        assert_eq!(constructor(&name, &[]).allow, None);
        assert_eq!(constructor(&Ident::new("New"), &[]).allow, Some(NEW));
    }
}
