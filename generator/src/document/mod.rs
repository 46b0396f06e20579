//! Tree to `openapiv3::OpenAPI`: other versions are brought to OpenAPI 3.0, references into other places
//! than components are resolved, what is written wrongly is repaired, and what is left is typed item by
//! item: one bad item is one diagnostic and the rest is typed.

mod at;
mod bundle;
mod components;
#[cfg(test)]
mod corpus_tests;
mod dialect;
mod filter;
mod findings;
mod glob;
mod names;
mod origins;
pub mod overlay;
mod place;
mod references;
mod repair;
mod sweep;
mod typed;
mod webhooks;

use openapiv3::OpenAPI;
use serde_json::Value;

use crate::diagnostics::{Diagnostics, Origin};
use crate::options::Options;
pub use bundle::bundle;
pub use origins::Origins;

/// The typed document. Findings about filters are about the options file. `None` when the tree is no OpenAPI document.
pub fn document(
    mut tree: Value,
    (options, options_file): (&Options, &Origin),
    origins: &mut Origins,
    diagnostics: &mut Diagnostics,
) -> Option<OpenAPI> {
    references::inline_deep_references(&mut tree, origins, diagnostics);
    let from = diagnostics.list.len();
    webhooks::take_out(&mut tree, diagnostics);
    origins.settle(diagnostics, from);
    let mut tree = dialect::to_3_0(tree, origins, diagnostics)?;
    filter::filter(&mut tree, options, options_file, diagnostics);
    let from = diagnostics.list.len();
    repair::repair(&mut tree, diagnostics);
    let document = typed::typed(tree, diagnostics);
    origins.settle(diagnostics, from);
    document
}
