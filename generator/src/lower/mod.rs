//! `openapiv3` to [`Api`]: what the document means.

mod allof;
mod body;
mod cycles;
mod discriminator;
mod enums;
mod object;
mod operation;
mod parameter;
mod path;
mod rename;
mod response;
mod schema;
mod security;
mod server;
#[cfg(test)]
mod tests;
mod union;
mod usage;
mod view;

use std::collections::HashMap;

use indexmap::IndexMap;
use openapiv3::{OpenAPI, ReferenceOr, Schema};

pub use rename::rename;

use crate::api::{Api, Tag, Type, TypeId};
use crate::diagnostics::{Diagnostics, Origin};
use crate::document::{Document, Path, component};
use crate::pointer;

/// Lowers the whole document.
pub fn lower(document: &Document, root: &Origin, diagnostics: &mut Diagnostics) -> Api {
    let empty = openapiv3::Components::default();
    let Document { api: document, paths } = document;
    let components = document.components.as_ref().unwrap_or(&empty);
    let mut lowering = Lowering {
        document,
        paths,
        components,
        root,
        diagnostics,
        api: Api {
            title: document.info.title.trim().to_owned(),
            version: document.info.version.clone(),
            description: document.info.description.clone().unwrap_or_default(),
            servers: server::servers(&document.servers),
            tags: tags(&document.tags, root),
            ..Api::default()
        },
        named: HashMap::new(),
        enums: IndexMap::new(),
        places: HashMap::new(),
        nesting: Nesting::default(),
        deferred: Vec::new(),
        merged: 0,
        children: HashMap::new(),
        multipart: HashMap::new(),
    };
    lowering.api.schemes = security::schemes(components);
    lowering.collect_children();
    lowering.operations();
    // Where operations have been left out, what is left is no library of schemas.
    let is_library = document.paths.paths.is_empty() || !lowering.diagnostics.has_errors();
    if is_library && lowering.api.operations.is_empty() {
        lowering.schemas();
    }
    lowering.deferred();
    lowering.name_shared_enums();
    cycles::cut(&mut lowering.api, lowering.diagnostics);
    discriminator::mark_tags(&mut lowering.api);
    usage::mark(&mut lowering.api);
    lowering.api
}

/// The tags that a document declares.
fn tags(tags: &[openapiv3::Tag], root: &Origin) -> Vec<Tag> {
    let list = root.child("tags");
    let tags = tags.iter().enumerate();
    let tag = |(index, tag): (usize, &openapiv3::Tag)| Tag {
        name: tag.name.clone(),
        origin: list.child(&index.to_string()),
    };
    tags.map(tag).collect()
}

/// The state of a lowering.
struct Lowering<'a> {
    document: &'a OpenAPI,
    paths: &'a [Path],
    components: &'a openapiv3::Components,
    root: &'a Origin,
    diagnostics: &'a mut Diagnostics,
    api: Api,
    /// Types of components that were met; `None` while one without a name of its own is being made.
    named: HashMap<String, Option<Type>>,
    /// Inline string enums: (leaf word, values) to the type and the places that use it.
    enums: IndexMap<(String, Vec<String>), (TypeId, usize)>,
    /// Types of inline schemas by their pointers, and whether `null` is among their values: what several
    /// types inherit, or several operations share, is one type.
    places: HashMap<String, (TypeId, bool)>,
    nesting: Nesting,
    /// Copies of objects as multipart bodies, by the media types of their parts.
    multipart: HashMap<(TypeId, Vec<(String, String)>), TypeId>,
    /// Components whose members are still to be lowered.
    deferred: Vec<(TypeId, Schema, String)>,
    /// Branches of choices that were merged with other parts.
    merged: usize,
    /// Components that extend a component by `allOf`, in document order.
    children: HashMap<&'a str, Vec<&'a str>>,
}

/// How deep the schema at hand is nested.
#[derive(Clone, Copy, Default)]
struct Nesting {
    /// From the operation.
    whole: usize,
    /// From the last component.
    inline: usize,
}

impl<'a> Lowering<'a> {
    /// Lowers all schemas of the components: those of a document without operations are what it is for.
    fn schemas(&mut self) {
        for name in self.components.schemas.keys() {
            let origin = self.component_origin("schemas", name);
            self.reference(&format!("#/components/schemas/{}", escape(name)), &origin);
        }
    }

    /// The schema that a reference names in the end, and the name of its component.
    fn resolve(&self, reference: &str) -> Option<(&'a Schema, &'a str)> {
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

    fn component_origin(&self, kind: &str, name: &str) -> Origin {
        self.root.child("components").child(kind).child(name)
    }
}

/// A name in a reference: the reverse of [`component`].
fn escape(name: &str) -> String {
    pointer::escape(&name.replace('%', "%25")).into_owned()
}
