//! Documents that pages load: found among the sources, or named for the user to download.

use super::kind::{Kind, is_library, kind};
use super::links::{Link, Target, configuration, is_example, links};
use super::select::{Candidate, select, slug};
use crate::diagnostics::{Diagnostics, Origin, finding};
use crate::read::Source;
use crate::scrape::merge::Part;
use crate::scrape::recovered::Recovered;
use crate::scrape::signature::is_document;
use crate::scrape::wanted::Wanted;

/// Loads the document that pages name, if it is among the sources; otherwise the only document among the sources.
pub fn load(
    sources: &[Source],
    wanted: Option<&Wanted>,
    diagnostics: &mut Diagnostics,
) -> Option<Recovered> {
    let (mut named, examples): (Vec<_>, Vec<_>) =
        all_links(sources).into_iter().partition(|(_, link)| !is_example(&link.url));
    if let Some(wanted) = wanted.map(|wanted| slug(&wanted.name)) {
        let called = |link: &Link| link.name.as_deref().is_some_and(|name| slug(name) == wanted);
        if named.iter().any(|(_, link)| called(link)) {
            named.retain(|(_, link)| called(link));
        }
    }
    let mut candidates = Vec::new();
    let mut absent = Vec::new();
    for (page, link) in &named {
        match lookup(sources, *page, &link.url) {
            // A script among the sources has been searched already.
            Some(_) if link.target == Target::Script => {}
            Some(file) => candidates.extend(candidate(sources, file, link)),
            None => absent.push((*page, link)),
        }
    }
    let documents = named.iter().filter(|(_, link)| link.target == Target::Document).count();
    let several = documents > 1 && named.iter().any(|(_, link)| link.name.is_some());
    if several && wanted.is_none() {
        let names = named
            .iter()
            .filter(|(_, link)| link.target == Target::Document)
            .map(|(_, link)| link.name.clone().unwrap_or(link.url.clone()));
        let (page, link) = named.first()?;
        let several = finding::Embedded::SeveralDocuments { documents: names.collect() };
        diagnostics.add(several, &Origin::byte(*page, link.offset));
        return None;
    }
    if !candidates.is_empty() {
        return select(candidates, wanted, diagnostics);
    }
    let alone: Vec<Candidate> = (0..sources.len())
        .filter(|file| sources.get(*file).is_some_and(|source| kind(source) == Kind::Data))
        .filter_map(|file| document(sources, file))
        .map(Candidate::from)
        .collect();
    if !alone.is_empty() {
        return select(alone, wanted, diagnostics);
    }
    for (page, link) in &absent {
        report_absent(&sources[*page], *page, link, diagnostics);
    }
    if !absent.is_empty() {
        return None;
    }
    if let Some((page, link)) = examples.first() {
        let (file, url) = (sources[*page].name.clone(), link.url.clone());
        let example = finding::Embedded::ExampleLoaded { file, url };
        diagnostics.add(example, &Origin::byte(*page, link.offset));
        return None;
    }
    let files = sources.iter().map(|source| source.name.clone()).collect();
    diagnostics.add(finding::Embedded::NoDocument { files }, &Origin::byte(0, 0));
    None
}

/// Whether any page names a document that it loads.
pub fn links_any(sources: &[Source]) -> bool {
    all_links(sources)
        .iter()
        .any(|(_, link)| link.target != Target::Script && !is_example(&link.url))
}

/// Finds the files that all pages load, including those that configuration files of Swagger UI name.
fn all_links(sources: &[Source]) -> Vec<(usize, Link)> {
    let mut all: Vec<(usize, Link)> = Vec::new();
    for (page, source) in sources.iter().enumerate() {
        if kind(source) == Kind::Data || is_library(source) {
            continue;
        }
        for link in links(&source.text) {
            let configured = match link.target {
                Target::Configuration => {
                    lookup(sources, page, &link.url).and_then(|file| sources.get(file)?.tree())
                }
                _ => None,
            };
            match configured {
                Some(tree) => all.extend(
                    configuration(tree)
                        .into_iter()
                        .map(|inner| (page, Link { offset: link.offset, ..inner })),
                ),
                None => all.push((page, link)),
            }
        }
    }
    // A page and its configuration may name the same file.
    let mut known: Vec<(Target, String)> = Vec::new();
    all.retain(|(_, link)| {
        let key = (link.target, link.url.clone());
        let new = !known.contains(&key);
        known.push(key);
        new
    });
    all
}

