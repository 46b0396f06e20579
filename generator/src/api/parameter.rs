//! Parameters.

use super::Type;
use crate::diagnostics::Origin;

/// A parameter.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// Where the document describes it.
    pub origin: Origin,
    /// Name on the wire.
    pub name: String,
    /// Name that the options give it, in words.
    pub renamed: Option<String>,
    /// Where it is sent.
    pub location: Location,
    /// How arrays and objects are written.
    pub style: Style,
    /// Type of its value.
    pub ty: Type,
    /// Whether it is required.
    pub required: bool,
    /// Its description.
    pub description: String,
    /// Whether it is deprecated.
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
