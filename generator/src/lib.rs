//! Generates Rust clients from API descriptions.
//!
//! The way of the data: sources are read into a tree, the tree is typed as `openapiv3`, lowered to what
//! the API means, planned as Rust, and printed. [`generate`] is that way in one function; nothing in this
//! library touches the disk but [`mod@write`], and nothing touches the network.

pub mod api;
pub mod diagnostics;
mod document;
mod emit;
mod lower;
pub mod options;
mod package;
mod plan;
pub mod read;
pub mod rust;
mod scrape;
pub mod write;

use diagnostics::{Diagnostics, Origin};
use document::Origins;
use document::overlay::{self, Overlay};
pub use options::Options;
use read::Source;
pub use write::Package;

/// Stack of the thread that works: input may nest deep.
const STACK_BYTES: usize = 512 << 20;

/// An API to generate.
#[derive(Debug, Clone)]
pub struct Input {
    /// Name of the API: of its module, or of the crate.
    pub name: String,
    /// Its document, or its pages; behind them its overlays.
    pub sources: Vec<Source>,
    /// How many of the sources are overlays: the files that the options name, in their order.
    pub overlays: usize,
    /// What the user adds.
    pub options: Options,
    /// The command that generates it again, for the files' heads.
    pub command: String,
}

impl Input {
    /// The document or the pages, and the overlays.
    fn split(&self) -> (&[Source], &[Source]) {
        self.sources.split_at(self.sources.len().saturating_sub(self.overlays))
    }
}

/// What came of an API.
#[derive(Debug, Clone, Default)]
pub struct Coverage {
    /// Operations that were generated.
    pub operations: usize,
    /// Types that were generated.
    pub types: usize,
    /// Schemas that became untyped JSON for want of anything better.
    pub raw: usize,
    /// Items that were left out.
    pub skipped: usize,
}

/// A generated API.
#[derive(Debug)]
pub struct Generated {
    /// `None` when nothing could be generated.
    planned: Option<plan::Planned>,
    header: String,
    name: String,
    /// Everything there is to say.
    pub diagnostics: Diagnostics,
    /// What came of it.
    pub coverage: Coverage,
}

/// The tree of an input, its document or the one recovered from its pages, with what the user adds to it,
/// and where its nodes stood.
fn tree(input: &Input, diagnostics: &mut Diagnostics) -> Option<(serde_json::Value, Origins)> {
    let from = diagnostics.list.len();
    let mut origins = Origins::default();
    origins.layer();
    let (sources, overlays) = input.split();
    let mut tree = if sources.iter().any(|source| scrape::is_page(&source.text)) {
        scraped(sources, &mut origins, diagnostics)
    } else {
        let source = sources.first().filter(|source| !source.text.is_empty())?;
        read::parse(source, 0, diagnostics)?
    };
    origins.settle(diagnostics, from);
    overlay(&mut tree, input, overlays, &mut origins, diagnostics);
    input.options.apply(&mut tree);
    Some((tree, origins))
}

fn overlay(
    tree: &mut serde_json::Value,
    input: &Input,
    sources: &[Source],
    origins: &mut Origins,
    diagnostics: &mut Diagnostics,
) {
    let first = input.sources.len() - sources.len();
    let files = (first..).zip(sources).filter(|(_, source)| !source.text.is_empty());
    let parsed: Vec<_> = files
        .filter_map(|(file, source)| Some((file, source, read::parse(source, file, diagnostics)?)))
        .collect();
    let overlays: Vec<Overlay<'_>> = parsed
        .iter()
        .map(|(file, source, tree)| Overlay { name: &source.name, file: *file, tree })
        .collect();
    let allow_unmatched = input.options.allow_unmatched_overlays;
    overlay::apply(tree, &overlays, allow_unmatched, origins, diagnostics);
}

