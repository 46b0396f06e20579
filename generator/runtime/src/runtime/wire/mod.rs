//! Reads and writes JSON by tables, without a tree between text and values.

pub mod base64;
pub mod datetime_chrono;
pub mod datetime_jiff;
pub mod datetime_time;
pub(crate) mod inside;
pub mod uuid;

mod boxed;
mod constant;
mod datetime;
mod enums;
mod error;
mod field;
mod formats;
mod json;
mod look;
mod number;
mod object;
mod primitives;
mod reader;
mod rest;
mod row;
mod shape;
mod string;
mod text;
mod union;
mod value;
mod write;
mod writer;

pub use boxed::Boxed;
pub use enums::{UnknownInteger, UnknownValue};
pub(crate) use enums::{integer_enum, string_enum};
pub use error::{DecodeError, EncodeError};
pub use field::Field;
pub use formats::{deserialize, serialize};
pub use json::{Json, to_value};
pub use look::{Choice, Look};
pub(crate) use object::object;
pub use object::{Required, Slot, slot};
pub use reader::{Kind, Reader};
pub use rest::Rest;
pub use row::{Constant, Presence, Row};
pub use shape::{Shape, text_of};
pub use text::{from_slice, to_text, to_vec};
pub(crate) use union::union;
pub use union::{choose, fit_of};
pub use value::Wire;
pub use writer::Writer;

#[cfg(test)]
mod syntax_tests;
#[cfg(test)]
mod tests;
