//! Printable model to source text. Decides nothing and cannot fail.

mod client;
mod manifest;
mod operation;
mod print;
mod types;

pub use manifest::manifest;

use crate::rust::{File, Item, Module};
use print::{Source, docs, ident, path};
use quote::quote;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The text of a README. `header` stands in it as a comment.
pub fn readme(lines: &[String], header: &str) -> String {
    format!("<!-- {} -->\n\n{}\n", header.replace("-->", "-- >"), lines.join("\n"))
}

/// The texts of files, each with its header, made on all cores.
pub fn files(files: &[(&File, &str)]) -> Vec<String> {
    let next = AtomicUsize::new(0);
    let texts: Vec<OnceLock<String>> = files.iter().map(|_| OnceLock::new()).collect();
    let work = || {
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let (Some((one, header)), Some(text)) = (files.get(index), texts.get(index)) else {
                return;
            };
            text.get_or_init(|| file(one, header));
        }
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 1..threads.min(files.len()) {
            scope.spawn(work);
        }
        work();
    });
    texts.into_iter().map(|text| text.into_inner().unwrap_or_default()).collect()
}

/// The text of a file. `header` is its first line.
pub fn file(file: &File, header: &str) -> String {
    let mut out = Source::new(header, file);
    for line in file.uses.iter().map(|use_| format!("use {use_};")) {
        out.line(&line);
    }
    for item in &file.items {
        emit(item, file.is_root, &mut out);
    }
    out.finish()
}

fn emit(item: &Item, is_root: bool, out: &mut Source<'_>) {
    match item {
        Item::Module(module) => out.line(&module_line(module, is_root)),
        Item::Reexport(what) => out.line(&format!("pub use {what};")),
        Item::Struct(item) => types::structure(item, out),
        Item::StringEnum(item) => types::string_enum(item, out),
        Item::IntegerEnum(item) => types::integer_enum(item, out),
        Item::Union(item) => types::union(item, out),
        Item::Alias(alias) => {
            let (docs, name, ty) = (docs(&alias.docs), ident(&alias.name), path(&alias.ty));
            out.tokens(quote!(#docs pub type #name = #ty;));
        }
        Item::Responses(item) => operation::responses(item, out),
        Item::Client(item) => client::client(item, out),
        Item::Servers(item) => client::servers(item, out),
        Item::Operations(items) => operation::methods(items, out),
        Item::Call(item) => operation::call(item, out),
    }
}

/// A module and, where it is flattened, the re-export of its items. rustfmt does not follow a skipped module
/// to its file, nor to the modules in that.
fn module_line(module: &Module, is_root: bool) -> String {
    let cfg = match &module.feature {
        Some(feature) => format!("#[cfg(feature = {feature:?})]\n"),
        None => String::new(),
    };
    let visibility = if module.public { "pub " } else { "" };
    let skip = if is_root { "#[rustfmt::skip]\n" } else { "" };
    let mut line = format!("{cfg}{skip}{visibility}mod {};", module.name);
    if module.flatten {
        line.push_str(&format!("\n{cfg}pub use self::{}::*;", module.name));
    }
    line
}
