//! Whole packages.

use std::collections::{BTreeMap, HashMap};

use super::file::{commented, file, module, on_all_cores, text};
use super::{manifest, runtime};
use crate::rust::{Crate, Embedded, File, Item, Module};
use crate::write::Package;

/// The files of a crate.
pub fn package(package: &Crate<'_>) -> Package {
    let header = &package.header;
    let paths = package.files.iter().map(|file| file.path.clone());
    let mut files: BTreeMap<String, String> =
        paths.zip(on_all_cores(&package.files, &file)).collect();
    files.insert(package.root.path.clone(), file(&package.root));
    files.insert("Cargo.toml".to_owned(), manifest::manifest(&package.manifest, header));
    for (path, text) in runtime::files(&package.parts) {
        files.insert(format!("src/runtime/{path}"), commented(header, &text));
    }
    if let Some(lines) = package.readme {
        files.insert("README.md".to_owned(), readme(lines, header));
    }
    files
}

/// A README with its first line, a comment.
fn readme(lines: &[String], header: &str) -> String {
    format!("<!-- {} -->\n\n{}\n", header.replace("-->", "-- >"), lines.join("\n"))
}

/// A module in one file: it is included, or is the file of a module, and so begins with neither documentation nor
/// attributes of its own.
pub fn embedded(module: &Embedded<'_>) -> String {
    let texts = on_all_cores(&module.files, &|file| text(file, &|_| None));
    let files: HashMap<&str, (&File, String)> = module
        .files
        .iter()
        .zip(texts)
        .map(|(file, text)| (file.path.as_str(), (*file, text)))
        .collect();
    let attributes = format!("\n#[rustfmt::skip]\n#[{}]\n", module.allow);
    let mut out = format!("// {}\n", module.root.header);
    for item in &module.root.items {
        let text = match item {
            Item::Module(one) => match content(&module.root.path, one, &files) {
                Some(text) => self::module(one, Some(text)),
                None => {
                    self::module(one, Some(runtime::in_one_file(module.parts, module.transports)))
                }
            },
            Item::Reexport(one) => format!("pub {one}"),
            _ => continue,
        };
        out.push_str(&attributes);
        out.push_str(&text);
        out.push('\n');
    }
    out
}

/// What a module holds that the file of a path declares, with the modules that it declares in turn.
fn content(path: &str, module: &Module, files: &HashMap<&str, (&File, String)>) -> Option<String> {
    let (folder, _) = path.rsplit_once('/')?;
    let name = &module.name;
    let paths = [format!("{folder}/{name}.rs"), format!("{folder}/{name}/mod.rs")];
    let (file, printed) = paths.iter().find_map(|path| files.get(path.as_str()))?;
    match file.items.iter().any(|item| matches!(item, Item::Module(_))) {
        true => Some(text(file, &|inner| content(&file.path, inner, files))),
        false => Some(printed.clone()),
    }
}
