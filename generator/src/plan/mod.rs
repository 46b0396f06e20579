//! [`Api`] to printable files: every name, module, `Box`, visibility, lint and doc text.

mod argument;
mod body;
mod boxes;
mod client;
mod constant;
mod context;
pub mod doc;
mod embedded;
mod enums;
mod example;
mod feature;
mod file;
mod front;
mod groups;
mod keys;
mod layout;
mod locked;
pub mod manifest;
mod modules;
mod names;
mod object;
mod operation;
mod operation_names;
mod package;
mod parameter;
mod places;
mod response;
mod returns;
mod security;
mod server;
mod stream;
#[cfg(test)]
mod tests;
mod type_names;
mod types;
mod union;
mod variant_names;

pub use embedded::embedded;
pub use layout::{Layout, Target};
pub use package::{Planned, check_options, module_name, of_many, of_one};
pub use places::{OperationPlaces, Places};

use crate::api::Api;
use crate::diagnostics::{Diagnostics, Origin};
use crate::lock::Lock;
use crate::rust::Item;
use context::Plan;
use front::Front;

/// Plans the files of an API, and the names that the lock remembers. `source` returns the place in a source of a node of
/// the document.
pub fn plan(
    api: &Api,
    layout: &Layout<'_>,
    lock: &Lock,
    source: impl Fn(&Origin) -> Origin,
    diagnostics: &mut Diagnostics,
) -> Planned {
    let mut plan = Plan::new(api, layout, lock, diagnostics);
    let mut types = plan.types();
    let operations = plan.operations();
    let lock = plan.locked(&operations);
    let calls = plan.operation_names.iter().map(|names| &names.call);
    let places = Places::new(api, &plan.names, calls, source);
    let mut client = plan.client(plan.servers());
    let front = Front::new(&plan, &client, &operations);
    let (summary, readme, docs) = (front.title(), front.readme(), front.rustdoc());
    let mut root = plan.root();
    // A file that is included by `include!` cannot start with inner doc comments.
    if layout.is_embedded() {
        client.docs.paragraph();
        client.docs.extend(docs);
    } else {
        root.docs = docs;
    }
    let mut files = vec![plan.client_file(client)];
    let mut calls = Vec::new();
    for (planned, module) in operations.into_iter().zip(&plan.modules.of_operations) {
        types.extend(planned.alias.map(|alias| (module.clone(), Item::Alias(alias))));
        calls.push(planned.items);
    }
    files.extend(plan.operation_files(calls));
    files.extend(plan.type_files(types));
    if layout.target == Target::Crate {
        root.attributes = package::crate_attributes(files.iter());
    }
    Planned {
        summary,
        root,
        files,
        readme,
        metadata: manifest::metadata_of(api, &layout.package, &layout.metadata),
        group_features: plan.group_features(),
        parts: plan.parts,
        places,
        lock,
    }
}
