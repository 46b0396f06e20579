//! Generates Rust clients from API descriptions.
//!
//! Pipeline: sources are read into a tree; the tree is typed as `openapiv3`, lowered to a model of the API, planned as
//! Rust, and printed. [`generate`] runs the whole pipeline. Only [`inputs`], [`mod@write`], [`repository`] and
//! [`Builder`] access the disk; nothing accesses the network.
//!
//! # From a program
//!
//! [`Input`] holds sources and options, in memory or read from files. [`generate`] returns a crate, or a module of one,
//! with its findings and the sources that the findings refer to.
//!
//! ```no_run
//! use std::path::Path;
//!
//! use specwright::Input;
//! use specwright::inputs::Files;
//! use specwright::render::{Presentation, render};
//!
//! fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     let input = Input::read("orders", &Files::new(["orders.yaml"]))?;
//!     let generated = specwright::generate(input, None);
//!     eprint!("{}", render(&generated.diagnostics, &generated.sources, Presentation::default()));
//!     if let Some(package) = specwright::stand_alone(&generated) {
//!         specwright::write::write(&package, Path::new("orders-client"))?;
//!     }
//!     Ok(())
//! }
//! ```
//!
//! # From a build script
//!
//! A [`Builder`] does all of this: it reads the files, generates a module, writes it, and returns the findings.
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
pub mod changes;
mod check;
mod closest;
pub mod coverage;
pub mod diagnostics;
mod diff;
mod document;
mod emit;
pub mod fix;
mod header;
pub mod inputs;
mod lock;
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
#[doc(hidden)]
pub mod shell;
mod stack;
#[cfg(test)]
mod tests;
pub mod write;

use std::mem;
use std::path::{Path, PathBuf};

pub use builder::{BuildError, Builder, GeneratedModule};
pub use changes::Changes;
pub use coverage::Coverage;
use diagnostics::{Diagnostics, Origin};
use document::{Tree, overlay};
pub use inputs::Input;
pub use options::Options;
pub use phase::Phase;
pub use plan::manifest::is_reserved as is_reserved_crate_name;
pub use plan::module_name;
use plan::{Layout, Planned, Target};
use read::Source;
pub use write::Package;

/// A generated API.
#[derive(Debug)]
#[non_exhaustive]
pub struct Generated {
    /// `None` if nothing could be generated.
    planned: Option<Planned>,
    name: String,
    /// Version of the crate, if the options name one.
    version: Option<String>,
    /// All findings.
    pub diagnostics: Diagnostics,
    /// How each item of the description is generated.
    pub coverage: Coverage,
    /// The files that the places of the findings are in.
    pub sources: Vec<Source>,
    /// File of the lock, if the input was read from files.
    lock: Option<PathBuf>,
}

impl Generated {
    /// Returns the file `names.lock` and its content, which remembers the names of all items. `None` if nothing was
    /// generated, or the input was not read from files.
    pub fn lock(&self) -> Option<(&Path, String)> {
        Some((self.lock.as_deref()?, self.planned.as_ref()?.lock.print()))
    }
}

/// Document of an input.
#[derive(Debug)]
#[non_exhaustive]
pub struct Recovered {
    /// `None` if the input has no document, which is a finding.
    pub document: Option<serde_json::Value>,
    /// All findings.
    pub diagnostics: Diagnostics,
    /// The files that the places of the findings are in.
    pub sources: Vec<Source>,
}

/// Returns the document of an input, given or recovered from pages, with overlays and options applied.
pub fn recover(input: Input) -> Recovered {
    recover_watched(input, &|_| ())
}

/// Like [`recover`], and calls `begins` at the start of each phase.
pub fn recover_watched(mut input: Input, begins: &(dyn Fn(Phase) + Sync)) -> Recovered {
    stack::with_room(&mut || {
        let mut diagnostics = Diagnostics::default();
        let tree = tree(&mut input, begins, &mut diagnostics);
        let document = tree.and_then(|tree| document::untyped(tree, &mut diagnostics));
        input.options.levels().apply(&mut diagnostics);
        Recovered { document, diagnostics, sources: mem::take(&mut input.sources) }
    })
}

/// Generates an API as a module of the package `within`, or as a crate of its own if that is `None`.
pub fn generate(input: Input, within: Option<&str>) -> Generated {
    generate_watched(input, within, &|_| ())
}

