//! Return values of calls, described in words.

use super::context::Plan;
use super::response::Outcome;
use crate::api::{ResponseKind, Type};

/// Grammatical number of a description.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Number {
    One,
    Many,
}

impl Plan<'_> {
    /// Describes the bodies of an operation's success and of its documented errors in one sentence.
    pub fn returns(&self, output: &Outcome, error: &Outcome) -> String {
        let value = match output {
            Outcome::Undocumented => "`()`: no response body is documented".to_owned(),
            documented => self.outcome_words(documented),
        };
        match error {
            Outcome::Undocumented => format!("Returns {value}."),
            Outcome::Same(ResponseKind::Empty) => {
                format!("Returns {value}. Documented errors have no body.")
            }
            documented => {
                let body = self.outcome_words(documented);
                format!("Returns {value}. The body of a documented error is {body}.")
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
            Outcome::ByStatus(name) => format!("[`{name}`], which depends on the status"),
            Outcome::Undocumented => "not documented".to_owned(),
        }
    }

    /// Returns words for a value of a type.
    pub fn one(&self, ty: &Type) -> String {
        self.words(ty, Number::One)
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
                    Number::One => format!("a map from names to {values}"),
                    Number::Many => format!("maps from names to {values}"),
                };
            }
            Type::Nullable(inner) => return format!("{} or `None`", self.words(inner, number)),
            Type::String => ("a string", "strings"),
            Type::Int32 | Type::Int64 | Type::UInt64 => ("an integer", "integers"),
            Type::Double => ("a number", "numbers"),
            Type::Boolean => ("a Boolean", "Booleans"),
            Type::DateTime | Type::DateTimeRfc2822 | Type::HttpDate | Type::UnixTime => {
                ("a date and time", "dates and times")
            }
            Type::Date => ("a date", "dates"),
            Type::Uuid => ("a UUID", "UUIDs"),
            Type::Base64 | Type::Base64Url => ("bytes", "bytes"),
            Type::File => ("a file", "files"),
            Type::Json => ("a JSON value", "JSON values"),
        };
        match number {
            Number::One => one.to_owned(),
            Number::Many => many.to_owned(),
        }
    }
}
