//! Tree to `openapiv3::OpenAPI`: other versions are rewritten to OpenAPI 3.0, references into other places
//! than components are resolved, what is written wrongly is repaired, and what is left is typed item by
//! item: one bad item is one diagnostic and the rest is typed.

mod additions;
mod at;
mod bundle;
mod components;
mod copies;
mod dialect;
mod filter;
mod findings;
mod glob;
mod names;
pub mod overlay;
mod place;
mod references;
mod repair;
mod schema;
mod sweep;
#[cfg(test)]
mod tests;
mod tree;
mod typed;
mod webhooks;

use crate::diagnostics::{Diagnostics, Origin};
use crate::options::Options;
pub use additions::add;
pub use bundle::bundle;
pub use components::component;
use findings::Findings;
pub use tree::{Origins, Tree};
pub use typed::{Document, Path};

/// The typed document of a tree that overlays and options were applied to. Findings about filters are about
/// the options file. `None` if the tree is not an OpenAPI document.
pub fn document(
    tree: Tree,
    options: (&Options, &Origin),
    diagnostics: &mut Diagnostics,
) -> Option<(Document, Origins)> {
    let (value, files) = tree.into_parts();
    let mut tree = Tree::new(value);
    let mut findings = Findings::new(diagnostics, &files);
    rewrite(&mut tree, options, &mut findings)?;
    let (document, rewritten) = typed::typed(tree, &mut findings)?;
    Some((document, Origins { files, rewritten }))
}

/// Brings a tree to OpenAPI 3.0 without mistakes that the typed model stumbles over.
fn rewrite(
    tree: &mut Tree,
    options: (&Options, &Origin),
    findings: &mut Findings<'_>,
) -> Option<()> {
    references::inline_deep_references(tree, findings);
    webhooks::take_out(tree, findings);
    dialect::to_3_0(tree, findings)?;
    filter::filter(tree, options, findings);
    repair::repair(tree, findings);
    Some(())
}
