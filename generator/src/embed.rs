//! A planned API and its runtime as one file: a module of a crate that specwright does not write.
//!
//! The file is included, or is the file of a module, and so begins with neither documentation nor attributes of
//! its own. Its paths are relative: it works in whichever module it lies.

use std::collections::BTreeMap;

use crate::emit;
use crate::package::runtime;
use crate::plan::Planned;
use crate::rust::{Item, Module};

/// How calls are sent. In a crate that specwright writes, each of the two is a feature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Transports {
    /// By `reqwest`.
    pub reqwest: bool,
    /// By `reqwest` and without async as well.
    pub blocking: bool,
}

/// Lints that the crate around the module may deny. `warnings` covers only what is at the level "warn", so that
/// lints of other levels are named; `unsafe_code` is not, so that it can be forbidden.
const LINTS: &[&str] = &[
    "warnings",
    "clippy::all",
    "clippy::cargo",
    "clippy::nursery",
    "clippy::pedantic",
    "clippy::restriction",
    "rustdoc::all",
    "keyword_idents",
    "let_underscore",
    "nonstandard_style",
    "rust_2018_idioms",
    "rust_2021_compatibility",
    "rust_2024_compatibility",
    "unused",
    "absolute_paths_not_starting_with_crate",
    "deprecated",
    "explicit_outlives_requirements",
    "meta_variable_misuse",
    "missing_copy_implementations",
    "missing_debug_implementations",
    "missing_docs",
    "non_ascii_idents",
    "redundant_imports",
    "redundant_lifetimes",
    "single_use_lifetimes",
    "trivial_casts",
    "trivial_numeric_casts",
    "unit_bindings",
    "unnameable_types",
    "unreachable_pub",
    "unused_import_braces",
    "unused_lifetimes",
    "unused_macro_rules",
    "unused_qualifications",
    "unused_results",
    "variant_size_differences",
];

/// The text of the file. `header` is its first line.
pub fn text(planned: &Planned, header: &str, transports: Transports) -> String {
    let Some((root, others)) = planned.files.split_first() else { return String::new() };
    let folder = root.path.trim_end_matches("mod.rs");
    let mut root = root.clone();
    let module = Module { name: "runtime".to_owned(), public: true, feature: None, flatten: false };
    root.items.insert(0, Item::Module(module));
    let files: Vec<_> = [&root].into_iter().chain(others).map(|file| (file, header)).collect();
    let paths = files.iter().map(|(file, _)| file.path.trim_start_matches(folder).to_owned());
    let texts = emit::files(&files).into_iter().map(|text| {
        // There is one file, and so one header.
        text.split_once("\n\n").map(|(_, rest)| rest.to_owned()).unwrap_or_default()
    });
    let mut texts: BTreeMap<String, String> = paths.zip(texts).collect();
    for (path, text) in runtime(&planned.features) {
        texts.insert(format!("runtime/{path}"), decided(&text, transports));
    }
    let mut out = format!("// {header}\n");
    let allow = format!("#[allow({}, reason = \"generated code\")]", LINTS.join(", "));
    nest(&texts, "mod.rs", &format!("\n#[rustfmt::skip]\n{allow}\n"), &mut out);
    out
}

/// Code in which it is decided what is compiled: the features are not those of the crate around it.
fn decided(text: &str, transports: Transports) -> String {
    let features =
        [("reqwest", transports.reqwest || transports.blocking), ("blocking", transports.blocking)];
    let mut out = String::new();
    for line in text.lines() {
        let is_met = |(name, is_on): &(&str, bool)| {
            *is_on && line.trim() == format!("#[cfg(feature = \"{name}\")]")
        };
        if features.iter().any(is_met) {
            continue;
        }
        let line = features.iter().fold(line.to_owned(), |line, (name, is_on)| {
            line.replace(&format!("feature = \"{name}\""), &is_on.to_string())
        });
        out.push_str(&line);
        out.push('\n');
    }
    out
}

/// Adds the text of a file, with the modules that it declares written into it. `attributes` stand before each of
/// its modules and re-exports.
fn nest(texts: &BTreeMap<String, String>, path: &str, attributes: &str, out: &mut String) {
    let folder = match path.strip_suffix("mod.rs") {
        Some(folder) => folder.to_owned(),
        None => format!("{}/", path.trim_end_matches(".rs")),
    };
    for line in texts.get(path).into_iter().flat_map(|text| text.lines()) {
        let declared = module(line).and_then(|name| {
            let paths = [format!("{folder}{name}.rs"), format!("{folder}{name}/mod.rs")];
            paths.into_iter().find(|path| texts.contains_key(path))
        });
        if declared.is_some() || line.starts_with("pub use ") {
            out.push_str(attributes);
        }
        match declared {
            Some(path) => {
                out.push_str(line.trim_end_matches(';'));
                out.push_str(" {\n");
                nest(texts, &path, "", out);
                out.push_str("}\n");
            }
            // The attributes bring blank lines of their own.
            None if line.is_empty() && !attributes.is_empty() => {}
            None => {
                out.push_str(line);
                out.push('\n');
            }
        }
    }
}

/// The name of the module that a line declares.
fn module(line: &str) -> Option<&str> {
    let line = line.strip_prefix("pub ").unwrap_or(line);
    line.strip_prefix("mod ")?.strip_suffix(';')
}
