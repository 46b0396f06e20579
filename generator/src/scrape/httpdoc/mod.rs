//! Recovery of an OpenAPI document from pages of httpdoc.
//!
//! Each page describes one operation. A page of any revision is read into a plain [`Operation`] (`page`, `parameter`,
//! `body`, `response`; `docfx` reverses the changes of that tool), and its schemas into [`Shapes`], which keeps equal schemas
//! once. Pages of one operation are merged (`merge`), and a document is assembled from the operations (`assemble`), with the
//! schemas that several places use as `components`.

mod assemble;
mod body;
mod component_names;
mod components;
mod docfx;
mod example;
mod landmarks;
mod merge;
mod page;
mod parameter;
mod place;
mod reader;
mod response;
mod revision;
mod schema;
mod shapes;
mod target;
mod toc;

#[cfg(test)]
mod tests;

use crate::diagnostics::{Diagnostics, Origin, finding};
use crate::read::Source;
use assemble::{Entry, Places};
use indexmap::IndexMap;
use page::Operation;
use reader::Reader;
use revision::Revision;
use serde_json::Value;
use shapes::Shapes;
use toc::Toc;

/// Whether a text looks like a page of httpdoc, of any revision.
pub fn is_page(text: &str) -> bool {
    revision::is_page(text)
}

/// Recovers an OpenAPI 3.0.3 document from a folder of pages, with the places of its parts in the pages.
pub fn recover(sources: &[Source], diagnostics: &mut Diagnostics) -> (Value, Places) {
    let mut shapes = Shapes::default();
    let mut toc = Toc::default();
    let mut pages: IndexMap<(String, String), Vec<Operation>> = IndexMap::new();
    for (file, source) in sources.iter().enumerate() {
        if toc::is_toc(&source.name) && !is_page(&source.text) {
            if let Err(problem) = toc.read(&source.text) {
                let name = source.name.clone();
                let unread = finding::Httpdoc::TableOfContents { file: name, problem };
                diagnostics.add(unread, &Origin::of_file(file));
            }
        } else if let Some(operation) = read(source, file, &mut shapes, diagnostics) {
            let key = (operation.method.value.clone(), operation.path.value.clone());
            pages.entry(key).or_default().push(operation);
        }
    }
    let mut entries = Vec::with_capacity(pages.len());
    let mut repeated = Vec::new();
    for operations in pages.into_values() {
        let id = identify(&operations, sources, &toc);
        let Some((operation, merged)) = merge::merge(operations) else { continue };
        for page in merged {
            if page.differences.is_empty() {
                repeated.push(page.file);
            } else {
                disagree(page, &operation, sources, diagnostics);
            }
        }
        entries.push(Entry { id, operation });
    }
    let document = assemble::assemble(&entries, &shapes, folder(sources), diagnostics);
    summarise(&entries, &repeated, sources, diagnostics);
    document
}

/// Reads one file. `None`, with a finding, if it is not a page or no operation can be recovered.
fn read(
    source: &Source,
    file: usize,
    shapes: &mut Shapes,
    diagnostics: &mut Diagnostics,
) -> Option<Operation> {
    let Source { name, text, .. } = source;
    let origin = Origin { file, offset: Some(0), ..Origin::default() };
    // A file without text was reported already.
    if text.is_empty() {
        return None;
    }
    if !is_page(text) {
        diagnostics.add(finding::Httpdoc::NotAPage { file: name.clone() }, &origin);
        return None;
    }
    let revision = revision::detect(text);
    if revision == Revision::Draft {
        diagnostics.add(finding::Httpdoc::Draft { file: name.clone() }, &origin);
        return None;
    }
    Reader { text, file, name, revision, whole: true, shapes, diagnostics }.read()
}

/// Finds the operation id: the heading of an untitled page, else the entry of the table of contents, else a file stem that
/// looks like an id.
fn identify(pages: &[Operation], sources: &[Source], toc: &Toc) -> Option<String> {
    let newest = pages.iter().filter_map(|page| Some((page.revision, page.id.as_ref()?)));
    // `max_by_key` returns the last of several, which `rev` makes the first.
    if let Some((_, id)) = newest.rev().max_by_key(|(revision, _)| *revision) {
        return Some(id.value.clone());
    }
    let page = pages.first()?;
    let listed = toc.stem(&page.method.value, &page.path.value);
    let names = pages.iter().filter_map(|page| sources.get(page.file));
    let mut stems = listed.into_iter().chain(names.map(|source| toc::stem(&source.name)));
    stems.find(|stem| !toc::is_opaque(stem)).map(str::to_owned)
}

/// The name of the folder of the first page.
fn folder(sources: &[Source]) -> &str {
    let page = sources.iter().find(|source| is_page(&source.text));
    let mut parts = page.map_or("", |page| page.name.as_str()).rsplit(['/', '\\']);
    parts.nth(1).filter(|name| !matches!(*name, "." | "..")).unwrap_or_default()
}

fn disagree(
    page: merge::Merged,
    operation: &Operation,
    sources: &[Source],
    diagnostics: &mut Diagnostics,
) {
    let name = |file: usize| sources.get(file).map(|source| source.name.clone());
    let differ = finding::Httpdoc::PagesDiffer {
        used: name(page.into).unwrap_or_default(),
        other: name(page.file).unwrap_or_default(),
        revision: operation.revision.name(),
        method: operation.method.value.to_uppercase(),
        path: operation.path.value.clone(),
        differences: page.differences,
    };
    diagnostics.add(differ, &Origin::byte(page.file, 0));
}

/// Reports, once for all pages, the details that they do not contain, repeated pages, and inferred schemas.
fn summarise(
    entries: &[Entry],
    repeated: &[usize],
    sources: &[Source],
    diagnostics: &mut Diagnostics,
) {
    let Some(first) = entries.first() else { return };
    let count = |revision| entries.iter().filter(|e| e.operation.revision == revision).count();
    let (r1, docfx) = (count(Revision::R1), count(Revision::Docfx));
    let earlier = r1 + count(Revision::R2) + docfx;
    let lost = finding::Httpdoc::Lost { earlier, r1, docfx };
    diagnostics.add(lost, &Origin::byte(first.operation.file, 0));
    if let Some(page) = repeated.first() {
        let files = repeated.iter().filter_map(|file| sources.get(*file));
        let files = files.map(|source| source.name.clone()).collect();
        diagnostics.add(finding::Httpdoc::Repeated { files }, &Origin::byte(*page, 0));
    }
    let inferred = entries.iter().flat_map(|entry| &entry.operation.responses);
    let mut inferred = inferred
        .filter(|response| response.value.content.iter().any(|media| media.schema.is_some()));
    if let Some(first) = inferred.next() {
        let responses = 1 + inferred.count();
        diagnostics.add(finding::Httpdoc::Inferred { responses }, &first.place.origin());
    }
}
