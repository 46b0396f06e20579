//! Structs of objects.

use super::{Allowance, Argument, Derive, Docs, Ident, Path, Type};

/// A struct with its wire table.
#[derive(Debug, Clone, PartialEq)]
pub struct Object {
    /// Its name.
    pub name: Ident,
    /// Documentation.
    pub docs: Docs,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// Traits that it derives.
    pub derives: Vec<Derive>,
    /// In document order.
    pub fields: Vec<Field>,
    /// What callers build it with, where they do.
    pub constructor: Option<Constructor>,
    /// The macro that its table is an argument of.
    pub table: Table,
}

/// The form in which a struct is read and written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table {
    /// A JSON object: `runtime::wire::object!`.
    Object,
    /// A `multipart/form-data` body: `runtime::multipart!`.
    Multipart,
}

/// A field of a struct.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Its name.
    pub name: Ident,
    /// Its type, with everything that is around the value.
    pub ty: Type,
    /// Documentation.
    pub docs: Docs,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// Its row of the wire table.
    pub row: Row,
}

/// A row of a struct's wire table.
#[derive(Debug, Clone, PartialEq)]
pub enum Row {
    /// A member.
    Member {
        /// Its name.
        name: String,
        /// How it may be missing.
        presence: Presence,
        /// Whether it is a file of a multipart body, or several.
        files: Files,
        /// Media type of its part in a multipart body.
        media_type: Option<String>,
    },
    /// All members that have no field of their own.
    Rest,
}

/// How a member may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// It is always there.
    Required,
    /// `Option<T>`, left out when `None`.
    Optional,
    /// `Option<T>`, written as `null` when `None`.
    Nullable,
    /// `runtime::Field<T>`.
    ThreeState,
}

/// How many files of a multipart body a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Files {
    None,
    One,
    Several,
}

/// The function `new` of a struct, and its setters.
#[derive(Debug, Clone, PartialEq)]
pub struct Constructor {
    /// Documentation of `new`.
    pub docs: Docs,
    /// Lints that `new` may break.
    pub allow: Option<Allowance>,
    /// What `new` gives to each field, in their order.
    pub values: Vec<(Ident, Initial)>,
    /// Setters of the fields that `new` does not take.
    pub setters: Vec<Setter>,
    /// Whether the struct implements `Default` by `new`.
    pub is_default: bool,
}

/// The value that `new` gives to a field.
#[derive(Debug, Clone, PartialEq)]
pub enum Initial {
    /// An argument of the field's name.
    Argument(Given),
    /// The only value that the member can have.
    Constant(Constant),
    /// `None`
    None,
    /// `runtime::Field::Absent`
    Absent,
    /// An empty map.
    Empty,
}

/// An argument and what it becomes in a field.
#[derive(Debug, Clone, PartialEq)]
pub struct Given {
    /// How it is taken.
    pub argument: Argument,
    /// What is put around it, from the inside.
    pub wraps: &'static [Wrap],
}

/// What is put around a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrap {
    /// `Box::new(…)`
    Box,
    /// `Some(…)`
    Some,
    /// `….map(Box::new)`
    BoxInside,
}

/// The value of a constant.
#[derive(Debug, Clone, PartialEq)]
pub enum Constant {
    /// A string.
    Text(String),
    /// A variant of an enum.
    Variant(Path),
}

/// A method that sets a field.
#[derive(Debug, Clone, PartialEq)]
pub struct Setter {
    /// Its name.
    pub name: Ident,
    /// The field.
    pub field: Ident,
    /// Documentation.
    pub docs: Docs,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// Its argument, and what the field becomes.
    pub value: Given,
}

impl Object {
    /// The identifiers that it declares.
    pub fn names(&self) -> Vec<&Ident> {
        let fields = self.fields.iter().map(|field| &field.name);
        let setters = self.constructor.iter().flat_map(|one| &one.setters);
        let setters = setters.map(|setter| &setter.name);
        [&self.name].into_iter().chain(fields).chain(setters).collect()
    }
}
