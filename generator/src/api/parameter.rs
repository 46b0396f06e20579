//! Parameters.

use super::{Constant, Type};
use crate::diagnostics::Origin;

/// A parameter.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// Place in the document that describes it.
    pub origin: Origin,
    /// Name on the wire.
    pub name: String,
    /// Name from the options, in words.
    pub renamed: Option<String>,
    /// Location in the request.
    pub location: Location,
    /// Style: the serialization of arrays and objects.
    pub style: Style,
    /// If the value is a form that is the whole query string (OpenAPI 3.2): the properties that are not encoded in the
    /// default way, with their styles.
    pub form: Option<Vec<(String, Style)>>,
    /// Type of the value.
    pub ty: Type,
    /// The only value of the type, which is then not used.
    pub constant: Option<Constant>,
    /// Default value, if that is an integer.
    pub default: Option<i64>,
    /// Lowest value, if that is an integer.
    pub minimum: Option<i64>,
    /// Whether the parameter is required.
    pub required: bool,
    /// Description.
    pub description: String,
    /// Whether it is deprecated.
    pub deprecated: bool,
}

/// Location of a parameter in the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Location {
    /// In the path.
    Path,
    /// In the query string.
    Query,
    /// In a header.
    Header,
    /// In the header `Cookie`.
    Cookie,
}

/// Serialization of a value: `style`, `explode` and `allowReserved`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Style.
    pub kind: StyleKind,
    /// Whether every item or member is written on its own.
    pub explode: bool,
    /// Whether reserved characters are kept.
    pub reserved: bool,
}

/// Styles of OpenAPI, and what `content` and `in: querystring` mean instead of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StyleKind {
    Simple,
    Label,
    Matrix,
    Form,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
    /// Like `Form`, without percent-encoding.
    Cookie,
    Json,
    /// The value is the whole query string (OpenAPI 3.2).
    QueryString,
}

impl Style {
    /// The style of this kind without `explode` and `allowReserved`.
    pub const fn of(kind: StyleKind) -> Self {
        Self { kind, explode: false, reserved: false }
    }
}
