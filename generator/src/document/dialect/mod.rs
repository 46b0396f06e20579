//! Swagger 2.0, OpenAPI 3.1 and 3.2 to the model of OpenAPI 3.0, on the tree, before it is typed.
//!
//! A document of 3.0 is not touched. What 3.0 cannot say is written in its nearest words, kept in an
//! extension `x-specwright-…` (the table is in [`v3_2`]), or reported.

mod identifiers;
mod schema;
mod swagger;
mod v3_2;
mod version;
mod walk;

pub use swagger::{Part, is_body, parameter_list, request_body, take_schema};
use version::Version;

use super::findings::Findings;
use super::tree::Tree;

/// Rewrites a document in the model of OpenAPI 3.0. `None`, with `SW0003`, when it is of no version that is
/// known.
pub fn to_3_0(tree: &mut Tree, findings: &mut Findings<'_>) -> Option<()> {
    match version::of(tree, findings)? {
        Version::V3_0 => {}
        Version::V2_0 => swagger::rewrite(tree, findings),
        Version::V3_1 | Version::V3_2 => walk::rewrite(tree, findings),
    }
    findings.flush();
    Some(())
}

#[cfg(test)]
mod tests;
