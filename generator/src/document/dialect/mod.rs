//! Swagger 2.0, OpenAPI 3.1 and 3.2 to the model of OpenAPI 3.0, on the tree, before it is typed.
//!
//! A document of 3.0 is not touched. What 3.0 cannot say is written in its nearest words, kept in an
//! extension `x-specwright-…` (the table is in [`v3_2`]), or reported.

mod schema;
mod swagger;
mod v3_2;
mod version;
mod walk;

use serde_json::Value;

pub use schema::{shapes, types};
pub use swagger::{is_body, parameter_list, request_body, take_schema};
use version::Version;

use super::Origins;
use crate::diagnostics::Diagnostics;

/// The document in the model of OpenAPI 3.0. `None`, with `SW0003`, when it is of no version that is
/// known. Findings are settled; what moved is a new layer of `origins`.
pub fn to_3_0(tree: Value, origins: &mut Origins, diagnostics: &mut Diagnostics) -> Option<Value> {
    let from = diagnostics.list.len();
    let version = version::of(&tree, diagnostics);
    origins.settle(diagnostics, from);
    let from = diagnostics.list.len();
    let mut tree = tree;
    match version? {
        Version::V3_0 => {}
        Version::V2_0 => tree = swagger::rewrite(tree, origins, diagnostics),
        Version::V3_1 | Version::V3_2 => {
            walk::rewrite(&mut tree, origins, diagnostics);
            origins.settle(diagnostics, from);
        }
    }
    Some(tree)
}

#[cfg(test)]
mod tests;
