//! Names from the options.

use std::collections::BTreeSet;

use crate::api::{Api, NameHint, TypeKind};
use crate::diagnostics::{Diagnostics, Origin};
use crate::options::Options;

/// Applies names by JSON pointers into the user's document: to schemas, operations, parameters and
/// properties. `source` maps an origin to its place in the user's document. Pointers of nothing that is
/// generated are findings about the options file.
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
            &options_file.child("rename").child(pointer),
            format!("rename target not found: `{pointer}`, to be named `{name}`"),
            "take the pointer from a finding or from the coverage file, or remove the line",
        );
    }
}
