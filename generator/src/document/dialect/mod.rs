//! Swagger 2.0, OpenAPI 3.1 and 3.2 to the model of OpenAPI 3.0, on the tree, before it is typed.
//!
//! A document of 3.0 is not touched. What 3.0 cannot say is written in its nearest words, kept in an
//! extension `x-specwright-…` (the table is in [`v3_2`]), or reported.

mod schema;
mod swagger;
mod v3_2;
mod version;
mod walk;

use serde_json::{Map, Value};

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

/// The mapping at a path of members, made where it is not there. `None` when the tree is no mapping.
fn entry<'a>(tree: &'a mut Value, path: &[&str]) -> Option<&'a mut Map<String, Value>> {
    let mut map = tree.as_object_mut()?;
    for key in path {
        map = member(map, key);
    }
    Some(map)
}

/// The mapping that is a member, made where it is not one.
pub fn member<'a>(map: &'a mut Map<String, Value>, key: &str) -> &'a mut Map<String, Value> {
    let node = map.entry(key).or_insert(Value::Null);
    if !node.is_object() {
        *node = Value::Object(Map::new());
    }
    match node {
        Value::Object(map) => map,
        // Made an object above.
        _ => unreachable!(),
    }
}

#[cfg(test)]
mod tests;
