//! The state of a lowering.

use std::collections::{HashMap, HashSet};

use indexmap::{IndexMap, IndexSet};
use openapiv3::{Components, OpenAPI, ReferenceOr, Schema};

use super::merged::Merged;
use crate::api::{Api, Type, TypeId};
use crate::diagnostics::{Diagnostics, Origin};
use crate::document::{Path, component};

/// The document, and what was made of it so far.
pub(super) struct Lowering<'a> {
    pub document: &'a OpenAPI,
    pub paths: &'a [Path],
    pub components: &'a Components,
    pub root: &'a Origin,
    pub diagnostics: &'a mut Diagnostics,
    pub api: Api,
    /// Types of components by name; `None` while one without a definition is being made.
    pub named: HashMap<&'a str, Option<Type>>,
    /// Types of inline schemas by their JSON pointers, and whether they allow `null`: what several types
    /// inherit, or several operations share, is one type.
    pub places: HashMap<String, (TypeId, bool)>,
    /// Inline string enums: (last word of the name, values) to the type and the number of its places.
    pub enums: IndexMap<(String, Vec<String>), (TypeId, usize)>,
    /// Copies of objects as multipart bodies, by the media types of their parts.
    pub multipart: HashMap<(TypeId, Vec<(String, String)>), TypeId>,
    /// JSON pointers of the request bodies that the document says may be left out.
    pub optional_bodies: HashSet<String>,
    /// Objects whose members are still to be lowered.
    pub deferred: Vec<(TypeId, Merged<'a>)>,
    /// Number of variants that were merged with the members beside their union.
    pub merged_variants: usize,
    /// Components that extend a component by `allOf`, in document order.
    pub extended_by: HashMap<&'a str, IndexSet<&'a str>>,
    pub nesting: Nesting,
}

/// Depth of the schema that is being lowered.
#[derive(Clone, Copy, Default)]
pub(super) struct Nesting {
    /// Below the operation.
    pub total: usize,
    /// Below the last component.
    pub inline: usize,
}

impl<'a> Lowering<'a> {
    /// Begins with nothing but the head of the API.
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
            enums: IndexMap::new(),
            multipart: HashMap::new(),
            optional_bodies: HashSet::new(),
            deferred: Vec::new(),
            merged_variants: 0,
            extended_by: HashMap::new(),
            nesting: Nesting::default(),
        }
    }

    /// Follows a reference to a schema, through components that are references themselves. Returns the
    /// schema and the name of its component.
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
