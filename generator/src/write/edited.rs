//! Files of a package that users add to: what they added is kept; edits of generated parts are refused.
//!
//! Of `Cargo.toml` specwright writes three tables, without `package.metadata`; all others are the user's. The
//! list of the package's files has a fingerprint of each of the three, and of the README, so that the next run
//! knows whether a difference is the user's or its own.

use std::borrow::Cow;
use std::hash::Hasher;
use std::io;
use std::path::Path;

use fnv::FnvHasher;
use toml_edit::{DocumentMut, Item, Table};

use super::folder::old;
use super::package::{MANIFEST, Package, is_ours};

const CARGO: &str = "Cargo.toml";
const README: &str = "README.md";

/// The tables of `Cargo.toml` that specwright writes.
const TABLES: [&str; 3] = ["package", "features", "dependencies"];

/// Lines for the list of a package's files, by which the next run knows what users changed.
pub fn fingerprints(package: &Package) -> String {
    let mut lines = String::new();
    if let Some(document) = package.get(CARGO).and_then(|text| text.parse().ok()) {
        for table in TABLES {
            lines.push_str(&line(&name(table), &own(&document, table)));
        }
    }
    if let Some(text) = package.get(README) {
        lines.push_str(&line(README, without_head(text)));
    }
    lines
}

fn name(table: &str) -> String {
    format!("{CARGO} [{table}]")
}

/// A line of the list; no path begins as it does.
fn line(name: &str, text: &str) -> String {
    let mut hasher = FnvHasher::default();
    hasher.write(text.as_bytes());
    format!("# {name} {:016x}\n", hasher.finish())
}

/// The package with what the user added to the files that are there.
pub fn settled<'a>(package: &'a Package, folder: &Path) -> io::Result<Cow<'a, Package>> {
    let mut settled = Cow::Borrowed(package);
    let list = old(folder, MANIFEST)?.unwrap_or_default();
    let list = String::from_utf8_lossy(&list);
    for (path, settle) in [(CARGO, cargo as Settle), (README, readme)] {
        let (Some(new), Some(there)) = (package.get(path), old(folder, path)?) else { continue };
        // What an earlier run did not write is another matter.
        if !is_ours(&there) && !list.lines().any(|line| line == path) {
            continue;
        }
        // Git may have changed the ends of lines.
        let there = String::from_utf8_lossy(&there).replace("\r\n", "\n");
        let text = settle(new, &there, &list)
            .map_err(|why| io::Error::new(io::ErrorKind::AlreadyExists, why))?;
        if text != *new {
            settled.to_mut().insert(path.to_owned(), text);
        }
    }
    Ok(settled)
}

/// The text that is to be there, of the new text, the one that is there and the list; or why it cannot be made.
type Settle = fn(&str, &str, &str) -> Result<String, String>;

fn cargo(new: &str, there: &str, list: &str) -> Result<String, String> {
    let parsed = |text: &str| {
        text.parse::<DocumentMut>().map_err(|error| format!("`{CARGO}` is not valid TOML: {error}"))
    };
    let (next, before) = (parsed(new)?, parsed(there)?);
    for table in TABLES {
        let text = own(&before, table);
        if text != own(&next, table) && !list.contains(&line(&name(table), &text)) {
            return Err(format!(
                "`[{table}]` in `{CARGO}` was changed since specwright wrote it, and the change would be lost; \
                 set what `[package]` says in the options file, put other changes into tables of your own, \
                 which are kept, or undo the change"
            ));
        }
    }
    let added = added(before);
    let added = added.trim();
    Ok(if added.is_empty() { new.to_owned() } else { format!("{new}\n{added}\n") })
}

fn readme(new: &str, there: &str, list: &str) -> Result<String, String> {
    if !is_ours(there.as_bytes()) {
        Ok(there.to_owned())
    } else if there == new || list.contains(&line(README, without_head(there))) {
        Ok(new.to_owned())
    } else {
        Err(format!(
            "`{README}` was changed since specwright wrote it, and the change would be lost; delete its first \
             line to keep it as your own, or delete it to have it written anew"
        ))
    }
}

/// A table as specwright writes it, with the comments before it.
fn own(document: &DocumentMut, table: &str) -> String {
    let mut document = document.clone();
    document.retain(|key, _| key == table);
    document.set_trailing("");
    if let Some(table) = document.get_mut(table).and_then(Item::as_table_mut) {
        table.remove("metadata");
    }
    without_head(&document.to_string()).trim().to_owned()
}

/// A text without the line that says who wrote it: version and command may be others by now.
fn without_head(text: &str) -> &str {
    match text.split_once('\n') {
        Some((head, rest)) if is_ours(head.as_bytes()) => rest,
        _ => text,
    }
}

/// The tables of the user.
fn added(mut document: DocumentMut) -> String {
    let metadata = document.get_mut("package").and_then(Item::as_table_mut);
    let metadata = metadata.and_then(|package| package.remove("metadata"));
    document.retain(|key, _| !TABLES.contains(&key));
    if let Some(metadata) = metadata {
        let mut package = Table::from_iter([("metadata", metadata)]);
        package.set_implicit(true);
        document.insert("package", Item::Table(package));
    }
    document.to_string()
}
