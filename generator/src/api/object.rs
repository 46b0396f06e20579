//! Objects.

use super::{Constant, PartEncoding, Type};

/// An object with members.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Object {
    /// Members in document order.
    pub members: Vec<Member>,
    /// Type of additional properties, if `additionalProperties` allows them.
    pub rest: Option<Type>,
}

/// A member of an object.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// Name on the wire.
    pub name: String,
    /// Name from the options, in words.
    pub renamed: Option<String>,
    /// Type, without `null`.
    pub ty: Type,
    /// Whether it is required.
    pub required: bool,
    /// Whether only `required` names it: it has no schema of its own.
    pub undeclared: bool,
    /// Whether it may be `null`.
    pub nullable: bool,
    /// Whether the member is left out of requests (`readOnly`).
    pub read_only: bool,
    /// Whether the member is left out of responses (`writeOnly`).
    pub write_only: bool,
    /// The only value, which is not `null`: of an `enum` or `const`, or the tag of a variant. The type is then not used.
    pub constant: Option<Constant>,
    /// Encoding of the member's part in a multipart body, if it is not the default one.
    pub part: Option<PartEncoding>,
    /// Description.
    pub description: String,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// Facts that the type does not express, one per line: bounds, pattern, default.
    pub facts: Vec<String>,
}
