//! State of the conversion, and functions that all of its parts use.

use std::collections::HashMap;

use indexmap::IndexMap;
use serde_json::Value;

use crate::diagnostics::Origin;
use crate::document::components::named;
use crate::document::findings::Findings;
use crate::document::tree::{Node, Tree};

/// State of the conversion.
pub struct Conversion<'f, 'd> {
    /// Default media types of the document.
    pub consumes: Vec<String>,
    pub produces: Vec<String>,
    /// First scheme of the document's servers, and the rest of the URL.
    pub base: Option<(String, String)>,
    /// Shared parameters that are bodies or parts of forms.
    pub bodies: IndexMap<String, Tree>,
    /// Shared responses before conversion.
    pub responses: IndexMap<String, Tree>,
    /// Media types with which a shared body or response was first used, by its name.
    pub body_types: HashMap<String, Vec<String>>,
    pub response_types: HashMap<String, Vec<String>>,
    pub findings: &'f mut Findings<'d>,
}

impl<'f, 'd> Conversion<'f, 'd> {
    pub fn new(findings: &'f mut Findings<'d>) -> Self {
        Self {
            consumes: Vec::new(),
            produces: Vec::new(),
            base: None,
            bodies: IndexMap::new(),
            responses: IndexMap::new(),
            body_types: HashMap::new(),
            response_types: HashMap::new(),
            findings,
        }
    }
}

/// Returns the name of the shared object of a kind that a node refers to.
pub fn shared(node: &Node<'_>, kind: &str) -> Option<String> {
    let (found, name) = named(node.text("$ref")?)?;
    (found == kind).then(|| name.into_owned())
}

/// Returns the distinct texts of a list of media types.
pub fn media_types(node: Option<Value>) -> Vec<String> {
    let list = match node {
        Some(Value::Array(list)) => list,
        Some(text @ Value::String(_)) => vec![text],
        _ => Vec::new(),
    };
    let mut types: Vec<String> = Vec::new();
    for text in list.iter().filter_map(Value::as_str) {
        let text = text.trim();
        if !text.is_empty() && !types.iter().any(|known| known == text) {
            types.push(text.to_owned());
        }
    }
    types
}

/// Creates `content` with the same schema for every media type; its origin is that of another node.
pub fn content(types: &[String], schema: Tree, origin: &Origin) -> Tree {
    let mut schemas = vec![schema; types.len()];
    let media = |media_type: &String| {
        let schema = schemas.pop().unwrap_or_default();
        (media_type.clone(), Tree::mapping([("schema", schema)], origin.clone()))
    };
    Tree::mapping(types.iter().map(media).collect::<Vec<_>>(), origin.clone())
}
