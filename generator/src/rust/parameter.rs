//! Parameters.

use super::Ident;

/// How a parameter gets into a call: `call.METHOD(NAME, value, runtime::Style::STYLE)`.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// Method of `runtime::Call` for the place that it is sent in.
    pub method: Ident,
    /// Name on the wire.
    pub name: String,
    /// Variant of `runtime::Style`.
    pub style: Ident,
}
