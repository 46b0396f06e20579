//! What a call gives, in words.

use super::Plan;
use crate::api::{self, ResponseKind, Type};

/// Whether one value is spoken of, or several.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Number {
    One,
    Many,
}

impl Plan<'_> {
    /// A sentence about the body of an operation's success and that of its documented errors. `output` and
    /// `error` are the kinds of the bodies.
    pub(super) fn returns(
        &self,
        operation: &api::Operation,
        (output, error): (&str, &str),
        failures: &[api::Response],
    ) -> String {
        let value = match operation.successes.first() {
            None => "`()`: no response body is documented".to_owned(),
            Some(first) => match output.strip_prefix("runtime::Json<types::") {
                // The alias of a shape that is not documented.
                Some(alias) if first.kind == ResponseKind::Json(Type::Json) => {
                    let alias = alias.trim_end_matches('>');
                    format!("[`{alias}`](types::{alias})")
                }
                _ => self.outcome_words(output, &first.kind),
            },
        };
        match failures.first() {
            None => format!("Returns {value}."),
            Some(first) => {
                let body = self.outcome_words(error, &first.kind);
                format!("Returns {value}; documented errors hold {body}.")
            }
        }
    }

    /// The body of responses, all of which have `kind` where `outcome` is not an enum by status.
    fn outcome_words(&self, outcome: &str, kind: &ResponseKind) -> String {
        if !outcome.starts_with("runtime::") {
            return format!("[`{outcome}`], by status");
        }
        match kind {
            ResponseKind::Json(ty) => self.words(ty, Number::One),
            ResponseKind::Text => "text".to_owned(),
            ResponseKind::Binary => "bytes".to_owned(),
            ResponseKind::Empty => "`()`: the response has no body".to_owned(),
        }
    }

    fn words(&self, ty: &Type, number: Number) -> String {
        let (one, many) = match ty {
            Type::Named(id) => {
                let name = &self.names[id.0];
                return format!("[`{name}`](types::{name})");
            }
            Type::List(inner) => {
                let items = self.words(inner, Number::Many);
                return match number {
                    Number::One => format!("a list of {items}"),
                    Number::Many => format!("lists of {items}"),
                };
            }
            Type::Map(inner) => {
                let values = self.words(inner, Number::Many);
                return match number {
                    Number::One => format!("a map of {values} by name"),
                    Number::Many => format!("maps of {values} by name"),
                };
            }
            Type::Nullable(inner) => return format!("{} or `None`", self.words(inner, number)),
            Type::String => ("a string", "strings"),
            Type::Int32 | Type::Int64 | Type::UInt64 => ("an integer", "integers"),
            Type::Float | Type::Double => ("a number", "numbers"),
            Type::Boolean => ("`true` or `false`", "`true` or `false`"),
            Type::DateTime | Type::DateTimeRfc2822 => ("a date and time", "dates and times"),
            Type::Date => ("a date", "dates"),
            Type::Uuid => ("a UUID", "UUIDs"),
            Type::Base64 => ("bytes", "bytes"),
            Type::File => ("a file", "files"),
            Type::Json => ("a JSON value", "JSON values"),
        };
        match number {
            Number::One => one.to_owned(),
            Number::Many => many.to_owned(),
        }
    }
}
