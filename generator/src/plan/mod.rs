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
mod layout;
pub mod manifest;
mod modules;
mod names;
mod object;
mod operation;
mod package;
mod parameter;
mod response;
mod returns;
mod security;
mod server;
#[cfg(test)]
mod tests;
mod types;
mod union;

pub use embedded::embedded;
pub use layout::{Layout, Target};
pub use package::{Planned, check_options, module_name, of_many, of_one};

use crate::api::Api;
use crate::diagnostics::Diagnostics;
use crate::rust::Item;
use context::Plan;
use file::Folder;
use front::Front;

/// Plans the files of an API.
pub fn plan(api: &Api, layout: &Layout<'_>, diagnostics: &mut Diagnostics) -> Planned {
    let mut plan = Plan::new(api, layout, diagnostics);
    let mut types = units(plan.types());
    let operations = plan.operations(diagnostics);
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
    for (planned, module) in operations.into_iter().zip(&plan.modules.operations) {
        types.extend(planned.alias.map(|alias| (module.clone(), vec![Item::Alias(alias)])));
        calls.push((module.clone(), planned.items));
    }
    files.extend(plan.folder(Folder::Operations, calls));
    files.extend(plan.folder(Folder::Types, types));
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
    }
}

/// Makes each item a unit of its own, so that any two can be in different files.
fn units(items: Vec<(String, Item)>) -> Vec<(String, Vec<Item>)> {
    items.into_iter().map(|(module, item)| (module, vec![item])).collect()
}
