//! Path items and operations of Swagger 2.0.

use serde_json::{Value, json};

use super::body::Part;
use super::parameter::{is_body, parameter_list};
use super::{Conversion, Members, media_types, shared};
use crate::document::at::At;
use crate::document::place::METHODS;
use crate::pointer::escape;

impl Conversion<'_, '_> {
    /// A path item, in place.
    pub(super) fn path_item(&mut self, item: &mut Members, at: &At<'_>) {
        let shared = self.parameters(item, at);
        for (key, node) in item.iter_mut() {
            if let Value::Object(operation) = node
                && METHODS.contains(&key.as_str())
            {
                self.operation(operation, &shared, &at.key(key));
            }
        }
    }

    fn operation(&mut self, operation: &mut Members, shared: &[Part], at: &At<'_>) {
        let mut parts = self.parameters(operation, at);
        for part in shared {
            if !parts.iter().any(|own| own.overrides(part)) {
                parts.push(part.clone());
            }
        }
        let consumes = match operation.remove("consumes") {
            Some(own) => media_types(Some(own)),
            None => self.consumes.clone(),
        };
        let produces = match operation.remove("produces") {
            Some(own) => media_types(Some(own)),
            None => self.produces.clone(),
        };
        if let Some(body) = self.request_body(parts, &consumes, at) {
            operation.insert("requestBody".to_owned(), body);
        }
        if let Some(Value::Object(responses)) = operation.get_mut("responses") {
            let list = at.key("responses");
            for (status, node) in responses {
                if !status.starts_with("x-") {
                    self.response(node, &produces, &list.key(status));
                }
            }
        }
        let schemes = media_types(operation.remove("schemes"));
        if let Some((scheme, rest)) = &self.base
            && !schemes.is_empty()
            && !schemes.contains(scheme)
        {
            let servers: Vec<Value> = schemes
                .iter()
                .filter(|scheme| matches!(scheme.as_str(), "http" | "https"))
                .map(|scheme| json!({ "url": format!("{scheme}://{rest}") }))
                .collect();
            if !servers.is_empty() {
                operation.insert("servers".to_owned(), Value::Array(servers));
            }
        }
    }

    /// Converts the parameters of a path item or operation in place, and takes the bodies among them.
    fn parameters(&mut self, members: &mut Members, at: &At<'_>) -> Vec<Part> {
        let Some(node) = members.remove("parameters") else { return Vec::new() };
        let was_list = node.is_array();
        let list = at.key("parameters");
        let mut parts = Vec::new();
        let mut kept: Vec<Value> = Vec::new();
        for (index, mut node) in parameter_list(node).into_iter().enumerate() {
            let here = list.index(index);
            let Value::Object(parameter) = &mut node else {
                kept.push(node);
                continue;
            };
            let shared = shared(parameter, "parameters");
            if let Some(name) = shared.filter(|name| self.bodies.contains_key(name)) {
                if let Some(Value::Object(parameter)) = self.bodies.get(&name) {
                    let from = format!("/parameters/{}", escape(&name));
                    parts.push(Part { parameter: parameter.clone(), from, shared: Some(name) });
                }
                continue;
            }
            if is_body(parameter) {
                let parameter = std::mem::take(parameter);
                parts.push(Part { parameter, from: here.text(), shared: None });
                continue;
            }
            self.parameter(parameter, &here);
            if kept.len() != index && was_list {
                self.moves.push((list.index(kept.len()).text(), here.text()));
            }
            kept.push(node);
        }
        if !kept.is_empty() {
            members.insert("parameters".to_owned(), Value::Array(kept));
        }
        parts
    }
}
