//! Rewrites trees of Swagger 2.0, OpenAPI 3.1 and 3.2 to OpenAPI 3.0, before they are typed.
//!
//! A document of 3.0 is not changed. Constructs that 3.0 does not have are written in the closest form of 3.0, kept in
//! an extension `x-specwright-…` (the table is in [`v3_2`]), or reported.

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

/// Rewrites a document to OpenAPI 3.0. Returns `None` and reports `SW0003` if its version is not known.
pub fn to_3_0(tree: &mut Tree, findings: &mut Findings<'_>) -> Option<()> {
    match version::of(tree, findings)? {
        Version::V3_0 => {}
        Version::V2_0 => swagger::rewrite(tree, findings),
        version @ (Version::V3_1 | Version::V3_2) => walk::rewrite(tree, version, findings),
    }
    findings.flush();
    Some(())
}

#[cfg(test)]
mod tests;
