//! What a call gives, in words.

use super::context::Plan;
use super::response::Outcome;
use crate::api::{ResponseKind, Type};

/// Whether one value is spoken of, or several.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Number {
    One,
    Many,
}

impl Plan<'_> {
    /// A sentence about the body of an operation's success and that of its documented errors.
    pub fn returns(&self, output: &Outcome, error: &Outcome) -> String {
        let value = match output {
            Outcome::Undocumented => "`()`: no response body is documented".to_owned(),
            documented => self.outcome_words(documented),
        };
        match error {
            Outcome::Undocumented => format!("Returns {value}."),
            documented => {
                let body = self.outcome_words(documented);
                format!("Returns {value}; documented errors hold {body}.")
            }
        }
    }

    fn outcome_words(&self, outcome: &Outcome) -> String {
        match outcome {
            Outcome::Same(ResponseKind::Json(ty)) => self.words(ty, Number::One),
            Outcome::Same(ResponseKind::Text) => "text".to_owned(),
            Outcome::Same(ResponseKind::Binary) => "bytes".to_owned(),
            Outcome::Same(ResponseKind::Empty) => "`()`: the response has no body".to_owned(),
            Outcome::Alias(name) => format!("[`{name}`](types::{name})"),
            Outcome::ByStatus(name) => format!("[`{name}`], by status"),
            Outcome::Undocumented => "nothing that is documented".to_owned(),
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
