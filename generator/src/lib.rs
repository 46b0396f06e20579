//! Generates Rust clients from API descriptions.
//!
//! Pipeline: sources are read into a tree, the tree is typed as `openapiv3`, lowered to what the API means, planned as
//! Rust, and printed. [`generate`] runs all of it. Only [`read::gather`], [`mod@write`], [`repository`] and [`Builder`]
//! touch the disk, and nothing touches the network.
//!
//! # From a build script
//!
//! A [`Builder`] does all of it: it reads the files, generates a module, writes it, and returns what it found.
//!
//! ```no_run
//! // build.rs
//! fn main() -> Result<(), specwright::BuildError> {
//!     let generated = specwright::Builder::new("openapi.yaml").module("billing").generate()?;
//!     generated.print_cargo_instructions();
//!     Ok(())
//! }
//! ```
//!
//! The crate includes the module:
//!
//! ```ignore
//! mod billing {
//!     include!(concat!(env!("OUT_DIR"), "/billing.rs"));
//! }
//! ```

mod api;
pub mod builder;
mod check;
pub mod coverage;
pub mod diagnostics;
mod document;
mod emit;
pub mod fix;
mod lower;
pub mod options;
mod phase;
mod plan;
mod pointer;
pub mod read;
pub mod render;
pub mod repository;
mod rust;
mod scrape;
#[cfg(test)]
mod tests;
pub mod write;

use std::path::{Component, Path};

pub use builder::{BuildError, Builder, GeneratedModule};
pub use coverage::Coverage;
use diagnostics::{Diagnostics, Levels, Origin, finding};
use document::Tree;
use document::overlay::{self, Overlay};
pub use options::Options;
pub use phase::Phase;
pub use plan::manifest::is_reserved as is_reserved_crate_name;
pub use plan::module_name;
use plan::{Layout, Planned, Target};
use read::Source;
pub use write::Package;

/// Stack of the thread that works: input may nest deep.
const STACK_BYTES: usize = 512 << 20;

/// An API to generate.
#[derive(Debug, Clone, Default)]
pub struct Input {
    /// Name of the API: of the crate, or what the module is named after ([`module_name`]).
    pub name: String,
    /// Its document, or its pages; behind them its overlays.
    pub sources: Vec<Source>,
    /// What the user adds.
    pub options: Options,
    /// The command that generates it again, for the files' heads.
    pub command: String,
}

impl Input {
    /// An API with these sources and no options.
    pub fn new(name: impl Into<String>, sources: Vec<Source>) -> Self {
        Self {
            name: name.into(),
            sources,
            command: "specwright generate".to_owned(),
            ..Self::default()
        }
    }

    /// How many sources are before the overlays and the options file: the document, or the pages.
    fn described(&self) -> usize {
        let described = self.sources.iter().position(|source| !source.is_description());
        described.unwrap_or(self.sources.len())
    }

    /// The place of the options file, for findings about options.
    fn options_origin(&self) -> Origin {
        let file = self.sources.iter().position(|one| one.is_options() && one.fault().is_none());
        // Options that were not read from a file have no place.
        Origin { file: file.unwrap_or(usize::MAX), ..Origin::default() }
    }
}

/// A generated API.
#[derive(Debug)]
pub struct Generated {
    /// `None` when nothing could be generated.
    planned: Option<Planned>,
    name: String,
    /// All findings.
    pub diagnostics: Diagnostics,
    /// What is typed, and what is not.
    pub coverage: Coverage,
}

