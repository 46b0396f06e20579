//! Files of a package that users may add to: additions are kept, edits of generated parts are refused.
//!
//! In `Cargo.toml`, specwright writes three tables, but not `package.metadata`; all others belong to the user. The list of
//! the package's files has a fingerprint of each of the three, and of the README, by which the next run knows whether the
//! user or specwright changed them.

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

/// Makes the lines with fingerprints for the list of a package's files.
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

/// A line with a fingerprint. It begins with `#`, as no path does.
fn line(name: &str, text: &str) -> String {
    let mut hasher = FnvHasher::default();
    hasher.write(text.as_bytes());
    format!("# {name} {:016x}\n", hasher.finish())
}

/// Settles a package: adds the user's additions in the existing files to it.
pub fn settled<'a>(package: &'a Package, folder: &Path) -> io::Result<Cow<'a, Package>> {
    let mut settled = Cow::Borrowed(package);
    let list = old(folder, MANIFEST)?.unwrap_or_default();
    let list = String::from_utf8_lossy(&list);
    for (path, settle) in [(CARGO, cargo as Settle), (README, readme)] {
        let (Some(new), Some(existing)) = (package.get(path), old(folder, path)?) else { continue };
        // Files that no earlier run wrote are refused later, in `check_owner`.
        if !is_ours(&existing) && !list.lines().any(|line| line == path) {
            continue;
        }
        // Git may have changed the line endings.
        let existing = String::from_utf8_lossy(&existing).replace("\r\n", "\n");
        let text = settle(new, &existing, &list)
            .map_err(|why| io::Error::new(io::ErrorKind::AlreadyExists, why))?;
        if text != *new {
            settled.to_mut().insert(path.to_owned(), text);
        }
    }
    Ok(settled)
}

/// Settles a file, given its new text, its existing text and the list; or says why it cannot.
type Settle = fn(&str, &str, &str) -> Result<String, String>;

fn cargo(new: &str, existing: &str, list: &str) -> Result<String, String> {
    let parsed = |text: &str| {
        text.parse::<DocumentMut>().map_err(|error| format!("`{CARGO}` is not valid TOML: {error}"))
    };
    let (next, before) = (parsed(new)?, parsed(existing)?);
    for table in TABLES {
        let text = own(&before, table);
        if text != own(&next, table) && !list.contains(&line(&name(table), &text)) {
            return Err(format!(
                "`[{table}]` in `{CARGO}` was changed since specwright wrote it, and the change would be lost; \
                 make changes of `[package]` in the options file, move other changes to tables of your own, \
                 which are kept, or undo the change"
            ));
        }
    }
    let added = added(before);
    let added = added.trim();
    Ok(if added.is_empty() { new.to_owned() } else { format!("{new}\n{added}\n") })
}

fn readme(new: &str, existing: &str, list: &str) -> Result<String, String> {
    if !is_ours(existing.as_bytes()) {
        Ok(existing.to_owned())
    } else if existing == new || list.contains(&line(README, without_head(existing))) {
        Ok(new.to_owned())
    } else {
        Err(format!(
            "`{README}` was changed since specwright wrote it, and the change would be lost; delete its first \
             line to keep your version, or delete the file to have it written again"
        ))
    }
}

/// The part of a table that specwright writes, with the comments before it.
fn own(document: &DocumentMut, table: &str) -> String {
    let mut document = document.clone();
    document.retain(|key, _| key == table);
    document.set_trailing("");
    if let Some(table) = document.get_mut(table).and_then(Item::as_table_mut) {
        table.remove("metadata");
    }
    without_head(&document.to_string()).trim().to_owned()
}

/// A text without the line that names specwright: its version and command may have changed.
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
