//! Converts an `openapiv3` document to an [`Api`].

mod body;
mod context;
mod cycles;
mod formats;
mod lowering;
mod media_type;
mod merge_patch;
mod merged;
mod multipart;
mod operation;
mod parameter;
mod path;
mod rename;
mod required_body;
mod response;
mod schema;
mod security;
mod server;
mod stream;
mod style;
#[cfg(test)]
mod tests;
mod titles;
mod usage;

pub use rename::rename;

use self::lowering::Lowering;
use crate::api::{Api, License, Tag};
use crate::diagnostics::{Diagnostics, Origin};
use crate::document::Document;

/// Converts a document to the model of the API.
pub fn lower(document: &Document, root: &Origin, diagnostics: &mut Diagnostics) -> Api {
    let empty = openapiv3::Components::default();
    let Document { api: document, paths } = document;
    let components = document.components.as_ref().unwrap_or(&empty);
    let api = Api {
        title: document.info.title.trim().to_owned(),
        version: document.info.version.clone(),
        description: document.info.description.clone().unwrap_or_default(),
        documentation_url: document.external_docs.as_ref().map(|docs| docs.url.clone()),
        contact_url: document.info.contact.as_ref().and_then(|contact| contact.url.clone()),
        license: document.info.license.as_ref().map(license),
        servers: server::servers(&document.servers),
        schemes: security::schemes(components),
        tags: tags(&document.tags, root),
        ..Api::default()
    };
    let mut lowering = Lowering::new(document, paths, components, root, diagnostics, api);
    lowering.collect_families();
    lowering.operations();
    // A document whose operations were left out because of errors is not a library of schemas.
    let is_library = paths.is_empty() || !lowering.diagnostics.has_errors();
    if is_library && lowering.api.operations.is_empty() {
        lowering.all_schemas();
    }
    lowering.deferred();
    let Lowering { mut api, optional_bodies, .. } = lowering;
    titles::settle(&mut api);
    cycles::cut(&mut api, diagnostics);
    required_body::require(&mut api, &optional_bodies, diagnostics);
    merge_patch::merge_patches(&mut api);
    schema::mark_tags(&mut api);
    usage::mark(&mut api);
    api
}

fn license(license: &openapiv3::License) -> License {
    let identifier = license.extensions.get("x-specwright-identifier").and_then(|id| id.as_str());
    License {
        name: license.name.clone(),
        identifier: identifier.unwrap_or_default().to_owned(),
        url: license.url.clone().unwrap_or_default(),
    }
}

/// Returns the tags that a document declares.
fn tags(tags: &[openapiv3::Tag], root: &Origin) -> Vec<Tag> {
    let list = root.child("tags");
    let tags = tags.iter().enumerate();
    let tag = |(index, tag): (usize, &openapiv3::Tag)| Tag {
        name: tag.name.clone(),
        origin: list.child(&index.to_string()),
    };
    tags.map(tag).collect()
}
