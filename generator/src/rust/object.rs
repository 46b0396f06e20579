//! Structs of objects.

use super::{Allowance, Argument, Constant, Derive, Docs, Ident, Style, Type};

/// A struct with its wire table.
#[derive(Debug, Clone, PartialEq)]
pub struct Object {
    /// Name.
    pub name: Ident,
    /// Documentation.
    pub docs: Docs,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// Derived traits.
    pub derives: Vec<Derive>,
    /// Fields in document order.
    pub fields: Vec<Field>,
    /// Rows of the wire table in document order.
    pub rows: Vec<Row>,
    /// Constructor, if callers create values of the struct.
    pub constructor: Option<Constructor>,
    /// Kind of the wire table.
    pub table: Table,
}

/// Kind of a struct's wire table.
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
    /// Name.
    pub name: Ident,
    /// Type, including `Option`, `runtime::Boxed` and the like.
    pub ty: Type,
    /// Documentation.
    pub docs: Docs,
    /// Whether it is deprecated.
    pub deprecated: bool,
}

/// A row of a struct's wire table.
#[derive(Debug, Clone, PartialEq)]
pub enum Row {
    /// A member.
    Member {
        /// Name on the wire.
        name: String,
        /// Value of the member.
        value: RowValue,
        /// Form of the member's part in a multipart body.
        part: PartForm,
    },
    /// Additional properties, in this field: all members without a row of their own.
    Rest(Ident),
}

/// Value of the member in a row.
#[derive(Debug, Clone, PartialEq)]
pub enum RowValue {
    /// The value of a field.
    Field {
        /// Name of the field.
        field: Ident,
        /// Whether and how the member may be missing.
        presence: Presence,
    },
    /// A single value, which is always written.
    Constant(Constant),
    /// A single value, which is written if this field is `true`.
    Flag(Ident, Constant),
}

/// Whether and how a member may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// `T`, always present.
    Required,
    /// `Option<T>`, left out if `None`.
    Optional,
    /// `Option<T>`, written as `null` if `None`.
    Nullable,
    /// `runtime::Field<T>`.
    ThreeState,
}

/// Form of a member in a multipart body.
#[derive(Debug, Clone, PartialEq)]
pub enum PartForm {
    /// The default one, with this media type if there is one.
    Value(Option<String>),
    /// A file, with this default media type if there is one.
    File(Option<String>),
    /// Several files, with this default media type if there is one.
    Files(Option<String>),
    /// JSON of this media type.
    Json(String),
    /// Parts of a style.
    Styled(Style),
}

/// The function `new` of a struct, and its setters.
#[derive(Debug, Clone, PartialEq)]
pub struct Constructor {
    /// Documentation of `new`.
    pub docs: Docs,
    /// Lints that are allowed on `new`.
    pub allow: Option<Allowance>,
    /// Initial values of the fields, in their order.
    pub values: Vec<(Ident, Initial)>,
    /// Setters of the fields that are not arguments of `new`.
    pub setters: Vec<Setter>,
}

/// Initial value of a field in `new`.
#[derive(Debug, Clone, PartialEq)]
pub enum Initial {
    /// An argument with the name of the field.
    Argument(Given),
    /// `None`
    None,
    /// `false`
    False,
    /// `runtime::Field::Absent`
    Absent,
    /// An empty map.
    Empty,
}

/// An argument, and its conversion to a field's value.
#[derive(Debug, Clone, PartialEq)]
pub struct Given {
    /// Form of the argument.
    pub argument: Argument,
    /// Wrappers of the value, the innermost first.
    pub wraps: &'static [Wrap],
}

/// A wrapper of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrap {
    /// `runtime::Boxed::new(…)`
    Box,
    /// `Some(…)`
    Some,
    /// `….map(runtime::Boxed::new)`
    BoxInside,
}

/// A method that sets a field.
#[derive(Debug, Clone, PartialEq)]
pub struct Setter {
    /// Name.
    pub name: Ident,
    /// Field that is set.
    pub field: Ident,
    /// Documentation.
    pub docs: Docs,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// Argument, and its conversion to the field's value.
    pub value: Given,
}

impl Object {
    /// Returns the identifiers that this declares.
    pub fn names(&self) -> Vec<&Ident> {
        let fields = self.fields.iter().map(|field| &field.name);
        let setters = self.constructor.iter().flat_map(|one| &one.setters);
        let setters = setters.map(|setter| &setter.name);
        [&self.name].into_iter().chain(fields).chain(setters).collect()
    }
}
