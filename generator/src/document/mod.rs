//! Converts a tree to `openapiv3::OpenAPI`. Other versions are rewritten to OpenAPI 3.0, references to places other
//! than components are resolved, mistakes are repaired, and the result is typed item by item: an invalid item is a
//! diagnostic, and all others are typed.

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

/// Returns the typed document of a tree to which overlays and options were applied. Findings about filters have places
/// in the options file. Returns `None` if the tree is not an OpenAPI document.
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

/// Returns the document of a tree in its own version. Returns `None` if the tree is not an OpenAPI document.
pub fn untyped(tree: Tree, diagnostics: &mut Diagnostics) -> Option<Value> {
    let (document, _) = tree.into_parts();
    if ["openapi", "swagger"].iter().any(|member| document.get(member).is_some()) {
        return Some(document);
    }
    diagnostics.add(finding::Version::NotADocument, &Origin::default());
    None
}

/// Rewrites a tree to OpenAPI 3.0, without mistakes that the typed model would reject.
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
