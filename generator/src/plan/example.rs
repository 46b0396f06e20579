//! Examples of calls, for documentation.

use std::fmt;

use heck::ToKebabCase;

use super::context::Plan;
use super::enums::{integer_variants, string_variants};
use super::layout::Layout;
use super::object::member_names;
use super::types::Site;
use crate::api::{self, BodyKind, Type, TypeId, TypeKind};
use crate::options::Datetime;
use crate::rust::{self, Encode, Ident, Input, Path};

/// Maximum depth of nested objects in an example.
const MAX_DEPTH: usize = 3;

/// Maximum length of a line in an example, in characters.
const MAX_WIDTH: usize = 100;

/// Example of a call.
#[derive(Debug, Clone)]
pub struct Example {
    /// Names and types of the arguments that have no literal: the example takes them as its own arguments. The types
    /// are written as outside of the crate.
    pub given: Vec<(Ident, rust::Type)>,
    /// Whether the example names types of the API.
    pub uses_types: bool,
    /// Whether the call returns a value other than `()`.
    pub has_output: bool,
    /// The function that it calls, such as `client.list_pets`.
    function: String,
    arguments: Vec<Value>,
    /// A setter of the call with its argument.
    setter: Option<(Ident, Value)>,
}

/// Value in an example. `Display` shows it as code.
#[derive(Debug, Clone)]
enum Value {
    /// An expression without names of the crate.
    Plain(String),
    /// An argument of the example's function.
    Given(Ident),
    /// An array of one item.
    Array(Box<Value>),
    /// A variant of an enum.
    Variant(Path),
    /// A struct: arguments of `new`, and a setter with its argument.
    New { ty: Path, arguments: Vec<Value>, setter: Option<(Ident, Box<Value>)> },
}

impl Value {
    /// Whether the value names types of the API.
    fn uses_types(&self) -> bool {
        match self {
            Self::Plain(_) | Self::Given(_) => false,
            Self::Array(item) => item.uses_types(),
            Self::Variant(_) | Self::New { .. } => true,
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain(code) => formatter.write_str(code),
            Self::Given(name) => write!(formatter, "{name}"),
            Self::Array(item) => write!(formatter, "[{item}]"),
            Self::Variant(path) => write!(formatter, "{path}"),
            Self::New { ty, arguments, setter } => {
                write!(formatter, "{ty}::new({})", joined(arguments))?;
                match setter {
                    Some((name, value)) => write!(formatter, ".{name}({value})"),
                    None => Ok(()),
                }
            }
        }
    }
}

fn joined(values: &[Value]) -> String {
    values.iter().map(Value::to_string).collect::<Vec<_>>().join(", ")
}

impl Example {
    /// Returns how much a reader has to fill in: the number of arguments without a literal, then that of all arguments.
    pub fn effort(&self) -> (usize, usize) {
        (self.given.len(), self.arguments.len() + usize::from(self.setter.is_some()))
    }

    /// Returns the lines of one statement: `before`, the call, `after`.
    pub fn statement(&self, before: &str, after: &str) -> Vec<String> {
        let Self { function, arguments, setter, .. } = self;
        let setter = setter.as_ref().map(|(name, value)| format!(".{name}({value})"));
        let (arguments, setter) = (joined(arguments), setter.unwrap_or_default());
        formatted(&format!("{before}{function}({arguments}){setter}{after}"))
    }

