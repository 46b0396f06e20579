//! Packages: crates of one API or of several, and options that do not apply to them.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::layout::Target;
use super::manifest::{self, Selection};
use super::names;
use crate::diagnostics::{Diagnostics, Origin, finding};
use crate::options::PackageOptions;
use crate::rust::{
    Allowance, Attribute, Crate, Docs, File, Ident, Item, Lint, Metadata, Module, Part, Publish,
};

/// A planned API.
#[derive(Debug)]
pub struct Planned {
    /// One sentence that describes the API.
    pub summary: String,
    /// File of the API's root module.
    pub root: File,
    /// All other files.
    pub files: Vec<File>,
    /// Lines of the README, if the API has a crate of its own.
    pub readme: Vec<String>,
    /// Metadata of the manifest, if the API has a crate of its own.
    pub metadata: Metadata,
    /// Optional parts of the runtime that the API uses.
    pub parts: BTreeSet<Part>,
    /// Cargo features of groups of operations; empty if groups have no features.
    pub group_features: Vec<String>,
}

/// Plans the crate of a single API.
pub fn of_one(planned: &Planned) -> Crate<'_> {
    let selection = Selection::Groups(&planned.group_features);
    Crate {
        header: planned.root.header.clone(),
        manifest: manifest::manifest(planned.metadata.clone(), &selection, &planned.parts),
        readme: Some(&planned.readme),
        root: Cow::Borrowed(&planned.root),
        files: planned.files.iter().collect(),
        parts: planned.parts.clone(),
    }
}

/// Plans a crate with a module and a feature for each of several APIs; `apis` has the names of their modules.
pub fn of_many<'a>(name: &str, apis: &'a [(String, Planned)], header: &str) -> Crate<'a> {
    let header: Arc<str> = header.into();
    let mut docs =
        Docs::from_iter(["Clients for the APIs in `specs/`, each in a module with a feature.", ""]);
    let mut items = vec![module("runtime", None)];
    for (name, planned) in apis {
        items.push(module(name, Some(name.clone())));
        // A feature can disable the module, so the link is a URL, which rustdoc does not check.
        docs.push(format!("- [`{name}`]({name}/index.html): {}", planned.summary));
    }
    let files: Vec<&File> = apis
        .iter()
        .flat_map(|(_, planned)| [&planned.root].into_iter().chain(&planned.files))
        .collect();
    let attributes = crate_attributes(files.iter().copied());
    let root = File {
        path: "src/lib.rs".to_owned(),
        header: header.clone(),
        docs,
        attributes,
        items,
        ..File::default()
    };
    let parts = apis.iter().flat_map(|(_, planned)| planned.parts.iter().copied()).collect();
    let names: Vec<&str> = apis.iter().map(|(name, _)| name.as_str()).collect();
    let metadata = Metadata { publish: Some(Publish::Allowed(false)), ..manifest::metadata(name) };
    Crate {
        header,
        manifest: manifest::manifest(metadata, &Selection::Apis(&names), &parts),
        readme: None,
        root: Cow::Owned(root),
        files,
        parts,
    }
}

/// Declares a module in the root of a crate.
fn module(name: &str, feature: Option<String>) -> Item {
    let name = Ident::new(name.to_owned());
    Item::Module(Module { name, public: true, feature, flatten: false, skip_rustfmt: true })
}

/// Returns the attributes of a crate's root.
pub fn crate_attributes<'a>(files: impl Iterator<Item = &'a File>) -> Vec<Attribute> {
    let mut attributes = vec![Attribute::SkipRustfmt];
    if files.flat_map(|file| &file.items).any(has_foreign_names) {
        attributes.extend(FOREIGN_NAMES.iter().copied().map(Attribute::Allow));
    }
    attributes
}

/// Lints about identifiers that are not ASCII; rustc accepts them only at the root of a crate.
const FOREIGN_NAMES: &[Allowance] = &[
    foreign_names(&[Lint::rustc("confusable_idents")]),
    foreign_names(&[Lint::rustc("mixed_script_confusables")]),
    foreign_names(&[Lint::rustc("uncommon_codepoints")]),
];

const fn foreign_names(lints: &'static [Lint]) -> Allowance {
    Allowance { lints, reason: "the API chooses the names" }
}

/// Whether an item declares an identifier that is not ASCII.
fn has_foreign_names(item: &Item) -> bool {
    item.names().into_iter().any(|name| !name.as_str().is_ascii())
}

/// Reports options about the manifest that do not apply to this layout.
pub fn check_options(
    options: &PackageOptions,
    target: Target<'_>,
    file: &Origin,
    found: &mut Diagnostics,
) {
    if target != Target::Crate && *options != PackageOptions::default() {
        let with_several = matches!(target, Target::ModuleOf(_));
        found.add(finding::Options::PackageOfModule { with_several }, file);
    }
    if let Some(name) = options.name.as_ref().filter(|name| manifest::is_reserved(name)) {
        found.add(finding::Options::ReservedName { name: name.clone() }, file);
    }
}

/// Returns the name of an API's module in a crate of several, which is also the name of its feature.
pub fn module_name(api: &str) -> String {
    let name = names::module_name(api);
    // The crate has other modules and features of these names.
    let is_taken = ["runtime", "default", "blocking"].contains(&name.as_str());
    if is_taken || manifest::is_reserved(&name) { format!("{name}_api") } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lints_about_names_that_are_not_ascii_are_allowed_where_there_are_such_names() {
        let file = |name: &str| File { items: vec![module(name, None)], ..File::default() };
        let files = [file("a"), file("größe")];
        assert_eq!(crate_attributes(files[..1].iter()), [Attribute::SkipRustfmt]);
        assert_eq!(crate_attributes(files.iter()).len(), 1 + FOREIGN_NAMES.len());
    }

    #[test]
    fn modules_do_not_take_the_names_of_others() {
        let cases =
            [("runtime", "runtime_api"), ("serde", "serde_api"), ("a-b", "a_b"), ("type", "type_")];
        for (api, module) in cases {
            assert_eq!(module_name(api), module);
        }
    }
}
