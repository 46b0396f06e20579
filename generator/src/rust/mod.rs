//! The printable model: every identifier, path, `Box`, visibility and derive in it is final.

mod manifest;

use std::collections::BTreeSet;

pub use manifest::*;

/// How names of Rust's prelude are written: in full where a generated type has the same name.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Prelude {
    /// Names that generated types hide.
    pub hidden: BTreeSet<String>,
}

impl Prelude {
    /// The names that generated code uses, with the modules of `std` they live in.
    pub const NAMES: &[(&str, &str)] = &[
        ("Box", "boxed"),
        ("Default", "default"),
        ("From", "convert"),
        ("Into", "convert"),
        ("IntoIterator", "iter"),
        ("None", "option::Option"),
        ("Ok", "result::Result"),
        ("Option", "option"),
        ("Result", "result"),
        ("Some", "option::Option"),
        ("String", "string"),
        ("Vec", "vec"),
    ];

    /// How one of [`Self::NAMES`] is written.
    pub fn path(&self, name: &str) -> String {
        match Self::NAMES.iter().find(|(known, _)| *known == name) {
            Some((_, module)) if self.hidden.contains(name) => format!("::std::{module}::{name}"),
            _ => name.to_owned(),
        }
    }
}

/// A module file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct File {
    /// Path below the package, with `/`.
    pub path: String,
    /// Lines of its `//!` documentation.
    pub docs: Vec<String>,
    /// Whether it is the root of the crate, where rustfmt is told to leave all files alone.
    pub is_root: bool,
    /// Recursion limit of the crate, where this is its root and the usual one may not do.
    pub recursion_limit: Option<usize>,
    /// Lint allowances with their reasons.
    pub allows: Vec<(&'static str, &'static str)>,
    /// Paths of its `use` items.
    pub uses: Vec<String>,
    /// How names of the prelude are written in it.
    pub prelude: Prelude,
    /// What it holds.
    pub items: Vec<Item>,
}

/// An item of a file.
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "few are alive at a time")]
pub enum Item {
    Module(Module),
    Reexport(String),
    Struct(Struct),
    StringEnum(Enum<String>),
    IntegerEnum(Enum<i64>),
    Union(Union),
    Alias(Alias),
    Responses(Responses),
    Client(Client),
    Servers(Servers),
    Operations(Vec<Operation>),
    Call(Operation),
}

/// `pub mod NAME;`
#[derive(Debug, Clone, PartialEq)]
pub struct Module {
    /// Its name.
    pub name: String,
    /// Whether users can name it.
    pub public: bool,
    /// The feature it stands behind.
    pub feature: Option<String>,
    /// Whether all it holds is re-exported here.
    pub flatten: bool,
}

/// `pub type NAME = TY;`
#[derive(Debug, Clone, PartialEq)]
pub struct Alias {
    /// Its name.
    pub name: String,
    /// Documentation.
    pub docs: Vec<String>,
    /// What it stands for.
    pub ty: String,
}

/// A struct with its wire table.
#[derive(Debug, Clone, PartialEq)]
pub struct Struct {
    /// Its name.
    pub name: String,
    /// Documentation.
    pub docs: Vec<String>,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// In document order.
    pub fields: Vec<Field>,
    /// Whether callers build it: `new` and setters.
    pub constructible: bool,
    /// Whether it is written as `multipart/form-data`.
    pub multipart: bool,
}

/// A field of a struct.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Identifier.
    pub name: String,
    /// Name on the wire; `None` for the members that have no field of their own.
    pub wire: Option<String>,
    /// Type of the value itself.
    pub ty: String,
    /// The expression of its value where it can only have one.
    pub constant: Option<String>,
    /// How it may be missing.
    pub presence: Presence,
    /// Whether the value is boxed.
    pub boxed: bool,
    /// Whether it is a file of a multipart body, or several.
    pub files: Files,
    /// How the argument of its setter, or of `new`, becomes the value.
    pub argument: Argument,
    /// Media type of its part in a multipart body.
    pub media_type: Option<String>,
    /// Name of its setter.
    pub setter: String,
    /// Documentation.
    pub docs: Vec<String>,
    /// Whether it is deprecated.
    pub deprecated: bool,
}

