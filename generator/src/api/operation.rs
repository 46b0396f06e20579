//! Operations: requests and responses.

use super::Type;
use crate::diagnostics::Origin;

/// One operation.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// Where it is described.
    pub origin: Origin,
    /// Words of its name: the operation id, or method and path.
    pub name: String,
    /// Whether it has an operation id.
    pub has_id: bool,
    /// HTTP method in upper case.
    pub method: String,
    /// Path template.
    pub path: String,
    /// One line about it.
    pub summary: String,
    /// Text about it.
    pub description: String,
    /// Its first tag, or a group made from the path.
    pub group: String,
    /// Whether the document advises against it.
    pub deprecated: bool,
    /// Base URL of its own.
    pub server: Option<String>,
    /// Path parameters in template order, then query, header and cookie parameters in document order.
    pub parameters: Vec<Parameter>,
    /// The request body.
    pub body: Option<Body>,
    /// Documented successes.
    pub successes: Vec<Response>,
    /// Documented failures.
    pub failures: Vec<Response>,
    /// The credentials that its calls carry.
    pub security: Security,
}

impl Operation {
    /// The types of its parameters and its body.
    pub fn request_types(&self) -> impl Iterator<Item = &Type> {
        let body = self.body.iter().filter_map(|body| match &body.kind {
            BodyKind::Json(ty) | BodyKind::Form(ty, _) | BodyKind::Multipart(ty) => Some(ty),
            BodyKind::Text | BodyKind::Binary => None,
        });
        self.parameters.iter().map(|parameter| &parameter.ty).chain(body)
    }

    /// The types of the bodies of its responses.
    pub fn response_types(&self) -> impl Iterator<Item = &Type> {
        let responses = self.successes.iter().chain(&self.failures);
        responses.filter_map(|response| match &response.kind {
            ResponseKind::Json(ty) => Some(ty),
            ResponseKind::Text | ResponseKind::Binary | ResponseKind::Empty => None,
        })
    }
}

/// The credentials that an operation's calls carry.
#[derive(Debug, Clone, PartialEq)]
pub enum Security {
    /// The document does not say.
    Unspecified,
    /// None: the operation itself says so.
    None,
    /// Alternatives, each a list of scheme names that are needed together; an empty list makes
    /// credentials optional.
    AnyOf(Vec<Vec<String>>),
}

impl Security {
    /// Whether an alternative names a scheme.
    pub fn names(&self, scheme: &str) -> bool {
        match self {
            Self::AnyOf(alternatives) => alternatives.iter().flatten().any(|name| name == scheme),
            Self::Unspecified | Self::None => false,
        }
    }
}

/// A parameter.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// Where it is described.
    pub origin: Origin,
    /// Name on the wire.
    pub name: String,
    /// What it is called instead, in words.
    pub word: Option<String>,
    /// Where it is sent.
    pub location: Location,
    /// How arrays and objects are written.
    pub style: Style,
    /// Type of its value.
    pub ty: Type,
    /// Whether a call must have it.
    pub required: bool,
    /// Text about it.
    pub description: String,
    /// Whether the document advises against it.
    pub deprecated: bool,
}

/// Where a parameter is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Location {
    /// In the path.
    Path,
    /// In the query string.
    Query,
    /// As a header.
    Header,
    /// In the `Cookie` header.
    Cookie,
}

/// OpenAPI 3.0 parameter styles, with `explode` and `allowReserved`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    Simple,
    SimpleExplode,
    Label,
    LabelExplode,
    Matrix,
    MatrixExplode,
    Form,
    FormExplode,
    FormReserved,
    FormExplodeReserved,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
    Json,
    /// The value is the whole query string (OpenAPI 3.2).
    QueryString,
}

/// A request body.
#[derive(Debug, Clone, PartialEq)]
pub struct Body {
    /// Where it is described.
    pub origin: Origin,
    /// Media type as sent.
    pub media_type: String,
    /// How it is written.
    pub kind: BodyKind,
    /// Whether a call must have it.
    pub required: bool,
    /// Text about it.
    pub description: String,
}

/// How a body is written.
#[derive(Debug, Clone, PartialEq)]
pub enum BodyKind {
    /// JSON of a type.
    Json(Type),
    /// `application/x-www-form-urlencoded` of a type, with the properties that are not written the
    /// default way.
    Form(Type, Vec<(String, PropertyEncoding)>),
    /// `multipart/form-data` of an object type.
    Multipart(Type),
    /// Text.
    Text,
    /// Bytes.
    Binary,
}

/// How a property of a form body is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PropertyEncoding {
    /// As a query parameter of this style.
    Style(Style),
    /// As JSON text.
    Json,
}

/// A documented response.
#[derive(Debug, Clone, PartialEq)]
pub struct Response {
    /// Where it is described.
    pub origin: Origin,
    /// Which statuses it stands for.
    pub status: Status,
    /// Media type of its body; empty where it has none.
    pub media_type: String,
    /// What its body holds.
    pub kind: ResponseKind,
    /// Text about it.
    pub description: String,
}

/// What a response's body holds.
#[derive(Debug, Clone, PartialEq)]
pub enum ResponseKind {
    /// JSON of a type.
    Json(Type),
    /// Text.
    Text,
    /// Bytes.
    Binary,
    /// Nothing.
    Empty,
}

/// Which statuses a response stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// One status.
    Code(u16),
    /// A hundred statuses: 4 is `4XX`.
    Class(u16),
    /// Every status that is not named.
    Default,
}
