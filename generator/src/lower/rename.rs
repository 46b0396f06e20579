//! New names that the user gives.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::{Api, NameHint, TypeKind};
use crate::diagnostics::{Diagnostics, Origin};

/// Gives names by the JSON pointers, in the user's document, of what they name: a schema, an operation, a
/// parameter, a property. `source` tells where a node of the tree stood in it. A pointer that names nothing
/// in use is a finding.
pub fn rename(
    api: &mut Api,
    names: &BTreeMap<String, String>,
    source: impl Fn(&Origin) -> Origin,
    diagnostics: &mut Diagnostics,
) {
    if names.is_empty() {
        return;
    }
    let mut used: BTreeSet<&str> = BTreeSet::new();
    let mut wanted = |origin: &Origin| {
        let (pointer, name) = names.get_key_value(&source(origin).pointer)?;
        used.insert(pointer);
        Some(name.clone())
    };
    for operation in &mut api.operations {
        if let Some(name) = wanted(&operation.origin) {
            operation.name = name;
        }
        for parameter in &mut operation.parameters {
            parameter.renamed = wanted(&parameter.origin);
        }
    }
    for def in &mut api.types {
        if let Some(name) = wanted(&def.origin) {
            def.hint = NameHint { candidates: vec![name], component: true };
        }
        if let TypeKind::Object(object) = &mut def.kind {
            let properties = def.origin.child("properties");
            for member in &mut object.members {
                member.renamed = wanted(&properties.child(&member.name));
            }
        }
    }
    for (pointer, name) in names.iter().filter(|(pointer, _)| !used.contains(pointer.as_str())) {
        diagnostics.report_with_help(
            "SW0055",
            &Origin::default(),
            format!(
                "`[rename]` gives the name `{name}` to `{pointer}`, which names nothing in use"
            ),
            "take the pointer from a finding or from the coverage file, or remove the line",
        );
    }
}
