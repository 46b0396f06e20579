//! Calls as users write them, for documentation.

use heck::ToKebabCase;

use super::operations::below;
use super::types::{integer_variants, member_names, string_variants};
use super::{Layout, Plan};
use crate::api::{self, BodyKind, Type, TypeId, TypeKind};
use crate::options::Datetime;
use crate::rust::{Encode, Input};

/// Objects are written out within each other up to this depth.
const MAX_DEPTH: usize = 3;

/// Lines of examples are broken above this many characters.
const MAX_WIDTH: usize = 100;

/// A call of an operation.
#[derive(Debug, Clone)]
pub(super) struct Example {
    /// Names and types of the arguments that have no literal, as they are written outside of the crate.
    pub given: Vec<(String, String)>,
    /// Whether it names types of the API.
    pub uses_types: bool,
    /// Whether the call gives a value.
    pub has_output: bool,
    method: String,
    arguments: Vec<String>,
    /// A setter of the call with its argument.
    setter: Option<(String, String)>,
}

impl Example {
    /// How much a reader has to fill in: arguments without a literal, and arguments.
    pub fn effort(&self) -> (usize, usize) {
        (self.given.len(), self.arguments.len() + usize::from(self.setter.is_some()))
    }

    /// The call behind `before`, followed by `after`, as one statement.
    pub fn statement(&self, before: &str, after: &str) -> Vec<String> {
        let Self { method, arguments, setter, .. } = self;
        let setter = setter.as_ref().map(|(name, value)| format!(".{name}({value})"));
        let (arguments, setter) = (arguments.join(", "), setter.unwrap_or_default());
        formatted(&format!("{before}client.{method}({arguments}){setter}{after}"))
    }

    /// The call in a function that rustdoc hides, for an API that lies as `layout` says.
    pub fn doctest(&self, layout: &Layout) -> Vec<String> {
        let module = layout.example_path();
        let mut given = vec![format!("client: {module}::Client")];
        given.extend(self.given.iter().map(|(name, ty)| format!("{name}: {ty}")));
        let mut lines = vec![layout.example_fence().to_owned()];
        let result = "Result<(), Box<dyn std::error::Error>>";
        lines.push(format!("# async fn example({}) -> {result} {{", given.join(", ")));
        if self.uses_types {
            lines.push(format!("use {module}::types;"));
            lines.push(String::new());
        }
        let before = if self.has_output { "let response = " } else { "" };
        lines.extend(self.statement(before, ".await?;"));
        lines.extend(["# Ok(())", "# }", "```"].map(str::to_owned));
        lines
    }
}

