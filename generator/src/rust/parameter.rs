//! Parameters.

use super::Ident;

/// Encoding of a parameter into a call: `call.METHOD(NAME, value, runtime::Style::STYLE)`.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// Method of `runtime::Call` for the location of the parameter.
    pub method: Ident,
    /// Name on the wire.
    pub name: String,
    /// Variant of `runtime::Style`.
    pub style: Ident,
}
