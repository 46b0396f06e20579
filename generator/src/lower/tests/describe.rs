//! An [`Api`] as text, a line for every fact.

use std::fmt::Write;

use crate::api::{
    Api, Body, BodyKind, Operation, Parameter, PartEncoding, Response, ResponseKind, Root,
    Security, Status, Step, Style, Type, TypeDef, TypeKind,
};
use crate::diagnostics::Diagnostics;

/// The operations.
pub fn operations(api: &Api) -> String {
    api.operations.iter().map(|one| operation(api, one)).collect()
}

/// The types in use.
pub fn types(api: &Api) -> String {
    let used = api.types.iter().filter(|def| def.is_used());
    used.map(|def| definition(api, def)).collect()
}

/// The findings, without help.
pub fn findings(found: &Diagnostics) -> String {
    let mut text = String::new();
    for one in &found.list {
        let pointer = one.origin.as_ref().map_or("", |origin| origin.pointer.as_str());
        writeln!(text, "{} {pointer}: {}", one.code().id(), one.message()).unwrap();
    }
    text
}

/// Servers and security schemes.
pub fn access(api: &Api) -> String {
    let mut text = String::new();
    for server in &api.servers {
        write!(text, "server {} = {}", server.url, server.default_url()).unwrap();
        for one in &server.variables {
            write!(text, "; {}={:?} of {:?}", one.name, one.default, one.values).unwrap();
        }
        text.push('\n');
    }
    for scheme in &api.schemes {
        writeln!(text, "scheme {} {:?}", scheme.name, scheme.kind).unwrap();
    }
    text
}

fn operation(api: &Api, one: &Operation) -> String {
    let mut text = format!("{} {} `{}` in {}", one.method, one.path, one.name, one.group);
    if one.deprecated {
        text.push_str(" deprecated");
    }
    if let Some(server) = &one.server {
        write!(text, " at {server}").unwrap();
    }
    match &one.security {
        Security::Unspecified => {}
        Security::None => text.push_str(" without credentials"),
        Security::AnyOf(alternatives) => {
            let alternatives: Vec<String> = alternatives
                .iter()
                .map(|schemes| {
                    let shown = schemes.iter().map(|one| match one.scopes.as_slice() {
                        [] => one.scheme.clone(),
                        scopes => format!("{} for {}", one.scheme, scopes.join(" ")),
                    });
                    format!("({})", shown.collect::<Vec<_>>().join(" and "))
                })
                .collect();
            write!(text, " secured by {}", alternatives.join(" or ")).unwrap();
        }
    }
    text.push('\n');
    one.parameters.iter().for_each(|one| text.push_str(&parameter(api, one)));
    one.body.iter().for_each(|one| text.push_str(&body(api, one)));
    one.successes.iter().for_each(|one| text.push_str(&response(api, "ok", one)));
    one.failures.iter().for_each(|one| text.push_str(&response(api, "error", one)));
    text
}

fn parameter(api: &Api, one: &Parameter) -> String {
    let flags = flags(&[(one.required, "required"), (one.deprecated, "deprecated")]);
    let location = format!("{:?}", one.location).to_lowercase();
    let style = match &one.form {
        Some(properties) => format!("form{}", styles(properties)),
        None => style(one.style),
    };
    let always = one.constant.as_ref().map(|value| format!(" always {value}")).unwrap_or_default();
    format!("  {location} {:?}: {} {style}{flags}{always}\n", one.name, ty(api, &one.ty))
}

fn body(api: &Api, one: &Body) -> String {
    let kind = match &one.kind {
        BodyKind::Json(of) => format!("json {}", ty(api, of)),
        BodyKind::Form(of, properties) => format!("form {}{}", ty(api, of), styles(properties)),
        BodyKind::Multipart(of) => format!("multipart {}", ty(api, of)),
        BodyKind::Parts => "parts".to_owned(),
        BodyKind::Text => "text".to_owned(),
        BodyKind::Binary => "bytes".to_owned(),
    };
    let required = flags(&[(one.required, "required")]);
    let range = one.media_range.as_ref().map(|range| format!(" of {range}")).unwrap_or_default();
    format!("  body {}{range}: {kind}{required}\n", one.media_type)
}

fn response(api: &Api, outcome: &str, one: &Response) -> String {
    let status = match one.status {
        Status::Code(code) => code.to_string(),
        Status::Class(class) => format!("{class}XX"),
        Status::Default => "default".to_owned(),
    };
    let kind = match &one.kind {
        ResponseKind::Json(of) => format!("json {}", ty(api, of)),
        ResponseKind::Text => "text".to_owned(),
        ResponseKind::Binary => "bytes".to_owned(),
        ResponseKind::Empty => "nothing".to_owned(),
    };
    let media_type = if one.media_type.is_empty() { "" } else { " " }.to_owned() + &one.media_type;
    format!("  {outcome} {status}{media_type}: {kind}\n")
}