/// Files of a multipart body that a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Files {
    None,
    One,
    Several,
}

/// An argument of a generated function.
#[derive(Debug, Clone, PartialEq)]
pub struct Argument {
    /// Its type as it is written in the signature.
    pub ty: String,
    /// What makes the value of it.
    pub conversion: Conversion,
}

/// How an argument becomes a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conversion {
    /// It is the value.
    None,
    /// It is a reference to the value.
    Reference,
    /// `.into()`.
    Into,
    /// `runtime::list(…)`: items are converted.
    List,
    /// `runtime::map(…)`: keys and values are converted.
    Map,
}

/// How a member may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// Always there.
    Required,
    /// `Option<T>`, left out when `None`.
    Optional,
    /// `Option<T>`, written as `null` when `None`.
    Nullable,
    /// `Field<T>`.
    ThreeState,
    /// The map of members without a field.
    Rest,
}

/// An open enum.
#[derive(Debug, Clone, PartialEq)]
pub struct Enum<T> {
    /// Its name.
    pub name: String,
    /// Documentation.
    pub docs: Vec<String>,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// Values with the names of their variants.
    pub variants: Vec<(T, String)>,
    /// Name of the variant for every other value.
    pub unknown: String,
}

/// A union.
#[derive(Debug, Clone, PartialEq)]
pub struct Union {
    /// Its name.
    pub name: String,
    /// Documentation.
    pub docs: Vec<String>,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// The member that says which variant it is, and the name of the variant for all others.
    pub tag: Option<(String, String)>,
    /// In document order.
    pub variants: Vec<Variant>,
}

/// A variant of a union.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// Identifier.
    pub name: String,
    /// Type of what it holds.
    pub ty: String,
    /// Whether it is boxed.
    pub boxed: bool,
    /// Documentation.
    pub docs: Vec<String>,
    /// Values of the tag that mean it.
    pub values: Vec<String>,
    /// Whether `From<ty>` can be offered: no other variant holds the same type.
    pub from: bool,
}

/// An enum of the bodies that an operation's statuses have.
#[derive(Debug, Clone, PartialEq)]
pub struct Responses {
    /// Its name.
    pub name: String,
    /// Documentation.
    pub docs: Vec<String>,
    /// In document order.
    pub cases: Vec<Case>,
}

/// A status of [`Responses`].
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// As in the document: `200`, `4XX`, `default`.
    pub status: String,
    /// Identifier.
    pub name: String,
    /// Documentation.
    pub docs: Vec<String>,
    /// `Json`, `Text`, `Binary`, or nothing, and the type of the body.
    pub body: Option<(&'static str, String)>,
}

/// The client of an API.
#[derive(Debug, Clone, PartialEq)]
pub struct Client {
    /// Documentation.
    pub docs: Vec<String>,
    /// Base URL when the caller names none.
    pub base_url: String,
    /// Builder methods for credentials.
    pub credentials: Vec<Credential>,
    /// Name of the enum of servers, where there is one.
    pub servers: Option<String>,
    /// Why nothing may call operations, where that can be.
    pub idle: Option<&'static str>,
}

/// An enum of the servers of an API.
#[derive(Debug, Clone, PartialEq)]
pub struct Servers {
    /// Its name.
    pub name: String,
    /// Documentation.
    pub docs: Vec<String>,
    /// In document order; the first one is the default.
    pub variants: Vec<ServerVariant>,
}