/// Like [`generate`], and calls `begins` at the start of each phase.
pub fn generate_watched(
    mut input: Input,
    within: Option<&str>,
    begins: &(dyn Fn(Phase) + Sync),
) -> Generated {
    let target = within.map_or(Target::Crate, Target::ModuleOf);
    stack::with_room(&mut || generate_here(&mut input, target, begins))
}

/// Generates an API as a module of a crate that specwright does not write.
fn generate_embedded(mut input: Input) -> Generated {
    stack::with_room(&mut || generate_here(&mut input, Target::Embedded, &|_| ()))
}

/// Returns the tree of an input: its document, or the one recovered from its pages, with overlays and options applied.
fn tree(input: &mut Input, begins: &dyn Fn(Phase), diagnostics: &mut Diagnostics) -> Option<Tree> {
    input.report_unused_options(diagnostics);
    let mut tree = if scrape::are_pages(input.descriptions()) {
        begins(Phase::Scrape);
        let wanted = input.wanted();
        let found = scrape::recover(input.descriptions(), wanted.as_ref(), diagnostics)?;
        begins(Phase::Document);
        Tree::of_pages(found.tree, found.places)
    } else {
        begins(Phase::Document);
        document::bundle(input.descriptions_mut(), diagnostics)?
    };
    let overlays = overlay::among(&input.sources, diagnostics);
    overlay::apply(&mut tree, &overlays, input.options.allow_unmatched_overlays, diagnostics);
    document::add((&input.options, &input.options_origin()), &mut tree);
    Some(tree)
}

/// Runs the pipeline from an input to a plan.
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
        origins.settle(mem::take(&mut found), &mut diagnostics);
        let source = |origin: &Origin| origins.source(origin);
        lower::rename(&mut api, options, source, &mut diagnostics);
        lower::paginate(&mut api, options, &mut found, &mut diagnostics);
        check::check(&api, diagnostics.has_errors(), &mut found);
        let operations = api.operations.len();
        let header = header::header(Some(&input.source_name()), &input.command);
        let layout = Layout::new(target, &name, &input.options, operations, &header);
        begins(Phase::Plan);
        let planned = plan::plan(&api, &layout, &input.lock, source, &mut found);
        origins.settle(found, &mut diagnostics);
        let of_package = &input.options.package;
        plan::check_options(of_package, target, &options_file, &mut diagnostics);
        coverage = coverage::coverage(&api, &origins, &diagnostics);
        Some(planned)
    });
    input.options.levels().apply(&mut diagnostics);
    let sources = mem::take(&mut input.sources);
    let lock = input.lock_file.take();
    let is_crate = target == Target::Crate;
    let version = input.options.package.version.clone().filter(|_| is_crate);
    Generated { planned, name, version, diagnostics, coverage, sources, lock }
}

/// Prints a crate of a single API. Returns `None` if nothing was generated.
pub fn stand_alone(generated: &Generated) -> Option<Package> {
    let planned = generated.planned.as_ref()?;
    Some(write::listed(emit::package(&plan::of_one(planned))))
}

/// Finds the changes from an old version of an API to a new one, both generated in the same way: as crates, or as modules.
/// Returns `None` if nothing was generated from one of them.
pub fn diff(old: &Generated, new: &Generated) -> Option<Changes> {
    fn side(generated: &Generated) -> Option<diff::Side<'_>> {
        Some(diff::Side {
            planned: generated.planned.as_ref()?,
            sources: &generated.sources,
            version: generated.version.as_deref(),
        })
    }
    Some(diff::diff(side(old)?, side(new)?))
}

/// Prints the file of a module for a crate that specwright does not write. Returns `None` if nothing was generated.
fn embedded(generated: &Generated, transports: rust::Transports) -> Option<String> {
    let planned = generated.planned.as_ref()?;
    Some(emit::embedded(&plan::embedded(planned, transports)))
}

/// Prints a crate with a module and a feature per API. APIs for which nothing was generated are left out.
pub fn together(name: &str, generated: Vec<Generated>, command: &str) -> Package {
    let apis = generated.into_iter().filter_map(|one| Some((one.name, one.planned?)));
    let apis: Vec<(String, Planned)> = apis.collect();
    let header = header::header(None, command);
    write::listed(emit::package(&plan::of_many(name, &apis, &header)))
}
