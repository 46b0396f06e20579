//! Objects to structs.

use super::argument::Purpose;
use super::constant::{constant, shown_constant};
use super::context::Plan;
use super::doc;
use super::names::{Namespace, value_name};
use super::parameter::style;
use super::types::{Site, runtime};
use crate::api::{self, PartEncoding, TypeDef, TypeId};
use crate::rust::{
    Allowance, Argument, Constructor, Derive, Docs, Field, Given, Ident, Initial, Lint, Object,
    PartForm, Presence, Row, RowValue, Setter, Table, Type, Wrap,
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

/// Form of a member in a struct.
enum Form<'a> {
    /// No field: a row of the table with the only value.
    Constant(&'a api::Constant),
    /// A `bool`: whether the member has its only value, or is left out.
    Flag(&'a api::Constant),
    /// A field of the member's type.
    Field(Presence),
}

impl Plan<'_> {
    /// Plans the struct of an object.
    pub fn object(&mut self, id: TypeId, def: &TypeDef, object: &api::Object) -> Object {
        let is_multipart = self.multipart.contains(&id);
        let names = member_names(def, object);
        let mut planned = Vec::new();
        let mut rows = Vec::new();
        let members = object.members.iter().enumerate().zip(names.members);
        for ((index, member), names) in members {
            let (value, field) = match (form(def, member, is_multipart), names) {
                (Form::Flag(value), Some(names)) => {
                    let planned = flag(member, value, names);
                    (RowValue::Flag(planned.field.name.clone(), constant(value)), Some(planned))
                }
                (Form::Field(presence), Some(names)) => {
                    let field = names.0.clone();
                    let boxed = self.boxes.has(id, index);
                    let planned = self.member(member, boxed, presence, names);
                    (RowValue::Field { field, presence }, Some(planned))
                }
                (Form::Constant(value) | Form::Flag(value), _) => {
                    (RowValue::Constant(constant(value)), None)
                }
                (Form::Field(_), None) => continue,
            };
            rows.push(Row::Member { name: member.name.clone(), value, part: part(member) });
            planned.extend(field);
        }
        if let (Some(rest), Some(names)) = (&object.rest, names.rest) {
            rows.push(Row::Rest(names.0.clone()));
            planned.push(self.rest(rest, names));
        }
        let name = self.names[id.0].clone();
        let mut derives = vec![Derive::Debug, Derive::Clone, Derive::PartialEq];
        let constructor = def.in_request.then(|| constructor(&name, &planned));
        let is_argument = |one: &Planned| matches!(one.initial, Initial::Argument(_));
        if constructor.is_some() && !planned.iter().any(is_argument) {
            derives.push(Derive::Default);
        }
        Object {
            name,
            docs: doc::lines(&def.description),
            deprecated: def.deprecated,
            derives,
            fields: planned.into_iter().map(|one| one.field).collect(),
            rows,
            constructor,
            table: if is_multipart { Table::Multipart } else { Table::Object },
        }
    }

    /// Plans the field of a member.
    fn member(
        &mut self,
        member: &api::Member,
        boxed: bool,
        presence: Presence,
        (name, setter): (Ident, Ident),
    ) -> Planned {
        let value = self.ty(&member.ty, Site::Types);
        let argument = self.argument(&member.ty, Site::Types, Purpose::Field);
        let inside = if boxed { Type::boxed(value.clone()) } else { value.clone() };
        let (wraps, some): (&[Wrap], &[Wrap]) = match boxed {
            true => (&[Wrap::Box], &[Wrap::Box, Wrap::Some]),
            false => (&[], &[Wrap::Some]),
        };
        let (ty, initial, given) = match presence {
            Presence::Required => (inside, Initial::Argument(Given { argument, wraps }), None),
            Presence::Nullable => {
                let argument = Argument::Value(Type::option(value));
                let wraps: &[Wrap] = if boxed { &[Wrap::BoxInside] } else { &[] };
                (Type::option(inside), Initial::Argument(Given { argument, wraps }), None)
            }
            // It is required all the same.
            Presence::Optional if member.undeclared => {
                (Type::option(inside), Initial::Argument(Given { argument, wraps: some }), None)
            }
            Presence::Optional => {
                (Type::option(inside), Initial::None, Some(Given { argument, wraps: some }))
            }
            Presence::ThreeState => {
                let ty = runtime("Field", vec![inside]);
                let given = Given { argument: Argument::Into(ty.clone()), wraps: &[] };
                (ty, Initial::Absent, Some(given))
            }
        };
        let field =
            Field { name, ty, docs: member_docs(member, None), deprecated: member.deprecated };
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
        };
        let argument = self.argument(&map, Site::Types, Purpose::Field);
        let setter = set(setter, &field, Given { argument, wraps: &[] });
        Planned { field, initial: Initial::Empty, setter: Some(setter) }
    }
}

