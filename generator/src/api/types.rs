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
    /// A value or `null`.
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
    /// Where it is described.
    pub origin: Origin,
    /// What it may be called.
    pub hint: NameHint,
    /// Text about it.
    pub description: String,
    /// Whether the document advises against it.
    pub deprecated: bool,
    /// What it is.
    pub kind: TypeKind,
    /// Whether callers build it.
    pub in_request: bool,
    /// Whether responses hold it.
    pub in_response: bool,
}

impl TypeDef {
    /// Whether any operation reaches it; it is generated only then.
    pub fn is_used(&self) -> bool {
        self.in_request || self.in_response
    }
}

/// Equal shapes are equal types, whatever they are called and wherever they stand.
impl PartialEq for TypeDef {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind
    }
}

/// What a named type is.
#[derive(Debug, Clone, PartialEq)]
pub enum TypeKind {
    /// Members by name.
    Object(Object),
    /// One of some strings; others may come later.
    StringEnum(Vec<String>),
    /// One of some integers; others may come later.
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
        let fields = object
            .into_iter()
            .flat_map(|object| object.fields.iter().map(|field| &field.ty).chain(&object.rest));
        let variants = union.into_iter().flat_map(|union| &union.variants);
        fields.chain(variants.map(|variant| &variant.ty))
    }
}

/// Members by name.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Object {
    /// In document order.
    pub fields: Vec<Field>,
    /// Type of members that are not named, where the document speaks of them.
    pub rest: Option<Type>,
}

/// A member of an object.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Name on the wire.
    pub name: String,
    /// What it is called instead, in words.
    pub word: Option<String>,
    /// Its type, without `null`.
    pub ty: Type,
    /// Whether it is always there.
    pub required: bool,
    /// Whether it may be `null`.
    pub nullable: bool,
    /// Whether only the server sets it.
    pub read_only: bool,
    /// Whether the server never tells it.
    pub write_only: bool,
    /// The only value it can have, where it is a string.
    pub constant: Option<String>,
    /// Media type of its part in a multipart body, where the document names one.
    pub media_type: Option<String>,
    /// Text about it.
    pub description: String,
    /// Whether the document advises against it.
    pub deprecated: bool,
    /// Facts that the type does not say, one a line: bounds, pattern, default.
    pub facts: Vec<String>,
}

/// One of several types.
#[derive(Debug, Clone, PartialEq)]
pub struct Union {
    /// In document order.
    pub variants: Vec<Variant>,
    /// Member that says which one it is.
    pub tag: Option<String>,
}

/// A branch of a union.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// Words of its name.
    pub name: String,
    /// Its type.
    pub ty: Type,
    /// Values of the tag that mean this branch.
    pub values: Vec<String>,
}
