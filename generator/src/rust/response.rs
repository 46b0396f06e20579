//! Responses.

use super::{Derive, Docs, Ident, Type};

/// The statuses that a response describes: a variant of `runtime::Status`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// One status.
    Code(u16),
    /// A hundred statuses: 4 is `4XX`.
    Class(u16),
    /// Every status without a response of its own.
    Default,
}

/// An enum of the bodies that an operation's statuses have.
#[derive(Debug, Clone, PartialEq)]
pub struct Responses {
    /// Its name.
    pub name: Ident,
    /// Documentation.
    pub docs: Docs,
    /// Traits that it derives.
    pub derives: Vec<Derive>,
    /// In document order.
    pub cases: Vec<Case>,
}

/// A variant of [`Responses`].
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// Its name.
    pub name: Ident,
    /// Documentation.
    pub docs: Docs,
    /// The statuses that mean it.
    pub status: Status,
    /// How the body is decoded, and its type.
    pub body: Option<(Decoding, Type)>,
}

/// How a body is decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decoding {
    Json,
    Text,
    Binary,
}

impl Responses {
    /// The identifiers that it declares.
    pub fn names(&self) -> Vec<&Ident> {
        let cases = self.cases.iter().map(|case| &case.name);
        [&self.name].into_iter().chain(cases).collect()
    }
}
