//! Path items and operations of Swagger 2.0.

use serde_json::{Value, json};

use super::body::Part;
use super::conversion::{Conversion, media_types, shared};
use super::parameter::{is_body, parameter_list};
use crate::document::place::METHODS;
use crate::document::tree::{Located, Node, Tree};

impl Conversion<'_, '_> {
    /// Converts a path item.
    pub(super) fn path_item(&mut self, item: &mut Node<'_>) {
        let shared = self.parameters(item);
        item.each(|mut operation| {
            if operation.is_mapping() && METHODS.contains(&operation.at().last()) {
                self.operation(&mut operation, &shared);
            }
        });
    }

    fn operation(&mut self, operation: &mut Node<'_>, shared: &[Part]) {
        let mut parts = self.parameters(operation);
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
        if let Some(body) = self.request_body(parts, &consumes, operation) {
            operation.put("requestBody", body);
        }
        if let Some(mut responses) = operation.child_mapping("responses") {
            responses.each(|mut response| {
                if !response.at().last().starts_with("x-") {
                    self.response(&mut response, &produces);
                }
            });
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
                let origin = operation.spot_of("schemes").whence();
                operation.put("servers", Tree::made(Value::Array(servers), origin));
            }
        }
    }

    /// Converts the parameters of a path item or operation, and takes out the bodies among them.
    fn parameters(&mut self, node: &mut Node<'_>) -> Vec<Part> {
        parameter_list(node);
        let Some(mut list) = node.child("parameters") else { return Vec::new() };
        let mut parts = Vec::new();
        let mut taken = Vec::new();
        list.retain(|parameter| {
            let shared = shared(parameter, "parameters");
            if let Some(name) = shared.filter(|name| self.bodies.contains_key(name)) {
                taken.extend(self.bodies.get(&name).map(|body| (body.clone(), Some(name))));
                return false;
            }
            if is_body(parameter.value()) {
                taken.push((parameter.take_self(), None));
                return false;
            }
            self.parameter(parameter);
            true
        });
        if !taken.is_empty() {
            let list = list.whence();
            let part = |(parameter, shared)| Part { parameter, list: list.clone(), shared };
            parts.extend(taken.into_iter().map(part));
        }
        if list.value().as_array().is_some_and(Vec::is_empty) {
            node.remove("parameters");
        }
        parts
    }
}
