//! Schemas, merged with all that `allOf` combines them with.

mod add;
pub(super) mod keywords;
mod query;
pub(super) mod site;

use std::rc::Rc;

use indexmap::{IndexMap, IndexSet};
use openapiv3::{Discriminator, ReferenceOr, Schema};
use serde_json::Value;

use self::keywords::{Bounds, Keywords, Node};
use self::site::Site;
use super::context::Place;
use crate::diagnostics::Origin;

/// One of the schemas that are merged.
pub(in crate::lower) struct Part<'a> {
    pub schema: &'a Schema,
    pub keywords: Keywords<'a>,
    pub place: Rc<Place>,
    /// Whether this is the schema itself, not one that `allOf` combines it with.
    pub own: bool,
    /// Outermost component through which the part was reached.
    pub component: Option<&'a str>,
}

/// Merged keywords of several schemas, all of which values must match: a schema, and all that `allOf` combines it with.
/// Keywords that constrain values are intersected, those that declare members are united.
#[derive(Clone, Default)]
pub(in crate::lower) struct Merged<'a> {
    /// JSON pointers of the merged schemas, which identify the type.
    pub key: String,
    /// Component that is being merged, if it is one.
    pub root: Option<&'a str>,
    /// Components that were merged.
    pub components: IndexSet<&'a str>,
    /// `type`; empty if no part has one.
    pub ty: &'a str,
    pub format: &'a str,
    /// `enum`.
    pub values: Option<Vec<Value>>,
    /// Names of integers among the values.
    pub value_names: Vec<(Value, &'a str)>,
    /// Properties by name. Each site is a schema of the property, at the place of the part that declares it.
    pub properties: IndexMap<&'a str, Vec<Site<'a>>>,
    pub required: IndexSet<&'a str>,
    /// `additionalProperties`.
    pub rest: Rest<'a>,
    /// Schemas of the items of an array, each at the place of the part that declares it.
    pub items: Vec<Site<'a>>,
    /// Unions, each of which values must match.
    pub unions: Vec<UnionKeyword<'a>>,
    pub nullable: bool,
    /// Annotations of the schemas themselves.
    pub own: Annotations<'a>,
    /// Annotations of inline schemas among the parts.
    pub inline: Annotations<'a>,
    /// Problems found while merging.
    pub problems: Vec<Problem>,
    /// Whether any part constrains values to more than objects.
    says_something: bool,
    bounds: Bounds<'a>,
    default: Option<&'a Value>,
    /// All `type`s of the parts.
    types: Vec<&'a str>,
    /// Unions that were added, so that none is added twice.
    known: Vec<&'a [ReferenceOr<Schema>]>,
    /// Whether a part that does not come from a component constrains values to more than objects.
    adds_own: bool,
    /// Number of keywords that come from each component.
    weights: IndexMap<&'a str, usize>,
}

/// `additionalProperties` of the merged schemas.
#[derive(Clone, Default, Debug)]
pub(in crate::lower) enum Rest<'a> {
    #[default]
    Unspecified,
    /// `additionalProperties: false`
    Closed,
    /// `additionalProperties: true`
    Any,
    /// Schemas of the values, each at the place of the part that declares it.
    Schemas(Vec<Site<'a>>),
}

/// `oneOf` or `anyOf` of a schema.
#[derive(Clone)]
pub(in crate::lower) struct UnionKeyword<'a> {
    pub keyword: &'static str,
    /// Variants, with their indices in the document.
    pub variants: Vec<(usize, Node<'a>)>,
    /// Place of the schema that has the keyword.
    pub place: Rc<Place>,
    pub discriminator: Option<&'a Discriminator>,
    /// Whether the union comes from a component that `allOf` refers to.
    pub inherited: bool,
    list: &'a [ReferenceOr<Schema>],
}

impl<'a> UnionKeyword<'a> {
    /// Returns the place of a variant.
    pub(in crate::lower) fn origin(&self, index: usize) -> Origin {
        self.place.origin.child(self.keyword).child(&index.to_string())
    }
}

/// Annotations of a schema, for documentation and names.
#[derive(Clone, Copy, Default)]
pub(in crate::lower) struct Annotations<'a> {
    pub title: Option<&'a str>,
    pub description: Option<&'a str>,
    pub deprecated: bool,
    pub read_only: bool,
    pub write_only: bool,
    pub discriminator: Option<&'a Discriminator>,
}

/// Problem found while merging: something cannot be merged, or has no effect.
#[derive(Clone, PartialEq)]
pub(in crate::lower) enum Problem {
    /// The parts have these types, which exclude each other.
    Types(Vec<String>),
    /// The `enum`s of the parts have no value in common; the last one is used.
    Values,
    /// The parts have these two formats, which exclude each other; neither is used.
    Formats(String, String),
    /// The target of a reference in `allOf` was not found.
    Unresolved(Origin, String),
    /// A reference in `allOf` refers to the schema that contains it.
    Itself(Origin),
    /// `allOf` combines too many components; this one is ignored.
    TooMany(Origin),
    /// A union whose variants have no types; it is ignored.
    NoUnion(Origin, &'static str),
}

impl<'a> Merged<'a> {
    pub(in crate::lower) fn new(root: Option<&'a str>) -> Self {
        Self { root, ..Self::default() }
    }
}
