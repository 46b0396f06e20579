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

use serde_json::Value;

use crate::diagnostics::{Diagnostics, Origin, finding};
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

/// The document of a tree as it is, of the version that it is written in. `None` when the tree is no OpenAPI document.
pub fn untyped(tree: Tree, diagnostics: &mut Diagnostics) -> Option<Value> {
    let (document, _) = tree.into_parts();
    if ["openapi", "swagger"].iter().any(|member| document.get(member).is_some()) {
        return Some(document);
    }
    diagnostics.add(finding::Source::NotADocument, &Origin::default());
    None
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
