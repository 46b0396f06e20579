//! Types of values.

use crate::diagnostics::Origin;

/// Index of a named type in [`super::Api::types`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub usize);

/// A type of values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Type {
    /// A named type.
    Named(TypeId),
    /// A list.
    List(Box<Type>),
    /// A map from strings.
    Map(Box<Type>),
    /// A value of a type, or `null`.
    Nullable(Box<Type>),
    /// Text.
    String,
    /// A 32-bit integer.
    Int32,
    /// A 64-bit integer.
    Int64,
    /// An unsigned 64-bit integer.
    UInt64,
    /// A single-precision number.
    Float,
    /// A double-precision number.
    Double,
    /// `true` or `false`.
    Boolean,
    /// RFC 3339 date and time.
    DateTime,
    /// RFC 2822 date and time.
    DateTimeRfc2822,
    /// RFC 3339 full-date.
    Date,
    /// RFC 9562 UUID.
    Uuid,
    /// Base64 text of bytes.
    Base64,
    /// A file of a multipart body.
    File,
    /// Any JSON value.
    Json,
}

impl Type {
    /// The named type in it, where there is one.
    pub fn named(&self) -> Option<TypeId> {
        match self {
            Self::Named(id) => Some(*id),
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => inner.named(),
            _ => None,
        }
    }
}

/// Words from which a name is made, best first. Never an identifier.
#[derive(Debug, Clone, Default)]
pub struct NameHint {
    /// Candidates; the first that is free is taken.
    pub candidates: Vec<String>,
    /// Whether it is a component's own name.
    pub component: bool,
}

/// A named type.
#[derive(Debug, Clone)]
pub struct TypeDef {
    /// Where the document describes it.
    pub origin: Origin,
    /// Candidates for its name.
    pub hint: NameHint,
    /// Its description.
    pub description: String,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// Its shape.
    pub kind: TypeKind,
    /// Whether requests contain it.
    pub in_request: bool,
    /// Whether responses contain it.
    pub in_response: bool,
}

impl TypeDef {
    /// Whether any operation uses it; other types are not generated.
    pub fn is_used(&self) -> bool {
        self.in_request || self.in_response
    }
}

/// Types of equal shape are equal, whatever their names and origins.
impl PartialEq for TypeDef {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind
    }
}

/// Shape of a named type.
#[derive(Debug, Clone, PartialEq)]
pub enum TypeKind {
    /// An object with members.
    Object(Object),
    /// A string, usually one of these; others are allowed.
    StringEnum(Vec<String>),
    /// An integer, usually one of these; others are allowed. Some have names.
    IntegerEnum(Vec<(i64, Option<String>)>),
    /// One of several types.
    Union(Union),
}

impl TypeKind {
    /// The types of its members or variants.
    pub fn types(&self) -> impl Iterator<Item = &Type> {
        let (object, union) = match self {
            Self::Object(object) => (Some(object), None),
            Self::Union(union) => (None, Some(union)),
            Self::StringEnum(_) | Self::IntegerEnum(_) => (None, None),
        };
        let members = object
            .into_iter()
            .flat_map(|object| object.members.iter().map(|member| &member.ty).chain(&object.rest));
        let variants = union.into_iter().flat_map(|union| &union.variants);
        members.chain(variants.map(|variant| &variant.ty))
    }
}

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

/// One of several types.
#[derive(Debug, Clone, PartialEq)]
pub struct Union {
    /// In document order.
    pub variants: Vec<Variant>,
    /// Name of the member whose value selects the variant.
    pub tag: Option<String>,
}

/// A variant of a union.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// Its name, in words.
    pub name: String,
    /// Its type.
    pub ty: Type,
    /// Values of the tag that select this variant.
    pub values: Vec<String>,
}
