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

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;
use openapiv3::{OpenAPI, ReferenceOr, Schema};

pub use rename::rename;

use crate::api::{Api, License, Type, TypeId};
use crate::diagnostics::{Diagnostics, Origin};

/// Lowers the whole document.
pub fn lower(document: &OpenAPI, root: &Origin, diagnostics: &mut Diagnostics) -> Api {
    let empty = openapiv3::Components::default();
    let components = document.components.as_ref().unwrap_or(&empty);
    let mut lowering = Lowering {
        document,
        components,
        root,
        diagnostics,
        api: Api {
            title: document.info.title.trim().to_owned(),
            version: document.info.version.clone(),
            description: document.info.description.clone().unwrap_or_default(),
            documentation_url: document.external_docs.as_ref().map(|docs| docs.url.clone()),
            contact_url: document.info.contact.as_ref().and_then(|contact| contact.url.clone()),
            license: document.info.license.as_ref().map(license),
            servers: server::servers(&document.servers),
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
        optional_bodies: HashSet::new(),
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
    lowering.require_bodies();
    discriminator::mark_tags(&mut lowering.api);
    usage::mark(&mut lowering.api);
    lowering.api
}

fn license(license: &openapiv3::License) -> License {
    let identifier = license.extensions.get("x-specwright-identifier").and_then(|id| id.as_str());
    License {
        name: license.name.clone(),
        identifier: identifier.unwrap_or_default().to_owned(),
        url: license.url.clone().unwrap_or_default(),
    }
}

/// The state of a lowering.
struct Lowering<'a> {
    document: &'a OpenAPI,
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
    /// Pointers of the request bodies that the document says may be left out.
    optional_bodies: HashSet<String>,
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

/// The name in `#/components/KIND/NAME`.
fn component(reference: &str, kind: &str) -> Option<String> {
    let name = reference.strip_prefix("#/components/")?.strip_prefix(kind)?.strip_prefix('/')?;
    Some(unescape(&percent_decode(name)))
}

/// A segment of a JSON pointer as text (RFC 6901, section 4).
fn unescape(segment: &str) -> String {
    segment.replace("~1", "/").replace("~0", "~")
}

/// A name in a reference: the reverse of [`component`].
fn escape(name: &str) -> String {
    name.replace('%', "%25").replace('~', "~0").replace('/', "~1")
}

/// The text of a URL's fragment (RFC 3986, section 2.1). What is not UTF-8 then stays as it is.
fn percent_decode(fragment: &str) -> String {
    let mut bytes = Vec::with_capacity(fragment.len());
    let mut rest = fragment.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        let digit = |at: usize| tail.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        match (byte, digit(0), digit(1)) {
            (b'%', Some(high), Some(low)) => {
                bytes.extend(u8::try_from(high * 16 + low));
                rest = &tail[2..];
            }
            _ => {
                bytes.push(byte);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| fragment.to_owned())
}