fn candidate(sources: &[Source], file: usize, link: &Link) -> Option<Candidate> {
    let mut candidate = Candidate::from(document(sources, file)?);
    candidate.names.extend(link.name.clone());
    candidate.mergeable = false;
    Some(candidate)
}

/// The source as a part, if it is a document.
fn document(sources: &[Source], file: usize) -> Option<Part> {
    let source = sources.get(file)?;
    let tree = source.tree().filter(|tree| is_document(tree))?.clone();
    Some(Part { tree, origin: Origin::of_file(file), file: source.name.clone() })
}

/// Finds the source that an address in a page names: by its path relative to the page, by its file name, or by its file name
/// without extensions, which browsers may change.
fn lookup(sources: &[Source], page: usize, url: &str) -> Option<usize> {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let path = path.split_once("://").map_or(path, |(_, rest)| rest);
    let folder = sources.get(page)?.name.replace('\\', "/");
    let folder = folder.rsplit_once('/').map_or("", |(folder, _)| folder);
    let beside = normal(&format!("{folder}/{path}"));
    let last = path.rsplit('/').find(|segment| !segment.is_empty())?.to_owned();
    let name = |source: &Source| {
        let name = source.name.replace('\\', "/");
        name.rsplit('/').next().unwrap_or_default().to_owned()
    };
    let others = || sources.iter().enumerate().filter(|(index, _)| *index != page);
    let stem =
        |name: &str| name.split_once('.').map_or(name.to_owned(), |(stem, _)| stem.to_owned());
    others()
        .find(|(_, source)| normal(&source.name.replace('\\', "/")) == beside)
        .or_else(|| others().find(|(_, source)| name(source) == last))
        .or_else(|| {
            let data = |source: &Source| kind(source) == Kind::Data;
            others().find(|(_, source)| data(source) && stem(&name(source)) == stem(&last))
        })
        .map(|(index, _)| index)
}

/// A path without `.`, `..` and empty segments.
fn normal(path: &str) -> String {
    let mut out: Vec<&str> = Vec::new();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                out.pop();
            }
            segment => out.push(segment),
        }
    }
    out.join("/")
}

fn report_absent(source: &Source, page: usize, link: &Link, diagnostics: &mut Diagnostics) {
    let last = link.url.split(['?', '#']).next().unwrap_or_default().rsplit('/').next();
    let save_as = last.filter(|name| name.contains('.')).unwrap_or("openapi.json").to_owned();
    let address = absolute(&source.text, &link.url);
    let (file, product, url) = (source.name.clone(), link.product, link.url.clone());
    let absent = match link.target {
        Target::Document => {
            finding::Embedded::DocumentLoaded { file, product, url, address, save_as }
        }
        Target::Configuration => {
            finding::Embedded::ConfigurationLoaded { file, product, url, address, save_as }
        }
        Target::Script => finding::Embedded::ScriptMissing { file, product, url, address, save_as },
    };
    diagnostics.add(absent, &Origin::byte(page, link.offset));
}

/// Completes an address in a page. If the page does not say where it was saved from, the host is `HOST`.
fn absolute(page: &str, url: &str) -> String {
    if url.contains("://") {
        return url.to_owned();
    }
    if let Some(rest) = url.strip_prefix("//") {
        return format!("https://{rest}");
    }
    let base = saved_from(page).unwrap_or("https://HOST/");
    if url.starts_with('?') {
        return format!("{}{url}", base.split(['?', '#']).next().unwrap_or_default());
    }
    let host = base.find("://").map_or(0, |at| at + 3);
    let host = base[host..].find('/').map_or(base.len(), |at| host + at);
    if url.starts_with('/') {
        return format!("{}{url}", &base[..host]);
    }
    let folder = base.rfind('/').filter(|at| *at >= host).map_or("", |at| &base[host..at]);
    format!("{}/{}", &base[..host], normal(&format!("{folder}/{url}")))
}

/// The address of the page, which the browser noted when saving it, or which the page names as canonical.
fn saved_from(page: &str) -> Option<&str> {
    let noted = page.find("<!-- saved from url=(").and_then(|at| {
        let rest = &page[at..];
        let start = rest.find(')')? + 1;
        let end = rest.find(" -->")?;
        rest.get(start..end)
    });
    let canonical = || {
        let rest = &page[page.find("rel=\"canonical\"")?..];
        let rest = &rest[..rest.find('>')?];
        rest.split_once("href=\"")?.1.split('"').next()
    };
    noted.or_else(canonical).map(str::trim).filter(|url| url.starts_with("http"))
}
