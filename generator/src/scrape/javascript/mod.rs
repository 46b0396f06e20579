//! JavaScript in pages: object literals and strings.

pub mod literal;
pub mod unquote;
