//! Planned APIs and the runtime to the files of a crate.

use std::collections::BTreeSet;

use crate::emit;
use crate::options::{Options, TagFeatures};
use crate::plan::{Layout, Planned};
use crate::rust::{File, Item, Module};
use crate::write::{MANIFEST, Package};

/// A file of the runtime and the optional part it belongs to.
struct RuntimeFile {
    path: &'static str,
    text: &'static str,
    part: Option<&'static str>,
}

macro_rules! runtime_files {
    ($($path:literal $($part:literal)?,)*) => {
        const RUNTIME: &[RuntimeFile] = &[$(RuntimeFile {
            path: $path,
            text: include_str!(concat!("../runtime/src/runtime/", $path)),
            part: runtime_files!(@part $($part)?),
        }),*];
    };
    (@part) => { None };
    (@part $part:literal) => { Some($part) };
}

include!("runtime_files.rs");

/// From this many operations on, the groups of an API are features of its crate.
const LARGE: usize = 100;

/// Where an API lies: as the module `name` of a package of several, or as a package of its own.
pub fn layout(package: &str, name: Option<&str>, options: &Options, operations: usize) -> Layout {
    let (package, datetime) = (package.to_owned(), options.datetime);
    match name {
        Some(name) => Layout {
            package,
            folder: format!("src/{name}"),
            module: format!("crate::{name}"),
            datetime,
            group_features: false,
        },
        None => Layout {
            package,
            folder: "src".to_owned(),
            module: "crate".to_owned(),
            datetime,
            group_features: match options.tag_features {
                TagFeatures::Auto => operations >= LARGE,
                TagFeatures::Always => true,
                TagFeatures::Never => false,
            },
        },
    }
}

/// An API of a crate of several.
pub struct Part {
    /// Name of its module and feature.
    pub name: String,
    /// Line for the head of its files.
    pub header: String,
    /// Its files.
    pub planned: Planned,
}

/// A crate with a module and a feature per API.
pub fn of_many(name: &str, parts: &[Part], header: &str) -> Package {
    let mut features = BTreeSet::new();
    let mut root = File {
        path: "src/lib.rs".to_owned(),
        docs: vec!["Clients of the APIs below `specs/`, a module and a feature each.".to_owned()],
        items: vec![module("runtime", None)],
        ..File::default()
    };
    let mut files = Vec::new();
    for part in parts {
        root.items.push(module(&part.name, Some(part.name.clone())));
        features.extend(part.planned.features.iter().copied());
        files.extend(part.planned.files.iter().map(|file| (file, part.header.as_str())));
    }
    root.recursion_limit = recursion_limit(parts.iter().map(|part| part.planned.types).max());
    let apis: Vec<&str> = parts.iter().map(|part| part.name.as_str()).collect();
    let manifest = Manifest { name, apis: &apis, groups: &[], parts: &features };
    finish(files, root, &manifest, header)
}

/// A crate that is one API.
pub fn of_one(name: &str, planned: &Planned, header: &str) -> Package {
    let mut root = File { path: "src/lib.rs".to_owned(), ..File::default() };
    let mut files = Vec::new();
    for file in &planned.files {
        if file.path == "src/mod.rs" {
            root = File { path: root.path, ..file.clone() };
            root.items.insert(0, module("runtime", None));
        } else {
            files.push((file, header));
        }
    }
    root.recursion_limit = recursion_limit(Some(planned.types));
    let groups: Vec<&str> = planned.group_features.iter().map(String::as_str).collect();
    let manifest = Manifest { name, apis: &[], groups: &groups, parts: &planned.features };
    finish(files, root, &manifest, header)
}

/// The recursion limit of a crate with so many types. Whether a response can be sent to another thread is
/// found out through all types that hold each other, of which the usual limit of 128 allows some thirty.
fn recursion_limit(types: Option<usize>) -> Option<usize> {
    let types = types.filter(|types| *types > 64)?;
    Some((types * 8).next_power_of_two().min(1 << 16))
}

/// The lint allowances of a crate with identifiers that are not ASCII; rustc takes them at the root only.
fn foreign_names(texts: &[String]) -> Vec<(&'static str, &'static str)> {
    let is_foreign = |line: &str| {
        let code = line.trim_start();
        let mut outside = code.split('"').step_by(2);
        !line.is_ascii() && !code.starts_with("//") && outside.any(|text| !text.is_ascii())
    };
    let reason = "names are those of the API";
    let lints = ["confusable_idents", "mixed_script_confusables", "uncommon_codepoints"];
    match texts.iter().flat_map(|text| text.lines()).any(is_foreign) {
        true => lints.map(|lint| (lint, reason)).to_vec(),
        false => Vec::new(),
    }
}

fn module(name: &str, feature: Option<String>) -> Item {
    Item::Module(Module { name: name.to_owned(), public: true, feature, flatten: false })
}

