//! Operations.

use std::collections::HashMap;

use super::unit::{Argument, Fact, Item, Part, Unit};
use super::words::{Named, argument, code, constant, form, status, statuses, style};
use crate::changes::{Aspect, Direction, ItemKind, Kind};
use crate::plan::{OperationPlaces, Places};
use crate::rust::{
    self, Argument as Passed, Body, Call, Encode, Ident, Input, Method, ParameterStyle, Path,
    Responses, Security, Type,
};

/// Calls and enums of responses, by name.
#[derive(Default)]
pub struct Calls<'a> {
    calls: HashMap<&'a Ident, &'a Call>,
    responses: HashMap<&'a Ident, &'a Responses>,
}

impl<'a> Calls<'a> {
    /// Records an item.
    pub fn insert(&mut self, item: &'a rust::Item) {
        match item {
            rust::Item::Call(one) => drop(self.calls.insert(&one.name, one)),
            rust::Item::Responses(one) => drop(self.responses.insert(&one.name, one)),
            _ => {}
        }
    }

    /// Returns the unit of the operation that a method calls.
    pub fn unit(
        &self,
        group: Option<&Ident>,
        method: &'a Method,
        named: &Named,
        places: &Places,
    ) -> Unit<'a> {
        let place = places.of_operation(&method.call);
        let name = match group {
            Some(group) => format!("{group}::{}", method.name),
            None => method.name.to_string(),
        };
        let mut unit = Unit {
            docs: texts(method),
            origin: place.map(|place| place.origin.clone()),
            function: Some(Item::new(ItemKind::Method, &name, "").deprecated(method.deprecated)),
            ..Unit::new(Kind::Operation, &name)
        };
        unit.parts.extend(method.inputs.iter().map(|input| Part {
            argument: Some(Argument {
                name: input.name.to_string(),
                ty: argument(&input.argument),
            }),
            ..part(input, true, named, place)
        }));
        unit.parts.extend(method.constants.iter().map(|input| part(input, true, named, place)));
        let Some(call) = self.calls.get(&method.call) else { return unit };
        unit.owner = call.name.to_string();
        unit.items.push(Item::new(ItemKind::Struct, &call.name, ""));
        for setter in &call.setters {
            let item = Item::new(ItemKind::Setter, &setter.name, argument(&setter.argument))
                .deprecated(setter.deprecated);
            unit.parts.push(Part { items: vec![item], ..part(setter, false, named, place) });
        }
        let operation = &call.operation;
        unit.identity = format!("{} {}", operation.method, operation.path);
        unit.facts.push(Fact::new(Aspect::Request, &unit.identity));
        unit.facts.extend(operation.server.iter().map(|url| Fact::new(Aspect::Server, url)));
        let security = security(&operation.security);
        unit.facts.extend([
            Fact::new(Aspect::Accept, &operation.accept),
            Fact::new(Aspect::Security, security),
        ]);
        let output = (ItemKind::Output, Aspect::Output, Aspect::Successes);
        let error = (ItemKind::Error, Aspect::Error, Aspect::Failures);
        for (ty, (kind, body, status), listed) in
            [(&call.output, output, &operation.ok), (&call.error, error, &operation.errors)]
        {
            unit.items.push(Item::new(kind, "", code(ty)));
            // A body by status has a part for every status.
            if let Some(responses) = self.by_status(ty) {
                unit.facts.extend([body, status].map(|aspect| Fact::new(aspect, "by status")));
                unit.parts.extend(cases(responses, named, place));
            } else {
                unit.facts.push(Fact::new(body, named.wire(ty)));
                unit.facts.push(Fact::new(status, statuses(listed)));
            }
        }
        if let Some(stream) = &call.stream {
            unit.items.push(Item::new(ItemKind::Output, "stream()", code(&stream.item)));
            let items = format!("{}: {}", stream.media_type, named.wire(&stream.item));
            unit.facts.push(Fact::new(Aspect::Items, items));
        }
        unit
    }

    /// Returns the enum of responses that a type is.
    fn by_status(&self, ty: &Type) -> Option<&'a Responses> {
        match ty {
            Type::Path(Path { names, .. }, _) => {
                names.last().and_then(|name| self.responses.get(name)).copied()
            }
            Type::Std(..) => None,
        }
    }
}

