//! The events of a text in either syntax.

use super::event::{Step, Syntax};
use super::json::Scanner;
use super::yaml::Documents;

/// The events of a text. Nothing follows an error.
pub(super) enum Events<'a> {
    Json(Scanner<'a>),
    Yaml(Box<Documents<'a>>),
}

impl<'a> Events<'a> {
    pub fn new(text: &'a str, syntax: Syntax) -> Self {
        match syntax {
            Syntax::Json => Self::Json(Scanner::new(text)),
            Syntax::Yaml => Self::Yaml(Box::new(Documents::new(text))),
        }
    }
}

impl<'a> Iterator for Events<'a> {
    type Item = Step<'a>;

    fn next(&mut self) -> Option<Step<'a>> {
        match self {
            Self::Json(scanner) => scanner.next(),
            Self::Yaml(documents) => documents.next(),
        }
    }
}
