//! Responses.

use super::{Derive, Docs, Ident, Type};

/// Status codes of a response: a variant of `runtime::Status`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// One status code.
    Code(u16),
    /// A range of a hundred status codes: 4 is `4XX`.
    Class(u16),
    /// `default`: every status code without a response of its own.
    Default,
}

/// An enum of an operation's response bodies by status.
#[derive(Debug, Clone, PartialEq)]
pub struct Responses {
    /// Name.
    pub name: Ident,
    /// Documentation.
    pub docs: Docs,
    /// Derived traits.
    pub derives: Vec<Derive>,
    /// Cases in document order.
    pub cases: Vec<Case>,
}

/// A variant of [`Responses`].
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// Name.
    pub name: Ident,
    /// Documentation.
    pub docs: Docs,
    /// Status codes that select the variant.
    pub status: Status,
    /// Decoding and type of the body, if there is one.
    pub body: Option<(Decoding, Type)>,
}

/// Decoding of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decoding {
    Json,
    Text,
    Binary,
}

impl Responses {
    /// Returns the identifiers that this declares.
    pub fn names(&self) -> Vec<&Ident> {
        let cases = self.cases.iter().map(|case| &case.name);
        [&self.name].into_iter().chain(cases).collect()
    }
}
