//! Responses of Swagger 2.0.

use serde_json::Value;

use super::conversion::{Conversion, content, shared};
use super::parameter;
use crate::document::tree::{Located, Node, Tree};

impl Conversion<'_, '_> {
    /// Converts a response of an operation.
    pub(super) fn response(&mut self, response: &mut Node<'_>, produces: &[String]) {
        let Some(name) = shared(response, "responses") else {
            self.response_object(response, produces);
            return;
        };
        let used = self.response_types.entry(name.clone()).or_insert_with(|| produces.to_vec());
        if used == produces {
            return;
        }
        // An operation that produces other media types gets a copy of the shared response.
        if let Some(shared) = self.responses.get(&name)
            && shared.value().get("schema").is_some_and(Value::is_object)
        {
            let mut copy = shared.clone();
            self.response_object(&mut copy.root(), produces);
            response.replace(copy);
        }
    }

    fn response_object(&mut self, response: &mut Node<'_>, produces: &[String]) {
        if !response.is_mapping() || response.has("$ref") {
            return;
        }
        response.remove("examples");
        if let Some(mut headers) = response.child_mapping("headers") {
            headers.each(|mut header| {
                if header.is_mapping() && !header.has("$ref") {
                    let _ = parameter::take_collection(&mut header, self.findings);
                    let schema = parameter::take_schema(&mut header);
                    header.put("schema", schema);
                }
            });
        }
        let Some(schema) = response.take("schema").filter(|schema| schema.value().is_object())
        else {
            return;
        };
        let members = schema.value();
        let is_file = members["format"] == "binary" && members["type"] == "string";
        let default =
            [if is_file { "application/octet-stream" } else { "application/json" }.to_owned()];
        let types = if produces.is_empty() { &default } else { produces };
        let content = content(types, schema, &response.whence());
        response.put("content", content);
    }

    /// Converts the shared responses, with the media types of the operation that first refers to each.
    pub(super) fn shared_responses(&mut self) -> Vec<(String, Tree)> {
        let responses = std::mem::take(&mut self.responses).into_iter();
        let converted = responses.map(|(name, mut response)| {
            let types = self.response_types.remove(&name).unwrap_or_else(|| self.produces.clone());
            self.response_object(&mut response.root(), &types);
            (name, response)
        });
        converted.collect()
    }
}
