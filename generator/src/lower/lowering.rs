//! State of the phase `lower`.

use std::collections::{HashMap, HashSet};

use indexmap::{IndexMap, IndexSet};
use openapiv3::{Components, OpenAPI, ReferenceOr, Schema};
use serde_json::Value;

use super::merged::Merged;
use crate::api::{Api, Type, TypeId};
use crate::diagnostics::{Diagnostics, Origin};
use crate::document::{Path, component};

/// Extensions of an object by name.
pub(super) type Extensions = IndexMap<String, Value>;

/// State of the phase: the document, and the part of the API that is lowered so far.
pub(super) struct Lowering<'a> {
    pub document: &'a OpenAPI,
    pub paths: &'a [Path],
    pub components: &'a Components,
    pub root: &'a Origin,
    pub diagnostics: &'a mut Diagnostics,
    pub api: Api,
    /// Types of components by name; `None` while a component is being lowered and its type is not defined yet.
    pub named: HashMap<&'a str, Option<Type>>,
    /// Types of inline schemas by their JSON pointers, and whether they allow `null`: a schema that several types
    /// inherit or several operations share becomes one type.
    pub places: HashMap<String, (TypeId, bool)>,
    /// Copies of objects as multipart bodies.
    pub multipart: HashMap<TypeId, Vec<TypeId>>,
    /// JSON pointers of the request bodies that the document explicitly declares as optional.
    pub optional_bodies: HashSet<String>,
    /// Extensions of operations that declare pages, by the index of the operation.
    pub page_extensions: Vec<(usize, Extensions)>,
    /// Objects whose members are not lowered yet.
    pub deferred: Vec<(TypeId, Merged<'a>)>,
    /// Number of variants that were merged with members beside their union.
    pub merged_variants: usize,
    /// Components that extend a component by `allOf`, in document order.
    pub extended_by: HashMap<&'a str, IndexSet<&'a str>>,
    pub nesting: Nesting,
}

/// Depth of the schema that is being lowered.
#[derive(Clone, Copy, Default)]
pub(super) struct Nesting {
    /// Depth below the operation.
    pub total: usize,
    /// Depth below the innermost component.
    pub inline: usize,
}

impl<'a> Lowering<'a> {
    /// Creates the state for a document; `api` has no operations and types yet.
    pub(super) fn new(
        document: &'a OpenAPI,
        paths: &'a [Path],
        components: &'a Components,
        root: &'a Origin,
        diagnostics: &'a mut Diagnostics,
        api: Api,
    ) -> Self {
        Self {
            document,
            paths,
            components,
            root,
            diagnostics,
            api,
            named: HashMap::new(),
            places: HashMap::new(),
            multipart: HashMap::new(),
            optional_bodies: HashSet::new(),
            page_extensions: Vec::new(),
            deferred: Vec::new(),
            merged_variants: 0,
            extended_by: HashMap::new(),
            nesting: Nesting::default(),
        }
    }

    /// Follows a reference to a schema, through components that are themselves references. Returns the schema and the
    /// name of its component.
    pub(super) fn resolve(&self, reference: &str) -> Option<(&'a Schema, &'a str)> {
        let mut name = component(reference, "schemas")?;
        for _ in 0..64 {
            let (known, schema) = self.components.schemas.get_key_value(&name)?;
            match schema {
                ReferenceOr::Item(item) => return Some((item, known)),
                ReferenceOr::Reference { reference } => name = component(reference, "schemas")?,
            }
        }
        None
    }

    pub(super) fn component_origin(&self, kind: &str, name: &str) -> Origin {
        self.root.child("components").child(kind).child(name)
    }
}
