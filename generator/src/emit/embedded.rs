//! Modules of crates that specwright does not write, each in one file.

use std::collections::HashMap;

use super::file::{module, on_all_cores, text};
use super::runtime;
use crate::rust::{Embedded, File, Item, Module};

/// Prints a module to one file. The file is included by `include!` or declared by `mod`, and starts without inner
/// documentation and attributes, which `include!` does not allow.
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
                // The runtime is not among the planned files.
                let runtime = || runtime::in_one_file(embedded.parts, embedded.transports);
                module(one, Some(content.unwrap_or_else(runtime)))
            }
            Item::Reexport(one) => format!("pub {one}"),
            // The root module of an API has no other items.
            _ => continue,
        };
        out.push_str(&attributes);
        out.push_str(&text);
        out.push('\n');
    }
    out
}

/// Prints the content of a module that is declared in the file at `path`, including the modules inside it.
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