fn scraped(
    sources: &[Source],
    origins: &mut Origins,
    diagnostics: &mut Diagnostics,
) -> serde_json::Value {
    let toc = sources.iter().find(|source| source.name.ends_with("toc.yml"));
    let pages: Vec<scrape::Page<'_>> = sources
        .iter()
        .map(|source| scrape::Page { name: &source.name, text: &source.text })
        .collect();
    let recovered = scrape::recover(&pages, toc.map(|toc| toc.text.as_str()));
    for region in recovered.regions {
        let offset = Some(region.span.start);
        origins.moved(region.pointer, Origin { file: region.page, offset, ..Origin::default() });
    }
    for note in recovered.notes {
        let origin = Origin { file: note.page, offset: Some(note.offset), ..Origin::default() };
        let code = match note.kind {
            scrape::NoteKind::Lost => "SW0040",
            scrape::NoteKind::Skipped => "SW0041",
            scrape::NoteKind::Broken => "SW0042",
            scrape::NoteKind::Conflict => "SW0043",
            scrape::NoteKind::Unsupported => "SW0044",
        };
        diagnostics.report_with_help(code, &origin, note.message, note.help);
    }
    recovered.document
}

/// The document of an input: as it is, or recovered from its pages.
pub fn recover(input: &Input, diagnostics: &mut Diagnostics) -> Option<serde_json::Value> {
    tree(input, diagnostics).map(|(tree, _)| tree)
}

/// Generates an API as a module `name` of a crate of several, or as the root of a crate of its own.
pub fn generate(input: &Input, as_module: bool) -> Generated {
    let work = || generate_here(input, as_module);
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, work);
        match thread.map(|thread| thread.join()) {
            Ok(Ok(generated)) => generated,
            // No thread of that size to be had: the caller's stack has to do.
            Ok(Err(_)) | Err(_) => generate_here(input, as_module),
        }
    })
}

fn generate_here(input: &Input, as_module: bool) -> Generated {
    let mut diagnostics = Diagnostics::default();
    let mut coverage = Coverage::default();
    let layout = package::layout(as_module.then_some(input.name.as_str()));
    let planned = tree(input, &mut diagnostics).and_then(|(tree, mut origins)| {
        let document = document::document(tree, &input.options, &mut origins, &mut diagnostics)?;
        let from = diagnostics.list.len();
        let api = lower::lower(&document, &Origin::default(), &mut diagnostics);
        coverage.operations = api.operations.len();
        coverage.types = api.types.iter().filter(|def| !def.group.is_empty()).count();
        let planned = plan::plan(&api, &layout, &mut diagnostics);
        origins.settle(&mut diagnostics, from);
        Some(planned)
    });
    let count =
        |codes: &[&str]| diagnostics.list.iter().filter(|d| codes.contains(&d.code.id)).count();
    coverage.raw = count(&["SW0020", "SW0012"]);
    coverage.skipped = count(&["SW0010", "SW0021"]);
    Generated { planned, header: header(input), name: input.name.clone(), diagnostics, coverage }
}

fn header(input: &Input) -> String {
    let source = match input.split().0 {
        [source] => source.name.clone(),
        sources => format!("{} files of {}", sources.len(), input.name),
    };
    format!(
        "@generated by specwright {} from {source}: `{}`.",
        env!("CARGO_PKG_VERSION"),
        input.command
    )
}

/// A crate of its own. `None` when nothing was generated.
pub fn stand_alone(generated: &Generated) -> Option<Package> {
    generated
        .planned
        .as_ref()
        .map(|planned| package::of_one(&generated.name, planned, &generated.header))
}

/// A crate with a module and a feature per API; those of which nothing came are left out.
pub fn together(name: &str, generated: Vec<Generated>, command: &str) -> Package {
    let parts: Vec<package::Part> = generated
        .into_iter()
        .filter_map(|one| {
            Some(package::Part { name: one.name, header: one.header, planned: one.planned? })
        })
        .collect();
    let header = format!("@generated by specwright {}: `{command}`.", env!("CARGO_PKG_VERSION"));
    package::of_many(name, &parts, &header)
}
