//! Objects.

use super::Type;

/// An object with members.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Object {
    /// In document order.
    pub members: Vec<Member>,
    /// Type of undeclared members, where `additionalProperties` allows them.
    pub rest: Option<Type>,
}

/// A member of an object.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// Name on the wire.
    pub name: String,
    /// Name that the options give it, in words.
    pub renamed: Option<String>,
    /// Its type, without `null`.
    pub ty: Type,
    /// Whether it is required.
    pub required: bool,
    /// Whether it may be `null`.
    pub nullable: bool,
    /// Whether requests leave it out.
    pub read_only: bool,
    /// Whether responses leave it out.
    pub write_only: bool,
    /// Value that it always has, where it is the tag of unions.
    pub constant: Option<String>,
    /// Media type of its part in a multipart body, where the document names one.
    pub media_type: Option<String>,
    /// Its description.
    pub description: String,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// Facts that the type does not express, one a line: bounds, pattern, default.
    pub facts: Vec<String>,
}
