//! Planned APIs and the runtime to the files of a crate.

use std::collections::BTreeSet;

use crate::emit;
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

/// Where an API lies in the crate `generated`, or in a crate of its own when `name` is `None`.
pub fn layout(package: &str, name: Option<&str>) -> Layout {
    let package = package.to_owned();
    match name {
        Some(name) => {
            Layout { package, folder: format!("src/{name}"), module: format!("crate::{name}") }
        }
        None => Layout { package, folder: "src".to_owned(), module: "crate".to_owned() },
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
    let mut package = Package::new();
    let mut features = BTreeSet::new();
    let mut root = File {
        path: "src/lib.rs".to_owned(),
        docs: vec!["Clients of the APIs below `specs/`, a module and a feature each.".to_owned()],
        items: vec![module("runtime", None)],
        ..File::default()
    };
    for part in parts {
        root.items.push(module(&part.name, Some(part.name.clone())));
        features.extend(part.planned.features.iter().copied());
        for file in &part.planned.files {
            package.insert(file.path.clone(), emit::file(file, &part.header));
        }
    }
    root.allows = foreign_names(&package);
    package.insert(root.path.clone(), emit::file(&root, header));
    let apis: Vec<&str> = parts.iter().map(|part| part.name.as_str()).collect();
    package.insert("Cargo.toml".to_owned(), manifest(name, &apis, &features, header));
    finish(package, &features, header)
}

/// A crate that is one API.
pub fn of_one(name: &str, planned: &Planned, header: &str) -> Package {
    let mut package = Package::new();
    for file in planned.files.iter().filter(|file| file.path != "src/mod.rs") {
        package.insert(file.path.clone(), emit::file(file, header));
    }
    for mut root in planned.files.iter().filter(|file| file.path == "src/mod.rs").cloned() {
        root.path = "src/lib.rs".to_owned();
        root.items.insert(0, module("runtime", None));
        root.allows = foreign_names(&package);
        package.insert(root.path.clone(), emit::file(&root, header));
    }
    package.insert("Cargo.toml".to_owned(), manifest(name, &[], &planned.features, header));
    finish(package, &planned.features, header)
}

/// The lint allowances of a crate with identifiers that are not ASCII; rustc takes them at the root only.
fn foreign_names(package: &Package) -> Vec<(&'static str, &'static str)> {
    let is_foreign = |line: &str| {
        let code = line.trim_start();
        let outside = code.split('"').step_by(2);
        !line.is_ascii() && !code.starts_with("//") && outside.into_iter().any(|s| !s.is_ascii())
    };
    let reason = "names are those of the API";
    let lints = ["confusable_idents", "mixed_script_confusables", "uncommon_codepoints"];
    match package.values().flat_map(|text| text.lines()).any(is_foreign) {
        true => lints.map(|lint| (lint, reason)).to_vec(),
        false => Vec::new(),
    }
}

fn module(name: &str, feature: Option<String>) -> Item {
    Item::Module(Module { name: name.to_owned(), public: true, feature, flatten: false })
}

fn finish(mut package: Package, features: &BTreeSet<&'static str>, header: &str) -> Package {
    let wanted = |part: Option<&str>| part.is_none_or(|part| features.contains(part));
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

fn manifest(name: &str, apis: &[&str], features: &BTreeSet<&'static str>, header: &str) -> String {
    let mut text = format!(
        "# {header}\n\n[package]\nname = {name:?}\nversion = \"0.1.0\"\nedition = \"2024\"\nrust-version = \"1.89\"\npublish = false\n\n[features]\n"
    );
    let mut default = vec!["reqwest"];
    default.extend(apis);
    text.push_str(&format!("default = {default:?}\n"));
    text.push_str(
        "# The transport of `reqwest` with rustls; without it the caller brings a `Transport`.\n",
    );
    text.push_str("reqwest = [\"dep:reqwest\"]\n");
    text.push_str("# `send_blocking` on every call.\n");
    text.push_str("blocking = [\"reqwest\", \"reqwest/blocking\"]\n");
    for api in apis {
        text.push_str(&format!("{api} = []\n"));
    }
    text.push_str("\n[dependencies]\nbase64 = \"0.23\"\nbytes = \"1.12\"\n");
    if features.contains("chrono") {
        text.push_str("chrono = { version = \"0.4\", default-features = false, features = [\"alloc\", \"std\"] }\n");
    }
    if features.contains("jiff") {
        text.push_str(
            "jiff = { version = \"1.0\", default-features = false, features = [\"std\"] }\n",
        );
    }
    if features.contains("time") {
        text.push_str("time = { version = \"0.3\", default-features = false, features = [\"std\", \"parsing\", \"formatting\"] }\n");
    }
    text.push_str(
        "form_urlencoded = \"1.2\"\nhttp = \"1.5\"\nhttpdate = \"1\"\npercent-encoding = \"2.3\"\n",
    );
    text.push_str("reqwest = { version = \"0.13\", default-features = false, features = [\"rustls\", \"http2\"], optional = true }\n");
    text.push_str("serde = { version = \"1\", default-features = false, features = [\"std\"] }\n");
    text.push_str("# Members of objects keep the order they were written in.\n");
    text.push_str(
        "serde_json = { version = \"1\", features = [\"preserve_order\"] }\nurl = \"2.5\"\n",
    );
    if features.contains("uuid") {
        text.push_str("uuid = \"1\"\n");
    }
    text
}
