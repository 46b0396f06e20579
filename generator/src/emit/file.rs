//! Files and modules.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::print::Source;
use super::{client, enums, object, operation, response, server, types, union};
use crate::rust::{Attribute, File, Item, Module};

/// Returns the content of a module that is printed in the file that declares it.
pub type Inline<'a> = dyn Fn(&Module) -> Option<String> + 'a;

/// Prints a file, starting with its header line.
pub fn file(file: &File) -> String {
    commented(&file.header, &text(file, &|_| None))
}

/// Adds the header line, a comment, to a text.
pub fn commented(header: &str, text: &str) -> String {
    format!("// {}\n\n{text}", header.replace(['\n', '\r'], " "))
}

/// Prints files on all cores.
pub fn on_all_cores(files: &[&File], print: &(dyn Fn(&File) -> String + Sync)) -> Vec<String> {
    let next = AtomicUsize::new(0);
    let texts: Vec<OnceLock<String>> = files.iter().map(|_| OnceLock::new()).collect();
    let work = || {
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let (Some(one), Some(text)) = (files.get(index), texts.get(index)) else {
                return;
            };
            text.get_or_init(|| print(one));
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

/// Prints a file without its header line.
pub fn text(file: &File, inline: &Inline<'_>) -> String {
    let mut out = Source::new(head(file), file);
    for one in &file.uses {
        out.line(&one.to_string());
    }
    for item in &file.items {
        emit(item, inline, &mut out);
    }
    out.finish()
}

/// Prints the documentation and attributes of a file.
fn head(file: &File) -> String {
    let mut text = String::new();
    for line in file.docs.lines() {
        text.push_str(format!("//! {line}").trim_end());
        text.push('\n');
    }
    if !file.docs.is_empty() && !file.attributes.is_empty() {
        text.push('\n');
    }
    for attribute in &file.attributes {
        match attribute {
            // rustc does not allow a plain inner `#![rustfmt::skip]`.
            Attribute::SkipRustfmt => text.push_str("#![cfg_attr(rustfmt, rustfmt::skip)]\n"),
            Attribute::Allow(allowance) => text.push_str(&format!("#![{allowance}]\n")),
        }
    }
    text
}

fn emit(item: &Item, inline: &Inline<'_>, out: &mut Source<'_>) {
    match item {
        Item::Module(one) => out.line(&module(one, inline(one))),
        Item::Reexport(one) => out.line(&format!("pub {one}")),
        Item::Object(item) => object::object(item, out),
        Item::StringEnum(item) => enums::string_enum(item, out),
        Item::IntegerEnum(item) => enums::integer_enum(item, out),
        Item::Union(item) => union::union(item, out),
        Item::Alias(item) => types::alias(item, out),
        Item::Responses(item) => response::responses(item, out),
        Item::Client(item) => client::client(item, out),
        Item::Servers(item) => server::servers(item, out),
        Item::Group(item) => operation::group(item, out),
        Item::Methods(items) => operation::methods(items, out),
        Item::Call(item) => operation::call(item, out),
    }
}

/// Prints a module and, if it is flattened, the re-export of its items. rustfmt does not format the file of a skipped
/// module, nor the files of modules in it.
pub fn module(module: &Module, content: Option<String>) -> String {
    let space = if module.flatten { ' ' } else { '\n' };
    let cfg = match &module.feature {
        Some(feature) => format!("#[cfg(feature = {feature:?})]{space}"),
        None => String::new(),
    };
    let visibility = if module.public { "pub " } else { "" };
    let skip = if module.skip_rustfmt { "#[rustfmt::skip]\n" } else { "" };
    let content = content.map_or_else(|| ";".to_owned(), |content| format!(" {{\n{content}}}"));
    let mut text = format!("{cfg}{skip}{visibility}mod {}{content}", module.name);
    if module.flatten {
        // On the same line, so that a module more is a line more.
        text.push_str(&format!(" {cfg}pub use self::{}::*;", module.name));
    }
    text
}