/// The tree of an input, its document or the one recovered from its pages, with what the user adds to it.
fn tree(input: &mut Input, begins: &dyn Fn(Phase), diagnostics: &mut Diagnostics) -> Option<Tree> {
    let described = input.described();
    let from_file = input.options_origin();
    report_unused_options(&input.sources, diagnostics);
    let (sources, overlays) = input.sources.split_at_mut(described);
    let mut tree = if sources.iter().any(|source| scrape::is_page(&source.text)) {
        begins(Phase::Scrape);
        for (file, source) in sources.iter().enumerate() {
            if source.fault().is_some() {
                source.report(file, diagnostics);
            }
        }
        let (tree, places) = scrape::recover(sources, diagnostics);
        Tree::of_pages(tree, places)
    } else if sources.iter().any(scrape::looks_like_page) {
        begins(Phase::Scrape);
        let wanted = input.options.document.as_deref();
        let from = diagnostics.list.len();
        let Some(found) = scrape::extract(sources, wanted, diagnostics) else {
            let text = overlays.get(from_file.file.wrapping_sub(described));
            let text = text.and_then(|file| options::places::text(&file.text, "document"));
            if text.is_some() && text.as_deref() == wanted {
                let unknown = diagnostics.list[from..].iter_mut();
                for found in unknown.filter(|found| found.code().id() == "SW0091") {
                    found.origin = Some(from_file.child("document"));
                }
            }
            return None;
        };
        Tree::of_pages(found.tree, found.places)
    } else {
        begins(Phase::Document);
        document::bundle(sources, diagnostics)?
    };
    begins(Phase::Document);
    overlay(&mut tree, &input.options, (described, overlays), diagnostics);
    document::add((&input.options, &from_file), &mut tree);
    Some(tree)
}

/// Reports options files that are beside the input and not for it.
fn report_unused_options(sources: &[Source], diagnostics: &mut Diagnostics) {
    for (file, source) in sources.iter().enumerate() {
        if source.is_options() && source.fault().is_some() {
            source.report(file, diagnostics);
        }
    }
}

/// Applies overlays, which are sources from the index `first` on.
fn overlay(
    tree: &mut Tree,
    options: &Options,
    (first, sources): (usize, &[Source]),
    diagnostics: &mut Diagnostics,
) {
    let files = (first..).zip(sources).filter(|(_, source)| source.is_overlay());
    let files = files.filter(|(_, source)| !source.text.is_empty());
    let parsed: Vec<_> = files
        .filter_map(|(file, source)| {
            source.report(file, diagnostics);
            Some((file, source, source.tree()?))
        })
        .collect();
    let overlays: Vec<Overlay<'_>> = parsed
        .iter()
        .map(|(file, source, tree)| Overlay { name: &source.name, file: *file, tree })
        .collect();
    overlay::apply(tree, &overlays, options.allow_unmatched_overlays, diagnostics);
}

/// The document of an input: as it is, or recovered from its pages, with overlays and options applied.
pub fn recover(input: &mut Input, diagnostics: &mut Diagnostics) -> Option<serde_json::Value> {
    recover_watched(input, &|_| (), diagnostics)
}

/// Does as [`recover`], and says which phase begins.
pub fn recover_watched(
    input: &mut Input,
    begins: &(dyn Fn(Phase) + Sync),
    diagnostics: &mut Diagnostics,
) -> Option<serde_json::Value> {
    let tree = with_stack(&mut || {
        let tree = tree(input, begins, diagnostics).map(|tree| tree.into_parts().0);
        tree.filter(|tree| is_document(tree, diagnostics))
    });
    levels(&input.options).apply(diagnostics);
    tree
}

/// Whether a tree says that it is an OpenAPI document; reported where it does not.
fn is_document(tree: &serde_json::Value, diagnostics: &mut Diagnostics) -> bool {
    let is_one = ["openapi", "swagger"].iter().any(|member| tree.get(member).is_some());
    if !is_one {
        diagnostics.add(finding::Source::NotADocument, &Origin::default());
    }
    is_one
}

/// Generates an API as a module of the package `within`, or as a crate of its own. The sources keep their
/// texts, which the places of diagnostics are looked up in; their trees are used up.
pub fn generate(input: &mut Input, within: Option<&str>) -> Generated {
    generate_watched(input, within, &|_| ())
}

/// Does as [`generate`], and says which phase begins.
pub fn generate_watched(
    input: &mut Input,
    within: Option<&str>,
    begins: &(dyn Fn(Phase) + Sync),
) -> Generated {
    let target = within.map_or(Target::Crate, Target::ModuleOf);
    with_stack(&mut || generate_here(input, target, begins))
}