fn cases<'a>(
    responses: &'a Responses,
    named: &Named,
    place: Option<&OperationPlaces>,
) -> Vec<Part<'a>> {
    let enum_ = &responses.name;
    let cases = responses.cases.iter().map(|case| {
        let status = status(case.status);
        let held = case.body.as_ref().map(|(_, ty)| code(ty)).unwrap_or_default();
        let body = match &case.body {
            Some((rust::Decoding::Json, ty)) => format!("JSON: {}", named.wire(ty)),
            Some((rust::Decoding::Text, _)) => "text".to_owned(),
            Some((rust::Decoding::Binary, _)) => "bytes".to_owned(),
            None => "no body".to_owned(),
        };
        let path = format!("{enum_}::{}", case.name);
        Part {
            items: vec![Item::new(ItemKind::Variant, &path, held)],
            facts: vec![Fact::new(Aspect::Status, &status), Fact::new(Aspect::Output, body)],
            docs: case.docs.lines(),
            origin: place.and_then(|place| place.of_response(case.status)),
            ..Part::new(Kind::Response, status, path)
        }
    });
    cases.collect()
}

/// Returns the part of a parameter or body, without its item.
fn part<'a>(
    input: &'a Input,
    required: bool,
    named: &Named,
    place: Option<&OperationPlaces>,
) -> Part<'a> {
    let presence = Fact::new(Aspect::Presence, if required { "required" } else { "optional" });
    let ty = Fact::new(Aspect::Type, named.value(&input.ty));
    let mut part = match &input.encode {
        Encode::Parameter(one) => {
            let (kind, location) = match one.method.as_str() {
                "path" => (Kind::PathParameter, "path"),
                "header" => (Kind::HeaderParameter, "header"),
                "cookie" => (Kind::CookieParameter, "cookie"),
                _ => (Kind::QueryParameter, "query"),
            };
            let style = match &one.style {
                ParameterStyle::Whole(one) => style(one, named.is_scalar(&input.ty)),
                ParameterStyle::Form(properties) => form(properties),
            };
            // The case of a header's name has no meaning.
            let name = match kind {
                Kind::HeaderParameter => one.name.to_ascii_lowercase(),
                _ => one.name.clone(),
            };
            Part {
                facts: vec![
                    Fact::new(Aspect::Location, location),
                    Fact::new(Aspect::Name, name),
                    Fact::new(Aspect::Style, style),
                ],
                origin: place.and_then(|place| place.of_parameter(location, &one.name)),
                ..Part::new(kind, &one.name, &input.name)
            }
        }
        Encode::Body(body) => {
            let (media_type, encoding) = match body {
                Body::Json(media_type) => (media_type.as_str(), "JSON".to_owned()),
                Body::Form(encodings) => ("application/x-www-form-urlencoded", form(encodings)),
                Body::Multipart => ("multipart/form-data", "parts".to_owned()),
                Body::Text(media_type) => (media_type.as_str(), "text".to_owned()),
                Body::Binary(media_type) => (media_type.as_str(), "bytes".to_owned()),
            };
            Part {
                facts: vec![
                    Fact::new(Aspect::MediaType, media_type),
                    Fact::new(Aspect::Encoding, encoding),
                ],
                origin: place.and_then(|place| place.body.clone()),
                ..Part::new(Kind::Body, "", &input.name)
            }
        }
    };
    part.facts.extend([presence, ty]);
    if let Passed::Flag(only) | Passed::Constant(only) = &input.argument {
        part.facts.push(Fact::new(Aspect::Value, constant(only)));
    }
    part.docs = input.docs.lines();
    part
}

fn security(security: &Security) -> String {
    match security {
        Security::Unspecified => "not specified".to_owned(),
        Security::None => "none".to_owned(),
        Security::AnyOf(alternatives) => {
            let alternatives = alternatives.iter().map(|names| match names.as_slice() {
                [] => "none".to_owned(),
                schemes => {
                    let shown = schemes.iter().map(|(scheme, scopes)| match scopes.as_slice() {
                        [] => scheme.clone(),
                        scopes => format!("{scheme} for {}", scopes.join(" ")),
                    });
                    shown.collect::<Vec<_>>().join(" and ")
                }
            });
            alternatives.collect::<Vec<_>>().join(", or ")
        }
    }
}

/// Lines of a method's documentation that only come from the operation's own texts: those above its HTTP method and path.
fn texts(method: &Method) -> &[String] {
    let lines = method.docs.lines();
    let is_request = |line: &String| line.starts_with('`') && line.contains(" /");
    let end = lines.iter().position(is_request).unwrap_or(lines.len());
    &lines[..end]
}

/// Messages that contain a part of an operation.
pub fn direction(kind: Kind) -> Option<Direction> {
    match kind {
        Kind::Body => Some(Direction::Sent),
        kind if kind.is_parameter() => Some(Direction::Sent),
        Kind::Response => Some(Direction::Read),
        _ => None,
    }
}