/// Plans the field of an optional member with a single value.
fn flag(member: &api::Member, value: &api::Constant, (name, setter): (Ident, Ident)) -> Planned {
    let ty = Type::primitive("bool");
    let argument = Argument::Value(ty.clone());
    let docs = member_docs(member, Some(value));
    let field = Field { name, ty, docs, deprecated: member.deprecated };
    let setter = set(setter, &field, Given { argument, wraps: &[] });
    Planned { field, initial: Initial::False, setter: Some(setter) }
}

/// Plans the documentation of a member's field: the description, then facts as a list.
fn member_docs(member: &api::Member, value: Option<&api::Constant>) -> Docs {
    let mut docs = doc::lines(&member.description);
    let value =
        value.map(|value| format!("Value, if the member is there: {}", shown_constant(value)));
    let facts = value.iter().chain(&member.facts);
    let facts: Vec<String> = facts.map(|fact| format!("- {}", one_line(fact))).collect();
    if !facts.is_empty() {
        docs.paragraph();
        docs.extend(facts);
    }
    docs
}

/// Returns the form of a member.
fn form<'a>(def: &TypeDef, member: &'a api::Member, is_multipart: bool) -> Form<'a> {
    let presence = presence(def, member, is_multipart);
    match &member.constant {
        None => Form::Field(presence),
        Some(value) if presence == Presence::Required => Form::Constant(value),
        // A flag that is `true` where the member is `false` would mislead.
        Some(api::Constant::Boolean(_)) => Form::Field(presence),
        Some(value) => Form::Flag(value),
    }
}

/// How a member may be missing.
fn presence(def: &TypeDef, member: &api::Member, is_multipart: bool) -> Presence {
    // A `readOnly` member is not sent, a `writeOnly` one is not received.
    let missing = member.read_only && def.in_request || member.write_only && def.in_response;
    // Servers do not always send what only `required` names: it may be a misspelled name.
    let missing = missing || member.undeclared && def.in_response;
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
    let has_arguments = planned.iter().any(|one| matches!(one.initial, Initial::Argument(_)));
    Constructor {
        docs: Docs::line(match has_arguments {
            true => "Creates a value with the required members.",
            false => "Creates a value without optional members.",
        }),
        allow: (name.as_str() == "New").then_some(NEW),
        values: planned.iter().map(|one| (one.field.name.clone(), one.initial.clone())).collect(),
        setters: planned.iter().filter_map(|one| one.setter.clone()).collect(),
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

/// Names of an object's fields and of their setters.
pub struct MemberNames {
    /// Those of the members; `None` for members without a field.
    pub members: Vec<Option<(Ident, Ident)>>,
    /// Those of the additional properties.
    pub rest: Option<(Ident, Ident)>,
}

/// Names the fields of an object and their setters.
pub fn member_names(def: &TypeDef, object: &api::Object) -> MemberNames {
    let mut names = Namespace::default();
    let mut setters = Namespace::with(&["new", "clone"]);
    let mut claim = |wanted: Ident| {
        let name = names.claim([wanted]);
        let setter = setters.claim([name.clone()]);
        (name, setter)
    };
    let members = object.members.iter().map(|member| {
        let has_field = !matches!(form(def, member, false), Form::Constant(_));
        has_field.then(|| claim(value_name(member.renamed.as_ref().unwrap_or(&member.name))))
    });
    let members = members.collect();
    let rest = object.rest.as_ref().map(|_| claim(Ident::new("additional_properties")));
    MemberNames { members, rest }
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
    use crate::api::TypeKind;
    use crate::diagnostics::Origin;

    fn member(ty: api::Type, required: bool, nullable: bool) -> api::Member {
        api::Member {
            name: "a".to_owned(),
            renamed: None,
            ty,
            required,
            undeclared: false,
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

    #[test]
    fn forms_of_members_with_a_single_value() {
        let (request, response) = (def(true, false), def(false, true));
        let of = |value: api::Constant, required| api::Member {
            constant: Some(value.clone()),
            ..member(value.ty(), required, false)
        };
        let member = |required| of(api::Constant::Integer(1), required);
        assert!(matches!(form(&request, &member(true), false), Form::Constant(_)));
        assert!(matches!(form(&request, &member(false), true), Form::Flag(_)));
        // It is not sent, unless the caller wants to.
        let read_only = api::Member { read_only: true, ..member(true) };
        assert!(matches!(form(&request, &read_only, false), Form::Flag(_)));
        assert!(matches!(form(&response, &read_only, false), Form::Constant(_)));
        let boolean = |required| of(api::Constant::Boolean(false), required);
        assert!(matches!(form(&request, &boolean(true), false), Form::Constant(_)));
        assert!(matches!(form(&request, &boolean(false), false), Form::Field(Presence::Optional)));
    }

    #[test]
    fn types_with_the_name_of_the_constructor() {
        let name = Ident::new("A");
        assert_eq!(constructor(&name, &[]).allow, None);
        assert_eq!(constructor(&Ident::new("New"), &[]).allow, Some(NEW));
    }
}