/// The files, the root behind them, the runtime and the manifests.
fn finish(
    files: Vec<(&File, &str)>,
    mut root: File,
    manifest: &Manifest<'_>,
    header: &str,
) -> Package {
    let texts = emit::files(&files);
    root.allows = foreign_names(&texts);
    let paths = files.iter().map(|(file, _)| file.path.clone());
    let mut package: Package = paths.zip(texts).collect();
    package.insert(root.path.clone(), emit::file(&root, header));
    package.insert("Cargo.toml".to_owned(), manifest.text(header));
    let wanted = |part: Option<&str>| part.is_none_or(|part| manifest.parts.contains(part));
    for file in RUNTIME.iter().filter(|file| wanted(file.part)) {
        let mut text = format!("// {header}\n\n");
        for line in without_tests(file.text) {
            // The module line of a part that is left out goes with its file.
            let dropped = RUNTIME.iter().any(|other| {
                let name =
                    other.path.rsplit('/').next().unwrap_or_default().trim_end_matches(".rs");
                !wanted(other.part) && line == format!("pub mod {name};")
            });
            if !dropped {
                text.push_str(line);
                text.push('\n');
            }
        }
        package.insert(format!("src/runtime/{}", file.path), text);
    }
    let mut list: Vec<&str> = package.keys().map(String::as_str).collect();
    list.push(MANIFEST);
    list.sort_unstable();
    let list = list.join("\n") + "\n";
    package.insert(MANIFEST.to_owned(), list);
    package
}

/// A file's lines before its tests, which stay in the runtime's own package.
fn without_tests(text: &str) -> impl Iterator<Item = &str> {
    text.split("\n#[cfg(test)]").next().unwrap_or_default().lines()
}

/// What is in the `Cargo.toml` of a generated crate.
struct Manifest<'a> {
    name: &'a str,
    /// Features of APIs, all on by default.
    apis: &'a [&'a str],
    /// Features of groups of operations, all on by default through `full`.
    groups: &'a [&'a str],
    /// Optional parts of the runtime, which need crates of their own.
    parts: &'a BTreeSet<&'static str>,
}

/// Crates that generated crates depend on, with the part of the runtime that needs them.
const DEPENDENCIES: &[(&str, &str, Option<&str>)] = &[
    ("base64", "\"0.23\"", None),
    ("bytes", "\"1.12\"", None),
    (
        "chrono",
        "{ version = \"0.4\", default-features = false, features = [\"alloc\", \"std\"] }",
        Some("chrono"),
    ),
    ("form_urlencoded", "\"1.2\"", None),
    ("http", "\"1.5\"", None),
    ("httpdate", "\"1\"", None),
    ("jiff", "{ version = \"1.0\", default-features = false, features = [\"std\"] }", Some("jiff")),
    ("percent-encoding", "\"2.3\"", None),
    (
        "reqwest",
        "{ version = \"0.13\", default-features = false, features = [\"rustls\", \"http2\"], optional = true }",
        None,
    ),
    ("serde", "{ version = \"1\", default-features = false, features = [\"std\"] }", None),
    // Members of objects keep the order they were written in.
    ("serde_json", "{ version = \"1\", features = [\"preserve_order\"] }", None),
    (
        "time",
        "{ version = \"0.3\", default-features = false, features = [\"std\", \"parsing\", \"formatting\"] }",
        Some("time"),
    ),
    // Tells blocking calls whether they are made in asynchronous code; `reqwest` needs it anyway.
    (
        "tokio",
        "{ version = \"1.47\", default-features = false, features = [\"rt\"], optional = true }",
        None,
    ),
    ("url", "\"2.5\"", None),
    ("uuid", "\"1\"", Some("uuid")),
];

/// Whether a package cannot have this name: Cargo or Rust has a use for it, or generated code depends on a
/// crate of that name.
pub fn is_reserved(name: &str) -> bool {
    let taken = ["test", "core", "std", "alloc", "proc_macro", "build", "deps", "examples"];
    taken.contains(&name)
        || DEPENDENCIES.iter().any(|(dependency, ..)| *dependency == name)
        || crate::plan::names::is_keyword(name)
}

/// The module of an API in a crate of several, which is the name of its feature as well.
pub fn module_name(api: &str) -> String {
    let name = crate::plan::names::module_name(api);
    // Other modules and features of the crate.
    let is_taken = ["runtime", "default", "blocking"].contains(&name.as_str());
    if is_taken || is_reserved(&name) { format!("{name}_api") } else { name }
}

impl Manifest<'_> {
    fn text(&self, header: &str) -> String {
        let mut text = format!("# {header}\n\n[package]\nname = {:?}\n", self.name);
        text.push_str("version = \"0.1.0\"\nedition = \"2024\"\nrust-version = \"1.89\"\n");
        text.push_str("publish = false\n\n[features]\n");
        let mut default = vec!["reqwest"];
        default.extend(self.apis);
        if !self.groups.is_empty() {
            default.push("full");
        }
        text.push_str(&list("default", &default));
        text.push_str(
            "# The transport of `reqwest` with rustls; without it the caller brings a `Transport`.\n",
        );
        text.push_str("reqwest = [\"dep:reqwest\"]\n");
        text.push_str("# `send_blocking` on every call.\n");
        text.push_str("blocking = [\"reqwest\", \"reqwest/blocking\", \"dep:tokio\"]\n");
        if !self.groups.is_empty() {
            text.push_str("# All groups of operations; without it, name those that are needed.\n");
            text.push_str(&list("full", self.groups));
        }
        for feature in self.apis.iter().chain(self.groups) {
            text.push_str(&format!("{feature} = []\n"));
        }
        text.push_str("\n[dependencies]\n");
        for (name, requirement, part) in DEPENDENCIES {
            if part.is_none_or(|part| self.parts.contains(part)) {
                text.push_str(&format!("{name} = {requirement}\n"));
            }
        }
        text
    }
}

/// A feature and what it turns on, one a line where they are many.
fn list(name: &str, features: &[&str]) -> String {
    if features.len() <= 4 {
        return format!("{name} = {features:?}\n");
    }
    let lines: String = features.iter().map(|feature| format!("    {feature:?},\n")).collect();
    format!("{name} = [\n{lines}]\n")
}
