//! Generates Rust clients from API descriptions.
//!
//! The way of the data: sources are read into a tree, the tree is typed as `openapiv3`, lowered to what
//! the API means, planned as Rust, and printed. [`generate`] is that way in one function; nothing in this
//! library touches the disk but [`read::gather`] and [`mod@write`], and nothing touches the network.

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
    /// Its document, or its pages.
    pub sources: Vec<Source>,
    /// What the user adds.
    pub options: Options,
    /// The command that generates it again, for the files' heads.
    pub command: String,
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
    let mut origins = Origins::default();
    origins.layer();
    let mut tree = if input.sources.iter().any(|source| scrape::is_page(&source.text)) {
        for (file, source) in input.sources.iter().enumerate() {
            if source.fault().is_some() {
                source.report(file, diagnostics);
            }
        }
        scraped(input, &mut origins, diagnostics)
    } else {
        document::bundle(&input.sources, &mut origins, diagnostics)?
    };
    input.options.apply(&mut tree);
    Some((tree, origins))
}

fn scraped(
    input: &Input,
    origins: &mut Origins,
    diagnostics: &mut Diagnostics,
) -> serde_json::Value {
    let toc = input.sources.iter().find(|source| source.name.ends_with("toc.yml"));
    let pages: Vec<scrape::Page<'_>> = input
        .sources
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
        let document = document::document(tree, &mut origins, &mut diagnostics)?;
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
    let source = match input.sources.as_slice() {
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
