//! Types in words: as Rust code, and as what they are on the wire.

use std::collections::HashMap;

use crate::rust::{self, Constant, Element, Ident, Item, Path, Start, Status, Std, Style, Type};

/// What the named types of an API are on the wire.
#[derive(Debug, Default)]
pub struct Named {
    words: HashMap<String, &'static str>,
}

impl Named {
    /// Records a type.
    pub fn insert(&mut self, item: &Item) {
        let (name, words) = match item {
            Item::StringEnum(item) => (&item.name, "string"),
            Item::IntegerEnum(item) => (&item.name, "integer"),
            Item::Alias(item) => (&item.name, "any JSON"),
            _ => return,
        };
        self.words.insert(name.to_string(), words);
    }

    /// Describes a value of a type on the wire.
    pub fn wire(&self, ty: &Type) -> String {
        match ty {
            Type::Std(Std::Vec, of) => format!("list of {}", self.first(of)),
            Type::Std(Std::Option, of) => format!("{} or null", self.first(of)),
            Type::Std(Std::String, _) => "string".to_owned(),
            Type::Std(_, of) => self.first(of),
            Type::Path(path, of) => self.path(path, of),
        }
    }

    /// Describes the value of a member or parameter, without the wrappers that say how it may be missing.
    pub fn value(&self, ty: &Type) -> String {
        self.wire(unwrapped(ty))
    }

    /// Whether a value is a single string, number or Boolean.
    pub fn is_scalar(&self, ty: &Type) -> bool {
        let words = self.value(ty);
        ["string", "integer", "number", "Boolean"].iter().any(|start| words.starts_with(start))
    }

    fn first(&self, of: &[Type]) -> String {
        of.first().map_or_else(String::new, |ty| self.wire(ty))
    }

    fn path(&self, path: &Path, of: &[Type]) -> String {
        let names: Vec<&str> = path.names.iter().map(Ident::as_str).collect();
        let words = match (path.start, names.as_slice()) {
            (Start::Extern, ["std", .., "BTreeMap"]) => {
                let value = of.get(1).map_or_else(String::new, |ty| self.wire(ty));
                return format!("map of {value}");
            }
            (Start::Extern, ["uuid", ..]) => "string (uuid)",
            (Start::Extern, [.., "DateTime" | "Timestamp" | "OffsetDateTime"])
            | (Start::Scope, ["runtime", .., "Rfc2822"]) => "string (date-time)",
            (Start::Extern, [.., "NaiveDate" | "Date"]) => "string (date)",
            (Start::Extern, ["bytes", ..]) | (Start::Scope, ["runtime", "Binary" | "Upload"]) => {
                "bytes"
            }
            (Start::Scope, ["runtime", .., "Base64"]) => "string (byte)",
            (Start::Scope, ["runtime", "File"]) => "file",
            (Start::Scope, ["runtime", "wire", "Json"]) => "any JSON",
            (Start::Scope, ["runtime", "Text"]) => "text",
            (Start::Scope, ["runtime", "Empty"]) => "no body",
            (Start::Scope, ["runtime", "Undocumented"]) => "not documented",
            (Start::Scope, ["runtime", "Json"]) => return format!("JSON: {}", self.first(of)),
            (Start::Scope, ["runtime", ..]) => return self.first(of),
            (Start::Scope, ["i32" | "i64" | "u64"]) => "integer",
            (Start::Scope, ["f32" | "f64"]) => "number",
            (Start::Scope, ["bool"]) => "Boolean",
            _ => {
                let name = local(path);
                return self.words.get(&name).map_or(name, |words| (*words).to_owned());
            }
        };
        words.to_owned()
    }
}

/// Returns the type within `Option`, `runtime::Field` and `runtime::Boxed`.
fn unwrapped(ty: &Type) -> &Type {
    match ty {
        Type::Std(Std::Option, of) => of.first().map_or(ty, unwrapped),
        Type::Path(path, of) if matches!(names(path)[..], ["runtime", "Field" | "Boxed"]) => {
            of.first().map_or(ty, unwrapped)
        }
        _ => ty,
    }
}

fn names(path: &Path) -> Vec<&str> {
    path.names.iter().map(Ident::as_str).collect()
}

/// Returns a path without the modules of the API that it may be written in.
fn local(path: &Path) -> String {
    let names: Vec<String> = path.names.iter().map(Ident::to_string).collect();
    let names = match (path.start, names.as_slice()) {
        (Start::Scope, [first, rest @ ..]) if first == "types" && !rest.is_empty() => rest,
        (_, all) => all,
    };
    names.join("::")
}

