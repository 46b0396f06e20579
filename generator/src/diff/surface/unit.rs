//! Units of a surface and their parts.

use crate::changes::{Aspect, Direction, ItemKind, Kind};
use crate::diagnostics::Origin;

/// An operation, a type, the client or the crate, with its parts.
#[derive(Debug)]
pub struct Unit<'a> {
    pub kind: Kind,
    /// What a type is, in words; empty for everything else.
    pub shape: &'static str,
    /// Name that changes show: the Rust name of the method or type.
    pub name: String,
    /// What it is in the document, to recognize it under another name: HTTP method and path, or the pointer of a schema. Empty
    /// if that is not known.
    pub identity: String,
    /// Rust name that precedes the names of its parts' items: the type, or the struct of the call.
    pub owner: String,
    /// Cargo feature that it needs.
    pub feature: Option<String>,
    pub items: Vec<Item>,
    pub facts: Vec<Fact>,
    /// Lines of the documentation that come from the description.
    pub docs: &'a [String],
    /// Function whose arguments are [`Part::argument`]s: the client's method, or `new`.
    pub function: Option<Item>,
    pub parts: Vec<Part<'a>>,
    pub direction: Option<Direction>,
    pub origin: Option<Origin>,
}

/// A part of a unit: a parameter, a member, a variant.
#[derive(Debug)]
pub struct Part<'a> {
    pub kind: Kind,
    /// Name on the wire.
    pub name: String,
    /// Rust name, to recognize it under another name on the wire.
    pub ident: String,
    pub items: Vec<Item>,
    /// Argument of the unit's function, if it is one.
    pub argument: Option<Argument>,
    pub facts: Vec<Fact>,
    /// Lines of the documentation that come from the description.
    pub docs: &'a [String],
    pub origin: Option<Origin>,
}

/// A Rust item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    pub kind: ItemKind,
    /// Name below its owner, or the whole name if it has none.
    pub name: String,
    /// Type or signature; empty for items of which there is only one form.
    pub signature: String,
    pub deprecated: bool,
}

/// An argument of a function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Argument {
    pub name: String,
    pub ty: String,
}

/// A property on the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    pub aspect: Aspect,
    pub value: String,
}

impl Fact {
    pub fn new(aspect: Aspect, value: impl Into<String>) -> Self {
        Self { aspect, value: value.into() }
    }
}

impl Item {
    pub fn new(kind: ItemKind, name: impl ToString, signature: impl Into<String>) -> Self {
        Self { kind, name: name.to_string(), signature: signature.into(), deprecated: false }
    }

    /// The item, deprecated or not.
    pub fn deprecated(self, deprecated: bool) -> Self {
        Self { deprecated, ..self }
    }
}

impl<'a> Unit<'a> {
    pub fn new(kind: Kind, name: impl ToString) -> Self {
        Self {
            kind,
            shape: "",
            name: name.to_string(),
            identity: String::new(),
            owner: name.to_string(),
            feature: None,
            items: Vec::new(),
            facts: Vec::new(),
            docs: &[],
            function: None,
            parts: Vec::new(),
            direction: None,
            origin: None,
        }
    }
}

impl<'a> Part<'a> {
    pub fn new(kind: Kind, name: impl ToString, ident: impl ToString) -> Self {
        Self {
            kind,
            name: name.to_string(),
            ident: ident.to_string(),
            items: Vec::new(),
            argument: None,
            facts: Vec::new(),
            docs: &[],
            origin: None,
        }
    }
}
