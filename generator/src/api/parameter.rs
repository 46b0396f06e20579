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
    /// Type of the value.
    pub ty: Type,
    /// The only value of the type, which is then not used.
    pub constant: Option<Constant>,
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