/// Shows a type as Rust code, in the same way wherever it is written.
pub fn code(ty: &Type) -> String {
    let (name, of) = match ty {
        Type::Std(name, of) => (name.name().to_owned(), of),
        Type::Path(path, of) => match (path.start, names(path).as_slice()) {
            (Start::Extern, ["std", .., last]) => ((*last).to_owned(), of),
            _ => (local(path), of),
        },
    };
    if of.is_empty() {
        return name;
    }
    let of: Vec<String> = of.iter().map(code).collect();
    format!("{name}<{}>", of.join(", "))
}

/// Shows the type of an argument as Rust code.
pub fn argument(argument: &rust::Argument) -> String {
    use rust::Argument::{Constant, Flag, Into, List, Map, Nullable, Text, Value};
    match argument {
        Value(ty) => code(ty),
        Text => "&str".to_owned(),
        Flag(_) | Constant(_) => "bool".to_owned(),
        Nullable(ty) => format!("impl Into<runtime::Field<{}>>", code(ty)),
        Into(ty) => format!("impl Into<{}>", code(ty)),
        List(item) => format!("impl IntoIterator<Item = {}>", element(item)),
        Map(value) => format!("impl IntoIterator<Item = (impl Into<String>, {})>", element(value)),
    }
}

fn element(element: &Element) -> String {
    let ty = code(&element.ty);
    if element.converts { format!("impl Into<{ty}>") } else { ty }
}

/// Shows statuses as OpenAPI writes them.
pub fn statuses(statuses: &[Status]) -> String {
    let shown: Vec<String> = statuses.iter().map(|one| status(*one)).collect();
    shown.join(", ")
}

/// Shows a status as OpenAPI writes it.
pub fn status(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Class(class) => format!("{class}XX"),
        Status::Default => "default".to_owned(),
    }
}

/// Describes a style in OpenAPI's words. `explode` makes no difference for a scalar.
pub fn style(style: &Style, scalar: bool) -> String {
    // `SPACE_DELIMITED` is `spaceDelimited`.
    let mut name = String::new();
    for (index, word) in style.name.as_str().split('_').enumerate() {
        let word = word.to_ascii_lowercase();
        let (first, rest) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
        name.push_str(&if index == 0 { first.to_owned() } else { first.to_ascii_uppercase() });
        name.push_str(rest);
    }
    let explode = if style.exploded && !scalar { ", explode" } else { "" };
    let reserved = if style.reserved { ", allowReserved" } else { "" };
    format!("{name}{explode}{reserved}")
}

/// Describes the styles of properties that are not encoded in the default way.
pub fn form(properties: &[(String, Style)]) -> String {
    let properties =
        properties.iter().map(|(name, one)| format!("{name} as {}", style(one, false)));
    [String::from("form")].into_iter().chain(properties).collect::<Vec<_>>().join(", ")
}

/// Shows a single value as Rust code.
pub fn constant(constant: &Constant) -> String {
    match constant {
        Constant::Text(text) => format!("{text:?}"),
        Constant::Integer(number) => number.to_string(),
        Constant::Boolean(value) => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_in_words() {
        let own = |start| Type::path(Path { start, names: vec![Ident::new("Order")] });
        let in_types = Type::path(Path::new(Start::Scope, &["types", "Order"]));
        let field = Type::Path(
            Path::new(Start::Scope, &["runtime", "Field"]),
            vec![Type::boxed(own(Start::Parent(1)))],
        );
        let named = Named::default();
        let cases = [
            (Type::option(Type::string()), "Option<String>", "string"),
            (Type::vec(Type::primitive("i32")), "Vec<i32>", "list of integer"),
            (Type::map(in_types.clone()), "BTreeMap<String, Order>", "map of Order"),
            (in_types, "Order", "Order"),
            (field, "runtime::Field<runtime::Boxed<Order>>", "Order"),
            (
                Type::vec(Type::option(Type::string())),
                "Vec<Option<String>>",
                "list of string or null",
            ),
        ];
        for (ty, shown, wire) in cases {
            assert_eq!((code(&ty).as_str(), named.value(&ty).as_str()), (shown, wire));
        }
    }

    #[test]
    fn styles_in_words() {
        let cases = [
            ("FORM", true, false, false, "form, explode"),
            ("FORM", true, false, true, "form"),
            ("FORM", true, true, false, "form, explode, allowReserved"),
            ("DEEP_OBJECT", false, false, false, "deepObject"),
        ];
        for (name, exploded, reserved, scalar, expected) in cases {
            let given = Style { name: Ident::new(name), exploded, reserved };
            assert_eq!(style(&given, scalar), expected);
        }
        let json = Style { name: Ident::new("JSON"), exploded: false, reserved: false };
        assert_eq!(form(&[("a".to_owned(), json)]), "form, a as json");
    }
}
