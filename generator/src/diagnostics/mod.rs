//! Findings about the input, and their places.
//!
//! A finding is a value: `Finding` holds its data, and its code, message, help and overlay action follow from
//! it. A [`Diagnostic`] is a finding with its place.

mod code;
pub(crate) mod finding;
mod levels;
mod list;
mod origin;

pub(crate) use code::Outcome;
pub use code::{Code, Severity};
pub(crate) use finding::Finding;
pub use levels::{Levels, known_code, known_code_or_group};
pub use list::{Diagnostic, Diagnostics};
pub use origin::Origin;