impl Plan<'_> {
    /// A call of an operation. What has no literal is given.
    pub(super) fn example(
        &mut self,
        operation: &api::Operation,
        (required, optional): (&[Input], &[Input]),
        method: &str,
        output: &str,
    ) -> Example {
        let parameters = operation.parameters.iter().filter(|parameter| parameter.required);
        let mut values: Vec<Option<String>> =
            parameters.map(|one| self.example_value(&one.ty, &one.name, MAX_DEPTH)).collect();
        let body = operation.body.as_ref().map(|body| (body.required, self.example_body(body)));
        let mut given = Vec::new();
        let mut setter = None;
        if let Some((is_required, value)) = body {
            if is_required {
                values.push(value);
            } else if let Some(input) = optional.iter().find(|input| is_body(&input.encode)) {
                let value = value.unwrap_or_else(|| self.give(&mut given, input));
                setter = Some((input.name.clone(), value));
            }
        }
        let mut arguments = Vec::new();
        for (input, value) in required.iter().zip(values) {
            arguments.push(value.unwrap_or_else(|| self.give(&mut given, input)));
        }
        let written = arguments.iter().chain(setter.as_ref().map(|(_, value)| value));
        let uses_types = written.into_iter().any(|value| value.contains("types::"));
        Example {
            given,
            uses_types,
            has_output: output != "runtime::Empty",
            method: method.to_owned(),
            arguments,
            setter,
        }
    }

    /// Adds an input to those that are given, and returns its name.
    fn give(&self, given: &mut Vec<(String, String)>, input: &Input) -> String {
        // A type whose path names modules of the crate is named from outside of it.
        let ty = below(&input.ty, "runtime::", &self.layout.example_root());
        given.push((input.name.clone(), below(&ty, "types::", &self.layout.example_path())));
        input.name.clone()
    }

    fn example_body(&self, body: &api::Body) -> Option<String> {
        match &body.kind {
            BodyKind::Json(ty) | BodyKind::Form(ty, _) | BodyKind::Multipart(ty) => {
                self.example_value(ty, "body", MAX_DEPTH)
            }
            BodyKind::Text => Some("\"text\"".to_owned()),
            BodyKind::Binary => Some("\"bytes\"".to_owned()),
        }
    }

    /// The expression of a value that generated functions take for a type.
    fn example_value(&self, ty: &Type, name: &str, depth: usize) -> Option<String> {
        let parsed = |text: &str| match self.layout.datetime {
            Datetime::Chrono | Datetime::Jiff => Some(format!("\"{text}\".parse()?")),
            Datetime::String => Some(format!("\"{text}\"")),
            Datetime::Time => None,
        };
        match ty {
            Type::String => {
                let words = name.to_kebab_case();
                let plain = words.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
                let value = if plain && !words.is_empty() { &words } else { "value" };
                Some(format!("\"{value}\""))
            }
            Type::Int32 | Type::Int64 | Type::UInt64 => Some("1".to_owned()),
            Type::Float | Type::Double => Some("1.5".to_owned()),
            Type::Boolean => Some("true".to_owned()),
            Type::DateTime => parsed("2030-01-31T12:00:00Z"),
            Type::Date => parsed("2030-01-31"),
            Type::Uuid => Some("\"3fa85f64-5717-4562-b3fc-2c963f66afa6\".parse()?".to_owned()),
            Type::Base64 => Some("\"bytes\"".to_owned()),
            Type::List(inner) => match **inner {
                // Items that are lists or maps themselves are not converted.
                Type::List(_) | Type::Map(_) | Type::Nullable(_) => None,
                ref inner => Some(format!("[{}]", self.example_value(inner, name, depth)?)),
            },
            Type::Named(id) => self.example_of(*id, depth),
            Type::Nullable(inner) => match **inner {
                Type::Named(id) => self.example_of(id, depth),
                _ => None,
            },
            Type::DateTimeRfc2822 | Type::Map(_) | Type::File | Type::Json => None,
        }
    }

    /// The expression of a value of a named type.
    fn example_of(&self, id: TypeId, depth: usize) -> Option<String> {
        let def = &self.api.types[id.0];
        let name = &self.names[id.0];
        match &def.kind {
            TypeKind::StringEnum(values) => {
                let (variants, _) = string_variants(values);
                let shown = variants.iter().find(|(value, _)| !value.is_empty());
                Some(format!("types::{name}::{}", shown.or(variants.first())?.1))
            }
            TypeKind::IntegerEnum(values) => {
                let (variants, _) = integer_variants(values);
                Some(format!("types::{name}::{}", variants.first()?.1))
            }
            TypeKind::Union(union) => union.variants.iter().find_map(|variant| {
                let Type::Named(of) = &variant.ty else { return None };
                let is_union = matches!(self.api.types[of.0].kind, TypeKind::Union(_));
                let same = union.variants.iter().filter(|other| other.ty == variant.ty).count();
                // What other types hold does not convert by itself.
                (!is_union && same == 1).then(|| self.example_of(*of, depth.checked_sub(1)?))?
            }),
            TypeKind::Object(object) => {
                let depth = depth.checked_sub(1)?;
                self.example_object(id, def, object, depth)
            }
        }
    }

    fn example_object(
        &self,
        id: TypeId,
        def: &api::TypeDef,
        object: &api::Object,
        depth: usize,
    ) -> Option<String> {
        let is_left_out =
            |field: &api::Member| field.read_only || field.write_only && def.in_response;
        let is_argument = |field: &api::Member| {
            field.required
                && !is_left_out(field)
                && self.constant(field, crate::rust::Presence::Required).is_none()
        };
        let mut arguments = Vec::new();
        for field in object.members.iter().filter(|field| is_argument(field)) {
            arguments.push(match field.nullable && field.ty != Type::Json {
                true => self.prelude.path("None"),
                false => self.example_value(&field.ty, &field.name, depth)?,
            });
        }
        let mut value = format!("types::{}::new({})", self.names[id.0], arguments.join(", "));
        if arguments.is_empty() {
            let named = object.members.iter().zip(member_names(object));
            let optional: Vec<_> = named
                .filter(|(field, _)| {
                    !field.required && !field.nullable && !is_left_out(field) && !field.deprecated
                })
                .collect();
            // A plain value shows as much as an object does.
            let setter = [0, depth].into_iter().find_map(|depth| {
                optional.iter().find_map(|(field, (_, setter))| {
                    let value = self.example_value(&field.ty, &field.name, depth)?;
                    Some(format!(".{setter}({value})"))
                })
            });
            value.push_str(&setter.unwrap_or_default());
        }
        Some(value)
    }
}

/// The lines of a statement, which is broken where a line is too long.
fn formatted(statement: &str) -> Vec<String> {
    let lines = || statement.lines().map(str::to_owned).collect();
    if statement.lines().all(|line| line.chars().count() <= MAX_WIDTH) {
        return lines();
    }
    let Ok(file) = syn::parse_str(&format!("fn example() {{ {statement} }}")) else {
        return lines();
    };
    let text = prettyplease::unparse(&file);
    let body = text.lines().skip(1).take_while(|line| *line != "}");
    body.map(|line| line.strip_prefix("    ").unwrap_or(line).to_owned()).collect()
}

/// Whether an input is the body.
pub(super) fn is_body(encode: &Encode) -> bool {
    !matches!(encode, Encode::Parameter { .. })
}