/// A server.
#[derive(Debug, Clone, PartialEq)]
pub struct ServerVariant {
    /// Identifier of the variant.
    pub name: String,
    /// Identifier of the function that makes it with the defaults of its variables.
    pub constructor: String,
    /// Documentation.
    pub docs: Vec<String>,
    /// The parts of its URL: text, and between two texts the field of a variable.
    pub texts: Vec<String>,
    /// Identifiers of the variables in the URL, one fewer than texts.
    pub order: Vec<String>,
    /// The variables in document order.
    pub variables: Vec<ServerVariable>,
}

/// A variable of a server's URL.
#[derive(Debug, Clone, PartialEq)]
pub struct ServerVariable {
    /// Identifier.
    pub name: String,
    /// Type: `String`, or an enum of the values.
    pub ty: String,
    /// Value when the caller gives none.
    pub default: String,
    /// Documentation.
    pub docs: Vec<String>,
}

/// A builder method for a credential.
#[derive(Debug, Clone, PartialEq)]
pub struct Credential {
    /// Method.
    pub name: String,
    /// Documentation.
    pub docs: Vec<String>,
    /// Name of the scheme in the document; of the method where the document declares no scheme.
    pub scheme: String,
    /// Whether it is sent with every call, as no operation names the scheme.
    pub everywhere: bool,
    /// `basic`, `bearer`, `header`, `query`, `cookie` or `authorization`.
    pub constructor: &'static str,
    /// Name of the header, query parameter, cookie or HTTP scheme.
    pub argument: Option<String>,
}

/// An operation: a method of the client and the call it returns.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// Method.
    pub method: String,
    /// Struct of the call.
    pub call: String,
    /// Constant with its facts.
    pub constant: String,
    /// Name in the document.
    pub id: String,
    /// Documentation of the method.
    pub docs: Vec<String>,
    /// Documentation of the call.
    pub call_docs: Vec<String>,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// HTTP method.
    pub http_method: String,
    /// Path template.
    pub path: String,
    /// Base URL of its own.
    pub server: Option<String>,
    /// Value of the `Accept` header.
    pub accept: String,
    /// The credentials that calls carry.
    pub security: Security,
    /// Statuses of success, as expressions of `runtime::Status`.
    pub ok: Vec<String>,
    /// Statuses of failure.
    pub errors: Vec<String>,
    /// What a call must have.
    pub required: Vec<Input>,
    /// What a call may have.
    pub optional: Vec<Input>,
    /// Kind of the decoded success.
    pub output: String,
    /// Kind of the decoded failure.
    pub error: String,
}

/// The credentials that an operation's calls carry: a variant of `runtime::Security`.
#[derive(Debug, Clone, PartialEq)]
pub enum Security {
    /// The document does not say.
    Unspecified,
    /// No credentials.
    None,
    /// Alternatives of scheme names.
    AnyOf(Vec<Vec<String>>),
}

/// A parameter or body of an operation.
#[derive(Debug, Clone, PartialEq)]
pub struct Input {
    /// Identifier.
    pub name: String,
    /// Type of the value.
    pub ty: String,
    /// How it is passed.
    pub argument: Argument,
    /// Documentation.
    pub docs: Vec<String>,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// How it gets into the call.
    pub encode: Encode,
}

/// How an input gets into a call.
#[derive(Debug, Clone, PartialEq)]
pub enum Encode {
    /// `call.LOCATION(NAME, value, Style::STYLE)`.
    Parameter {
        /// `path`, `query`, `header` or `cookie`.
        location: &'static str,
        /// Name on the wire.
        name: String,
        /// Variant of `runtime::Style`.
        style: &'static str,
    },
    /// `call.json(MEDIA_TYPE, &body)`.
    Json(String),
    /// `call.form(&body, ENCODING)` with the properties that are not written the default way.
    Form(Vec<(String, String)>),
    /// `call.multipart(&body)`.
    Multipart,
    /// `call.text(MEDIA_TYPE, body)`.
    Text(String),
    /// `call.bytes(MEDIA_TYPE, body)`.
    Binary(String),
}
