//! A schema merged with everything that `allOf` combines it with.

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
    /// Whether it is the schema itself and not one that `allOf` names.
    pub own: bool,
    /// The component through which it is reached, the outermost one.
    pub component: Option<&'a str>,
}

/// The keywords of several schemas of which values must match each one: a schema, and all that `allOf`
/// combines it with. What allows values is intersected, what demands members is united.
#[derive(Clone, Default)]
pub(in crate::lower) struct Merged<'a> {
    /// The JSON pointers of the merged schemas, which identify the type.
    pub key: String,
    /// The component that is being merged.
    pub root: Option<&'a str>,
    /// The components that were merged.
    pub components: IndexSet<&'a str>,
    /// `type`; empty when no part has one.
    pub ty: &'a str,
    pub format: &'a str,
    /// `enum`.
    pub values: Option<Vec<Value>>,
    /// Names of integers among the values.
    pub value_names: Vec<(Value, &'a str)>,
    /// Properties by name. Each site is a schema of the property in the place of the part that declares it.
    pub properties: IndexMap<&'a str, Vec<Site<'a>>>,
    pub required: IndexSet<&'a str>,
    /// `additionalProperties`.
    pub rest: Rest<'a>,
    /// Schemas of the items of an array, each in the place of the part that declares it.
    pub items: Vec<Site<'a>>,
    /// Unions: values match a variant of each one.
    pub unions: Vec<UnionKeyword<'a>>,
    pub nullable: bool,
    /// Annotations of the schemas themselves.
    pub own: Annotations<'a>,
    /// Annotations of the inline schemas among their parts.
    pub inline: Annotations<'a>,
    /// What cannot be merged, or has no effect.
    pub problems: Vec<Problem>,
    /// Whether any part says more than that values are objects.
    says_something: bool,
    bounds: Bounds<'a>,
    default: Option<&'a Value>,
    /// Every `type` of the parts.
    types: Vec<&'a str>,
    /// Unions that were taken in, so that none is taken in twice.
    known: Vec<&'a [ReferenceOr<Schema>]>,
    /// Whether a part that comes from no component says more than that values are objects.
    adds_own: bool,
    /// How many keywords come from each component.
    weights: IndexMap<&'a str, usize>,
}

/// What schemas say about members that are not declared.
#[derive(Clone, Default, Debug)]
pub(in crate::lower) enum Rest<'a> {
    #[default]
    Unspecified,
    /// `additionalProperties: false`
    Closed,
    /// `additionalProperties: true`
    Any,
    /// Schemas of their values, each in the place of the part that declares it.
    Schemas(Vec<Site<'a>>),
}

/// `oneOf` or `anyOf` of a schema.
#[derive(Clone)]
pub(in crate::lower) struct UnionKeyword<'a> {
    pub keyword: &'static str,
    /// The variants with their indices in the document.
    pub variants: Vec<(usize, Node<'a>)>,
    /// The place of the schema that has the keyword.
    pub place: Rc<Place>,
    pub discriminator: Option<&'a Discriminator>,
    /// Whether it comes from a component that `allOf` refers to.
    pub inherited: bool,
    list: &'a [ReferenceOr<Schema>],
}

impl<'a> UnionKeyword<'a> {
    /// Where a variant is written.
    pub(in crate::lower) fn origin(&self, index: usize) -> Origin {
        self.place.origin.child(self.keyword).child(&index.to_string())
    }
}

/// What a schema says for documentation and names.
#[derive(Clone, Copy, Default)]
pub(in crate::lower) struct Annotations<'a> {
    pub title: Option<&'a str>,
    pub description: Option<&'a str>,
    pub deprecated: bool,
    pub read_only: bool,
    pub write_only: bool,
    pub discriminator: Option<&'a Discriminator>,
}

/// What cannot be merged, or has no effect.
#[derive(Clone, PartialEq)]
pub(in crate::lower) enum Problem {
    /// No value is of all these types.
    Types(Vec<String>),
    /// No value is in every `enum`; the last one counts.
    Values,
    /// No text has both formats; neither counts.
    Formats(String, String),
    /// A reference in `allOf` names nothing.
    Unresolved(Origin, String),
    /// A reference in `allOf` names the schema that has it.
    Itself(Origin),
    /// `allOf` combines too many components; this one does not count.
    TooMany(Origin),
    /// A union of schemas without types.
    NoUnion(Origin, &'static str),
}

impl<'a> Merged<'a> {
    pub(in crate::lower) fn new(root: Option<&'a str>) -> Self {
        Self { root, ..Self::default() }
    }
}
