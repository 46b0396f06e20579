//! A module of a crate that specwright does not write, in one file.

use std::collections::HashMap;

use super::file::{module, on_all_cores, text};
use super::runtime;
use crate::rust::{Embedded, File, Item, Module};

/// A module in one file: it is included, or is the file of a module, and so begins with neither documentation nor
/// attributes of its own.
pub fn embedded(embedded: &Embedded<'_>) -> String {
    let texts = on_all_cores(&embedded.files, &|file| text(file, &|_| None));
    let files: HashMap<&str, (&File, String)> = embedded
        .files
        .iter()
        .zip(texts)
        .map(|(file, text)| (file.path.as_str(), (*file, text)))
        .collect();
    let attributes = format!("\n#[rustfmt::skip]\n#[{}]\n", embedded.allow);
    let mut out = format!("// {}\n", embedded.root.header);
    for item in &embedded.root.items {
        let text = match item {
            Item::Module(one) => {
                let content = content(&embedded.root.path, one, &files);
                // The runtime alone is not one of the files.
                let runtime = || runtime::in_one_file(embedded.parts, embedded.transports);
                module(one, Some(content.unwrap_or_else(runtime)))
            }
            Item::Reexport(one) => format!("pub {one}"),
            // The root of an API has no other items.
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
