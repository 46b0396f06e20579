//! Names from the options.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::{Api, TypeKind};
use crate::diagnostics::{Diagnostics, Origin, finding};
use crate::options::Options;

/// Renames schemas, variants, operations, parameters, properties and tags, by JSON pointers into the user's document. The pointer
/// of a tag is that of its declaration, or of an operation's first tag; it is renamed for all operations. `source` maps
/// an origin to its place in the user's document. A pointer that matches nothing generated is a finding about the
/// options file.
pub fn rename(
    api: &mut Api,
    (options, options_file): (&Options, &Origin),
    source: impl Fn(&Origin) -> Origin,
    diagnostics: &mut Diagnostics,
) {
    let names = &options.rename;
    if names.is_empty() {
        return;
    }
    let mut used: BTreeSet<&str> = BTreeSet::new();
    let mut wanted = |origin: &Origin| {
        let (pointer, name) = names.get_key_value(&source(origin).pointer)?;
        used.insert(pointer);
        Some(name.clone())
    };
    let mut groups: BTreeMap<String, String> = BTreeMap::new();
    let declared = api.tags.iter().map(|tag| (&tag.name, &tag.origin));
    let used_tags = api.operations.iter();
    let used_tags = used_tags.filter_map(|one| Some((&one.group, one.tag.as_ref()?)));
    for (tag, origin) in declared.chain(used_tags) {
        if let Some(name) = wanted(origin) {
            groups.entry(tag.clone()).or_insert(name);
        }
    }
    for operation in &mut api.operations {
        if let Some(name) = groups.get(&operation.group) {
            operation.group.clone_from(name);
        }
        if let Some(name) = wanted(&operation.origin) {
            operation.name = name;
            operation.renamed = true;
        }
        for parameter in &mut operation.parameters {
            parameter.renamed = wanted(&parameter.origin);
        }
    }
    for def in &mut api.types {
        if let Some(name) = wanted(&def.origin) {
            def.hint.renamed = Some(name);
        }
        match &mut def.kind {
            TypeKind::Object(object) => {
                let properties = def.origin.child("properties");
                for member in &mut object.members {
                    member.renamed = wanted(&properties.child(&member.name));
                }
            }
            TypeKind::Union(union) => {
                for variant in &mut union.variants {
                    variant.renamed = wanted(&variant.origin);
                }
            }
            TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) => {}
        }
    }
    for (pointer, name) in names.iter().filter(|(pointer, _)| !used.contains(pointer.as_str())) {
        let origin = options_file.child("rename").child(pointer);
        let (pointer, name) = (pointer.clone(), name.clone());
        diagnostics.add(finding::Options::NoTarget { pointer, name }, &origin);
    }
}
