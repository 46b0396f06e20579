//! What types are named by.

use std::sync::Arc;

use super::TypeId;

/// What a type is named by. The words are not identifiers yet.
#[derive(Debug, Clone)]
pub struct NameHint {
    /// Place of the type.
    pub place: Place,
    /// Title by which the type is named rather than by its place.
    pub title: Option<String>,
    /// Whether this is the copy of another type for a multipart body.
    pub is_form: bool,
    /// Name from the options.
    pub renamed: Option<String>,
}

impl NameHint {
    /// Creates the hint of a place.
    pub fn new(place: Place) -> Self {
        Self { place, title: None, is_form: false, renamed: None }
    }

    /// Whether the type is that of a named schema.
    pub fn is_named(&self) -> bool {
        matches!(self.place.root, Root::Schema(_)) && self.place.steps.is_empty()
    }
}

/// Place of a type in the document: an item, and the steps from there.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Place {
    /// Item that contains the type.
    pub root: Root,
    /// Steps from the item to the type.
    pub steps: Vec<Step>,
}

/// Item of a document that contains types.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Root {
    /// A named schema.
    Schema(Arc<str>),
    /// The operation with this index in [`super::Api::operations`].
    Operation(usize),
    /// A path by its template, for the parameters that its operations share.
    Path(Arc<str>),
    /// A named response.
    Response(Arc<str>),
    /// A named request body.
    RequestBody(Arc<str>),
    /// A named parameter.
    Parameter(Arc<str>),
}

/// Step from a type, or from an item, to a type in it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Step {
    /// A member or a role, in words.
    Word(Arc<str>),
    /// The variant of a union with this [`super::Variant::index`].
    Variant(TypeId, usize),
}
