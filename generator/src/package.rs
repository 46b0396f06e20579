//! Planned APIs and the runtime to the files of a crate.

use std::collections::BTreeSet;

use crate::diagnostics::{Diagnostics, Origin, finding};
use crate::emit;
use crate::options::{Options, PackageOptions, TagFeatures};
use crate::plan::manifest::{self, Selection};
use crate::plan::{Layout, Planned};
use crate::rust::{File, Item, Manifest, Metadata, Module, Publish};
use crate::write::{MANIFEST, Package, fingerprints};

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

/// What an API is generated as.
#[derive(Debug, Clone, Copy)]
pub enum Target<'a> {
    /// A crate of its own.
    Crate,
    /// A module of the crate of this name, which has several.
    ModuleOf(&'a str),
    /// A module of a crate that specwright does not write.
    Embedded,
}

/// Where the API `name` lies.
pub fn layout(target: Target<'_>, name: &str, options: &Options, operations: usize) -> Layout {
    let datetime = options.datetime;
    match target {
        Target::ModuleOf(_) | Target::Embedded => Layout {
            package: if let Target::ModuleOf(package) = target { package } else { name }.to_owned(),
            folder: format!("src/{name}"),
            module: format!("crate::{name}"),
            embedded: matches!(target, Target::Embedded),
            datetime,
            group_features: false,
            metadata: PackageOptions::default(),
        },
        Target::Crate => Layout {
            package: options.package.name.as_deref().unwrap_or(name).to_owned(),
            folder: "src".to_owned(),
            module: "crate".to_owned(),
            embedded: false,
            datetime,
            group_features: match options.tag_features {
                TagFeatures::Auto => operations >= LARGE,
                TagFeatures::Always => true,
                TagFeatures::Never => false,
            },
            metadata: options.package.clone(),
        },
    }
}

/// Reports options about the manifest that cannot be followed.
pub fn check_options(
    options: &PackageOptions,
    target: Target<'_>,
    file: &Origin,
    found: &mut Diagnostics,
) {
    if !matches!(target, Target::Crate) && *options != PackageOptions::default() {
        let with_several = matches!(target, Target::ModuleOf(_));
        found.add(finding::Options::PackageOfModule { with_several }, file);
    }
    if let Some(name) = options.name.as_ref().filter(|name| manifest::is_reserved(name)) {
        found.add(finding::Options::ReservedName { name: name.clone() }, file);
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
        is_root: true,
        docs: vec![
            "Clients of the APIs below `specs/`, a module and a feature each.".to_owned(),
            String::new(),
        ],
        items: vec![module("runtime", None)],
        ..File::default()
    };
    let mut files = Vec::new();
    for part in parts {
        root.items.push(module(&part.name, Some(part.name.clone())));
        // The module may be left out, so that the link is one that rustdoc does not resolve.
        let (name, summary) = (&part.name, &part.planned.summary);
        root.docs.push(format!("- [`{name}`]({name}/index.html): {summary}"));
        features.extend(part.planned.features.iter().copied());
        files.extend(part.planned.files.iter().map(|file| (file, part.header.as_str())));
    }
    root.recursion_limit = recursion_limit(parts.iter().map(|part| part.planned.types).max());
    let apis: Vec<&str> = parts.iter().map(|part| part.name.as_str()).collect();
    let metadata = Metadata { publish: Some(Publish::Allowed(false)), ..manifest::metadata(name) };
    let manifest = manifest::manifest(metadata, &Selection::Apis(&apis), &features);
    finish(files, root, &manifest, &features, header)
}

/// A crate that is one API.
pub fn of_one(planned: &Planned, header: &str) -> Package {
    let mut root = File { path: "src/lib.rs".to_owned(), ..File::default() };
    let mut files = Vec::new();
    for file in &planned.files {
        if file.path == "src/mod.rs" {
            root = File { path: root.path, is_root: true, ..file.clone() };
            root.items.insert(0, module("runtime", None));
        } else {
            files.push((file, header));
        }
    }
    root.recursion_limit = recursion_limit(Some(planned.types));
    let selection = Selection::Groups(&planned.group_features);
    let manifest = manifest::manifest(planned.metadata.clone(), &selection, &planned.features);
    let mut package = finish(files, root, &manifest, &planned.features, header);
    package.insert("README.md".to_owned(), emit::readme(&planned.readme, header));
    list_files(&mut package);
    package
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
    manifest: &Manifest,
    parts: &BTreeSet<&'static str>,
    header: &str,
) -> Package {
    let texts = emit::files(&files);
    root.allows = foreign_names(&texts);
    let paths = files.iter().map(|(file, _)| file.path.clone());
    let mut package: Package = paths.zip(texts).collect();
    package.insert(root.path.clone(), emit::file(&root, header));
    package.insert("Cargo.toml".to_owned(), emit::manifest(manifest, header));
    for (path, text) in runtime(parts) {
        package.insert(format!("src/runtime/{path}"), format!("// {header}\n\n{text}"));
    }
    list_files(&mut package);
    package
}

/// The files of the runtime with these optional parts, by path below its folder.
pub fn runtime(parts: &BTreeSet<&'static str>) -> impl Iterator<Item = (&'static str, String)> {
    let wanted = |part: Option<&str>| part.is_none_or(|part| parts.contains(part));
    RUNTIME.iter().filter(move |file| wanted(file.part)).map(move |file| {
        let mut text = String::new();
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
        (file.path, text)
    })
}

/// Adds the list of the files, which the next run reads.
fn list_files(package: &mut Package) {
    package.insert(MANIFEST.to_owned(), String::new());
    let list: String = package.keys().map(|path| format!("{path}\n")).collect();
    let fingerprints = fingerprints(package);
    package.insert(MANIFEST.to_owned(), list + &fingerprints);
}

/// A file's lines before its tests, which stay in the runtime's own package.
fn without_tests(text: &str) -> impl Iterator<Item = &str> {
    text.split("\n#[cfg(test)]").next().unwrap_or_default().lines()
}

/// The module of an API in a crate of several, which is the name of its feature as well.
pub fn module_name(api: &str) -> String {
    let name = crate::plan::names::module_name(api);
    // Other modules and features of the crate.
    let is_taken = ["runtime", "default", "blocking"].contains(&name.as_str());
    if is_taken || manifest::is_reserved(&name) { format!("{name}_api") } else { name }
}
