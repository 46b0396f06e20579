//! Rendered API pages, read back into an OpenAPI document.
//!
//! Each page describes one operation. A page is read into a plain structure, duplicates are
//! merged, and the operations are put together into a document.

mod assemble;
mod landmarks;
mod page;
mod parts;
mod revision;
mod schema;
mod target;
mod toc;

#[cfg(test)]
mod grammar_tests;
#[cfg(test)]
mod tests;

use assemble::{Assembly, Entry};
use page::{Operation, Reader};
use revision::Revision;
use serde_json::Value;
use std::collections::HashMap;
use std::ops::Range;
use toc::Toc;

/// A file that may be a page.
#[derive(Debug, Clone, Copy)]
pub struct Page<'a> {
    /// The file path as given.
    pub name: &'a str,
    /// The text of the file.
    pub text: &'a str,
}

/// What the pages gave.
#[derive(Debug, Clone)]
pub struct Recovered {
    /// An OpenAPI 3.0.3 document.
    pub document: Value,
    /// Where its parts came from.
    pub regions: Vec<Region>,
    /// What there is to tell the user.
    pub notes: Vec<Note>,
}

/// Everything at or below a pointer of the document came from these bytes of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// A JSON pointer into the document.
    pub pointer: String,
    /// The index of the page.
    pub page: usize,
    /// The bytes of the page.
    pub span: Range<usize>,
}

/// Something to tell the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What it is about.
    pub kind: NoteKind,
    /// The index of the page.
    pub page: usize,
    /// The byte of the page it is about.
    pub offset: usize,
    /// What was found.
    pub message: String,
    /// What was made of it, or can be done about it.
    pub help: String,
}

/// What a note is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteKind {
    /// What pages do not carry; one note for all pages.
    Lost,
    /// A file that is not a page.
    Skipped,
    /// A part of a page that could not be read.
    Broken,
    /// Two pages that contradict each other.
    Conflict,
    /// A page of a revision that cannot be read yet.
    Unsupported,
}

/// Whether the text looks like a rendered page, of any revision.
pub fn is_page(text: &str) -> bool {
    revision::is_page(text)
}

/// Reads pages back into a document; `toc` is the text of their `toc.yml`.
pub fn recover(pages: &[Page<'_>], toc: Option<&str>) -> Recovered {
    let mut notes = Vec::new();
    let toc = match toc.map(Toc::parse) {
        Some(Ok(toc)) => toc,
        Some(Err(error)) => {
            let message = format!("the table of contents could not be read: {error}");
            let help = "operation ids are taken from the pages and their file names";
            notes.push(note(NoteKind::Broken, 0, message, help));
            Toc::default()
        }
        None => Toc::default(),
    };
    let mut entries: Vec<Entry> = Vec::new();
    let mut known: HashMap<(String, String), usize> = HashMap::new();
    for (index, page) in pages.iter().enumerate() {
        let Some(operation) = read(page, index, &mut notes) else { continue };
        let key = (operation.method.value.clone(), operation.path.value.clone());
        let entry = Entry { page: index, id: identify(&operation, page.name, &toc), operation };
        let Some(first) = known.get(&key).and_then(|at| entries.get_mut(*at)) else {
            known.insert(key, entries.len());
            entries.push(entry);
            continue;
        };
        if !same(&first.operation, &entry.operation) {
            let other = pages.get(first.page).map_or("", |page| page.name);
            let message = format!(
                "`{}` and `{other}` describe {} {} differently",
                page.name,
                key.0.to_uppercase(),
                key.1
            );
            let help = format!("`{other}` was used");
            notes.push(note(NoteKind::Conflict, index, message, &help));
        } else if first.id.is_none() {
            *first = entry;
        }
    }
    if !entries.is_empty() {
        let message = "the pages do not carry response schemas, security, the base path of the \
                       server, enums, item types and formats of parameters, whether a request \
                       body is required, tags, or response headers";
        let help = "`specwright.toml` may add security and the base path";
        notes.insert(0, note(NoteKind::Lost, 0, message.to_owned(), help));
    }
    let mut assembly = Assembly::default();
    for entry in entries {
        let length = pages.get(entry.page).map_or(0, |page| page.text.len());
        assembly.add(entry, length);
    }
    let (document, regions, more) = assembly.finish();
    notes.extend(more);
    Recovered { document, regions, notes }
}

fn note(kind: NoteKind, page: usize, message: String, help: &str) -> Note {
    Note { kind, page, offset: 0, message, help: help.to_owned() }
}

/// Reads one page; none, with a note, when it is not one that can be read.
fn read(page: &Page<'_>, index: usize, notes: &mut Vec<Note>) -> Option<Operation> {
    if !is_page(page.text) {
        let message = format!("`{}` is not a rendered page", page.name);
        notes.push(note(NoteKind::Skipped, index, message, "it was left out"));
        return None;
    }
    match revision::detect(page.text) {
        Revision::R3 => Reader { text: page.text, page: index, notes }.read(),
        other @ (Revision::R1 | Revision::R2a | Revision::R2b | Revision::Docfx) => {
            let message = format!("`{}` is a page of revision {}", page.name, other.name());
            let help = "only revision R3 can be read; render the page anew";
            notes.push(note(NoteKind::Unsupported, index, message, help));
            None
        }
    }
}

/// The operation id: the heading of an untitled page, else by the table of contents, else the
/// stem of the file name when that looks like an id.
fn identify(operation: &Operation, file: &str, toc: &Toc) -> Option<String> {
    let trimmed = |text: &Option<page::Spanned<String>>| {
        text.as_ref().map(|text| text.value.trim().to_owned()).filter(|text| !text.is_empty())
    };
    if trimmed(&operation.title).is_none()
        && let Some(heading) = trimmed(&operation.heading)
    {
        return Some(heading);
    }
    let listed = toc.stem(&operation.method.value, &operation.path.value);
    let mut stems = listed.into_iter().chain([toc::stem(file)]);
    stems.find(|stem| !toc::is_opaque(stem)).map(str::to_owned)
}

/// Whether two pages say the same of an operation, its id apart.
fn same(one: &Operation, other: &Operation) -> bool {
    let bare = |operation: &Operation| Operation { heading: None, ..operation.clone() };
    bare(one) == bare(other)
}