fn definition(api: &Api, def: &TypeDef) -> String {
    let names = name(api, def);
    let flags =
        flags(&[(def.deprecated, "deprecated"), (def.in_request, "in"), (def.in_response, "out")]);
    let mut text = match &def.kind {
        TypeKind::Object(_) => format!("object `{names}`{flags}\n"),
        TypeKind::StringEnum(values) => format!("enum `{names}`{flags} {values:?}\n"),
        TypeKind::IntegerEnum(values) => format!("enum `{names}`{flags} {values:?}\n"),
        TypeKind::Union(union) => match &union.tag {
            Some(tag) => format!("union `{names}` by {tag:?}{flags}\n"),
            None => format!("union `{names}`{flags}\n"),
        },
    };
    if !def.description.is_empty() {
        writeln!(text, "  # {}", def.description).unwrap();
    }
    match &def.kind {
        TypeKind::Object(object) => {
            for member in &object.members {
                let flags = self::flags(&[
                    (member.required, "required"),
                    (member.nullable, "nullable"),
                    (member.read_only, "read-only"),
                    (member.write_only, "write-only"),
                    (member.deprecated, "deprecated"),
                ]);
                write!(text, "  {:?}: {}{flags}", member.name, ty(api, &member.ty)).unwrap();
                if let Some(one) = &member.part {
                    write!(text, " as {}", part(one)).unwrap();
                }
                if let Some(value) = &member.constant {
                    write!(text, " always {value}").unwrap();
                }
                for note in member.facts.iter().chain(Some(&member.description)) {
                    if !note.is_empty() {
                        write!(text, " # {note}").unwrap();
                    }
                }
                text.push('\n');
            }
            if let Some(rest) = &object.rest {
                writeln!(text, "  ..: {}", ty(api, rest)).unwrap();
            }
        }
        TypeKind::Union(union) => {
            for variant in &union.variants {
                let name = variant.name.as_ref().or(variant.member.as_ref());
                let name =
                    name.cloned().unwrap_or_else(|| format!("variant {}", variant.index + 1));
                match &variant.constant {
                    Some(value) => write!(text, "  {name}: always {value}").unwrap(),
                    None => write!(text, "  {name}: {}", ty(api, &variant.ty)).unwrap(),
                }
                if !variant.values.is_empty() {
                    write!(text, " when {:?}", variant.values).unwrap();
                }
                text.push('\n');
            }
        }
        TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) => {}
    }
    text
}

/// The title of a type, or its place.
fn name(api: &Api, def: &TypeDef) -> String {
    if let Some(title) = &def.hint.title {
        return format!("title {title}");
    }
    let mut words = vec![match &def.hint.place.root {
        Root::Schema(name) | Root::Path(name) => name.to_string(),
        Root::Operation(index) => api.operations[*index].name.clone(),
        Root::Response(name) => format!("{name} Response"),
        Root::RequestBody(name) => format!("{name} Request"),
        Root::Parameter(name) => format!("{name} Parameter"),
    }];
    words.extend(def.hint.place.steps.iter().map(|step| match step {
        Step::Word(word) => word.to_string(),
        Step::Variant(_, index) => format!("variant {}", index + 1),
    }));
    if def.hint.is_form {
        words.push("form".to_owned());
    }
    words.join(" ")
}

fn style(style: Style) -> String {
    let explode = if style.explode { "Explode" } else { "" };
    let reserved = if style.reserved { "Reserved" } else { "" };
    format!("{:?}{explode}{reserved}", style.kind)
}

fn styles(properties: &[(String, Style)]) -> String {
    let properties = properties.iter().map(|(name, one)| format!(" {name:?}={}", style(*one)));
    properties.collect()
}

fn part(part: &PartEncoding) -> String {
    match part {
        PartEncoding::MediaType(media_type) => media_type.clone(),
        PartEncoding::Json(media_type) => format!("json {media_type}"),
        PartEncoding::Style(one) => style(*one),
    }
}

fn flags(flags: &[(bool, &str)]) -> String {
    flags.iter().filter(|(is, _)| *is).map(|(_, name)| format!(" {name}")).collect()
}

fn ty(api: &Api, of: &Type) -> String {
    match of {
        Type::Named(id) => format!("`{}`", name(api, &api.types[id.0])),
        Type::List(inner) => format!("[{}]", ty(api, inner)),
        Type::Map(inner) => format!("{{{}}}", ty(api, inner)),
        Type::Nullable(inner) => format!("{}?", ty(api, inner)),
        other => format!("{other:?}").to_lowercase(),
    }
}
