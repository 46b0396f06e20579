//! The manifest as TOML.

use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, Value, value};

use crate::rust::{Dependency, Enabled, Feature, Manifest, Metadata, Publish};

/// Minimum length of a list of features that is written with one feature per line.
const LONG: usize = 5;

/// Prints a manifest. `header` is its first line.
pub fn manifest(manifest: &Manifest, header: &str) -> String {
    let mut package = package(&manifest.package);
    package.decor_mut().set_prefix(format!("# {}\n\n", header.replace(['\n', '\r'], " ")));
    let mut document = DocumentMut::new();
    document.insert("package", Item::Table(package));
    document.insert("features", Item::Table(features(&manifest.features)));
    let dependencies = manifest.dependencies.iter();
    let dependencies = dependencies.map(|one| (one.name, Item::Value(dependency(one))));
    document.insert("dependencies", Item::Table(Table::from_iter(dependencies)));
    document.to_string()
}

fn package(metadata: &Metadata) -> Table {
    let mut table = Table::new();
    let texts = [
        ("name", Some(metadata.name.as_str())),
        ("version", Some(metadata.version.as_str())),
        ("edition", Some(metadata.edition)),
        ("rust-version", Some(metadata.rust_version)),
        ("description", metadata.description.as_deref()),
        ("license", metadata.license.as_deref()),
        ("homepage", metadata.homepage.as_deref()),
        ("documentation", metadata.documentation.as_deref()),
        ("repository", metadata.repository.as_deref()),
        ("readme", metadata.readme.then_some("README.md")),
    ];
    for (key, text) in texts {
        if let Some(text) = text {
            table.insert(key, value(text));
        }
    }
    if !metadata.keywords.is_empty() {
        table.insert("keywords", value(Array::from_iter(&metadata.keywords)));
    }
    if !metadata.categories.is_empty() {
        table.insert("categories", value(Array::from_iter(metadata.categories.iter().copied())));
    }
    match &metadata.publish {
        None => {}
        Some(Publish::Allowed(allowed)) => {
            table.insert("publish", value(*allowed));
        }
        Some(Publish::Registries(names)) => {
            table.insert("publish", value(Array::from_iter(names)));
        }
    }
    table
}

fn features(features: &[Feature]) -> Table {
    let mut table = Table::new();
    for feature in features {
        let mut enables = Array::from_iter(feature.enables.iter().map(Enabled::to_string));
        if enables.len() >= LONG {
            enables.iter_mut().for_each(|one| one.decor_mut().set_prefix("\n    "));
            enables.set_trailing_comma(true);
            enables.set_trailing("\n");
        }
        table.insert(&feature.name, value(enables));
        if let (Some(comment), Some(mut key)) = (feature.comment, table.key_mut(&feature.name)) {
            key.leaf_decor_mut().set_prefix(format!("# {comment}\n"));
        }
    }
    table
}

fn dependency(dependency: &Dependency) -> Value {
    let Dependency { version, default_features, features, optional, .. } = *dependency;
    if default_features && features.is_empty() && !optional {
        return version.into();
    }
    let mut table = InlineTable::new();
    table.insert("version", version.into());
    if !default_features {
        table.insert("default-features", false.into());
    }
    if !features.is_empty() {
        table.insert("features", Value::Array(Array::from_iter(features.iter().copied())));
    }
    if optional {
        table.insert("optional", true.into());
    }
    Value::InlineTable(table)
}