    /// Returns the call as a doctest, in a function that rustdoc hides.
    pub fn doctest(&self, layout: &Layout<'_>) -> Vec<String> {
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
    /// Plans an example that calls `function`, such as `client.list_pets`. Arguments without a literal become arguments of the example.
    pub fn example(
        &mut self,
        operation: &api::Operation,
        (required, optional): (&[Input], &[Input]),
        function: &str,
        has_output: bool,
    ) -> Example {
        let mut given = Vec::new();
        let optional_body = operation.body.as_ref().filter(|body| !body.required);
        let setter = optional_body.and_then(|body| {
            let input = optional.iter().find(|one| matches!(one.encode, Encode::Body(_)))?;
            Some((input.name.clone(), self.example_body(body, input, &mut given)))
        });
        let mut arguments = Vec::new();
        let is_argument = |one: &&api::Parameter| one.required && one.constant.is_none();
        let parameters = operation.parameters.iter().filter(is_argument);
        for (parameter, input) in parameters.zip(required) {
            let value = self.example_value(&parameter.ty, &parameter.name, MAX_DEPTH);
            arguments.push(value.unwrap_or_else(|| {
                given.push((input.name.clone(), self.ty(&parameter.ty, Site::Example)));
                Value::Given(input.name.clone())
            }));
        }
        let required_body = operation.body.as_ref().filter(|body| body.required);
        if let (Some(body), Some(input)) = (required_body, required.last()) {
            arguments.push(self.example_body(body, input, &mut given));
        }
        let mut values = arguments.iter().chain(setter.as_ref().map(|(_, value)| value));
        Example {
            uses_types: values.any(Value::uses_types),
            given,
            has_output,
            function: function.to_owned(),
            arguments,
            setter,
        }
    }

    /// Returns the value of a body, which is an argument of the example if it has no literal.
    fn example_body(
        &mut self,
        body: &api::Body,
        input: &Input,
        given: &mut Vec<(Ident, rust::Type)>,
    ) -> Value {
        let value = match &body.kind {
            BodyKind::Json(ty) | BodyKind::Form(ty, _) | BodyKind::Multipart(ty) => {
                self.example_value(ty, "body", MAX_DEPTH)
            }
            BodyKind::Parts => None,
            BodyKind::Text => Some(Value::Plain("\"text\"".to_owned())),
            BodyKind::Binary => Some(Value::Plain("\"bytes\"".to_owned())),
        };
        value.unwrap_or_else(|| {
            given.push((input.name.clone(), self.body_type(body, Site::Example)));
            Value::Given(input.name.clone())
        })
    }

    /// Returns a value that generated functions accept for a type.
    fn example_value(&self, ty: &Type, name: &str, depth: usize) -> Option<Value> {
        let plain = |text: &str| Some(Value::Plain(text.to_owned()));
        let parsed = |text: &str| match self.layout.datetime {
            Datetime::Chrono | Datetime::Jiff => plain(&format!("\"{text}\".parse()?")),
            Datetime::String => plain(&format!("\"{text}\"")),
            Datetime::Time => None,
        };
        match ty {
            Type::String => {
                let words = name.to_kebab_case();
                let is_plain = words.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
                let value = if is_plain && !words.is_empty() { &words } else { "value" };
                plain(&format!("\"{value}\""))
            }
            Type::Int32 | Type::Int64 | Type::UInt64 => plain("1"),
            Type::Double => plain("1.5"),
            Type::Boolean => plain("true"),
            Type::DateTime => parsed("2030-01-31T12:00:00Z"),
            Type::Date => parsed("2030-01-31"),
            Type::Uuid => plain("\"3fa85f64-5717-4562-b3fc-2c963f66afa6\".parse()?"),
            Type::Base64 | Type::Base64Url => plain("\"bytes\""),
            Type::List(inner) => match **inner {
                // Items that are themselves lists or maps are not converted.
                Type::List(_) | Type::Map(_) | Type::Nullable(_) => None,
                ref inner => {
                    let item = self.example_value(inner, name, depth)?;
                    Some(Value::Array(Box::new(item)))
                }
            },
            Type::Named(id) => self.example_of(*id, depth),
            Type::Nullable(inner) => match **inner {
                Type::Named(id) => self.example_of(id, depth),
                _ => None,
            },
            Type::UnixTime if self.layout.datetime == Datetime::String => plain("1"),
            Type::DateTimeRfc2822 | Type::HttpDate | Type::UnixTime => None,
            Type::Map(_) | Type::File | Type::Json => None,
        }
    }

    /// Returns a value of a named type.
    fn example_of(&self, id: TypeId, depth: usize) -> Option<Value> {
        let def = &self.api.types[id.0];
        let path = || self.named(self.names[id.0].clone(), Site::Operations);
        match &def.kind {
            TypeKind::StringEnum(values) => {
                let variants = string_variants(values, self.keys.of_type(id)).listed;
                let shown = variants.iter().find(|(value, _)| !value.is_empty());
                let (_, variant) = shown.or(variants.first())?;
                Some(Value::Variant(path().join(variant.clone())))
            }
            TypeKind::IntegerEnum(values) => {
                let (_, variant) =
                    integer_variants(values, self.keys.of_type(id)).listed.into_iter().next()?;
                Some(Value::Variant(path().join(variant)))
            }
            TypeKind::Union(union) => self.variants_of(id, union).find_map(|(variant, name)| {
                if variant.constant.is_some() {
                    return Some(Value::Variant(path().join(name.clone())));
                }
                let Type::Named(of) = &variant.ty else { return None };
                let is_union = matches!(self.api.types[of.0].kind, TypeKind::Union(_));
                let same = union.variants.iter().filter(|other| other.ty == variant.ty).count();
                // Generated functions convert only the outermost value.
                (!is_union && same == 1).then(|| self.example_of(*of, depth.checked_sub(1)?))?
            }),
            TypeKind::Object(object) => {
                let depth = depth.checked_sub(1)?;
                self.example_object(path(), id, object, depth)
            }
        }
    }

    /// Whether the example of a value converts into a member with three states.
    fn converts_into_field(&self, ty: &Type) -> bool {
        match ty {
            Type::Named(id) => !matches!(self.api.types[id.0].kind, TypeKind::Union(_)),
            Type::String | Type::Boolean => true,
            Type::Int32 | Type::Int64 | Type::UInt64 | Type::Double => true,
            _ => false,
        }
    }

    fn example_object(
        &self,
        ty: Path,
        id: TypeId,
        object: &api::Object,
        depth: usize,
    ) -> Option<Value> {
        let def = &self.api.types[id.0];
        let is_left_out =
            |member: &api::Member| member.read_only || member.write_only && def.in_response;
        let is_argument = |member: &api::Member| {
            member.required && !is_left_out(member) && member.constant.is_none()
        };
        let mut arguments = Vec::new();
        for member in object.members.iter().filter(|member| is_argument(member)) {
            arguments.push(match member.nullable && member.ty != Type::Json {
                true => Value::Plain("None".to_owned()),
                false => self.example_value(&member.ty, &member.name, depth)?,
            });
        }
        let mut setter = None;
        if arguments.is_empty() {
            let names = member_names(def, object, self.keys.of_type(id)).members;
            let named = object.members.iter().zip(names);
            let named = named.filter_map(|(member, names)| Some((member, names?)));
            let optional: Vec<_> = named
                .filter(|(member, _)| {
                    !member.required
                        && (!member.nullable || self.converts_into_field(&member.ty))
                        && !is_left_out(member)
                        && !member.deprecated
                })
                .collect();
            // A plain value is preferred: it shows the setter as well as an object does.
            setter = [0, depth].into_iter().find_map(|depth| {
                optional.iter().find_map(|(member, (_, setter))| {
                    let value = match member.constant {
                        Some(_) => Value::Plain("true".to_owned()),
                        None => self.example_value(&member.ty, &member.name, depth)?,
                    };
                    Some((setter.clone(), Box::new(value)))
                })
            });
        }
        Some(Value::New { ty, arguments, setter })
    }

    /// Returns the variants of a union with their names.
    fn variants_of<'b>(
        &'b self,
        id: TypeId,
        union: &'b api::Union,
    ) -> impl Iterator<Item = (&'b api::Variant, &'b Ident)> {
        let names = self.variants[id.0].iter().flat_map(|names| &names.listed);
        union.variants.iter().zip(names)
    }
}

/// Returns the lines of a statement, which is broken if a line is too long.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rust::Start;

    #[test]
    fn values_show_as_code() {
        let path = |names: &[&'static str]| Path::new(Start::Scope, names);
        let text = || Value::Plain("\"a\"".to_owned());
        let variant = Value::Variant(path(&["types", "Kind", "Open"]));
        let order = Value::New {
            ty: path(&["types", "Order"]),
            arguments: vec![text(), Value::Array(Box::new(variant))],
            setter: Some((Ident::new("type"), Box::new(Value::Given(Ident::new("kind"))))),
        };
        let shown = "types::Order::new(\"a\", [types::Kind::Open]).r#type(kind)";
        assert_eq!(order.to_string(), shown);
        assert!(order.uses_types() && !text().uses_types());
        assert!(!Value::Array(Box::new(text())).uses_types());
    }

    #[test]
    fn long_statements_are_broken() {
        assert_eq!(formatted("let a = b;"), ["let a = b;"]);
        let long = format!("let response = client.call({}).await?;", ["\"value\""; 12].join(", "));
        let lines = formatted(&long);
        assert!(lines.len() > 12 && lines.iter().all(|line| line.len() <= MAX_WIDTH));
        assert_eq!(lines[0], "let response = client");
    }
}
