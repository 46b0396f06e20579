//! Parameters, and styles of values.

use super::Ident;

/// Encoding of a parameter into a call: `call.METHOD(NAME, value, STYLE)`.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// Method of `runtime::Call` for the location of the parameter.
    pub method: Ident,
    /// Name on the wire.
    pub name: String,
    /// Style of the value.
    pub style: ParameterStyle,
}

/// Style of a parameter's value.
#[derive(Debug, Clone, PartialEq)]
pub enum ParameterStyle {
    /// Style of the whole value.
    Whole(Style),
    /// The value is a form: `&[(NAME, STYLE)]`, with the properties that are not encoded in the default way.
    Form(Vec<(String, Style)>),
}

/// Style of a value: `runtime::Style::NAME.exploded().reserved()`.
#[derive(Debug, Clone, PartialEq)]
pub struct Style {
    /// Constant of `runtime::Style`.
    pub name: Ident,
    /// Whether `exploded` is called.
    pub exploded: bool,
    /// Whether `reserved` is called.
    pub reserved: bool,
}