/// Generates an API as a module of a crate that specwright does not write.
fn generate_embedded(input: &mut Input) -> Generated {
    with_stack(&mut || generate_here(input, Target::Embedded, &|_| ()))
}

/// Does work in a thread whose stack has room for deep input.
fn with_stack<T: Send>(work: &mut (dyn FnMut() -> T + Send)) -> T {
    let done = std::thread::scope(|scope| {
        let builder = std::thread::Builder::new().stack_size(STACK_BYTES);
        let thread = builder.spawn_scoped(scope, &mut *work).ok()?;
        Some(thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    });
    // No thread of that size to be had: the caller's stack has to do.
    done.unwrap_or_else(work)
}

fn generate_here(
    input: &mut Input,
    target: Target<'_>,
    begins: &(dyn Fn(Phase) + Sync),
) -> Generated {
    let mut diagnostics = Diagnostics::default();
    let mut coverage = Coverage::default();
    let options_file = input.options_origin();
    let name = match target {
        Target::Crate | Target::Embedded => input.name.clone(),
        Target::ModuleOf(_) => module_name(&input.name),
    };
    let planned = tree(input, begins, &mut diagnostics).and_then(|tree| {
        let options = (&input.options, &options_file);
        let (document, origins) = document::document(tree, options, &mut diagnostics)?;
        let mut found = Diagnostics::default();
        begins(Phase::Lower);
        let mut api = lower::lower(&document, &Origin::default(), &mut found);
        drop(document);
        origins.settle(std::mem::take(&mut found), &mut diagnostics);
        let source = |origin: &Origin| origins.source(origin);
        lower::rename(&mut api, options, source, &mut diagnostics);
        check::check(&api, diagnostics.has_errors(), &mut found);
        let operations = api.operations.len();
        let layout = Layout::new(target, &name, &input.options, operations, &header(input));
        begins(Phase::Plan);
        let planned = plan::plan(&api, &layout, &mut found);
        origins.settle(found, &mut diagnostics);
        let of_package = &input.options.package;
        plan::check_options(of_package, target, &options_file, &mut diagnostics);
        coverage = coverage::coverage(&api, &origins, &diagnostics);
        Some(planned)
    });
    levels(&input.options).apply(&mut diagnostics);
    Generated { planned, name, diagnostics, coverage }
}

fn levels(options: &Options) -> Levels<'_> {
    Levels { deny: &options.deny, allow: &options.allow }
}

fn header(input: &Input) -> String {
    let source = match &input.sources[..input.described()] {
        // Where it stands on this machine is no part of the output.
        [source] => match Path::new(&source.name).file_name() {
            Some(name) if !is_below(&source.name) => name.to_string_lossy().into_owned(),
            _ => source.name.clone(),
        },
        sources => format!("{} files of {}", sources.len(), input.name),
    };
    let header = format!(
        "@generated by specwright {} from {source}: `{}`.",
        env!("CARGO_PKG_VERSION"),
        input.command
    );
    // It becomes a comment, which names of files must not end.
    header.replace(|c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'), " ")
}

/// Whether a path leads down from where it begins.
fn is_below(path: &str) -> bool {
    Path::new(path)
        .components()
        .all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
}

/// A crate of its own. `None` when nothing was generated.
pub fn stand_alone(generated: &Generated) -> Option<Package> {
    let planned = generated.planned.as_ref()?;
    Some(write::listed(emit::package(&plan::of_one(planned))))
}

/// The file of a module of a crate that specwright does not write. `None` when nothing was generated.
fn embedded(generated: &Generated, transports: rust::Transports) -> Option<String> {
    let planned = generated.planned.as_ref()?;
    Some(emit::embedded(&plan::embedded(planned, transports)))
}

/// A crate with a module and a feature per API; those of which nothing came are left out.
pub fn together(name: &str, generated: Vec<Generated>, command: &str) -> Package {
    let apis = generated.into_iter().filter_map(|one| Some((one.name, one.planned?)));
    let apis: Vec<(String, Planned)> = apis.collect();
    let header = format!("@generated by specwright {}: `{command}`.", env!("CARGO_PKG_VERSION"));
    write::listed(emit::package(&plan::of_many(name, &apis, &header)))
}
