//! Modules of crates that specwright does not write.

use super::package::Planned;
use crate::rust::{Allowance, Embedded, Lint, Transports};

/// Lints that the surrounding crate may deny. `warnings` covers only lints at level "warn", so those of other levels
/// are listed by name. `unsafe_code` is not listed, so that it can be forbidden.
const LINTS: &[Lint] = &[
    Lint::rustc("warnings"),
    Lint::clippy("all"),
    Lint::clippy("cargo"),
    Lint::clippy("nursery"),
    Lint::clippy("pedantic"),
    Lint::clippy("restriction"),
    Lint::rustdoc("all"),
    Lint::rustc("keyword_idents"),
    Lint::rustc("let_underscore"),
    Lint::rustc("nonstandard_style"),
    Lint::rustc("rust_2018_idioms"),
    Lint::rustc("rust_2021_compatibility"),
    Lint::rustc("rust_2024_compatibility"),
    Lint::rustc("unused"),
    Lint::rustc("absolute_paths_not_starting_with_crate"),
    Lint::rustc("deprecated"),
    Lint::rustc("explicit_outlives_requirements"),
    Lint::rustc("meta_variable_misuse"),
    Lint::rustc("missing_copy_implementations"),
    Lint::rustc("missing_debug_implementations"),
    Lint::rustc("missing_docs"),
    Lint::rustc("non_ascii_idents"),
    Lint::rustc("redundant_imports"),
    Lint::rustc("redundant_lifetimes"),
    Lint::rustc("single_use_lifetimes"),
    Lint::rustc("trivial_casts"),
    Lint::rustc("trivial_numeric_casts"),
    Lint::rustc("unit_bindings"),
    Lint::rustc("unnameable_types"),
    Lint::rustc("unreachable_pub"),
    Lint::rustc("unused_import_braces"),
    Lint::rustc("unused_lifetimes"),
    Lint::rustc("unused_macro_rules"),
    Lint::rustc("unused_qualifications"),
    Lint::rustc("unused_results"),
    Lint::rustc("variant_size_differences"),
];

/// Plans the module of an API whose layout is embedded.
pub fn embedded(planned: &Planned, transports: Transports) -> Embedded<'_> {
    Embedded {
        root: &planned.root,
        files: planned.files.iter().collect(),
        parts: &planned.parts,
        transports,
        allow: Allowance { lints: LINTS, reason: "generated code" },
    }
}
